"""Finding the addresses in a text: one pass, then each candidate repaired and placed or let go."""

from __future__ import annotations

import re
from dataclasses import dataclass

from causelist.core.addresses import MAX_LENGTH, BadAddress, repair
from causelist.core.places import Place, place_of

MAX_LINKS = 100_000

_TLD = (
    "com|org|net|io|edu|gov|info|biz|dev|app|me|co|ai|tv|cc|us|eu|uk|de|fr|nl|cn|jp|kr|ru|in|it|es|br|ca|au|se|no|fi|dk|pl|ch"
    "|at|be|cz|jobs|moe|ninja|cloud|games|network|media|digital|agency|solutions|world|live|news|blog|studio|design|zone|team|systems"
    "|software|services|academy|education|space|website|fun|host|icu|vip|win|pro|name|mobi|asia|cat|eus|nz|za|il|ir|th|ph|pk|ar|cl|hu|ro"
    "|sk|si|hr|lt|lv|ee|ie|kz|by|rs|lu|li|is|xyz|site|online|store|shop|tech|cloud|gg|to|ly|sh|im|so|club|top|example|test|hk|tw|sg|vn|id|my|ua|tr|gr|pt|mx"
)
_BODY = r"[^\s<>\"“”„«»‘’`，。；、（）【】《》「」『』\u3000|]"
_FIND = re.compile(
    # with a scheme, however mangled
    r"(?P<scheme>\bh(?:tt|xx|\*\*)ps?[ ]{0,2}(?:[:：;][ ]{0,2})?[/／]{1,3}" + _BODY + r"+"
    # a host and a path without one
    r"|(?<![\w@./%-])(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,62}[a-zA-Z0-9])?\.){1,5}(?:" + _TLD + r")(?::\d{2,5})?/" + _BODY + r"*"
    # a host alone, but no file name
    r"|(?P<bare>(?<![\w@./%-])(?!(?:index|main|readme|lib\w*|setup|config|test|app|script|package)\.)(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,62}[a-zA-Z0-9])?\.){1,5}(?:" + _TLD + r")\b(?![@\w-]|\.\w)))",
    re.IGNORECASE,
)
_REPLACED = re.compile(r"\[(?:private|invalid|redacted)", re.IGNORECASE)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff00-\uff0e\uff10-\uffef]")
_SECOND = re.compile(r"(?<=.{8})(?:[,;|]|\]\(|\)\[|\()?\(?https?:/", re.IGNORECASE | re.DOTALL)
_TAIL = re.compile(r"\]\(|\*\*|__+$|&(?:quot|gt|lt|nbsp|#\d+);|\\[nrt]$")


_FILE_NAME = re.compile(
    r"\.(?:pdf|epub|mobi|azw3?|djvu|chm|docx?|pptx?|xlsx?|txt|md|html?|zip|rar|7z|tar|gz|mp[34]|avi|mkv|jar|apk|exe|dll)$", re.IGNORECASE
)
_HOST_ENDS = ("github.com/", "gist.github.com/", "gitlab.com/", "bitbucket.org/")
_CUT_OFF = re.compile(r"[ \t]{0,3}\n[ \t>]{0,3}[\w-]{1,40}/[\w.-]{1,100}")  # broken off right behind the host
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


def find_links(text: str) -> list[Link]:
    """Every address in the text, in order; what turns out to be no public address is left out."""
    links: list[Link] = []
    for found in _FIND.finditer(text):
        bare = found["bare"] is not None
        end_of_all = found.end()
        wrapped = _WRAPPED.match(text, found.end()) if text.startswith(_ENDS_OPEN, found.end() - 1) else None
        cut_off = _CUT_OFF.match(text, found.end()) if found[0].endswith(_HOST_ENDS) else None
        if cut_off:
            end_of_all = cut_off.end()
        elif wrapped and _goes_on(text, found, wrapped):
            end_of_all = wrapped.end()
        elif not bare and text.startswith(" ", end_of_all):
            end_of_all = _spaced(text, found)
        for start, end in _pieces(text, found.start(), end_of_all):
            link = _link(text, start, end, bare)
            if link:
                links.append(link)
        if len(links) >= MAX_LINKS:
            break
    return links


def _spaced(text: str, found: re.Match[str]) -> int:
    """The end of a file name with spaces in it, where the address is all that its line holds."""
    end = text.find("\n", found.end())
    end = len(text) if end < 0 else end
    if end - found.end() > 400 or found[0].count("/") < 5 or _FILE_NAME.search(found[0]):
        return found.end()
    name = text[found.end() : end].rstrip()
    if not _FILE_NAME.search(name) or "://" in name:
        return found.end()
    return found.end() + len(name)


def _goes_on(text: str, found: re.Match[str], wrapped: re.Match[str]) -> bool:
    """Whether the next line is the rest of an address that a mail program wrapped."""
    written, rest = found[0], wrapped[1]
    if found["bare"] is not None or "://" in rest or len(written) > MAX_LENGTH:
        return False
    line = text.rfind("\n", 0, found.start()) + 1
    deep = written.count("/") >= 6 or found.end() - line >= 55
    return deep and ("/" in rest or "." in rest.strip(".") or "-" in rest)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split what was written without a space between: `https://a/,https://b/`, `[https://a](https://a)`."""
    if end - start > MAX_LENGTH * 8:
        return []
    written = text[start:end]
    cuts = [found.start() for found in _SECOND.finditer(written)]
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
    if not piece.isascii():
        foreign = _CJK.search(piece, 0, end)
        # A name in another script is part of a path after a slash or the like, and running text otherwise.
        if foreign and piece[foreign.start() - 1] not in "/-_.%~":
            end = foreign.start()
    return end


def _link(text: str, start: int, end: int, bare: bool) -> Link | None:
    written = text[start:end]
    if "[" in written and _REPLACED.search(written):
        return None
    url = repair(written)
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
