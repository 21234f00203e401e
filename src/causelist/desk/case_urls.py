"""Addresses of the desk's pages of cases."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from causelist.desk.views import bodies, calendar, campaigns, cases, docket, overseeing

_CASE = "cases/<str:number>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("docket", docket.docket, name="docket"),
    path("calendar", calendar.calendar, name="calendar"),
    path("supervision", overseeing.supervision, name="supervision"),
    path("handover", overseeing.handover, name="handover"),
    path("campaigns", campaigns.campaigns, name="campaigns"),
    path("campaigns/-/new", campaigns.new, name="campaign-new"),
    path("campaigns/<str:slug>", campaigns.campaign, name="campaign"),
    path("campaigns/<str:slug>/remove/<int:pk>", campaigns.remove, name="campaign-remove"),
    path("activities", campaigns.activities, name="activities"),
    path("bodies", bodies.bodies, name="bodies"),
    path("bodies/<slug:code>", bodies.body, name="body"),
    path("bodies/<slug:code>/<int:pk>", bodies.body, name="office"),
    path("cases", docket.cases, name="cases"),
    path(_CASE, cases.case, name="case"),
    path(f"{_CASE}/<slug:lifecycle>/<slug:name>", cases.act, name="act"),
    path(f"{_CASE}/<slug:lifecycle>/<slug:name>/<int:subject_id>", cases.act, name="act"),
]
