"""How often one caller may ask: a fixed window of a minute for each token, or for each network address without one.

The limits hold over every process of the site: counting is one statement in the record store.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from causelist.runtime import counters
from causelist.runtime.networks import network_of

WINDOW = 60  # seconds


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a caller's window: `reset` in seconds from now."""

    limit: int
    remaining: int
    reset: int
    exceeded: bool

    def put_into(self, response: HttpResponseBase) -> None:
        """Say it in the headers of an answer."""
        response["RateLimit-Limit"] = str(self.limit)
        response["RateLimit-Remaining"] = str(self.remaining)
        response["RateLimit-Reset"] = str(self.reset)
        response["RateLimit-Policy"] = f"{self.limit};w={WINDOW}"
        if self.exceeded:
            response["Retry-After"] = str(self.reset)


def count(caller: str, limit: int, *, now: float | None = None) -> Allowance:
    """Count one request of a caller against a limit for each window."""
    moment = int(time.time() if now is None else now)
    key = counters.key_of("api", caller)
    used, until = counters.add({key: moment - moment % WINDOW + WINDOW}, now=moment)[key]
    return Allowance(limit, max(0, limit - used), until - moment, used > limit)


def of_request(request: HttpRequest, token_id: int | None) -> Allowance:
    """Count this request. Letters taken in have a limit of their own, lower than that of questions."""
    if token_id is None:
        return count(f"address:{network_of(request)}", settings.API_LIMIT_ADDRESS)
    if request.method == "POST":
        return count(f"token-post:{token_id}", settings.API_LIMIT_LETTERS)
    return count(f"token:{token_id}", settings.API_LIMIT_TOKEN)
