"""Addresses of this room."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from causelist.public import site

app_name = "public"


@login_not_required
def pending(request: HttpRequest, **which: str) -> HttpResponse:
    """Not built yet."""
    raise Http404


urlpatterns: list[URLPattern | URLResolver] = [
    path("", site.about, name="home"),
    path("search", pending, name="search"),
    path("notices", pending, name="notices"),
    path("notices.csv", pending, name="notices-csv"),
    path("n/<str:number>", pending, name="notice"),
    path("places/<path:key>", pending, name="place"),
    path("organisations/<str:slug>", pending, name="organisation"),
    path("hosts/<str:host>", pending, name="host"),
    path("listed", pending, name="listed"),
    path("statistics", pending, name="statistics"),
    path("statistics/<slug:metric>", pending, name="metric"),
    path("statistics/<slug:metric>.csv", pending, name="metric-csv"),
    path("feeds/notices.atom", pending, name="feed"),
    path("about", site.about, name="about"),
    path("privacy", site.privacy, name="privacy"),
    path("accessibility", site.accessibility, name="accessibility"),
    path("language", site.language, name="language"),
    path("health", site.health, name="health"),
    path("robots.txt", site.robots, name="robots"),
]
