"""Who sends a letter and whose right it is: names by what is said of them, then the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from causelist.core.elements import Found, NoticeKind, Span
from causelist.formats.names import CHINESE, NAME, SUFFIX, formal, fullest, tidy_name
from causelist.formats.questions import Answered

_GAP = r"[ \n*_\"“”'(>]{1,6}"
_HIDDEN = r"(?:\[private\]|\[redacted\]|\[\w+\])"
_TITLE = r"(?:[\w\[\]&/’'()-]{1,40},?[ \n]){0,7}?"

# What stands before a name, how surely it says something, and of which party: "holder" owns the right, "sender" writes.
_BEFORE: tuple[tuple[str, float, str], ...] = (
    (
        "holder",
        5.0,
        (
            r"(?:(?:copyright|rights?|ip|trademark|content)[ -]?(?:holder|owner)(?:’s|'s|s)?(?: (?:we|you|i) represent| name)?|injured party"
            r"|name of (?:the )?(?:copyright|rights?) (?:holder|owner)|name of injured party|on behalf of)[ ]?[:：][\s*_]{0,6}"
        ),
    ),
    (
        "sender",
        5.0,
        (
            r"(?:(?:company|organi[sz]ation|business|firm)(?:’s|'s)?(?: name)?|name of complaining party|complaining party|notifying party"
            r"|sender|submitted by|reporter)[ ]?(?:[:：]|(?=\n))[\s*_]{0,6}"
        ),
    ),
    (
        "holder",
        4.0,
        (
            r"\b(?:on|in)[ \n](?:the[ \n])?behalf[ \n]of(?: (?:the (?:copyright |legal |rights? )?(?:owner|holder)s?,?|my client,?|our client,?"
            rf"|its client,?|our company,?|the company,?|and for))?{_GAP}"
        ),
    ),
    (
        "holder",
        4.0,
        (
            r"(?:\b(?:we|i|firm|office|company|who|which|and|am|are) (?:also )?(?:legally )?(?:represents?|representing)|\brepresent(?:s|ing)\b"
            r"|\b(?:my|our) client,?|\b(?:attorneys?|counsel|lawyers?|agents?|solicitors?) (?:for|to|of)"
            rf"|\b(?:engaged|authori[sz]ed|retained|instructed|appointed) by){_GAP}"
        ),
    ),
    (
        "holder",
        3.5,
        (
            r"\b(?:copyright|rights?|sole|legal|rightful|exclusive|ip) (?:owner|holder)s?,?(?: (?:is|being(?: named)?|named|called|company|,))?"
            rf"{_GAP}"
        ),
    ),
    (
        "holder",
        3.5,
        (
            r"(?:\b(?:owned|held|licensed)(?: (?:solely|exclusively|and \w+|entirely))? by|\bproperty of"
            r"|\bbelong(?:s|ing)?(?: (?:solely|exclusively))? to|\bcopyrights? of|\brights of"
            rf"|©(?: ?\d{{4}}(?:[-–]\d{{4}})?)?|\bowner being named){_GAP}"
        ),
    ),
    (
        "sender",
        4.0,
        rf"\b(?:i am|i['’]m|we are|am|i,|we,|my name is) {_TITLE}(?:of|at|with|for|from|by){_GAP}",
    ),
    ("sender", 4.0, r"(?:\bwe at|\bwe,|\bfrom our company,?|\bour company(?:,| is| name is|\())[ \n(]{0,3}"),
    (
        "sender",
        3.5,
        (
            r"(?:\b(?:i|we) (?:work|am working|are working|am employed|am writing|are writing|write)(?: to you)?(?: \w+)? (?:for|at|by|with|from)"
            r"|\bemployees? (?:of|at)|\bwriting to you from|\b(?:on )?duly authori[sz]ed (?:representative|agent) of"
            rf"|\brepresentatives? (?:of|for|from)|\bmembers? of(?: the)?|\[private\] of(?: all)?|\bteam of){_GAP}"
        ),
    ),
    (
        "both",
        2.0,
        (
            r"(?:\bproprietary (?:code|source code|information|software)(?: \w+){0,3} (?:of|by|to)"
            r"|\b(?:developed|created|made|published|produced|distributed) (?:exclusively |solely )?by(?: employees of)?|\bcompany)"
            rf"{_GAP}"
        ),
    ),
)
# The same for what stands behind a name.
_AFTER: tuple[tuple[str, float, str], ...] = (
    (
        "holder",
        3.5,
        (
            r"(?:is|are|being) (?:also )?the (?:sole |exclusive |legal |rightful |registered |original |true )*(?:copyright |rights? |intellectual property )?"
            r"(?:owner|holder)|owns\b|holds\b|(?:the )?(?:sole |exclusive |legal )*(?:copyright|rights?)[ -](?:owner|holder)"
        ),
    ),
    (
        "sender",
        4.5,
        (
            r"(?:is|are|has been|have been|was)(?: \w+){0,3} (?:authori[sz]ed|engaged|retained|instructed|appointed)\b|represents\b|acts (?:for|on behalf)\b"
            r"|provides this\b|as (?:an? |the )?(?:authori[sz]ed )?agent\b"
        ),
    ),
    ("both", 2.0, r"(?:owned|proprietary|copyrighted|copyright|confidential|internal|intellectual property)\b"),
)


def _joined(patterns: tuple[tuple[str, float, str], ...], lead: str) -> re.Pattern[str]:
    return re.compile(lead + "(?:" + "|".join(f"({pattern})" for _, _, pattern in patterns) + ")", re.IGNORECASE)


_SAYS_BEFORE = _joined(_BEFORE, r"(?:\b(?=[a-z])|(?=[©\[]))")
_SAYS_AFTER = _joined(_AFTER, r"(?<=[ \n])")
_NAME_HERE = re.compile(NAME)
_NAME_ENDS = re.compile(rf"(?P<n>{NAME})(?:®|™)?(?:['’]s?)?,?(?:[ \n]\([^()\n]{{1,60}}\))?,?[ \n]\Z")
_CHINESE = re.compile(CHINESE)
_CHINESE_LEAD = re.compile("^(?:我司|我方|我们|本公司|致|由|与|和|是|为|向|代表|受|系)+")
_CLOSING = re.compile(
    r"^[ \t>*_]*(?:(?:very |yours |most )?(?:sincerely|truly|faithfully|respectfully|cordially)\b|(?:kind|best|warm|with kind)?[ ]?regards?\b|signature|signed|cheers\b|"
    r"thank(?:s| you)\b|(?:my )?electronic signature|/s/|best,|contact us)",
    re.IGNORECASE | re.MULTILINE,
)
_WITH_FORM = re.compile(
    rf"(?:^|[,|/–—-] ?|\] ?|\bfor )(?P<n>(?:[^,|\[\]:;@\n]{{2,40}}, [^,|\[\]:;@\n]{{2,20}} & )?[^,|\[\]:;@\n]{{2,60}}?,? {SUFFIX}(?:,? {SUFFIX})?(?: \([\w-]{{3,30}}\))?)(?!\w)"
)
_A_SENTENCE = re.compile(r"\b(?:is|are|was|has|have|that|please|you|we|i|to|not|will|by)\b|https?:", re.IGNORECASE)
_FOR_ANOTHER = re.compile(r"[\s*_]*(?:on behalf of|for and on behalf)", re.IGNORECASE)
_SIGN_NAME = re.compile(rf"^(?:{_HIDDEN}|[\s*_,/|–—-]|for\b)*(?P<n>.+?)[\s*_,|]*$", re.IGNORECASE)
_NOT_SIGNED = re.compile(
    r"@|https?:|www\.|\d{4,}|[?!:;]|\b(?:street|st\.|avenue|ave\b|road|suite|floor|blvd|tel|phone|fax|mobile|email|e-mail|address|zip|box|usa|u\.s\.a|united"
    r"|president|director|manager|counsel|ceo|cto|officer|attorney|founder|engineer|department|owner|partner|associate|esq|paralegal|copyright|dmca"
    r"|guide|github|notice|swear|faith|perjury|confirm|i am|i have|please|we|the|is|are|this|that|your|my|our|you|it|to|not|have|page|hr|"
    r"lawyer|representative|secretary|vp|vice|head|developer|administrator|specialist|analyst|coordinator|team lead|legal|agent)\b|^\W*$",
    re.IGNORECASE,
)
_USER = re.compile(
    r"(?:\bmy|\[private\]) (?:own )?(?:github )?(?:user ?name|account|profile|user|handle)(?: name)?(?: is)?[: ]+@?([A-Za-z0-9][\w-]{1,38})\b|\bi am (?:the )?(?:owner of the (?:repo\w* )|github user )@?([A-Za-z0-9][\w-]{1,38})",
    re.IGNORECASE,
)
_REVERSER = re.compile(r"\b([A-Z]\w+) (?:has|have) (?:reversed|reconsidered|restored|reinstated)")


@dataclass(frozen=True, slots=True)
class Parties:
    """The sender and the right holder, where the letter names them."""

    sender: Found[str] | None
    right_holder: Found[str] | None


def parties_of(text: str, answered: Answered | None, kind: NoticeKind, own: str | None) -> Parties:
    """Who sends and whose right it is; `own` is the provider's name, never a party to a notice."""
    if kind in {NoticeKind.REVERSAL, NoticeKind.COUNTER_NOTICE_REVERSAL}:
        reverser = _REVERSER.search(text)
        return Parties(Found(reverser[1], Span(*reverser.span(1))) if reverser else None, None)
    stretches = _stretches(text, answered)
    holders, senders = _candidates(text, stretches, own)
    senders += _in_contact_blocks(text, stretches, own)
    signed = _signed(text, answered, own)
    if signed:
        senders.append((7.0 if formal(signed.value) else 2.5, signed))
    holder = _best(holders)
    sender = _best(senders)
    user = None if sender or holder else _user(text, stretches)
    if kind is not NoticeKind.NOTICE:
        return Parties(
            _full(text, sender or user or (holder if kind is not NoticeKind.COUNTER_NOTICE else None)),
            _full(text, holder),
        )
    longer = [found.value for _, found in [*holders, *senders]]
    return Parties(_full(text, sender or holder or user, longer), _full(text, holder or sender or user, longer))


