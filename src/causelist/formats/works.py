"""The works a letter says are infringed: a title or the first sentence of each description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from causelist.core.elements import Found, Span
from causelist.formats.questions import Answered

LONGEST = 240  # characters of one description
MOST = 200  # works of one letter
_ENOUGH = 40_000  # characters in which a letter has named its works
_LABELLED = re.compile(
    r"^[ \t>*_•-]{0,6}(?:\(?\d{1,2}[.)]\s*)?(?:(?:the )?(?:original|copyright(?:ed)?|infringed) works?|titles?(?: of (?:the )?(?:copyrighted )?work)?"
    r"|works?(?: (?:that|which) (?:was|were|is|are) (?:copied|infringed))?|name of (?:the )?work|product|book title|(?:被侵权|侵权|权利|原创)?作品(?:名称)?|软件名称)"
    r"\s?[*_]{0,2}\s?[:：][ \t*_]{0,4}(?:\n[ \t*_]{0,4})?(?=\S)",
    re.IGNORECASE | re.MULTILINE,
)
_INTRODUCED = re.compile(
    r"\b(?:the )?(?:original )?(?:copyrighted|infringed|original|copyright) (?:work|material|content)s?"
    r"(?: (?:at issue|in question|infringed|that (?:has|have) been infringed))? (?:is|are|consists? of)[ \n:]{1,3}(?=\S)"
    r"|\b(?:work|book|game|software|product|font|program|plugin|theme|app|library) (?:entitled|titled) (?=\S)",
    re.IGNORECASE,
)
# A title in quotation marks beside a word that says what kind of work it is, or whose it is.
_NOUN = (
    r"(?:film|movie|motion picture|book|novel|e-?book|audio ?book|textbook|game|software|program(?:me)?|app|application|album|song|recording|series|show|episode"
    r"|video|course|photo(?:graph)?|image|font|typeface|theme|plugin|library|play|magazine|work|picture|story)s?"
)
_TITLE = r"[\"“](?P<t>[^\"“”\n]{2,90})[\"”]"
_QUOTED = re.compile(
    rf"\b{_NOUN}(?: (?:called|named|entitled|titled|myself|ourselves))?,?[ \n:]{{1,3}}\(?{_TITLE}"
    rf"|\b(?:publisher|author|owner|producer|maker|developer|creator|copyright|rights) (?:of|in|to)[ \n](?:the[ \n])?{_TITLE.replace('<t>', '<u>')}"
    rf"|{_TITLE.replace('<t>', '<v>')},?[ \n]\(?(?:an? |the |our |its )?(?:\w+[ -]){{0,3}}{_NOUN}\b|《(?P<w>[^《》\n]{{1,80}})》",
    re.IGNORECASE,
)
_QUOTE = re.compile('["“《]')  # the costly pattern looks around these only
_FIRST_QUOTED = re.compile(rf"[ \t*_]{{0,4}}(?:{_TITLE}|《(?P<w>[^《》\n]{{1,80}})》)")
_OF_LAW = re.compile(r"法$|条例|公约|办法|规定|\bact\b|\bgood faith\b|\bperjury\b|copyright", re.IGNORECASE)
_LEAD = re.compile(
    r"[\s*_>#\"“”'‘’(\[\]:：.;,-]*(?:(?:the\s)?(?:original\s)?(?:copyrighted\s)?works?\s(?:is|are|consists?\sof)\s)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"<?(?:https?://|www\.)\S+|\[(?:private|redacted|invalid)[^\]\n]{0,40}\](?:\([^)\s]*\))?",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?](?=\s|$)|[。！？]|\n[ \t]*\n|\n[ \t]*(?:[-*•]|\d{1,2}[.)])\s")
_WORD = re.compile(r"[^\W\d_]{2,}")
_EMPTY = re.compile(r"(?:yes|no|n/?a|none|see (?:above|below)|same|unknown)\W*\Z", re.IGNORECASE)


def works_of(text: str, answered: Answered | None) -> tuple[Found[str], ...]:
    """The works described in words, in order, each once."""
    if answered is not None:
        described = (_described(text, answer.start, answer.end) for answer in answered.of("works"))
        return tuple(found for found in described if found)[:1]
    works: dict[str, Found[str]] = {}
    for label in _LABELLED.finditer(text):
        end = text.find("\n", label.end())
        found = _quoted(text, label.end(), end) or _described(text, label.end(), end if end >= 0 else len(text))
        if found and len(works) < MOST:
            works.setdefault(found.value.casefold(), found)
    for title in _titles(text) if not works else ():
        works.setdefault(title.value.casefold(), title)
    if not works:
        introduced = _INTRODUCED.search(text)
        found = (
            _described(text, introduced.end(), min(len(text), introduced.end() + 2 * LONGEST)) if introduced else None
        )
        return (found,) if found else ()
    return tuple(works.values())


def _titles(text: str) -> Iterator[Found[str]]:
    """Titles in quotation marks, where a word beside them says they are works."""
    done = 0
    for quote in islice(_QUOTE.finditer(text, 0, _ENOUGH), MOST):
        match = (
            _QUOTED.search(text, max(done, quote.start() - 60), quote.start() + 160) if quote.start() >= done else None
        )
        found = _title(match) if match else None
        if match and found:
            done = match.end()
            yield found


def _quoted(text: str, start: int, end: int) -> Found[str] | None:
    match = _FIRST_QUOTED.match(text, start, end if end >= 0 else len(text))
    return _title(match) if match else None


def _title(match: re.Match[str]) -> Found[str] | None:
    """The title that matched, unless it is a statute's or a statement's."""
    group = next(name for name, value in match.groupdict().items() if value)
    title = match[group].strip(" ,.")
    if not _WORD.search(title) or _OF_LAW.search(title) or title.count(" ") > 12:
        return None
    at = match.start(group) + match[group].index(title)
    return Found(title, Span(at, at + len(title)))


def _described(text: str, start: int, end: int) -> Found[str] | None:
    """The first sentence with words in a stretch of text; an address alone describes nothing."""
    while True:
        lead = _LEAD.match(text, start, end)
        start = lead.end() if lead else start
        address = _ADDRESS.match(text, start, end)
        if address is None:
            break
        start = address.end()
    bound = _END.search(text, start, end)
    stop = bound.start() if bound else end
    if stop - start > LONGEST:
        space = text.rfind(" ", start, start + LONGEST)
        stop = space if space > start else start + LONGEST
    kept = text[start:stop].rstrip(' \t\r\n*_#:,;"“”’)-')
    if kept.count("(") > kept.count(")"):  # "Pagelight (page layout program": the title is what is meant
        kept = kept[: kept.rindex("(")].rstrip(" ,-") or kept
    if not _WORD.search(_ADDRESS.sub("", kept)) or _EMPTY.match(kept):
        return None
    return Found(" ".join(kept.split()), Span(start, start + len(kept)))
