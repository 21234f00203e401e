"""Letters on the record, to look at; the original is seen at the desk, by those it concerns."""

from __future__ import annotations

from django.contrib import admin

from causelist.notices.models import Notice
from causelist.runtime.admin import LookOnly


@admin.register(Notice)
class NoticeAdmin(LookOnly):
    """The facts of each letter."""

    list_display = ["number", "kind", "state", "received_on", "provider_name", "item_count", "source"]
    list_filter = ["kind", "state", "source"]
    search_fields = ["=number", "=identity"]
    list_select_related = ["provider_name"]
    date_hierarchy = "received_on"
