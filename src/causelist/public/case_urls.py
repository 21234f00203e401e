"""Addresses of cases."""

from __future__ import annotations

from django.urls import URLPattern, path

from causelist.public import case, case_following, cases, visibility

urlpatterns: list[URLPattern] = [
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
]
