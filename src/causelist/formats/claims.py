"""What a letter claims of the places as a whole: the whole of each, and circumvention."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from causelist.core.elements import Address, Found, Span
from causelist.formats.questions import Answered
from causelist.formats.windows import Flat

_UNIT = r"(?:repo\b|repos\b|repositor(?:y|ies)\b|projects?\b|gists?\b|code ?base\b|(?:web ?)?sites?\b|(?:git)?hub pages?\b|forks\b)"
_THESE = r"(?:the|this|that|these|those|both|said|following|his|her|their|all|any|my|our|each|every|such|two|three|above|listed|aforementioned)"
# The whole in so many words: an address of a file beside them does not make it a part.
_ENTIRE = re.compile(
    rf"\b(?:entire|whole|complete|full)\s(?:[\"“'‘]?[\w.+-]+['’]?s?[\"”'’]?\s){{0,2}}?(?:{_UNIT}|file\sstructure)|\bthe\sentirety\sof\s(?:\S+\s){{0,2}}?(?:{_UNIT}|materials?\b|contents?\b)"
    rf"|\b{_UNIT}\s(?:\S+\s){{0,3}}?(?:entirely|completely|in\s(?:its|their)\sentirety|as\sa\swhole)\b|整个(?:仓库|项目|代码库|网站|店铺)|全部仓库",
)
# The whole by what is said of all that is in it.
_WHOLE = re.compile(
    rf"\b(?:entire|whole|complete|full)\s(?:\w+\s){{0,1}}?(?:contents?(?!\sof\sany)|source(?:\scode)?|source\stree|code|page|account|package|removal|networks?|director(?:y|ies)|folders?)\b|\bcomplete(?:ly)?\sremov\w+|\bevery\sline\sof\scode\b"
    rf"|\ball\s(?:of\s)?(?:the\s|these\s|its\s|their\s)?(?:\w+\s)?(?:files?|contents?|code|source(?:\scode)?|data(?:\sand\s\w+)?|commits|branches|materials?),?\s(?:\S+\s){{0,5}}?(?:in|of|from|on|within|under|inside|at)\s{_THESE}\s(?:\S+\s)?{_UNIT}"
    rf"|\b(?:every|each)\s(?:single\s)?file\s(?:in|of|on|at|within)\s{_THESE}|\ball\s(?:of\s)?(?:the\s)?(?:code|files|source\scode)\s(?:in|at|of|from|on)\s(?:https?:|github\.)"
    rf"|\ball\s(?:of\s)?(?:the\s|these\s)?contents?\b|\bin\s(?:its|their)\sentirety\b|\beverything\s(?:in|on|at|under|within)\b|\ball\s(?:of\s)?(?:the\s|these\s|those\s)?(?:\w+\s)?(?:repos|repositories|projects|gists|forks)\b|\ball\s(?:of\s)?(?:the\s)?files(?:\sand\s(?:sub-?)?(?:folders|directories))?\s(?:\w+\s)?(?:at|under|within)\b|^[\W\d]*all\sfiles\W*$"
    r"|\ball\s(?:of\s)?(?:the\s)?files(?:\sand\s\w+){0,2}\s(?:at|on|in|under)\s(?:the|these|those)\s(?:\w+\s)?(?:locations?|links?|urls?|addresses|pages)\b"
    r"|\b(?:the|all)\sfiles\s(?:that\sare\s)?(?:contained\s)?(?:in|of)\sth(?:is|at|e)\s(?:\w+\s)?(?:repo\w*|project)\s(?:comprise|constitute|are\b|make\sup)|全部(?:文件|内容|代码)|所有(?:文件|内容|代码)",
    re.MULTILINE,
)
_EVERYTHING = re.compile(
    r"\b(?:everything|all\s(?:of\s)?(?:the\s)?(?:files|contents?))\s(?:in|on|at|under|within)\sth(?:e|is|ese|ose)\s(?:\w+\s)?(?:links?|urls?|locations?|addresses|repo\w*)\b"
)
_VERB = r"(?:tak(?:e|es|en|ing)\s?down|take-?downs?|remov\w+|delet\w+|deletion|disabl\w+|block\w*|clos(?:e|ing|ure)|shut\w*\s(?:down)?)"
_FILLER = r"(?:(?!(?:from|in|of|at|within|on|to|and|or|under|for)\b)[\w/’']+\s)"
_BE_GONE = r"(?:should|must|to|needs?\sto|has\sto|have\sto|shall|can)\s(?:\w+\s)?be\s(?:\w+\s)?(?:tak\w+\s?down|remov\w+|delet\w+|disabl\w+|blocked|closed)"
# The place itself is asked to go: a verb of removal and, as its object, the unit.
_REMOVE_REPOSITORY = re.compile(
    rf"\b{_VERB}\s(?:down\s)?(?:(?<!ed\s)(?:of|for)\s)?(?:public\s)?(?:access\sto\s)?(?:(?!(?:my|our)\b){_THESE}\s(?:of\s)?){{1,3}}{_FILLER}{{0,2}}?(?:\w+/)?{_UNIT}"
    rf"|\b{_UNIT}(?:[^.\n]|\.(?=\S)){{0,120}}?\b{_BE_GONE}"
    rf"|\bdisabl\w+\s(?:public\s)?access\sto\s(?:the|this|that|these|those)\s(?:\w+\s)?(?:urls?|links?|addresses|{_UNIT})"
    rf"|\b{_UNIT}\s(?:should|must|needs?\sto|has\sto)\sbe\smade\sprivate|\bmake\s(?:{_THESE}\s){{1,2}}{_FILLER}{{0,1}}{_UNIT}(?:\s\S+)?\sprivate\b|\btake\s{_THESE}\s(?:\w+\s)?{_UNIT}\s(?:\S+\s)?down\b",
)
_A_UNIT = re.compile(rf"\b{_UNIT}")
_NOTICE_FOR = re.compile(
    rf"\b(?:dmca|take-?down|complaint|claim|notice|request)\s(?:\w+\s){{0,1}}?(?:for|against|of|on|regarding|concerning)\s(?:{_THESE}\s){{1,2}}(?:\w+\s)?{_UNIT}"
)
_REMOVE_NAMED = re.compile(rf"\b{_VERB}\s(?:\w+\s){{0,3}}?[\"“”'‘(*]{{0,3}}(?P<n>[\w.-]+\s?/\s?[\w.-]+)")
# What stands between the unit and its removal, or before the unit, may be what is really to go.
_OF_CONTENTS = re.compile(
    r"\b(?:contain|includ|hold)\w*\s|\b(?:files?|code|contents?|materials?|folders?|images?)\s(?:that|which)\b"
)
_A_PART_OF_IT = re.compile(r"[\s:<(*]{0,6}https?://[^\s/]+/[^\s/]+/[^\s/]+/(?:tree|blob)/")
_IN_UNIT = re.compile(
    r"\b(?:files?|code|contents?|materials?|folders?|images?|commits?|copies|links?)\s(?:\w+\s){0,2}?(?:in|from|at|of|on|within)\s(?:\w+\s){0,3}$"
)
_NOT_ASKED = re.compile(
    r"\b(?:our|my|their own)\s$|\bmaterials?\sor\s(?:the\s|this\s|your\s)?$"
    r"|(?:\bnot|n['’]t|\brather than|\binstead of|\bresponded to (?:our|my) request to|\bif|\bwithout)\s(?:\w+\s){0,3}$"
)
_PART = re.compile(
    r"\b(?:specific|certain|some|only|particular)\s+(?:\w+\s+){0,2}?(?:files?|parts?|portions?|folders?|images?|commits?)\b|\bonly\s+the\s+(?:\w+\s+)?(?:file|folder|director|commit|image)"
    r"|\b(?:this|the)\sfile\b[^.\n]{0,40}\bonly\b|\b(?:this|the)\s(?:\w+\s)?(?:file|folder)\s(?:must|should|needs?\sto|has\sto)\sbe\s(?:\w+\s)?(?:remov|delet|tak)"
    r"|\bmore\sspecifically,?\s(?:here|at)\b|\bexcept\s(?:for\s)?(?:the\s)?(?:readme|file|folder)"
    rf"|\b{_VERB}\s(?:all\s|the\s|any\s){{1,2}}(?:\w+\s)?(?:code|files?|images?)\s(?:that|which)\s(?:is|are|was|were|has\sbeen|have\sbeen)\s(?:\w+\s)?(?:used|taken|copied|stolen|owned|listed|mine|ours)\b"
    r"|\bthe\s(?:folders?|files?|scripts?|director(?:y|ies))\s[\"“'‘`][^\"”'’`\n]{2,60}[\"”'’`]\s(?:contain|is\b|are\b)"
    r"|\b(?:infringing|offending)\sfiles?\s(?:and\sfolders?\s)?(?:locations?|names?|paths?)\b",
)
_FOLLOWING = re.compile(
    r"\bfollowing\s(?:repository\s)?(?:files|folders|images|scripts)\b|\blinks?\sto\sthe\s(?:\w+\s)?(?:folders?|files?)\b"
)
# A line that is a path below a repository; an owner and a name alone are the repository.
_PATH_LINE = re.compile(
    r"^[ \t]{0,8}[-*•\d.)]{0,4}[ \t]{0,8}(?!https?:|www\.|github)(?:[\w.*@-]{1,80}/){2,20}[\w.*@-]{0,80}[ \t]{0,8}$"
    r"|^[ \t]{0,8}[-*•]?[ \t]{0,8}[\w*-][\w.*-]{0,80}\.(?!(?:com|net|org|io|us|uk|de|eu|tv|me|co|cn|ru|jp|fr|it|nl|inc|llc|ltd)\b)[a-z]\w{0,4}[ \t]{0,8}$",
    re.MULTILINE,
)
_FEW_PATHS = 3
_SPECIFIC = re.compile(r"specific\s+files")
_TICK_ENTIRE = re.compile(r"entire\s+repositor")
_YES = re.compile(r"\b(?:yes|true|we do|i do|是)\b")
_NO = re.compile(r"\b(?:no|none|n/a|not|否|false)\b")
_CIRCUMVENTS = re.compile(
    r"\bcircumvent\w*|\banti-?circumvention|\btechnolog\w+\s+(?:protection\s+)?measures?\b|(?:§|section|sec\.?|u\.?s\.?c\.?)\s*1201\b|\bby-?pass\w*\s+(?:[\w'’-]+,?\s+){0,7}?(?:licen[cs]\w*|activation|drm|digital\s+rights|encryption|protect\w*|access\s+control\w*|security|paywall|authenticat\w+|registration|trial|verification|subscription)"
    r"|\bcrack['’\"”]?\s+(?:the|our)\s+(?:software|program|game|application|protection)\b|\b(?:break|defeat|remov|disabl|decrypt)\w*\s+(?:\w+\s+){0,2}?(?:encryption|drm\b|copy\s+protection|digital\s+rights)"
    r"|\bkey-?gen\w*|\blicen[cs]e\s+(?:key\s+)?(?:generator|cracks?)|\bcrack(?:s|ing)?\s+(?:\w+\s+){0,2}?licen[cs]\w*|\bcrack(?:s|ing)\s+(?:of\s+)?(?:our|the)\s+(?:software|protection|product)|技术(?:保护)?措施|规避",
)
_UNITS = (
    "repo",
    "project",
    "gist",
    "site",
    "hub page",
    "fork",
    "codebase",
    "code base",
)
# Words one of which each pattern holds.
_KEYS: dict[re.Pattern[str], tuple[str, ...]] = {
    _ENTIRE: ("entire", "whole", "complete", "full", "entirety", "整个", "全部"),
    _WHOLE: (
        "entire",
        "whole",
        "complete",
        "full",
        "all ",
        "every",
        "each ",
        "the files",
        "全部",
        "所有",
    ),
    _REMOVE_REPOSITORY: (*_UNITS, "disabl"),
    _NOTICE_FOR: _UNITS,
    _REMOVE_NAMED: ("remov", "delet", "down", "disabl", "block", "clos", "shut"),
    _EVERYTHING: ("everything", "all "),
    _FOLLOWING: ("following", "link"),
    _PART: (
        "file",
        "part",
        "portion",
        "folder",
        "image",
        "commit",
        "director",
        "script",
        "specifically",
        "except",
        "code",
        "content",
        "material",
    ),
    _CIRCUMVENTS: (
        "circumvent",
        "technolog",
        "1201",
        "pass",
        "key",
        "licen",
        "crack",
        "encrypt",
        "drm",
        "protection",
        "digital rights",
        "技术",
        "规避",
    ),
}


def whole_of(text: str, flat: Flat, answered: Answered | None, reported: tuple[Address, ...]) -> Found[bool] | None:
    """Whether all of each place is meant: by words, else by the addresses; None where mixed or not said."""
    if answered is not None:
        return _whole_of_form(text, flat, answered, reported)
    levels = _levels(reported)
    entire = _said(_ENTIRE, text, flat, 0, len(text))
    if levels == {False}:
        return _told(entire if len(reported) == 1 else None, reported[0].span)
    asked = entire or _named_to_go(text, flat, reported)
    if levels == {True, False}:
        return _whole_of_mixed(text, flat, reported, asked) if not entire else _told(entire, None)
    end = len(text)
    asked = asked or _asked_to_go(text, flat) or _said(_WHOLE, text, flat, 0, end)
    part = None
    if not asked:
        listed = _said(_FOLLOWING, text, flat, 0, end)
        part = _said(_PART, text, flat, 0, end) or _paths(text, 1 if listed else _FEW_PATHS)
    return _told(asked, part) or _told(_said(_NOTICE_FOR, text, flat, 0, end), None)


def _whole_of_mixed(text: str, flat: Flat, reported: tuple[Address, ...], asked: Span | None) -> Found[bool] | None:
    """Where whole places and things in them stand side by side."""
    end = len(text)
    part = _said(_PART, text, flat, 0, end) or _said(_FOLLOWING, text, flat, 0, end)
    asked = asked or _said(_EVERYTHING, text, flat, 0, end)
    if not asked and _only_examples(reported):
        asked = _asked_to_go(text, flat)
    return _told(None if part else asked, part) or _covered(reported)


def _only_examples(reported: tuple[Address, ...]) -> bool:
    """Whether every thing in a place is in a place that is reported as a whole too."""
    named = {address.place.key for address in reported if whole_place(address)}
    return all(address.place.key in named for address in reported)


def _told(whole: Span | None, part: Span | None) -> Found[bool] | None:
    """The whole if that was said, else a part if that was said, else nothing."""
    if whole:
        return Found(value=True, span=whole)
    return Found(value=False, span=part) if part else None


def _asked_to_go(text: str, flat: Flat) -> Span | None:
    """Where the place itself is asked to go."""
    for match in _matches(_REMOVE_REPOSITORY, text, flat, 0, len(text)):
        before = text[max(0, match.start() - 60) : match.start()]
        last = next(reversed([*_A_UNIT.finditer(match[0])]), None)  # none where its address is asked to go
        of_it = last and (
            (last.start() == 0 and _IN_UNIT.search(before))
            or _IN_UNIT.search(match[0][: last.start()])
            or _OF_CONTENTS.search(match[0], last.end())
        )
        if not (_NOT_ASKED.search(before[-50:]) or of_it or _A_PART_OF_IT.match(text, match.end())):
            return Span(*match.span())
    return None


def _named_to_go(text: str, flat: Flat, reported: tuple[Address, ...]) -> Span | None:
    """Where a reported place is asked to go by its owner and name."""
    names = {address.place.key.partition("/")[2].lower() for address in reported}
    for match in _matches(_REMOVE_NAMED, text, flat, 0, len(text)):
        if match["n"].replace(" ", "").rstrip(".") in names:
            return Span(*match.span())
    return None


def _paths(text: str, enough: int) -> Span | None:
    """Where paths stand in lines of their own, if they are enough to be a list."""
    lines = list(islice(_PATH_LINE.finditer(text), enough))
    return Span(*lines[0].span()) if len(lines) == enough else None


def _whole_of_form(text: str, flat: Flat, answered: Answered, reported: tuple[Address, ...]) -> Found[bool] | None:
    for answer in answered.of("whole"):
        entire, specific = (pattern.search(text, answer.start, answer.end) for pattern in (_TICK_ENTIRE, _SPECIFIC))
        ticked = entire or specific
        if ticked:
            return None if entire and specific else Found(value=entire is not None, span=Span(*ticked.span()))
    levels = _levels(reported)
    for answer in [*answered.of("reported"), *answered.of("solution")]:
        whole = _said(_ENTIRE, text, flat, answer.start, answer.end)
        part = _said(_PART, text, flat, answer.start, answer.end)
        if whole:
            return Found(value=True, span=whole)
        if part and levels != {True}:
            return Found(value=False, span=part)
        if levels != {False}:
            whole = (
                _said(_WHOLE, text, flat, answer.start, answer.end)
                or _said(_REMOVE_REPOSITORY, text, flat, answer.start, answer.end)
                or _said(_NOTICE_FOR, text, flat, answer.start, answer.end)
            )
            if whole:
                return Found(value=True, span=whole)
    if len(levels) == 1:
        return Found(value=levels.pop(), span=reported[0].span)
    return None


def _said(pattern: re.Pattern[str], text: str, flat: Flat, start: int, end: int) -> Span | None:
    """Where words stand that ask for it, passing over what is denied."""
    for match in _matches(pattern, text, flat, start, end):
        if not _NOT_ASKED.search(text[max(start, match.start() - 50) : match.start()]):
            return Span(*match.span())
    return None


def _matches(pattern: re.Pattern[str], text: str, flat: Flat, start: int, end: int) -> Iterator[re.Match[str]]:
    for window in flat.windows(_KEYS[pattern], 160, 160, start, end):
        yield from pattern.finditer(text, *window)


def _covered(reported: tuple[Address, ...]) -> Found[bool] | None:
    """Part only, where every place that is named is followed by several things in it."""
    parts = [address for address in reported if not whole_place(address)]
    named = {address.place.key for address in reported if whole_place(address)}
    several = len(parts) > 1 and named <= {address.place.key for address in parts}
    return Found(value=False, span=parts[0].span) if several else None


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
            or rest[0] in {"archive", "forks", "network", "search", "branches"}
        )
    if kind in {"gist", "account", "package", "listing", "shop", "video", "share"}:
        return True
    last = path.rpartition("/")[2]
    return depth == 0 or ("." not in last and depth <= 1)


def circumvention_of(text: str, flat: Flat, answered: Answered | None) -> Found[bool] | None:
    """Whether circumvention is claimed: by the answer where it is asked, else by words."""
    if answered is not None and "circumvention" in answered.asked:
        for answer in answered.of("circumvention"):
            yes, no = (
                pattern.search(text, answer.start, min(answer.end, answer.start + 200)) for pattern in (_YES, _NO)
            )
            first = min(
                (match for match in (yes, no) if match),
                key=lambda match: match.start(),
                default=None,
            )
            if first:
                return Found(first is yes, Span(*first.span()))
        return None
    for start, end in _own_words(text, answered):
        for said in _matches(_CIRCUMVENTS, text, flat, start, end):
            return Found(True, Span(*said.span()))
    return None


def _own_words(text: str, answered: Answered | None) -> list[tuple[int, int]]:
    if answered is None:
        return [(0, len(text))]
    return [
        (answer.start, answer.end)
        for answer in answered.answers
        if answer.element
        in {
            "works",
            "reported",
            "nature",
            "preamble",
            "solution",
            "authority",
            "license",
        }
    ]
