"""Addresses of this room. Everything below v1 goes through the one door."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_GET
from django.views.generic import RedirectView

from causelist.api import views
from causelist.api.gate import guarded
from causelist.api.v1 import api

app_name = "api"


@require_GET
def _openapi(request: HttpRequest) -> HttpResponseBase:
    return JsonResponse(api.get_openapi_schema(), json_dumps_params={"ensure_ascii": False})


def _operations() -> list[URLPattern]:
    patterns: list[URLPattern] = []
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and str(pattern.pattern):  # the empty one is ninja's own root page
            pattern.callback = guarded(pattern.callback)
            patterns.append(pattern)
    return patterns


urlpatterns: list[URLPattern | URLResolver] = [
    path("", login_not_required(RedirectView.as_view(pattern_name="api:docs")), name="root"),
    path("docs", views.docs, name="docs"),
    path("v1/openapi.json", guarded(_openapi), name="openapi"),
    *(path(f"v1/{pattern.pattern}", pattern.callback, name=pattern.name) for pattern in _operations()),
    path("v1/<path:rest>", guarded(views.nothing_here)),
    path("v1/", guarded(views.nothing_here)),
    path("<path:rest>", guarded(views.nothing_here)),
]
