"""Whom a request's network address belongs to, for limits."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

_V6_NETWORK = 64  # one subscriber holds a whole /64: it counts as one address


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
