"""The part each address of a letter plays, from its sentence, the line that leads its list, and its section."""

from __future__ import annotations

import re
from dataclasses import dataclass

from causelist.formats.layout import Layout, Line, wordy
from causelist.formats.letters.cues import Role, Weights, add, cues, weigh
from causelist.formats.links import Link

_HEADING = re.compile(r"\s*(?:#{1,6}\s|\*\*|__|\(?[0-9a-zA-Z]{1,3}[.):]\s|\[?[ivx]{1,4}[.)\]])")
HOSTED = frozenset({"repository", "gist", "pages", "package", "listing", "shop", "video", "share"})


@dataclass(frozen=True, slots=True)
class Part:
    """The role an address was given, and how much spoke for it over the next best."""

    role: Role | None
    margin: float


def letter_parts(layout: Layout, provider_hosts: tuple[str, ...]) -> list[Part]:
    """The part of every link, in order."""
    parts: list[Part] = []
    lead = section = paragraph = ""
    for line in layout.lines:
        if line.blank:
            if wordy(paragraph):
                lead = paragraph
            paragraph = ""
            continue
        if line.first == line.last:
            paragraph = f"{paragraph} {line.rest}"[-500:]
            if _is_heading(layout, line):
                section = line.rest
            continue
        context = paragraph if wordy(paragraph) else lead
        for index in range(line.first, line.last):
            parts.append(_part(layout, index, line, context, section, provider_hosts))
        if wordy(line.rest):
            paragraph = f"{paragraph} {line.rest}"[-500:] if paragraph else ""
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


def _part(layout: Layout, index: int, line: Line, lead: str, section: str, provider_hosts: tuple[str, ...]) -> Part:
    link = layout.links[index]
    before = layout.before(index)
    alone = not wordy(before)
    total = prior(link, provider_hosts)
    add(total, weigh(before, 4.0))
    add(total, weigh(layout.after(index)[:200], 1.2, near_end=False))
    add(total, weigh(lead[-400:], 3.0 if alone else 0.8))
    add(total, weigh(section, 1.5 if alone else 0.6))
    return decide(total)


def prior(link: Link, provider_hosts: tuple[str, ...]) -> Weights:
    """What the address itself says: a repository is what a notice to a code host is about, a profile is not."""
    if link.place.kind in HOSTED:
        return {Role.REPORTED: 1.2, Role.ORIGINAL: 0.1}
    if link.place.kind == "account":
        return {Role.CONTACT: 1.5}
    if link.place.host in provider_hosts:
        return {Role.EVIDENCE: 2.0}
    return {Role.ORIGINAL: 0.5}


def decide(total: Weights) -> Part:
    """The role that most speaks for."""
    ranked = sorted(total.items(), key=lambda entry: -entry[1])
    if not ranked:
        return Part(None, 0.0)
    runner_up = ranked[1][1] if len(ranked) > 1 else 0.0
    return Part(ranked[0][0], ranked[0][1] - runner_up)
