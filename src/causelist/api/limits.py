"""How often one caller may ask: a fixed window of a minute for each token, or for each network address without one.

Counts live in Django's cache. Its default is the memory of one process, so that with several processes the limits
hold for each; a shared cache makes them hold for all.
"""

from __future__ import annotations

import hashlib
import ipaddress
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

WINDOW = 60  # seconds
_V6_NETWORK = 64  # one subscriber holds a whole /64: it counts as one address


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
    moment = time.time() if now is None else now
    window, passed = divmod(int(moment), WINDOW)
    key = f"api:{hashlib.sha256(caller.encode()).hexdigest()}:{window}"
    cache.add(key, 0, timeout=WINDOW * 2)
    try:
        used = cache.incr(key)
    except ValueError:  # thrown out between the two lines: the cache is full, so nobody is held back
        used = 1
    return Allowance(limit, max(0, limit - used), WINDOW - passed, used > limit)


def of_request(request: HttpRequest, token_id: int | None) -> Allowance:
    """Count this request. Letters taken in have a limit of their own, lower than that of questions."""
    if token_id is None:
        return count(f"address:{network_of(request)}", settings.API_LIMIT_ADDRESS)
    if request.method == "POST":
        return count(f"token-post:{token_id}", settings.API_LIMIT_LETTERS)
    return count(f"token:{token_id}", settings.API_LIMIT_TOKEN)


def network_of(request: HttpRequest) -> str:
    """Whom an address belongs to: the address itself, or an IPv6 caller's /64.

    Behind proxies (`CAUSELIST_PROXIES` of them) the address is the one that the outermost of ours saw.
    """
    address: str = request.META.get("REMOTE_ADDR", "")
    proxies: int = settings.PROXIES
    if proxies:
        seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        if seen:
            address = seen[-min(proxies, len(seen))]
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, _V6_NETWORK), strict=False))
    return str(parsed)
