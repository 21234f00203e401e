"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from causelist.public import (
    case,
    case_following,
    cases,
    feeds,
    home,
    listed,
    notices,
    site,
    statistics,
    visibility,
    works,
)
from causelist.public.law.urls import urlpatterns as law

app_name = "public"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("search", home.search, name="search"),
    path("notices", notices.notices, name="notices"),
    path("notices.csv", notices.notices_csv, name="notices-csv"),
    path("n/<str:number>", notices.notice, name="notice"),
    path("cases", cases.cases, name="cases"),
    path("cases.csv", cases.cases_csv, name="cases-csv"),
    path("feeds/cases.atom", cases.cases_feed, name="cases-feed"),
    path("c/<str:number>", case.case, name="case"),
    path("c/<str:number>/key", case.case_key, name="case-key"),
    path("c/<str:number>/key/forget", case.case_key_forget, name="case-key-forget"),
    path("c/<str:number>/follow", case_following.follow, name="case-follow"),
    path("c/<str:number>/feed.atom", case_following.case_feed, name="case-feed"),
    path("c/<str:number>/calendar.ics", case_following.case_calendar, name="case-calendar"),
    path("c/<str:number>/private/<str:token>/feed.atom", case_following.case_feed, name="case-feed-private"),
    path("c/<str:number>/private/<str:token>/calendar.ics", case_following.case_calendar, name="case-calendar-private"),
    path("offices/<str:token>/calendar.ics", case_following.office_calendar, name="office-calendar"),
    path("follow/<str:token>", case_following.following_page, name="following"),
    path("about/visibility", visibility.who_sees_what, name="visibility"),
    path("places/<path:key>", listed.place, name="place"),
    path("organisations/<str:slug>", listed.organisation, name="organisation"),
    path("works/<int:pk>", works.work, name="work"),
    path("works/<int:pk>/places.csv", works.places_csv, name="work-places"),
    path("hosts/<str:host>", listed.host, name="host"),
    path("listed", listed.listed, name="listed"),
    path("statistics", statistics.overview, name="statistics"),
    path("statistics/<slug:metric>", statistics.metric, name="metric"),
    path("statistics/<slug:metric>.csv", statistics.metric_csv, name="metric-csv"),
    *law,
    path("feeds/notices.atom", feeds.feed, name="feed"),
    path("about", site.about, name="about"),
    path("privacy", site.privacy, name="privacy"),
    path("accessibility", site.accessibility, name="accessibility"),
    path("language", site.language, name="language"),
    path("health", site.health, name="health"),
    path("robots.txt", site.robots, name="robots"),
]
