"""Every address of the site, room by room."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("causelist.api.urls")),
    path("desk/", include("causelist.desk.urls")),
    path("mail/", include("causelist.gateway.urls")),
    path("", include("causelist.public.urls")),
]

handler400 = "causelist.web.errors.bad_request"
handler403 = "causelist.web.errors.forbidden"
handler404 = "causelist.web.errors.not_found"
handler500 = "causelist.web.errors.server_error"
