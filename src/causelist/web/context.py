"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from causelist.statistics.queries import as_of


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's own address, when its figures were made (None before the first), whether it is a demonstration."""
    return {
        "site_url": settings.SITE_URL,
        "as_of": SimpleLazyObject(as_of),
        "demonstration": settings.DEMONSTRATION,
    }
