"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from causelist.gateway import views

app_name = "gateway"
urlpatterns: list[URLPattern | URLResolver] = [path("confirm/<str:token>", views.confirm, name="confirm")]
