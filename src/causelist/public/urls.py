"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from causelist.public import (
    campaigns,
    decisions,
    enforcement,
    feeds,
    home,
    listed,
    notices,
    premises,
    site,
    statistics,
    works,
)
from causelist.public.case_urls import urlpatterns as cases
from causelist.public.law.urls import urlpatterns as law

app_name = "public"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("search", home.search, name="search"),
    path("notices", notices.notices, name="notices"),
    path("notices.csv", notices.notices_csv, name="notices-csv"),
    path("n/<str:number>", notices.notice, name="notice"),
    *cases,
    path("places/<path:key>", listed.place, name="place"),
    path("organisations/<str:slug>", listed.organisation, name="organisation"),
    path("works/<int:pk>", works.work, name="work"),
    path("works/<int:pk>/places.csv", works.places_csv, name="work-places"),
    path("premises/<int:pk>", premises.premises, name="premises"),
    path("campaigns", campaigns.campaigns, name="campaigns"),
    path("campaigns/<str:slug>", campaigns.campaign, name="campaign"),
    path("activities", campaigns.activities, name="activities"),
    path("activities.csv", campaigns.activities_csv, name="activities-csv"),
    path("hosts/<str:host>", listed.host, name="host"),
    path("listed", listed.listed, name="listed"),
    path("statistics", statistics.overview, name="statistics"),
    path("statistics/enforcement", enforcement.enforcement, name="enforcement"),
    path("statistics/enforcement.csv", enforcement.enforcement_csv, name="enforcement-csv"),
    path("statistics/<slug:metric>", statistics.metric, name="metric"),
    path("statistics/<slug:metric>.csv", statistics.metric_csv, name="metric-csv"),
    *law,
    path("decisions", decisions.index, name="decisions"),
    path("decisions.csv", decisions.index_csv, name="decisions-csv"),
    path("d/<str:number>", decisions.decision, name="decision"),
    path("d/<str:number>/pdf", decisions.file, {"form": "pdf"}, name="decision-pdf"),
    path("d/<str:number>/akn", decisions.file, {"form": "akn"}, name="decision-akn"),
    path("d/<str:number>/redaction", decisions.ask, name="decision-ask"),
    path("feeds/decisions.atom", decisions.feed, name="decisions-feed"),
    path("feeds/notices.atom", feeds.feed, name="feed"),
    path("about", site.about, name="about"),
    path("privacy", site.privacy, name="privacy"),
    path("accessibility", site.accessibility, name="accessibility"),
    path("language", site.language, name="language"),
    path("health", site.health, name="health"),
    path("robots.txt", site.robots, name="robots"),
]
