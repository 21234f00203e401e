"""Finding the addresses in a text: one pass, then each candidate repaired and placed or let go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from causelist.core.addresses import MAX_LENGTH, BadAddress, repair
from causelist.core.places import Place, place_of

MAX_LINKS = 100_000
LONGEST_RUN = MAX_LENGTH * 8  # characters without a space; what is longer is not even searched for several addresses

_TLD = (
    "com|org|net|io|edu|gov|info|biz|dev|app|me|co|ai|tv|cc|us|eu|uk|de|fr|nl|cn|jp|kr|ru|in|it|es|br|ca|au|se|no|fi|dk|pl|ch"
    "|at|be|cz|jobs|moe|ninja|cloud|games|network|media|digital|agency|solutions|world|live|news|blog|studio|design|zone|team|systems"
    "|software|services|academy|education|space|website|fun|host|icu|vip|win|pro|name|mobi|asia|cat|eus|nz|za|il|ir|th|ph|pk|ar|cl|hu|ro"
    "|sk|si|hr|lt|lv|ee|ie|kz|by|rs|lu|li|is|xyz|site|online|store|shop|tech|cloud|gg|to|ly|sh|im|so|club|top|pw|ws|su|nu|st|rocks|codes|wiki|today|life|guru|link|example|test|hk|tw|sg|vn|id|my|ua|tr|gr|pt|mx"
)
_BODY = r"[^\s<>\"“”„«»‘’`，。；、（）【】《》「」『』\u3000|]"
_SCHEME = re.compile(
    r"(?<![A-Za-z0-9])[hH](?:[tT][tT]|[xX][xX]|\*\*)[pP][sS]?[ ]{0,2}(?:[:：;][ ]{0,2})?[/／]{1,3}" + _BODY + "+"
)
# Without a scheme: found by its ending, which is rarer than a word and so much faster to look for.
_ENDING = re.compile(r"\.(?:" + _TLD + r")(?:(?::\d{2,5})?(/)|(?![@\w-]|\.\w))", re.IGNORECASE)
_HOST = re.compile(
    r"(?<![\w@./%-])(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.){0,5}[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\Z"
)
_ITEM = re.compile(r"(?<!\d)(\d)[.)]\s?[A-Z]")
_ITEM_FOLLOWS = re.compile(r"[.)]\s?[A-Z]")
_NO_SUCH_END = re.compile(r"\.(?:com|net|org|io)\d\Z")
_SENTENCE = re.compile(r"[.,;][A-Za-z]")
# Two sentences run together: `… Example Inc.It is`.
_RUN_ON = re.compile(r"(?:inc|ltd|llc|corp|gmbh|etc)\.(?:it|is|in|so|at|to|us|my|id|no|as|we)\Z", re.IGNORECASE)
_FILE_HOST = re.compile(
    r"(?:index|main|readme|lib\w*|setup|config|test|app|script|package)\Z",
    re.IGNORECASE,
)
_REST = re.compile(_BODY + "*")
_REPLACED = re.compile(
    r"\[(?:private|invalid|redacted|repository|removed|deleted|content|user ?name|link|url)\b", re.IGNORECASE
)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff00-\uff0e\uff10-\uffef]")
_FOREIGN_FILE = re.compile(r"[^\s/?#]{1,120}\.[a-z][a-z0-9]{1,4}$|[^\s?#]{1,120}/[^\s]{0,200}\.[a-z][a-z0-9]{1,4}$")
_SECOND = re.compile(r"(?<=.{8})(?<!=)(?<!/web/.{14}/)(?:[,;|]|\]\(|\)\[|\()?\(?https?:/", re.IGNORECASE | re.DOTALL)
_TAIL = re.compile(r"['’]s$|\]\(|\*\*|__+$|&(?:quot|gt|lt|nbsp|#\d+);|\\[nrt]$")


_FILE_NAME = re.compile(
    r"\.(?:pdf|epub|mobi|azw3?|djvu|chm|docx?|pptx?|xlsx?|txt|md|html?|zip|rar|7z|tar|gz|mp[34]|avi|mkv|jar|apk|exe|dll)$",
    re.IGNORECASE,
)
_HOST_ENDS = ("github.com/", "gist.github.com/", "gitlab.com/", "bitbucket.org/")
_CUT_OFF = re.compile(r"[ \t]{0,3}\n[ \t>]{0,3}[\w-]{1,40}/[\w.-]{1,100}")  # broken off right behind the host
# `https://github.com/ owner /name`, `https://github.com/owner/ name`: broken by spaces, and all that the line still holds.
_OWNER_APART = re.compile(r"[ \t]{1,2}[\w-]{1,39}[ \t]{0,2}/[ \t]{0,2}[\w.-]{1,100}(?=[ \t]*(?:\n|\Z))")
_NAME_APART = re.compile(r"[ \t]{1,2}[\w.-]{1,100}(?=[ \t]*(?:\n|\Z))")
_APART = re.compile(r"(?<=[\w/])[ \t]{0,2}/[ \t]{1,2}(?=[\w.-])|(?<=\w)[ \t]{1,2}/(?=[\w.-])")
_HOST_IN = re.compile(r"//(?:www\.)?(?:github|gitlab)\.com/", re.IGNORECASE)
_ENDS_OPEN = ("/", "-", "_", "%", "=")
_WRAPPED = re.compile(r"[ \t]{0,3}\n[ \t>]{0,3}([\w%][\w./%()~+@&=?#,'-]{0,2000}?)[ \t]{0,3}(?=\n|\Z)")


@dataclass(frozen=True, slots=True)
class Link:
    """An address found in the text, repaired and placed; `bare` has neither scheme nor path."""

    start: int
    end: int
    url: str
    place: Place
    bare: bool = False


def find_links(text: str, left_out: list[int] | None = None) -> list[Link]:
    """Every address in the text, in order; what turns out to be no public address is left out.

    `left_out` receives the length, in characters, of each that is too long to be one.
    """
    links: list[Link] = []
    for found in _candidates(text):
        start, end, bare = found
        end = _whole(text, start, end, bare=bare)
        if left_out is not None and end - start > LONGEST_RUN:
            left_out.append(end - start)
        for piece_start, piece_end in _pieces(text, start, end):
            link = _link(text, piece_start, piece_end, bare=bare)
            if link:
                links.append(link)
            elif left_out is not None and piece_end - piece_start > MAX_LENGTH:
                left_out.append(piece_end - piece_start)
        if len(links) >= MAX_LINKS:
            break
    return _without_item_numbers(text, links)


def _without_item_numbers(text: str, links: list[Link]) -> list[Link]:
    """The addresses without the number of the next item, where that was glued to one: `…/name4. Explain`."""
    times: Counter[str] | None = None
    for index, link in enumerate(links):
        number = text[link.end - 1]
        if number not in "23456789" or not _ITEM_FOLLOWS.match(text, link.end):
            continue
        items = set(_ITEM.findall(text, max(0, link.start - 4000), link.start))
        if number in items or str(int(number) - 1) not in items:  # it is not the next item's turn
            continue
        times = times or Counter(other.place.key for other in links)
        shorter = _link(text, link.start, link.end - 1, bare=link.bare)
        alone = times[link.place.key] == 1
        if shorter and ((alone and shorter.place.key in times) or _NO_SUCH_END.search(link.place.host)):
            links[index] = shorter
    return links


def links_between(text: str, start: int, end: int) -> list[Link]:
    """The addresses in a stretch of text that is known to hold nothing else."""
    if "://" not in text[start:end]:
        return []
    found = [_link(text, *piece, bare=False) for piece in _pieces(text, start, end)]
    return [link for link in found if link]


def _candidates(text: str) -> Iterator[tuple[int, int, bool]]:
    """Stretches that may be addresses, with whether it is a host alone."""
    at = 0
    for found in _SCHEME.finditer(text):
        yield from _without_scheme(text, at, found.start())
        yield found.start(), found.end(), False
        at = found.end()
    yield from _without_scheme(text, at, len(text))


def _without_scheme(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    at = start
    while found := _ENDING.search(text, at, end):
        at = found.end()
        floor = max(start, found.start() - 255)
        host = _HOST.search(text, floor, found.start())
        if host is None or (
            floor and floor == host.start() and (text[floor - 1].isalnum() or text[floor - 1] in "@./%-_")
        ):
            continue
        if found[1]:
            rest = _REST.match(text, found.end(), end)
            at = rest.end() if rest else at
            yield host.start(), at, False
        elif not _FILE_HOST.match(host[0]) and not _RUN_ON.search(text, host.start(), found.end()):
            yield host.start(), found.end(), True


def _whole(text: str, start: int, end: int, *, bare: bool) -> int:
    """Where an address ends that a mail program wrapped, or whose file name has spaces in it."""
    if bare or end - start > MAX_LENGTH:
        return end
    written = text[start:end]
    if written.endswith(_HOST_ENDS):
        cut_off = _CUT_OFF.match(text, end) or _OWNER_APART.match(text, end)
        if cut_off:
            return cut_off.end()
    elif written.endswith("/") and written.count("/") == 4 and _HOST_IN.search(written):
        name = _NAME_APART.match(text, end)
        if name:
            return name.end()
    if written.endswith(_ENDS_OPEN):
        wrapped = _WRAPPED.match(text, end)
        if wrapped and _goes_on(text, start, end, wrapped[1]):
            return wrapped.end()
    return _spaced(text, written, end) if text.startswith(" ", end) else end


def _goes_on(text: str, start: int, end: int, rest: str) -> bool:
    """Whether the next line is the rest of an address."""
    if "://" in rest:
        return False
    line = text.rfind("\n", 0, start) + 1
    deep = text.count("/", start, end) >= 6 or end - line >= 55
    return deep and ("/" in rest or "." in rest.strip(".") or "-" in rest)


def _spaced(text: str, written: str, start: int) -> int:
    """The end of a file name with spaces in it, where the address is all that its line holds."""
    end = text.find("\n", start, start + 401)
    end = min(len(text), start + 401) if end < 0 else end
    if end - start > 400 or written.count("/") < 5 or _FILE_NAME.search(written):
        return start
    name = text[start:end].rstrip()
    if not _FILE_NAME.search(name) or "://" in name:
        return start
    return start + len(name)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split what was written without a space between: `https://a/,https://b/`, `[https://a](https://a)`."""
    if end - start > LONGEST_RUN:
        return []
    written = text[start:end]
    # Nearly every address is one alone: only where another scheme stands in it is it searched for where to cut.
    cuts = [found.start() for found in _SECOND.finditer(written)] if "http" in written[8:].lower() else []
    pieces = []
    for piece_start, piece_end in zip([0, *cuts], [*cuts, len(written)], strict=True):
        piece = written[piece_start:piece_end]
        skip = len(piece) - len(piece.lstrip(",;|]()[ "))
        pieces.append((start + piece_start + skip, start + _cut(piece) + piece_start))
    return [(a, b) for a, b in pieces if b > a]


