"""What a letter reports and what it calls the original: each address by its words, then all of them together."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import islice

from causelist.core.elements import Address
from causelist.formats.addressed import (
    Roles,
    address_of,
    comparable,
    distinct,
    is_earlier,
    is_provider,
    on_host,
    own,
    without_covered,
)
from causelist.formats.layout import Layout
from causelist.formats.letters.cues import Role
from causelist.formats.letters.relations import akin
from causelist.formats.letters.roles import Part, is_hosted, letter_parts, second_role
from causelist.formats.links import Link
from causelist.formats.named import listed_repositories
from causelist.formats.questions import FormFile

Entries = list[tuple[Link, Part]]
# What somebody complains with; a licence line or a change log speaks of copyright and of removing too, but of no wrong.
_COMPLAINS = re.compile(
    r"\binfring|\bpirat|\bst(?:olen|ole|eal(?:s|ing)?)\b|\bplagiari|\bcounterfeit|\bimpersonat|\billegal|\bunauthori[sz]ed|\bviolat"
    r"|\bwithout (?:\w+ ){0,3}?(?:permission|consent|authori[sz]ation|licen[cs]e)|\bcop(?:y|ies|ied|ying) (?:\w+ ){0,2}?(?:my|our)\b"
    r"|\b(?:is|are) (?:mine|ours)\b|\b(?:my|our) (?:\w+ ){0,2}?copyright|\b(?:copyright|dmca) (?:complaint|claim)|\bdmca (?:take-?down )?(?:notice|request)\b"
    r"|侵权|著作权|版权|盗|抄袭|删除|下架|未经",
    re.IGNORECASE,
)
# Pages about a place: where somebody wrote to its owner, or what changed in it.
_ABOUT_IT = re.compile(r"/(?:issues|pull|pulls|discussions)(?:/|$)", re.IGNORECASE)
_CHANGE = re.compile(r"/commits?(?:/|$)", re.IGNORECASE)
_FORKS = re.compile(r"\bforks\b[\s\S]{0,120}$", re.IGNORECASE)


@dataclass(slots=True)
class _Place:
    """What all mentions of one place say together."""

    hosted: bool = False
    lean: float = 0.0  # how much more speaks for reported than for original
    own_lean: float = 0.0  # the same by its own sentences alone
    listed: bool = False  # named in a list, not only in sentences
    led: set[Role | None] = field(default_factory=set)  # what the leads of its lists plainly say


@dataclass(frozen=True, slots=True)
class _Places:
    """The places of a letter: what leans to reported, what the provider hosts, what is named as a whole."""

    reported: set[str]
    hosted: set[str]
    whole: set[str]
    within: set[str]  # named by more than pages about them, such as issues
    sources: set[str]  # what the reported ones were taken from, though hosted too or named like a party
    addressed: bool  # to one provider that is known

    @property
    def hosts_reported(self) -> bool:
        """Whether one of the provider's own places is reported."""
        return not self.reported.isdisjoint(self.hosted)


