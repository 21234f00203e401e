"""The back room is for looking: every change is an act of a service, so that it is checked, explained and audited."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from causelist.runtime.models import AuditEntry, Mail, NumberSeries


class LookOnly(admin.ModelAdmin[Model]):
    """Rows to search and to read; nobody adds, changes or deletes one here."""

    show_full_result_count = False  # counting ten million rows is not looking at one

    def has_add_permission(self, request: HttpRequest) -> bool:
        """No."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """No."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """No."""
        return False


@admin.register(AuditEntry)
class AuditEntryAdmin(LookOnly):
    """Who did what, for investigation."""

    list_display = ["at", "by", "act", "subject"]
    list_filter = ["act"]
    search_fields = ["=subject", "by__email"]
    list_select_related = ["by"]
    date_hierarchy = "at"


@admin.register(Mail)
class MailAdmin(LookOnly):
    """What is owed, was sent, or was given up and why."""

    list_display = ["queued_at", "kind", "due_at", "attempts", "sent_at", "dropped_at", "problem"]
    list_filter = ["kind"]
    search_fields = ["=key"]
    exclude = ["detail"]


@admin.register(NumberSeries)
class NumberSeriesAdmin(LookOnly):
    """The last number given in each year."""

    list_display = ["kind", "year", "last"]
