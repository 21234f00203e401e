"""The audit trail: written by services, read by investigators."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from causelist.runtime.models import AuditEntry


def record(*, by: AbstractBaseUser | AnonymousUser | None, act: str, subject: str, detail: dict[str, Any]) -> None:
    """Note that somebody did something: `act` is "room.act", `subject` "room.model:key". In the act's transaction."""
    AuditEntry.objects.create(by_id=by.pk if by else None, act=act, subject=subject[:120], detail=detail)
