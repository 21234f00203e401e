"""Works, to look at."""

from __future__ import annotations

from django.contrib import admin

from causelist.runtime.admin import LookOnly
from causelist.works.models import Work


@admin.register(Work)
class WorkAdmin(LookOnly):
    """Works as letters describe them and as their owners register them."""

    list_display = ["title", "owner", "kind", "confirmed", "created_at"]
    list_filter = ["confirmed"]
    search_fields = ["title"]
    list_select_related = ["owner"]
