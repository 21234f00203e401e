"""What a letter reports and what it calls the original: each address by its words, then all of them together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from causelist.core.elements import Address
from causelist.formats.addressed import Roles, address_of, comparable, distinct, is_earlier, is_provider, on_host, own
from causelist.formats.layout import Layout
from causelist.formats.letters.cues import Role
from causelist.formats.letters.relations import akin
from causelist.formats.letters.roles import Part, is_hosted, letter_parts, second_role
from causelist.formats.links import Link
from causelist.formats.named import listed_repositories
from causelist.formats.questions import FormFile

Entries = list[tuple[Link, Part]]
_COMPLAINS = re.compile(
    r"infring|copyright|dmca|\b(?:remov|delet|tak(?:e|en|ing) (?:it |them |this )?down|pirat|stol[ec]|steal|copied|illegal|unauthori[sz]ed|without \w* ?permission)"
    r"|侵权|著作权|版权|盗|删除|下架|未经",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Places:
    """The places of a letter: what leans to reported, what the provider hosts, what is named as a whole."""

    reported: set[str]
    hosted: set[str]
    whole: set[str]
    sources: set[str]  # hosted too, but what the reported ones were taken from
    addressed: bool  # to one provider that is known

    @property
    def hosts_reported(self) -> bool:
        """Whether one of the provider's own places is reported."""
        return not self.reported.isdisjoint(self.hosted)


def from_letter(layout: Layout, file: FormFile | None, names: tuple[str, ...]) -> Roles:
    """Reported and original of a letter: each address by its words, then all together.

    A notice reports something: where no address says so by itself, those that lean to it most are what is reported.
    """
    hosts = file.hosts if file else ()
    parts = letter_parts(layout, hosts)
    entries = [
        (link, part)
        for link, part in zip(layout.links, parts, strict=True)
        if not own(link, file) and not is_provider(link, file)
    ]
    places = _places(entries, hosts, names, addressed=file is not None)
    by_role: dict[Role, list[Address]] = {Role.REPORTED: [], Role.ORIGINAL: []}
    for link, part in entries:
        role = _letter_role(link, part, places)
        if role in by_role:
            by_role[role].append(address_of(layout.text, link))
    reported = by_role[Role.REPORTED]
    if not reported:  # a letter that names no more than an account is about the account
        accounts = (link for link, _ in entries if link.place.kind == "account" and on_host(link, hosts))
        reported = [address_of(layout.text, link) for link in islice(accounts, 1)]
    if not reported:
        reported = _elsewhere(layout.text, entries)
    if hosts:
        reported += listed_repositories(layout.text, hosts[0], reported)
    keys = {address.place.key for address in reported}
    originals = [address for address in by_role[Role.ORIGINAL] if address.place.key not in keys]
    earlier = [address_of(layout.text, link) for link in layout.links if is_earlier(link)]
    return Roles(distinct(reported), distinct(originals), distinct(earlier), None)


def _elsewhere(text: str, entries: Entries) -> list[Address]:
    """What is reported in a letter that names nothing a provider is known by: pages of a site on a domain of its own.

    A page is named to point at it; a bare domain mostly is not. What complains of nothing reports nothing.
    """
    if not _COMPLAINS.search(text):
        return []
    leans = {
        link: part.own_lean
        for link, part in entries
        if link.place.kind == "page"
        and "/" in link.place.key
        and part.role in {Role.REPORTED, Role.ORIGINAL, Role.EARLIER}
        and part.own_lean > -3.0
    }
    most = max(leans.values(), default=0.0)
    return [address_of(text, link) for link, lean in leans.items() if lean > most - 1.5]


def _places(entries: Entries, hosts: tuple[str, ...], names: tuple[str, ...], *, addressed: bool) -> _Places:
    lean: dict[str, float] = {}
    own_lean: dict[str, float] = {}
    listed: set[str] = set()
    led: dict[str, set[Role | None]] = {}
    for link, part in entries:
        if part.listed:
            listed.add(link.place.key)
        led.setdefault(link.place.key, set()).add(part.led)
        if part.role in {Role.REPORTED, Role.ORIGINAL}:
            key = link.place.key
            lean[key] = lean.get(key, 0.0) + max(-4.0, min(4.0, part.lean))
            own_lean[key] = own_lean.get(key, 0.0) + max(-6.0, min(6.0, part.own_lean))
    reported = {key for key, leaning in lean.items() if leaning > 0}
    hosted = {link.place.key for link, part in entries if part.role != Role.EARLIER and is_hosted(link, hosts)}
    sources = _sources(reported & hosted, lean, own_lean, listed, names)
    own_list = {
        key
        for key in reported & hosted
        if led[key] == {Role.ORIGINAL} and lean[key] < 1.5 and _outweighed(key, reported & hosted, lean)
    }
    if 2 * len(own_list) <= len(reported & hosted):
        sources |= own_list
    reported -= sources
    if hosted and reported.isdisjoint(hosted):
        most = max(lean.get(key, 0.0) for key in hosted)
        reported |= {key for key in hosted if lean.get(key, 0.0) > most - 1.5}
    whole = {link.place.key for link, _ in entries if comparable(link.url).lower() == link.place.key}
    return _Places(reported, hosted, whole & reported, sources - reported, addressed)


def _sources(
    reported: set[str], lean: dict[str, float], own_lean: dict[str, float], listed: set[str], names: tuple[str, ...]
) -> set[str]:
    """Which of several hosted places the others were taken from: by their own sentences, or by whose account it is.

    An account may well be named like a firm that complains of it: what stands in a list with others is no source.
    """
    if len(reported) < 2:
        return set()
    own = {key for key in reported - listed if names and own_lean[key] < 4.0 and akin(_owner(key), names)}
    if own == reported:
        own = set()
    return own | {key for key in reported if own_lean[key] <= -1.5 and _outweighed(key, reported, lean)}


def _outweighed(key: str, reported: set[str], lean: dict[str, float]) -> bool:
    """Whether far more speaks for another place being reported."""
    return max(lean[other] for other in reported) - lean[key] >= 2.0


def _owner(key: str) -> str:
    return key.partition("/")[2].partition("/")[0]


def _letter_role(link: Link, part: Part, places: _Places) -> Role | None:
    key = link.place.key
    if link.place.kind == "account" and (places.hosts_reported or part.role != Role.REPORTED):
        return None
    if key in places.sources:
        return None if part.role == Role.EVIDENCE else Role.ORIGINAL
    if key not in places.reported:
        return part.role if part.role == Role.ORIGINAL else None
    if key in places.hosted:
        # Something in a place that is reported whole, named as an example of it.
        if key in places.whole and part.own.get(Role.EVIDENCE) and comparable(link.url).lower() != key:
            return None
        return Role.REPORTED
    # A provider is asked to act on what it hosts; where none is addressed, another site counts if plainly said to.
    elsewhere = places.hosts_reported and (places.addressed or not _plainly_reported(part))
    if part.role != Role.REPORTED or elsewhere:
        return second_role(part) if not link.bare and second_role(part) == Role.ORIGINAL else None
    return None if link.bare else Role.REPORTED


def _plainly_reported(part: Part) -> bool:
    """Whether an address's own sentence says that it is reported, and nothing else of it."""
    return part.own.get(Role.REPORTED, 0.0) >= 4.0 and len([role for role in part.own if part.own[role] > 0.5]) == 1