def _stretches(text: str, answered: Answered | None) -> list[tuple[int, int]]:
    if answered is None:
        return [(0, len(text))] if len(text) <= HEAD + FOOT else [(0, HEAD), (len(text) - FOOT, len(text))]
    wanted = {
        "authority",
        "counter_authority",
        "nature",
        "works",
        "license",
        "signature",
        "phone",
        "preamble",
        "mistake",
    }
    return [
        (answer.start, min(answer.end, answer.start + 6000)) for answer in answered.answers if answer.element in wanted
    ]


_BELOW_HIDDEN = re.compile(r"\[private\][ \t,*]*\n\s{0,6}([^\n]{3,80})\n", re.IGNORECASE)
MOST = 60
SHORT_LINE = 48
HEAD, FOOT = 9_000, 3_000  # where a letter says who writes; between them stand lists
_CAPITAL = re.compile(r"(?<![\w.-])[A-Z0-9À-Þ]")
Candidates = list[tuple[float, Found[str]]]


def _candidates(text: str, stretches: list[tuple[int, int]], own: str | None) -> tuple[Candidates, Candidates]:
    holders: Candidates = []
    senders: Candidates = []
    for start, end in stretches:
        for party, weight, at, name_end in _said_of_names(text, start, end):
            found = _named(text, at, name_end, own)
            if found is None:
                continue
            # What is said early, and of a company by its full name, is surer.
            score = weight + (1.0 if formal(found.value) else 0.0) - 0.02 * len(holders)
            if party in {"holder", "both"}:
                holders.append((score, found))
            if party in {"sender", "both"}:
                senders.append((score if party == "sender" else score - 1.0, found))
        for match in _CHINESE.finditer(text, start, end):
            found = Found(_CHINESE_LEAD.sub("", match[0].strip("（）()")), Span(*match.span()))
            holders.append((3.0, found))
            break
    return holders, senders


