"""The part each address of a letter plays, from its sentence, the line that leads its list, and its section."""

from __future__ import annotations

import re
from dataclasses import dataclass

from causelist.formats.layout import Layout, Line, wordy
from causelist.formats.letters.cues import Role, Weights, add, cues, weigh
from causelist.formats.letters.relations import related
from causelist.formats.links import Link

_HEADING = re.compile(r"\s*(?:#{1,6}\s|\*\*|__|\(?[0-9a-zA-Z]{1,3}[.):]\s|\[?[ivx]{1,4}[.)\]])")
# Sentences that every letter carries; their words say nothing of the addresses below them.
_STATEMENT = re.compile(
    r"good[- ]faith belief|penalty of perjury|guide to (?:filing|submitting)|not authorized by the copyright"
)
_REFERENCE = re.compile(
    r"(?:^|\.)(?:gnu\.org|opensource\.org|creativecommons\.org|copyright\.gov|law\.cornell\.edu|wikipedia\.org|wipo\.int|eur-lex\.europa\.eu"
    r"|uspto\.gov|archive\.org|choosealicense\.com|apache\.org|copyscape\.com|whois\.com|spdx\.org|bit\.ly|goo\.gl)$"
)
_LICENSE_FILE = re.compile(
    r"/(?:licen[cs]e|copying|gpl-[\d.]+|licenses?/[\w.-]+)(?:\.(?:md|txt|rst|html?|php|aspx?))?/?$|/(?:terms|privacy|eula|tos|trademarks?)(?:[-_./]|$)|github\.com/[^/]+/[^/]+/(?:forks|network(?:/members)?|stargazers)/?$",
    re.IGNORECASE,
)
# Registers of works and marks: an entry there proves whose the work is.
_REGISTER = re.compile(
    r"(?:^|\.)(?:cocatalog\.loc\.gov|publicrecords\.copyright\.gov|assignments?\.uspto\.gov|tmsearch\.uspto\.gov|tsdr\.uspto\.gov)$"
)
# `the following forks:`, `a representative list of infringing forks:`
_FORKS = re.compile(r"\bforks\b.{0,240}$")
HOSTED = frozenset({"repository", "gist", "pages", "package", "listing", "shop", "video"})


@dataclass(frozen=True, slots=True)
class Part:
    """What speaks for each role of an address; `own` is the share of its own sentence, without list and section."""

    total: Weights
    own: Weights
    listed: bool = False  # an item of a list, not part of a sentence
    forks: bool = False  # led by words that call it a fork of another
    led: Role | None = None  # what the words right before its list plainly say last

    @property
    def role(self) -> Role | None:
        """The role that most speaks for."""
        return max(self.total, key=lambda role: self.total[role]) if self.total else None

    @property
    def lean(self) -> float:
        """How much more speaks for reported than for original."""
        return self.total.get(Role.REPORTED, 0.0) - self.total.get(Role.ORIGINAL, 0.0)

    @property
    def own_lean(self) -> float:
        """The same of its own sentence alone."""
        return self.own.get(Role.REPORTED, 0.0) - self.own.get(Role.ORIGINAL, 0.0)


def letter_parts(layout: Layout, hosts: tuple[str, ...], start: int = 0, end: int | None = None) -> list[Part]:
    """The part of every link in a stretch of text (the whole, if not said), in order."""
    parts: list[Part] = []
    lead = section = paragraph = ""
    end = len(layout.text) if end is None else end
    for line in layout.lines_in(start, end):
        if line.blank:
            if wordy(paragraph) and not _STATEMENT.search(paragraph):
                lead = paragraph
            paragraph = ""
            continue
        if line.first == line.last:
            paragraph = f"{paragraph} {line.rest}"[-500:]
            if _is_heading(layout, line):
                section = line.rest
            continue
        context = paragraph if wordy(paragraph) and not _STATEMENT.search(paragraph[-160:]) else lead
        inside = (index for index in range(line.first, line.last) if start <= layout.links[index].start < end)
        parts.extend([_part(layout, index, (context, section), hosts, start) for index in inside])
        if wordy(line.rest):
            paragraph = f"{paragraph} {line.rest}"[-500:]
            if _HEADING.match(layout.text, line.start, line.end) and cues(line.rest):
                section = line.rest[:200]
    return parts


def _is_heading(layout: Layout, line: Line) -> bool:
    return bool(
        len(line.rest) < 160
        and (
            line.rest.endswith((":", "：")) or _HEADING.match(layout.text, line.start, line.end) or len(line.rest) < 50
        )
        and cues(line.rest)
    )


def _part(
    layout: Layout,
    index: int,
    context: tuple[str, str],
    hosts: tuple[str, ...],
    floor: int,
) -> Part:
    lead, section = context
    before = layout.before(index, floor)
    alone = not wordy(before)
    after = layout.after(index)[:200]
    own = weigh(before, 4.0)
    add(own, weigh(after, 1.2, near_end=False))
    link = layout.links[index]
    add(own, related(before, after, home=link.place.kind == "page" and link.place.key == link.place.host))
    total = prior(link, hosts)
    add(total, own)
    add(total, weigh(lead[-400:], 3.0 if alone else 0.8))
    add(total, weigh(section, 1.5 if alone else 0.6))
    if is_hosted(link, hosts):
        # The user is named beside every repository, and an earlier notice before many: neither makes it less reported.
        total[Role.CONTACT] = total.get(Role.CONTACT, 0.0) * 0.2
        total[Role.EARLIER] = own.get(Role.EARLIER, 0.0)
    led = cues(lead[-400:]) if alone else ()
    forks = _FORKS.search(lead if alone else before) is not None
    return Part(
        total,
        own,
        listed=alone or layout.in_item(index),
        forks=forks,
        led=led[-1][0] if led and led[-1][1] == 1.0 else None,
    )


def is_hosted(link: Link, provider_hosts: tuple[str, ...]) -> bool:
    """Whether an address is a place that the provider (or, where it is not known, any provider) hosts."""
    if link.place.kind not in HOSTED:
        return False
    return not provider_hosts or under(link.place.key, provider_hosts)


def under(key: str, hosts: tuple[str, ...]) -> bool:
    """Whether a place is on one of some hosts, or on a host below one."""
    host = key.partition("/")[0]
    return any(host == mine or host.endswith("." + mine) for mine in hosts)


def prior(link: Link, provider_hosts: tuple[str, ...]) -> Weights:
    """What the address itself says: a repository is what a notice to a code host is about, a profile is not."""
    if _REGISTER.search(link.place.host):
        return {Role.ORIGINAL: 6.0}
    if _LICENSE_FILE.search(link.url) or _REFERENCE.search(link.place.host):
        return {Role.EVIDENCE: 8.0}
    if is_hosted(link, provider_hosts):
        return {Role.REPORTED: 2.0}
    if link.place.kind == "account":
        return {Role.CONTACT: 1.5}
    if link.place.host in provider_hosts:
        return {Role.EVIDENCE: 2.0}
    return {Role.ORIGINAL: 0.5}


def second_role(part: Part) -> Role | None:
    """The role that most speaks for, but for reported."""
    rest = {role: weight for role, weight in part.total.items() if role != Role.REPORTED}
    return max(rest, key=lambda role: rest[role]) if rest else None
