"""How Django finds this room."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, sign-in and API tokens."""

    name = "causelist.accounts"