def _in_contact_blocks(text: str, stretches: list[tuple[int, int]], own: str | None) -> Candidates:
    """Companies on a line of their own below a name that was taken out."""
    found: Candidates = []
    for start, end in stretches:
        for match in _BELOW_HIDDEN.finditer(text, start, end):
            with_form = _WITH_FORM.search(match[1])
            if with_form and not _A_SENTENCE.search(match[1]):
                signed = _signed_name(match.start(1) + with_form.start("n"), with_form["n"], own)
                if signed:
                    found.append((4.2, signed))
    return found[:5]


def _said_of_names(text: str, start: int, end: int) -> Iterator[tuple[str, float, int, int]]:
    """Party, weight and place of every name of which something is said, up to `MOST` of them."""
    count = 0
    at = start
    while count < MOST and (cue := _SAYS_BEFORE.search(text, at, end)):
        at = cue.end() if cue.end() > cue.start() else cue.end() + 1
        name = _NAME_HERE.match(text, cue.end(), end)
        if name:
            party, weight, _ = _BEFORE[(cue.lastindex or 1) - 1]
            count += 1
            yield party, weight, name.start(), name.end()
        else:
            at = cue.start() + 1  # a longer phrase may hide one that does precede a name
            space = text.find(" ", at, end)
            at = space if space >= 0 else cue.end()
    for number, cue in enumerate(_SAYS_AFTER.finditer(text, start, end)):
        if number >= MOST * 2:
            break
        floor = max(start, cue.start() - 140)
        for word in _CAPITAL.finditer(text, floor, cue.start()):
            name = _NAME_ENDS.match(text, word.start(), cue.start())
            if name:
                party, weight, _ = _AFTER[(cue.lastindex or 1) - 1]
                yield party, weight, name.start("n"), name.end("n")
                break


