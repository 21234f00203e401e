"""What a letter claims of the places as a whole: the whole of each, and circumvention."""

from __future__ import annotations

import re

from causelist.core.elements import Address, Found, Span
from causelist.formats.questions import Answered

_WHOLE = re.compile(
    r"\b(?:entire|whole|complete|full)\s+(?:\w+\s+){0,2}?(?:repo\w*|project|site|website|gist|code ?base|contents?|source|account|page|directory|folder|file structure)"
    r"|\ball\s+(?:of\s+)?(?:the\s+|these\s+|its\s+|their\s+)?(?:\w+\s+)?(?:files?|contents?|code|repositor\w+|commits|materials?|branches)\b|\bin\s+(?:its|their)\s+entirety\b|\bentirety\b|\beverything\b"
    r"|\b(?:repositor(?:y|ies)|projects?|accounts?|sites?)\s+(?:\w+\s+){0,2}?as\s+a\s+whole\b|\beach\s+of\s+the\s+repositor\w+|整个(?:仓库|项目|代码库|网站|店铺)|全部(?:文件|内容|代码)",
)
_REMOVE_REPOSITORY = re.compile(
    r"\b(?:tak(?:e|en|ing)\s?down|remov\w+|delet\w+|disabl\w+)\s+(?:of\s+)?(?:access\s+to\s+)?(?:the|this|that|these|those|both|said|following|his|her|their|all)\s+(?:\w+\s+){0,2}?(?:repo(?:sitor(?:y|ies)|s)?|projects?)\b"
    r"|\b(?:repo(?:sitor(?:y|ies)|s)?|projects?)\b[^.\n]{0,60}?\b(?:should|must|to|needs? to|has to|have to)\s+(?:\w+\s+)?be\s+(?:\w+\s+)?(?:tak\w+\s?down|remov\w+|delet\w+|disabl\w+)",
)
_PART = re.compile(
    r"\b(?:specific|certain|some|only|particular)\s+(?:\w+\s+){0,2}?(?:files?|parts?|portions?|folders?|sections?|pages?|images?|lines?|commits?)\b|\bonly\s+the\s+(?:\w+\s+){0,3}?(?:file|folder|director|commit|image)",
)
_SPECIFIC = re.compile(r"specific\s+files")
_ENTIRE = re.compile(r"entire\s+repositor")
_YES = re.compile(r"\b(?:yes|true|we do|i do|是)\b")
_NO = re.compile(r"\b(?:no|none|n/a|not|否|false)\b")
_CIRCUMVENTS = re.compile(
    r"\bcircumvent\w*|\banti-?circumvention|\btechnolog\w+\s+(?:protection\s+)?measures?\b|(?:§|section|sec\.?|u\.?s\.?c\.?)\s*1201\b|\bby-?pass\w*\s+(?:\w+\s+){0,4}?(?:licen[cs]\w*|activation|drm|protect\w*|access\s+control\w*|security|paywall|authenticat\w+|registration|trial|verification|subscription)"
    r"|\bkey-?gen\w*|\blicen[cs]e\s+(?:key\s+)?(?:generator|cracks?)|\bcrack(?:ed|s|ing)?\s+(?:\w+\s+){0,2}?(?:version|licen[cs]e|software|copy|copies|plugin)|技术(?:保护)?措施|规避",
)

# One of these is in whatever `_CIRCUMVENTS` finds; looking for them first spares most letters the search.
_CIRCUMVENTION_STEMS = (
    "circumvent",
    "technolog",
    "1201",
    "bypass",
    "by-pass",
    "keygen",
    "key-gen",
    "licen",
    "crack",
    "技术",
    "规避",
)


def whole_of(text: str, answered: Answered | None, reported: tuple[Address, ...]) -> Found[bool] | None:
    """Whether all of each place is meant: by words, else by the addresses; None where mixed or not said."""
    if answered is not None:
        return _whole_of_form(text, answered, reported)
    levels = _levels(reported)
    if levels == {False}:
        said = _WHOLE.search(text) if len(reported) == 1 else None
        return Found(True, Span(*said.span())) if said and _ENTIRE.match(said[0]) else Found(False, reported[0].span)
    said = _WHOLE.search(text) or _REMOVE_REPOSITORY.search(text)
    if said and levels != {True, False}:
        return Found(True, Span(*said.span()))
    return None


def _whole_of_form(text: str, answered: Answered, reported: tuple[Address, ...]) -> Found[bool] | None:
    for answer in answered.of("whole"):
        entire, specific = (pattern.search(text, answer.start, answer.end) for pattern in (_ENTIRE, _SPECIFIC))
        if entire or specific:
            ticked = entire or specific
            return Found(entire is not None, Span(*ticked.span())) if ticked and not (entire and specific) else None
    levels = _levels(reported)
    for answer in answered.of("reported"):
        whole = _WHOLE.search(text, answer.start, answer.end)
        part = _PART.search(text, answer.start, answer.end)
        if part and not whole:
            return Found(False, Span(*part.span()))
        if whole and levels != {True, False}:
            return Found(True, Span(*whole.span()))
    if len(levels) == 1:
        return Found(levels.pop(), reported[0].span)
    return None


def _levels(reported: tuple[Address, ...]) -> set[bool]:
    return {whole_place(address) for address in reported}


def whole_place(address: Address) -> bool:
    """Whether an address is that of a whole place, not of a file, folder or commit in it."""
    path = address.url.partition("://")[2].partition("?")[0].partition("#")[0].strip("/")
    depth = path.count("/")
    kind = address.place.kind
    if kind == "repository":
        if not path.lower().startswith(address.place.host) or "raw" in address.place.host:
            return False
        rest = path.split("/")[3:]
        return (
            not rest
            or (rest[0] in {"tree", "archive", "blob"} and len(rest) <= 2)
            or rest[0] in {"archive", "forks", "network"}
        )
    if kind in {"gist", "account", "package", "listing", "shop", "video"}:
        return True
    last = path.rpartition("/")[2]
    return depth == 0 or ("." not in last and depth <= 1)


def circumvention_of(text: str, answered: Answered | None) -> Found[bool] | None:
    """Whether circumvention is claimed: by the answer where it is asked, else by words."""
    if answered is not None and "circumvention" in answered.asked:
        for answer in answered.of("circumvention"):
            yes, no = (
                pattern.search(text, answer.start, min(answer.end, answer.start + 200)) for pattern in (_YES, _NO)
            )
            first = min((match for match in (yes, no) if match), key=lambda match: match.start(), default=None)
            if first:
                return Found(first is yes, Span(*first.span()))
        return None
    if not any(stem in text for stem in _CIRCUMVENTION_STEMS):
        return None
    for start, end in _own_words(text, answered):
        said = _CIRCUMVENTS.search(text, start, end)
        if said:
            return Found(True, Span(*said.span()))
    return None


def _own_words(text: str, answered: Answered | None) -> list[tuple[int, int]]:
    if answered is None:
        return [(0, len(text))]
    return [
        (answer.start, answer.end)
        for answer in answered.answers
        if answer.element in {"works", "reported", "nature", "preamble", "solution", "authority", "license"}
    ]
