"""Who is reported and what is the original: the addresses of a reading, by the question they answer or their part."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from causelist.core.elements import Address, NoticeKind, Span
from causelist.core.places import place_of
from causelist.core.addresses import BadAddress
from causelist.formats.layout import Layout
from causelist.formats.letters.cues import Role, Weights, add, weigh
from causelist.formats.letters.roles import HOSTED, Part, decide, letter_parts, prior
from causelist.formats.links import Link
from causelist.formats.questions import Answered, FormFile

# What an answer to a question says about the addresses in it.
_ANSWERS: dict[str, Weights] = {
    "reported": {Role.REPORTED: 6.0},
    "reported_whole": {Role.REPORTED: 9.0},
    "reported_files": {Role.REPORTED: 9.0},
    "forks": {Role.REPORTED: 5.0},
    "subject": {Role.REPORTED: 6.0},
    "works": {Role.ORIGINAL: 3.5},
    "originals": {Role.ORIGINAL: 9.0},
    "nature": {Role.ORIGINAL: 1.0, Role.CONTACT: 1.0},
}
_BARE_REPO = re.compile(r"(?<![\w/.@:#%-])([A-Za-z0-9][A-Za-z0-9-]{1,38})/([A-Za-z0-9._-]{2,100})(?![\w/@])")
_NOT_A_REPO = frozenset(
    {
        "and",
        "or",
        "he",
        "she",
        "his",
        "him",
        "n",
        "yes",
        "no",
        "file",
        "files",
        "either",
        "src",
        "http",
        "https",
        "github",
        "fork",
        "forks",
        "repo",
        "code",
    }
)


@dataclass(frozen=True, slots=True)
class Roles:
    """The addresses of a letter by role; `answered` maps the element that reported each."""

    reported: tuple[Address, ...] = ()
    originals: tuple[Address, ...] = ()
    earlier: tuple[Address, ...] = ()
    forks: int | None = None


def assign(text: str, layout: Layout, answered: Answered | None, file: FormFile | None, kind: NoticeKind) -> Roles:
    """Give every address of the text its role."""
    hosts = file.hosts if file else ()
    parts = letter_parts(layout, hosts)
    if answered is None:
        return _from_letter(layout, parts, file)
    return _from_form(text, layout, parts, answered)


def own(link: Link, file: FormFile | None) -> bool:
    """Whether an address is the provider's own (help, policies, the archive)."""
    if file is None:
        return False
    key = link.place.key
    return (
        any(key == mine or key.startswith((mine + "/", mine + "#")) for mine in file.own) or link.place.host in file.own
    )


def _from_letter(layout: Layout, parts: list[Part], file: FormFile | None) -> Roles:
    reported: list[Address] = []
    originals: list[Address] = []
    earlier: list[Address] = []
    for link, part in zip(layout.links, parts, strict=True):
        if own(link, file):
            if "dmca/" in link.place.key or "/dmca" in link.url.lower() and "blob" in link.url:
                earlier.append(_address(layout.text, link))
            continue
        if part.role == Role.REPORTED and not link.bare:
            reported.append(_address(layout.text, link))
        elif part.role == Role.ORIGINAL:
            originals.append(_address(layout.text, link))
    if not reported:
        for link, part in zip(layout.links, parts, strict=True):
            if not own(link, file) and not link.bare and link.place.kind in HOSTED and part.role != Role.ORIGINAL:
                reported.append(_address(layout.text, link))
    places = {address.place.key for address in reported}
    originals = [address for address in originals if address.place.key not in places]
    return Roles(distinct(reported), distinct(originals), distinct(earlier), None)


def _from_form(text: str, layout: Layout, parts: list[Part], answered: Answered) -> Roles:
    reported: list[Address] = []
    originals: list[Address] = []
    forks: list[Address] = []
    earlier: list[Address] = []
    links = layout.links
    index = 0
    for answer in answered.answers:
        while index < len(links) and links[index].start < answer.start:
            index += 1
        found = 0
        while index < len(links) and links[index].start < answer.end:
            link = links[index]
            if own(link, answered.file):
                if "/dmca/" in link.place.key:
                    earlier.append(_address(text, link))
                index += 1
                continue
            role = _form_role(layout, index, answer.element, answered)
            address = _address(text, link)
            if role == Role.REPORTED and answer.element in {"forks"}:
                forks.append(replace(address, fork=True))
                found += 1
            elif role == Role.REPORTED and answer.element in {
                "reported",
                "reported_whole",
                "reported_files",
                "subject",
            }:
                if not link.bare:
                    reported.append(address)
                    found += 1
            elif role == Role.ORIGINAL:
                originals.append(address)
            index += 1
        if not found and answer.element in {"reported", "reported_whole", "reported_files", "subject", "forks"}:
            bare = bare_repositories(text, answer.start, answer.end, answered.file.hosts[0])
            if answer.element == "forks":
                forks.extend(replace(address, fork=True) for address in bare)
            else:
                reported.extend(bare)
    if not reported and not forks:
        letter = _from_letter(layout, parts, answered.file)
        reported = list(letter.reported)
    reported_keys = {comparable(address.url) for address in reported}
    new_forks = [fork for fork in distinct(forks) if comparable(fork.url) not in reported_keys]
    places = {address.place.key for address in [*reported, *new_forks]}
    originals = [address for address in originals if address.place.key not in places]
    return Roles(
        distinct([*reported, *new_forks]),
        distinct(originals),
        distinct(earlier),
        len(new_forks) if "forks" in answered.asked or new_forks else None,
    )


def _form_role(layout: Layout, index: int, element: str, answered: Answered) -> Role | None:
    link = layout.links[index]
    says = _ANSWERS.get(element)
    if says is None:
        return None
    total = dict(says)
    add(total, prior(link, answered.file.hosts))
    add(total, weigh(layout.before(index), 4.0))
    return decide(total).role


def bare_repositories(text: str, start: int, end: int, host: str) -> list[Address]:
    """`owner/name` without a host, as an answer gives it."""
    found = []
    for match in _BARE_REPO.finditer(text, start, end):
        if match[1].lower() in _NOT_A_REPO or match[2].lower().strip(".") in _NOT_A_REPO or match[1].isdigit():
            continue
        written = match[0].rstrip(".")
        url = f"https://{host}/{written}"
        try:
            place = place_of(url)
        except BadAddress:
            continue
        found.append(Address(written, url, place, Span(match.start(), match.start() + len(written))))
    return found


def _address(text: str, link: Link) -> Address:
    return Address(text[link.start : link.end], link.url, link.place, Span(link.start, link.end))


def comparable(url: str) -> str:
    """An address as it is compared: without scheme, `www.` and final slash."""
    rest = url.partition("://")[2] or url
    host, slash, path = rest.partition("/")
    return (host.lower().removeprefix("www.") + slash + path).rstrip("/")


def distinct(addresses: list[Address]) -> tuple[Address, ...]:
    """Each address once, where it first stands."""
    return tuple({comparable(address.url): address for address in reversed(addresses)}.values())[::-1]
