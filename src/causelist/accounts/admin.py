"""People in the administrator's back room. Passwords, tokens and acts go through the desk and the services."""

from __future__ import annotations

from django.contrib import admin

from causelist.accounts.models import Token, User
from causelist.runtime.admin import LookOnly


@admin.register(User)
class UserAdmin(LookOnly):
    """Who may sign in."""

    list_display = ["email", "name", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["email", "name"]
    exclude = ["password", "groups", "user_permissions"]


@admin.register(Token)
class TokenAdmin(LookOnly):
    """Programs' keys, without their hashes."""

    list_display = ["prefix", "label", "user", "organisation_id", "expires_at", "revoked_at", "last_used_on"]
    search_fields = ["prefix", "label", "user__email"]
    list_select_related = ["user"]
    exclude = ["digest"]