def _cut(piece: str) -> int:
    """How much of a piece belongs to the address."""
    end = len(piece)
    tail = _TAIL.search(piece)
    if tail:
        end = tail.start()
    close = piece.find(")", 0, end)
    if (
        0 < close < end - 1 and "(" not in piece and (piece[close + 1].isalpha() or _SENTENCE.match(piece, close + 1))
    ):  # `(see https://example.com/a)And`
        end = close
    if piece.endswith("=", 0, end) and "?" not in piece:  # where a mail broke its line
        end -= 1
    if not piece.isascii():
        foreign = _CJK.search(piece, 0, end)
        # A name in another script is part of a path after a slash or the like, or before the ending of a file's name;
        # otherwise it is running text.
        deep = piece.count("/", 0, end) >= 6  # as the path of a file in a repository is
        if (
            foreign
            and piece[foreign.start() - 1] not in "/-_.%~"
            and not (deep and _FOREIGN_FILE.match(piece, foreign.start()))
        ):
            end = foreign.start()
    return end


def _link(text: str, start: int, end: int, *, bare: bool) -> Link | None:
    written = text[start:end]
    if "[" in written and _REPLACED.search(written):
        return None
    url = repair(_APART.sub("/", written) if " " in written else written)
    if not url:
        return None
    try:
        place = place_of(url)
    except BadAddress:
        return None
    if "." not in place.host or place.host.startswith("["):
        return None
    # The span is what stands for the address in the text, without the punctuation around it.
    core = url.partition("://")[2]
    tail = core[-12:]
    cut = text.rfind(tail, start, end)
    if cut >= 0:
        end = cut + len(tail)
    return Link(start, end, url, place, bare)
