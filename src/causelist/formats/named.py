"""Repositories named without their host: `owner/name` in an answer, `owner / name` on lines of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from causelist.core.addresses import BadAddress
from causelist.core.elements import Address, Span
from causelist.core.places import place_of

_IN_TEXT = re.compile(r"(?<![\w/.@:#%-])([A-Za-z0-9][A-Za-z0-9-]{1,38})/([A-Za-z0-9._-]{2,100})(?![\w/@])")
# A line that holds no more than that, as one copies it from a code host's own pages, perhaps with the owner's picture.
_ON_LINE = re.compile(
    r"^[ \t>*+•·-]{0,6}(?:\d{1,3}[.)][ \t]{1,3})?(?:@[\w-]{1,39}[ \t]{1,3})?"
    r"(?P<owner>[A-Za-z0-9][A-Za-z0-9-]{0,38})[ \t]{0,2}/[ \t]{0,2}(?P<name>[A-Za-z0-9._-]{2,100})[ \t\r]*$",
    re.MULTILINE,
)
_NAME_LIKE = re.compile(r"[A-Z0-9_]|[a-z]-[a-z]")
_REPO_BEFORE = re.compile(r"\b(?:repo\w*|project|fork|clone)\b[^\w\n]{0,4}\Z", re.IGNORECASE)
_REPO_AFTER = re.compile(r"[^\w\n]{0,3}(?:repo|repository|fork)\b", re.IGNORECASE)
_NO_NAMES = frozenset(
    [
        "and",
        "or",
        "he",
        "she",
        "his",
        "her",
        "him",
        "n",
        "yes",
        "no",
        "na",
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
        "com",
        "org",
        "net",
        "www",
        "mr",
        "mrs",
        "ms",
        "dr",
        "name",
        "title",
        "date",
        "copyright",
        "trademark",
        "owner",
        "agent",
        "phone",
        "fax",
        "email",
        "city",
        "state",
        "web",
        "site",
        "sincerely",
    ]
)


def bare_repositories(text: str, start: int, end: int, host: str) -> list[Address]:
    """`owner/name` without a host, as an answer gives it; a line of `owner / name` too."""
    found = dict(_in_text(text, start, end, host))
    for match in _ON_LINE.finditer(text, start, end):
        if address := _address(text, match, "owner", "name", host):
            found.setdefault(address.span.start, address)
    return [found[at] for at in sorted(found)]


def listed_repositories(text: str, host: str, known: Iterable[Address]) -> list[Address]:
    """Lines of `owner / name` in a letter, where the same name is told several times or is that of a known address.

    So `Name / Title` in a block of contact details is none.
    """
    lines = list(_ON_LINE.finditer(text))
    if not lines:
        return []
    times = Counter(match["name"].lower() for match in lines)
    names = {address.place.key.rpartition("/")[2] for address in known if address.place.kind == "repository"}
    wanted = [match for match in lines if times[match["name"].lower()] > 1 or match["name"].lower() in names]
    return [address for match in wanted if (address := _address(text, match, "owner", "name", host))]


def _in_text(text: str, start: int, end: int, host: str) -> Iterable[tuple[int, Address]]:
    for match in _IN_TEXT.finditer(text, start, end):
        if match[1].isdigit() or not (
            _NAME_LIKE.search(match[0].rstrip(".")) or _alone(text, match.start(), match.end())
        ):
            continue
        if address := _address(text, match, 1, 2, host):
            yield match.start(), address


def _address(text: str, match: re.Match[str], owner: int | str, name: int | str, host: str) -> Address | None:
    if match[owner].lower() in _NO_NAMES or match[name].lower().strip(".") in _NO_NAMES:
        return None
    end = match.start(name) + len(match[name].rstrip("."))
    url = f"https://{host}/{match[owner]}/{match[name].rstrip('.')}"
    try:
        place = place_of(url)
    except BadAddress:
        return None
    return Address(text[match.start(owner) : end], url, place, Span(match.start(owner), end))


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a line holds little else, or the word beside it says that it is a repository."""
    floor = max(0, start - 200)
    line = text[max(text.rfind("\n", floor, start) + 1, floor) : start]
    rest = text[end : end + 200].partition("\n")[0]
    return len((line + rest).split()) <= 2 or bool(_REPO_BEFORE.search(line) or _REPO_AFTER.match(rest))
