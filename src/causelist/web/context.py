"""What every page knows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from causelist.statistics.models import Snapshot


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's own address, when its figures were made (None before the first), whether it is a demonstration."""
    return {
        "site_url": settings.SITE_URL,
        "as_of": SimpleLazyObject(_as_of),
        "demonstration": getattr(settings, "DEMONSTRATION", False),
    }


def _as_of() -> dt.datetime | None:
    return Snapshot.objects.filter(complete=True).order_by("-id").values_list("as_of", flat=True).first()
