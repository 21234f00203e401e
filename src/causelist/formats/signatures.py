"""Names by where they stand: signatures, letterheads, and lines of their own."""

from __future__ import annotations

import re

from causelist.core.elements import Found, Span
from causelist.formats.names import CHINESE, FORM_AFTER, NAME, SUFFIX, Candidates, formal, tidy_name
from causelist.formats.ordinary import no_party
from causelist.formats.questions import Answered

_HIDDEN = r"(?:\[private\]|\[redacted\]|\[\w+\])"
_CLOSING = re.compile(
    r"^[ \t>*_]*(?:(?:very |yours |most )?(?:sincerely|truly|faithfully|respectfully|cordially)\b|(?:kind|best|warm|with kind)?[ ]?regards?\b|signature|signed|cheers\b|"
    r"thank(?:s| you)\b|(?:my )?electronic signature|/s/|best,|contact us)",
    re.IGNORECASE | re.MULTILINE,
)
_WITH_FORM = re.compile(
    rf"(?:^|[,|/–—-] ?|\] ?|\bfor )(?P<n>(?:[^,|\[\]:;@\n]{{2,40}}, [^,|\[\]:;@\n]{{2,20}} & )?[^,|\[\]:;@\n]{{2,60}}?,? {SUFFIX}(?:,? {SUFFIX})?(?: \([\w-]{{2,30}}\))?)(?!\w)"
)
_A_SENTENCE = re.compile(
    r"\b(?:is|are|was|has|have|that|please|you|we|i|to|not|will|by)\b|https?:",
    re.IGNORECASE,
)
_FOR_ANOTHER = re.compile(r"[\s*_]*(?:on behalf of|for and on behalf)", re.IGNORECASE)
_TITLE = r"(?:c[etfoi]o|president|managing director|director|general counsel|counsel|founder|co-founder|owner|manager|project manager|legal department|legal team|attorney(?: at law)?|lawyer|principal|head of \w+|partner|support)"
_TITLED = re.compile(
    rf"^((?:\W|\[\w+\])*){_TITLE}(?: &| and)?(?: {_TITLE})?(?:,| at\b| of\b| for\b| -| –|\s@|:)?\s+(?=[A-Z])|[\s,–-]+{_TITLE}\W*$",
    re.IGNORECASE,
)
_SIGN_NAME = re.compile(rf"^(?:{_HIDDEN}|[\s*_,/|–—-]|for\b)*(?P<n>.+?)[\s*_,|]*$", re.IGNORECASE)
_NOT_SIGNED = re.compile(
    r"@|https?:|www\.|\d{4,}|[?!:;]| / |\b(?:street|st\.|avenue|ave\b|road|suite|floor|blvd|tel|phone|fax|mobile|email|e-mail|address|zip|box|usa|u\.s\.a|united"
    r"|president|director|manager|counsel|ceo|cto|officer|attorney|founder|engineer|department|owner|partner|associate|esq|paralegal|copyright|dmca"
    r"|guide|github|notice|swear|faith|perjury|confirm|i am|i have|please|we|the|is|are|this|that|your|my|our|you|it|to|not|have|page|hr|"
    r"lawyer|representative|secretary|vp|vice|head|developer|administrator|specialist|analyst|coordinator|team lead|legal|agent)\b|^\W*$",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\b(?:LLP|PLLC|P\.C\.?|L\.L\.P\.?|Law|Attorneys|Solicitors|Rechtsanw\w+|Advocates)(?!\w)|律师事务所"
)
LONGEST_LINE = 200  # a longer line is a paragraph, no signature
_ENOUGH_TEXT = 60_000  # characters in which a party has named itself, if it ever does
_PLACEHOLDER = re.compile(r"(?:\[\w+\][\s,/]*)+", re.IGNORECASE)
_ALONE = re.compile(rf"(?:{NAME}|{CHINESE})\.?")
_DOMAIN = re.compile(r"(?:@|://(?:[a-z0-9-]+\.(?=[a-z0-9-]+\.[a-z]{2,}))?|\bwww\.)([a-z0-9-]+)\.[a-z]", re.IGNORECASE)
_HOSTS = frozenset(
    {
        "github",
        "gist",
        "google",
        "youtube",
        "wikipedia",
        "archive",
        "gitlab",
        "bitbucket",
        "twitter",
        "facebook",
        "codecanyon",
        "themeforest",
        "wipo",
    }
)