def _named(text: str, start: int, end: int, own: str | None) -> Found[str] | None:
    newline = text.find("\n", start, end)
    if newline >= 0 and newline - text.rfind("\n", 0, start) < SHORT_LINE:
        end = newline  # a short line ends where its name does
    name = tidy_name(text[start:end])
    if name and text.startswith(("The ", "The\n"), start) and text[start - 2 : start - 1].islower() and formal(name):
        name = f"The {name}"  # part of the name, where the sentence did not ask for a capital
    if not name or (own and own in name.lower()):
        return None
    return Found(name, Span(start, end))


def _best(candidates: Candidates) -> Found[str] | None:
    """The name most surely of a party; one said twice is surer."""
    totals: dict[str, tuple[float, Found[str]]] = {}
    for score, found in candidates:
        key = found.value.lower()
        before = totals.get(key)
        totals[key] = (max(score, before[0]) + 0.3, before[1]) if before else (score, found)
    return max(totals.values(), key=lambda entry: entry[0])[1] if totals else None


def _full(text: str, found: Found[str] | None, candidates: list[str] | None = None) -> Found[str] | None:
    """The same party by its fullest name in the text."""
    if found is None:
        return None
    name = fullest(text, found.value)
    short = name.lower().removeprefix("the ") + " "
    for other in candidates or () if not formal(name) else ():
        if formal(other) and len(other) > len(name) and other.lower().removeprefix("the ").startswith(short):
            name = other
    return Found(name, found.span)


def _signed(text: str, answered: Answered | None, own: str | None) -> Found[str] | None:
    """The organisation, or else the person, that signed."""
    first: Found[str] | None = None
    for at, line in _signature_lines(text, answered):
        if _FOR_ANOTHER.match(line):
            break
        with_form = _WITH_FORM.search(line)
        if with_form and not _A_SENTENCE.search(line):
            found = _signed_name(at + with_form.start("n"), with_form["n"], own)
            if found:
                return found
        match = _SIGN_NAME.match(line)
        if (
            first
            or line.rstrip().endswith(".")
            or not match
            or _NOT_SIGNED.search(match["n"])
            or len(match["n"].split()) > 6
        ):
            continue
        found = _signed_name(at + match.start("n"), match["n"], own)
        if found and found.value[:1].isupper():
            first = found
    return first


def _signed_name(at: int, written: str, own: str | None) -> Found[str] | None:
    name = tidy_name(written)
    if not name or "private" in name.lower() or "redacted" in name.lower() or (own and own in name.lower()):
        return None
    return Found(name, Span(at, at + len(written)))


def _signature_lines(text: str, answered: Answered | None) -> list[tuple[int, str]]:
    if answered is not None:
        return [
            line
            for answer in answered.of("signature")
            for line in _lines(text, answer.start, min(answer.end, answer.start + 400))
        ]
    tail = max(0, len(text) - 1500)
    closing = next((match for match in _CLOSING.finditer(text, tail) if match.start() > len(text) * 0.3), None)
    start = closing.end() if closing else max(0, len(text) - 350)
    return _lines(text, start, len(text))[:25]


def _lines(text: str, start: int, end: int) -> list[tuple[int, str]]:
    lines = []
    at = start
    for line in text[start:end].split("\n"):
        if line.strip():
            lines.append((at, line))
        at += len(line) + 1
    return lines


def _user(text: str, stretches: list[tuple[int, int]]) -> Found[str] | None:
    """A sender known only by the name of an account."""
    for start, end in stretches:
        match = _USER.search(text, start, end)
        if match:
            group = 1 if match[1] else 2
            return Found(match[group], Span(*match.span(group)))
    return None
