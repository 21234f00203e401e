"""The addresses of a letter, and which of them are the provider's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from causelist.core.elements import Address, Span
from causelist.formats.links import Link
from causelist.formats.questions import FormFile

_ARCHIVED = re.compile(r"/20\d\d-?[\d/]")


@dataclass(frozen=True, slots=True)
class Roles:
    """The addresses of a letter by role; `forks` counts the forks named beyond what is reported, None if none is asked for."""

    reported: tuple[Address, ...] = ()
    originals: tuple[Address, ...] = ()
    earlier: tuple[Address, ...] = ()
    forks: int | None = None


@lru_cache(maxsize=64)
def _below(own: tuple[str, ...]) -> tuple[str, ...]:
    """How the keys of places below the provider's own begin."""
    return tuple(mine + end for mine in own for end in "/#")


def own(link: Link, file: FormFile | None) -> bool:
    """Whether an address is the provider's own (help, policies, the archive)."""
    if file is None:
        return False
    key = link.place.key
    return key in file.own or link.place.host in file.own or key.startswith(_below(file.own))


def on_host(link: Link, hosts: tuple[str, ...]) -> bool:
    """Whether an address is on one of some hosts."""
    return link.place.key.partition("/")[0] in hosts


def is_provider(link: Link, file: FormFile | None) -> bool:
    """The provider's front page, as in "your site github.com"."""
    return file is not None and link.place.key in file.hosts


def is_earlier(link: Link) -> bool:
    """Whether an address is that of an earlier letter in the provider's archive."""
    return link.place.key == "github.com/github/dmca" and _ARCHIVED.search(link.url) is not None


def is_whole(address: Address) -> bool:
    """Whether an address is that of the whole place and not of something in it."""
    return comparable(address.url).lower() == address.place.key


def address_of(text: str, link: Link) -> Address:
    """A link as an address of the reading."""
    return Address(text[link.start : link.end], link.url, link.place, Span(link.start, link.end))


def comparable(url: str) -> str:
    """An address as it is compared: without scheme, `www.` and final slash."""
    rest = url.partition("://")[2] or url
    host, slash, path = rest.partition("/")
    return (host.lower().removeprefix("www.") + slash + path).rstrip("/")


def distinct(addresses: Iterable[Address]) -> tuple[Address, ...]:
    """Each address once, where it first stands."""
    first: dict[str, Address] = {}
    for address in addresses:
        first.setdefault(comparable(address.url), address)
    return tuple(first.values())


def without_covered(addresses: list[Address]) -> list[Address]:
    """The addresses without what another of them covers: an account page beside its repositories is where they are listed."""
    owners = {
        address.place.key.rpartition("/")[0] for address in addresses if address.place.kind in {"repository", "gist"}
    }
    return [address for address in addresses if address.place.kind != "account" or address.place.key not in owners]