def from_letter(layout: Layout, file: FormFile | None, names: tuple[str, ...]) -> Roles:
    """Reported and original of a letter; `names` are its parties.

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
    forks: set[str] = set()
    plain: set[str] = set()
    for link, part in entries:
        role = _letter_role(link, part, places)
        if role in by_role:
            by_role[role].append(address_of(layout.text, link))
        if role == Role.REPORTED:
            (forks if part.forks else plain).add(link.place.key)
    reported = by_role[Role.REPORTED]
    pages = any(address.place.kind == "page" for address in reported)
    if pages and not _complains(layout.text):  # a page on a domain of its own is reported by a complaint only
        reported = [address for address in reported if address.place.kind != "page"]
    reported = reported or _account(layout.text, entries, hosts) or _elsewhere(layout.text, entries)
    if hosts:
        listed = listed_repositories(layout.text, hosts[0], reported)
        known = {address.place.key for address in reported}
        forks |= {
            address.place.key
            for address in listed
            if _FORKS.search(layout.text[max(0, listed[0].span.start - 200) : listed[0].span.start])
        } - known
        reported += listed
    reported = without_covered(reported)
    forks = forks - plain if plain else set()
    keys = {address.place.key for address in reported}
    originals = [address for address in by_role[Role.ORIGINAL] if address.place.key not in keys]
    earlier = [address_of(layout.text, link) for link in layout.links if is_earlier(link)]
    return Roles(
        distinct([replace(address, fork=address.place.key in forks) for address in reported]),
        distinct(originals),
        distinct(earlier),
        len(forks) or None,
    )


def _complains(text: str) -> bool:
    """Whether somebody complains of a wrong."""
    return _COMPLAINS.search(text) is not None


def _account(text: str, entries: Entries, hosts: tuple[str, ...]) -> list[Address]:
    """A letter that names no more than an account is about the account."""
    accounts = (link for link, _ in entries if link.place.kind == "account" and on_host(link, hosts))
    return [address_of(text, link) for link in islice(accounts, 1)]


def _elsewhere(text: str, entries: Entries) -> list[Address]:
    """What is reported in a letter that names nothing a provider is known by: pages of a site on a domain of its own.

    A page is named to point at it; a bare domain mostly is not, unless its own words report it. What complains of
    nothing reports nothing.
    """
    if not _complains(text):
        return []
    leans = {
        link: part.own_lean
        for link, part in entries
        if link.place.kind == "page"
        and part.role != Role.EVIDENCE
        and (part.own_lean > -3.0 if "/" in link.place.key else part.own_lean > 1.5)
        and (part.role != Role.CONTACT or not part.own.get(Role.CONTACT))
    }
    most = max(leans.values(), default=0.0)
    return [address_of(text, link) for link, lean in leans.items() if lean > most - 1.5]


def _places(entries: Entries, hosts: tuple[str, ...], names: tuple[str, ...], *, addressed: bool) -> _Places:
    seen: dict[str, _Place] = defaultdict(_Place)
    for link, part in entries:
        place = seen[link.place.key]
        place.listed |= part.listed
        place.led.add(part.led)
        place.hosted |= part.role != Role.EARLIER and is_hosted(link, hosts)
        if part.role in {Role.REPORTED, Role.ORIGINAL}:
            place.lean += max(-4.0, min(4.0, part.lean))
            place.own_lean += max(-6.0, min(6.0, part.own_lean))
    reported = {key for key, place in seen.items() if place.lean > 0}
    hosted = {key for key, place in seen.items() if place.hosted}
    sources = _sources({key: seen[key] for key in seen if key in reported & hosted}, names)
    reported -= sources
    if hosted and reported.isdisjoint(hosted):
        told = {key for key in hosted if seen[key].own_lean > -2.0} or hosted  # not plainly said to be the original
        most = max(seen[key].lean for key in told)
        reported |= {key for key in told if seen[key].lean > most - 1.5}
    sites = {key for key in reported - hosted if _is_site_of(key, names)}
    if sites != reported:
        sources |= sites
    whole = {link.place.key for link, _ in entries if comparable(link.url).lower() == link.place.key}
    within = {link.place.key for link, _ in entries if not _ABOUT_IT.search(link.url)}
    sources -= reported - sites
    return _Places(reported - sources, hosted, whole & reported, within, sources, addressed)


def _sources(reported: dict[str, _Place], names: tuple[str, ...]) -> set[str]:
    """Which of several hosted places the others were taken from.

    By their own sentences, by what leads their list, or by whose account it is. As an account may well be named like a
    firm that complains of it, what stands in a list with others is not told by its name.
    """
    if len(reported) < 2:
        return set()
    most = max(place.lean for place in reported.values())
    outweighed = {key: place for key, place in reported.items() if most - place.lean >= 2.0}
    said = {key for key, place in outweighed.items() if place.own_lean <= -1.5}
    led = {key for key, place in outweighed.items() if place.led == {Role.ORIGINAL} and place.lean < 1.5}
    if 2 * len(led) <= len(reported):
        said |= led
    theirs = {
        key
        for key, place in reported.items()
        if not place.listed and place.own_lean < 6.0 and akin(key.partition("/")[2].partition("/")[0], names)
    }
    return said | theirs if theirs != set(reported) else said


def _is_site_of(key: str, names: tuple[str, ...]) -> bool:
    """Whether a page is on a domain named like a party."""
    labels = key.partition("/")[0].removeprefix("www.").split(".")
    return any(akin(label, names) for label in labels[:-1])


def _letter_role(link: Link, part: Part, places: _Places) -> Role | None:
    key = link.place.key
    if link.place.kind == "account" and (places.hosts_reported or part.role != Role.REPORTED):
        return None
    if key in places.sources:
        return None if part.role in {Role.EVIDENCE, Role.CONTACT} else Role.ORIGINAL
    if key not in places.reported:
        return part.role if part.role == Role.ORIGINAL else None
    return _reported_role(link, part, places)


def _reported_role(link: Link, part: Part, places: _Places) -> Role | None:
    """The role of an address whose place leans to being reported."""
    key = link.place.key
    if key in places.hosted:
        # Something in a place that is reported whole, named as an example of it.
        example = key in places.whole and part.own.get(Role.EVIDENCE) and comparable(link.url).lower() != key
        change = key in places.whole and _CHANGE.search(link.url) and part.led != Role.REPORTED
        about = key in places.within and _ABOUT_IT.search(link.url)
        return None if example or change or about else Role.REPORTED
    # A provider is asked to act on what it hosts; where none is addressed, another site counts if plainly said to.
    elsewhere = places.hosts_reported and (places.addressed or not _plainly_reported(part))
    if part.role != Role.REPORTED or elsewhere:
        return second_role(part) if not link.bare and second_role(part) == Role.ORIGINAL else None
    return None if link.bare and part.own.get(Role.REPORTED, 0.0) < 6.0 else Role.REPORTED


def _plainly_reported(part: Part) -> bool:
    """Whether an address's own sentence says that it is reported, and nothing else of it."""
    return part.own.get(Role.REPORTED, 0.0) >= 4.0 and len([role for role in part.own if part.own[role] > 0.5]) == 1
