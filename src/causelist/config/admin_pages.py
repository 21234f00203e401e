"""The admin site itself."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class CauselistAdminSite(admin.AdminSite):
    """Titles only; who may enter is `is_staff`."""

    site_header = _("Causelist administration")
    site_title = _("Causelist administration")
    index_title = _("Master data")