# The one a letter is sent to, above the salutation: what stands up to there names no sender, but for a letterhead at the top.
_ADDRESSEE = re.compile(
    r"^[^\n]{3,60}\n(?:[^\n]{0,60}\n)?[ \t*_]*(?:attn|attention|(?:dmca |designated |copyright )agent)\b",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD = 800


def alone(text: str, own: str | None) -> Candidates:
    """Names that have a line to themselves: a letterhead, a contact block, a company between hidden names."""
    text = text[:_ENOUGH_TEXT]
    lowered = text.lower()
    domains = domains_in(text)
    found: Candidates = []
    hidden = False
    for at, line in _lines(text, _body_start(text), len(text)):
        bare = line.strip(" \t*_>,")
        was_hidden, hidden = hidden, _PLACEHOLDER.fullmatch(bare) is not None
        if hidden or not _could_be_a_name(bare):
            continue
        named = _signed_name(at + line.index(bare), bare, own)
        if named is None:
            continue
        if has_domain(named.value, domains):
            found.append((4.0 if _FIRM.search(named.value) else 3.5, named))
        elif _NOT_SIGNED.search(bare):
            continue
        elif formal(named.value):
            found.append((4.0 if _FIRM.search(named.value) else 3.0, named))
        elif was_hidden and lowered.count(named.value.lower()) > 1:
            found.append((2.5, named))
    return found


def _body_start(text: str) -> int:
    """Where the letter begins below the one it is addressed to."""
    addressee = _ADDRESSEE.search(text[:_HEAD])
    return addressee.end() if addressee else 0


def _could_be_a_name(line: str) -> bool:
    if not 3 <= len(line) <= 60 or ":" in line or "@" in line or line.count(" ") > 5:
        return False
    return _ALONE.fullmatch(line) is not None


def domains_in(text: str) -> frozenset[str]:
    """The domains of a letter's addresses, without what they end in; those of code hosts are nobody's."""
    found = {match[1].lower().replace("-", "") for match in _DOMAIN.finditer(text, 0, _ENOUGH_TEXT)}
    return frozenset(found) - _HOSTS


def has_domain(name: str, domains: frozenset[str]) -> bool:
    """Whether the letter's addresses belong to a party of this name, with or without the form of the company."""
    words = "".join(char for char in FORM_AFTER.sub("", name).lower() if char.isalnum() or char == ".")
    return words.replace(".", "") in domains or (words.count(".") == 1 and words.partition(".")[0] in domains)


def signed_by(text: str, answered: Answered | None, own: str | None) -> Found[str] | None:
    """The organisation, or else the person, that signed."""
    first: Found[str] | None = None
    for at, written in _signature_lines(text, answered):
        if _FOR_ANOTHER.match(written):
            break
        known = _known_piece(text, at, written, own)
        if known:
            return known
        line = _TITLED.sub(lambda titled: " " * len(titled[0]), written)
        with_form = _WITH_FORM.search(line)
        if with_form and (
            not _A_SENTENCE.search(line) or (with_form["n"] == line.strip(" *_") and len(line.split()) < 7)
        ):
            found = _signed_name(at + with_form.start("n"), with_form["n"], own)
            if found:
                return found
        match = _SIGN_NAME.match(line)
        if not match or _NOT_SIGNED.search(match["n"]) or len(match["n"].split()) > 6:
            continue
        found = _signed_name(at + match.start("n"), match["n"].rstrip(), own)
        if not found or not found.value[:1].isupper():
            continue
        found = _organisation_in(text, found)
        if first is None:
            first = found
        elif text.count(found.value, 0, at) and not text.count(first.value, 0, first.span.start if first.span else 0):
            return found  # a person, and below them the organisation the letter spoke of
    return first


def _known_piece(text: str, at: int, line: str, own: str | None) -> Found[str] | None:
    """Of "one | another" on one line the name that the letter spoke of before, not the motto or the office beside it."""
    if "|" not in line or "@" in line:
        return None
    for piece in line.split("|"):
        found = _signed_name(at + line.index(piece), piece.strip(), own)
        if (
            found
            and found.value[:1].isupper()
            and text.count(found.value, 0, at)
            and not _NOT_SIGNED.search(found.value)
        ):
            return found
    return None


def _organisation_in(text: str, found: Found[str]) -> Found[str]:
    """Of "person, organisation" on one line the organisation, where the letter speaks of it elsewhere too."""
    person, comma, rest = found.value.rpartition(", ")
    if not comma or found.span is None or text.count(rest) < 2 or "," in person or no_party(rest):
        return found
    return Found(rest, Span(found.span.end - len(rest), found.span.end))


def _signed_name(at: int, written: str, own: str | None) -> Found[str] | None:
    label = written.find("：")  # 权利人：…, 公司：…
    if 0 < label < 8:
        at, written = at + label + 1, written[label + 1 :]
    name = tidy_name(written)
    if not name or "private" in name.lower() or "redacted" in name.lower() or (own and own in name.lower()):
        return None
    within = written.find(name)
    return Found(
        name,
        Span(at + within, at + within + len(name)) if within >= 0 else Span(at, at + len(written)),
    )


def _signature_lines(text: str, answered: Answered | None) -> list[tuple[int, str]]:
    if answered is not None:
        return [
            line
            for answer in [*answered.of("signature"), *answered.of("phone")]
            for line in _lines(text, answer.start, min(answer.end, answer.start + 400))
        ]
    tail = max(0, len(text) - 1500)
    closing = next(
        (match for match in _CLOSING.finditer(text, tail) if match.start() > len(text) * 0.3),
        None,
    )
    start = closing.end() if closing else max(_body_start(text), len(text) - 350)
    return _lines(text, start, len(text))[:25]


def _lines(text: str, start: int, end: int) -> list[tuple[int, str]]:
    lines = []
    at = start
    for line in text[start:end].split("\n"):
        if line.strip() and len(line) <= LONGEST_LINE:
            lines.append((at, line))
        at += len(line) + 1
    return lines
