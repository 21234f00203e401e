"""The administrator's back room: read and mend master data; acts go through the desk and the services."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class CauselistAdmin(AdminConfig):
    """Django's admin under its own title."""

    default_site = "causelist.config.admin_pages.CauselistAdminSite"
