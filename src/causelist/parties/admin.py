"""Organisations and who acts for them, to look at; names, merges and mandates are changed at the desk."""

from __future__ import annotations

from django.contrib import admin
from django.db import models

from causelist.parties.models import (
    Mandate,
    Membership,
    Organisation,
    OrganisationChange,
    OrganisationName,
    Region,
)
from causelist.runtime.admin import LookOnly


class NamesInline(admin.TabularInline[OrganisationName, Organisation]):
    """What an organisation is called."""

    model = OrganisationName
    extra = 0
    can_delete = False


@admin.register(Organisation)
class OrganisationAdmin(LookOnly):
    """Every organisation, also those merged away."""

    list_display = ["slug", "kind", "is_person", "confirmed", "merged_into"]
    list_filter = ["kind", "confirmed", "is_person"]
    search_fields = ["slug", "names__text"]
    list_select_related = ["merged_into"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    inlines = [NamesInline]


@admin.register(OrganisationChange)
class OrganisationChangeAdmin(LookOnly):
    """Merges and splits."""

    list_display = ["recorded_at", "kind", "source", "target", "by", "basis"]
    list_select_related = ["source", "target", "by"]


@admin.register(Membership)
class MembershipAdmin(LookOnly):
    """Who acts for whom as a member."""

    list_display = ["user", "organisation", "role", "starts_on", "until"]
    list_filter = ["role"]
    search_fields = ["user__email", "organisation__slug"]
    list_select_related = ["user", "organisation"]


@admin.register(Mandate)
class MandateAdmin(LookOnly):
    """Who acts for whom as an agent."""

    list_display = ["agent", "principal", "starts_on", "until", "all_works", "revoked_at"]
    search_fields = ["agent__slug", "principal__slug"]
    list_select_related = ["agent", "principal"]


@admin.register(Region)
class RegionAdmin(LookOnly):
    """Countries and their parts."""

    list_display = ["code", "name", "name_zh", "parent"]
    search_fields = ["code", "name", "name_zh"]
