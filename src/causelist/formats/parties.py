"""Who sends a letter and whose right it is: names by what is said of them, then the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from causelist.core.elements import Found, NoticeKind, Span
from causelist.formats.names import CHINESE, NAME, SUFFIX, formal, fullest, tidy_name
from causelist.formats.questions import Answered
from causelist.formats.windows import Flat

_GAP = r"[ \n*_\"“”'(>]{1,6}(?:(?:the|our|my|its|entire|company|client|clients|firm|named),?[ \n]){0,3}"
_HIDDEN = r"(?:\[private\]|\[redacted\]|\[\w+\])"
_ROLE = r"(?:[\w\[\]&/’'()-]+,?[ \n]){0,12}?"

# What is said of a name, how surely, and of which party: "holder" owns the right, "sender" writes.
_BEFORE, _AFTER = (70, 80), (110, 200)  # how far around its words a pattern looks
_PATTERNS: tuple[tuple[str, float, tuple[str, ...], tuple[int, int], str], ...] = (
    ("holder", 5.0, ("holder", "owner", "injured", "behalf"), _AFTER, rf"(?i:(?:copyright|rights?|ip|trademark|content)[ -]?(?:holder|owner)(?:’s|'s|s)?(?: (?:we|you|i) represent| name)?|injured party|name of (?:the )?(?:copyright|rights?) (?:holder|owner)|name of injured party|on behalf of)[ ]?[:：][\s*_]{{0,6}}(?P<n>{NAME})"),
    ("sender", 5.0, ("company", "organi", "business", "firm", "party", "sender", "submitted by", "reporter"), _AFTER, rf"(?i:(?:company|organi[sz]ation|business|firm)(?:’s|'s)?(?: name)?|name of complaining party|complaining party|notifying party|sender|submitted by|reporter)[ ]?[:：]?(?:(?<=[:：])|\n)[\s*_]{{0,6}}(?P<n>{NAME})"),
    ("holder", 4.0, ("behalf",), _AFTER, rf"(?i:\b(?:on|in)[ \n](?:the[ \n])?behalf[ \n]of)(?: (?i:the (?:copyright |legal |rights? )?(?:owner|holder)s?,?|my client,?|our client,?|its client,?|our company,?|the company,?|and for))?{_GAP}(?P<n>{NAME})"),
    ("holder", 4.0, ("represent", "client", "attorney", "counsel", "lawyer", "agent", "solicitor", "engaged by", "authorized by", "authorised by", "retained by", "instructed by", "appointed by"), _AFTER, rf"(?i:\b(?:we|i) (?:also )?(?:legally )?represent|\brepresents|\brepresenting|\b(?:my|our) client,?|(?:attorneys?|counsel|lawyers?|agents?|solicitors?) (?:for|to|of)|(?:engaged|authori[sz]ed|retained|instructed|appointed) by){_GAP}(?P<n>{NAME})"),
    ("holder", 3.5, ("holder", "owner"), _AFTER, rf"(?i:(?:copyright|rights?|sole|legal|rightful|exclusive|ip) (?:owner|holder)s?,?(?: (?:is|being(?: named)?|named|called|company|,))?){_GAP}(?P<n>{NAME})"),
    ("holder", 3.5, ("owned", "held by", "licensed", "property of", "belong", "copyright of", "copyrights of", "rights of", "©"), _AFTER, rf"(?i:\b(?:owned|held|licensed)(?: (?:solely|exclusively|and \w+|entirely))? by|\bproperty of|\bbelong(?:s|ing)?(?: (?:solely|exclusively))? to|\bcopyrights? of|\brights of|©(?: ?\d{{4}}(?:[-–]\d{{4}})?)?){_GAP}(?P<n>{NAME})"),
    ("holder", 3.5, ("holder", "owner", " owns", " holds", "copyright"), _BEFORE, rf"(?:[ \n]\([^()\n]{{1,60}}\))?,?[ \n](?i:(?:is|are|being) (?:also )?the (?:sole |exclusive |legal |rightful |registered |original |true )*(?:copyright |rights? |intellectual property )?(?:owner|holder)|owns|holds|(?:the )?(?:sole |exclusive |legal )*(?:copyright|rights?)[ -](?:owner|holder))"),
    ("sender", 4.0, ("i am", "i'm", "i’m", "we are", " am ", " as ", "i, ", "my name"), _AFTER, rf"(?i:\b(?:i am|i['’]m|we are|am|as|i,|hi, i['’]m|my name is)) {_ROLE}(?i:of|at|with|for|from|by){_GAP}(?P<n>{NAME})"),
    ("sender", 4.0, ("we at", "we,", "we (", "our company"), _AFTER, rf"(?i:\bwe at|\bwe,|\bwe \(|\bfrom our company,?|\bour company(?:,| is| name is|\())[ \n(]{{0,3}}(?P<n>{NAME})"),
    ("sender", 3.5, ("work", "employ", "writ", "representative", "agent of", "member"), _AFTER, rf"(?i:\b(?:i|we) (?:work|am working|are working|am employed|am writing|are writing|write)(?: to you)?(?: \w+)? (?:for|at|by|with|from)|\bemployees? (?:of|at)|\bwriting to you from|\b(?:on )?duly authori[sz]ed (?:representative|agent) of|\brepresentatives? (?:of|for|from)|\bmembers? of(?: the)?){_GAP}(?P<n>{NAME})"),
    ("sender", 4.5, (" authori", " engaged", " retained", " instructed", " appointed", " represents", " acts ", " provides this"), _BEFORE, rf"(?:[ \n]\([^()\n]{{1,60}}\))?,?[ \n](?i:(?:is|are|has been|have been|was)(?: \w+){{0,3}} (?:authori[sz]ed|engaged|retained|instructed|appointed)|represents|acts (?:for|on behalf)|provides this)"),
    ("sender", 4.5, ("agent",), _BEFORE, rf"[ \n](?i:(?:as|is|,) (?:an? |the )?(?:authori[sz]ed )?agent)"),
    ("both", 2.0, ("owned", "proprietary", "copyright", "confidential", "internal", "intellectual"), _BEFORE, rf"(?:®|™)?(?:['’]s?)?[ \n](?i:(?:owned|proprietary|copyrighted|copyright|confidential|internal|intellectual property)\b)"),
    ("both", 2.6, ("'s ", "’s ", "s' ", "s’ "), _BEFORE, rf"['’]s?[ \n](?i:(?:\w+[ \n]){{0,2}}(?:source code|source|code|copyrights?|intellectual property|exclusive|confidential|internal|proprietary|software)\b)"),
    ("both", 2.0, ("code of", "proprietary", "developed", "created", "made", "published", "produced", "distributed", "company"), _AFTER, rf"(?i:\b(?:source )?code of|\bproprietary (?:code|source code|information|software)(?: \w+){{0,3}} (?:of|by|to)|\b(?:developed|created|made|published|produced|distributed) (?:exclusively |solely )?by(?: employees of)?|\bcompany){_GAP}(?P<n>{NAME})"),
)
_NAME = re.compile(NAME)
_COMPILED = tuple((party, weight, keys, reach, re.compile(pattern)) for party, weight, keys, reach, pattern in _PATTERNS)
_CHINESE = re.compile(CHINESE)
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
# "We are solicitors acting for …": what follows is the owner, not the one that writes.
_FOR_OWNER = re.compile(r"\b(?:acting|solicitors?|attorneys?|counsel|lawyers?|agents?|represent\w*|behalf|authori[sz]ed|engaged|retained|instructed)\b[^.]*\b(?:for|by|of)[\s*_\"“”'(>]+$", re.IGNORECASE)
# "I am the author of …": what follows is a work, unless it says to be a company.
_OF_A_WORK = re.compile(r"\b(?:author|developer|creator|maker|writer|maintainer|user|customer|student|copyright owner|owner|copyright holder|holder|translator|designer|publisher)s?\b[^.]{0,40}\b(?:of|for|by)[\s*_\"“”'(>]+(?:the\s)?$", re.IGNORECASE)
_TITLE = r"(?:c[etfoi]o|president|managing director|director|general counsel|counsel|founder|co-founder|owner|manager|project manager|legal department|legal team|attorney(?: at law)?|lawyer|principal|head of \w+|partner|support)"
_TITLED = re.compile(rf"^((?:\W|\[\w+\])*){_TITLE}(?: &| and)?(?: {_TITLE})?(?:,| at\b| of\b| for\b| -| –|\s@|:)?\s+(?=[A-Z])|[\s,–-]+{_TITLE}\W*$", re.IGNORECASE)
_SIGN_NAME = re.compile(rf"^(?:{_HIDDEN}|[\s*_,/|–—-]|for\b)*(?P<n>.+?)[\s*_,|]*$", re.IGNORECASE)
_NOT_SIGNED = re.compile(
    r"@|https?:|www\.|\d{4,}|[?!:;]|\b(?:street|st\.|avenue|ave\b|road|suite|floor|blvd|tel|phone|fax|mobile|email|e-mail|address|zip|box|usa|u\.s\.a|united"
    r"|president|director|manager|counsel|ceo|cto|officer|attorney|founder|engineer|department|owner|partner|associate|esq|paralegal|copyright|dmca"
    r"|guide|github|notice|swear|faith|perjury|confirm|i am|i have|please|we|the|is|are|this|that|your|my|our|you|it|to|not|have|page|hr|"
    r"lawyer|representative|secretary|vp|vice|head|developer|administrator|specialist|analyst|coordinator|team lead|legal|agent)\b|^\W*$",
    re.IGNORECASE,
)
_USER = re.compile(r"(?:\bmy|\[private\]) (?:own )?(?:github )?(?:user ?name|account|profile|user|handle)(?: name)?(?: is)?[: ]+@?(?!is\b|has\b|was\b|and\b|to\b|or\b|at\b|on\b|in\b)([A-Za-z0-9][\w-]{1,38})\b|\bi am (?:the )?(?:owner of the (?:repo\w* )|github user )@?([A-Za-z0-9][\w-]{1,38})", re.IGNORECASE)
_BODY = re.compile(r"\b(?:Team|Group|Foundation|University|College|Association|Institute|Society|Press|Publishing|Publishers|Studios?|Entertainment|Media|Labs|Bank|Coalition|Corporation)\b")
_FIRM = re.compile(r"\b(?:LLP|PLLC|P\.C\.?|L\.L\.P\.?|Law|Attorneys|Solicitors|Rechtsanw\w+|Advocates)(?!\w)|律师事务所")
HEAD, FOOT = 12_000, 5_000
_SIGNED_BY_FIRM = 7.0
_ENOUGH = 1.5  # less says too little to name a party
_PLACEHOLDER = re.compile(r"(?:\[\w+\][\s,/]*)+", re.IGNORECASE)
_ALONE = re.compile(rf"(?:{NAME}|{CHINESE})\.?")
_DOMAIN = re.compile(r"(?:@|://(?:www\.)?|\bwww\.)([a-z0-9-]+)\.[a-z]", re.IGNORECASE)
_REVERSER = re.compile(r"\b([A-Z]\w+) (?:has|have) (?:reversed|reconsidered|restored|reinstated)")


@dataclass(frozen=True, slots=True)
class Parties:
    """The sender and the right holder, where the letter names them."""

    sender: Found[str] | None
    right_holder: Found[str] | None


Candidates = list[tuple[float, Found[str]]]


def parties_of(text: str, flat: Flat, answered: Answered | None, kind: NoticeKind, own: str | None) -> Parties:
    """Who sends and whose right it is; `own` is the provider's name, never a party to a notice."""
    if kind in {NoticeKind.REVERSAL, NoticeKind.COUNTER_NOTICE_REVERSAL}:
        reverser = _REVERSER.search(text)
        return Parties(Found(reverser[1], Span(*reverser.span(1))) if reverser else None, None)
    stretches = _stretches(text, answered)
    holders, senders = _candidates(text, flat, stretches, own)
    signed = _signed(text, answered, own)
    if answered is None:
        senders.extend(_alone(text, own))
    if signed:
        senders.append((_SIGNED_BY_FIRM if formal(signed.value) or _BODY.search(signed.value) else 2.5, signed))
    holder = _best(holders)
    sender = _best(senders)
    user = None if sender or holder else _user(text, flat, stretches)
    if kind not in {NoticeKind.NOTICE, NoticeKind.RETRACTION}:
        return Parties(_full(text, sender or user or (holder if kind is not NoticeKind.COUNTER_NOTICE else None)), _full(text, holder))
    longer = [found.value for _, found in [*holders, *senders] if formal(found.value)]
    if holder and sender and f"{sender.value} ".lower().startswith(f"{holder.value} ".lower()):
        holder = sender  # the fuller name of the same party
    return Parties(_full(text, sender or holder or user, longer), _full(text, holder or sender or user, longer))


def _stretches(text: str, answered: Answered | None) -> list[tuple[int, int]]:
    if answered is None:
        ends = HEAD + FOOT  # parties are named at either end; between stand lists
        return [(0, len(text))] if len(text) <= ends else [(0, HEAD), (len(text) - FOOT, len(text))]
    wanted = {"authority", "counter_authority", "nature", "works", "license", "signature", "phone", "preamble", "mistake"}
    return [(answer.start, min(answer.end, answer.start + 6000)) for answer in answered.answers if answer.element in wanted]


def _alone(text: str, own: str | None) -> Candidates:
    """Names that have a line to themselves: a letterhead, a contact block, a company between hidden names."""
    if len(text) > 60_000:
        text = text[:60_000]
    lower = text.lower()
    domains: set[str] | None = None
    found: Candidates = []
    hidden = False
    for at, line in _lines(text, 0, len(text)):
        bare = line.strip(" \t*_>,")
        was_hidden, hidden = hidden, _PLACEHOLDER.fullmatch(bare) is not None
        if hidden or not 3 <= len(bare) <= 60 or len(bare.split()) > 6 or ":" in bare or "@" in bare:
            continue
        name = _ALONE.fullmatch(bare)
        if not name:
            continue
        named = _signed_name(at + line.index(bare), bare, own)
        if named is None:
            continue
        if domains is None:
            domains = {match[1].lower() for match in _DOMAIN.finditer(text)}
        words = "".join(char for char in named.value.lower() if char.isalnum() or char == ".")
        if words.replace(".", "") in domains or words in domains or words.partition(".")[0] in domains:
            found.append((3.5, named))
        elif _NOT_SIGNED.search(bare):
            continue
        elif formal(named.value):
            found.append((3.5 if _FIRM.search(named.value) else 3.0, named))
        elif was_hidden and lower.count(named.value.lower()) > 1:
            found.append((2.5, named))
    return found


def _candidates(text: str, flat: Flat, stretches: list[tuple[int, int]], own: str | None) -> tuple[Candidates, Candidates]:
    holders: Candidates = []
    senders: Candidates = []
    ascii_only = text.isascii()
    for start, end in stretches:
        for party, weight, keys, reach, pattern in _COMPILED:
            matches = _named_near(text, pattern, flat.windows(keys, *reach, start, end), before=reach is _BEFORE)
            for number, (said, at, stop) in enumerate(matches):
                if number >= 6:
                    break
                if party == "sender" and _OF_A_WORK.search(said):
                    continue
                said_of = "holder" if party == "sender" and _FOR_OWNER.search(said) else party
                found = _named(text, at, stop, own)
                if found is None or (party == "both" and not (found.value.isupper() or formal(found.value) or text.count(found.value) > 1)):
                    continue
                score = weight + (1.0 if formal(found.value) else 0.0) - 0.1 * number
                if said_of in {"holder", "both"}:
                    holders.append((score, found))
                if said_of in {"sender", "both"}:
                    senders.append((score if said_of == "sender" else score - 1.0, found))
        for match in () if ascii_only else _CHINESE.finditer(text, start, end):
            found = Found(match[0].strip("（）()"), Span(*match.span()))
            holders.append((3.0, found))
            break
    return holders, senders


def _named_near(
    text: str, pattern: re.Pattern[str], windows: Iterator[tuple[int, int]], *, before: bool
) -> Iterator[tuple[str, int, int]]:
    """The words that say something of a name, and where the name stands: behind them, or before them."""
    for start, end in windows:
        for match in pattern.finditer(text, start, end):
            if not before:
                yield text[match.start() : match.start("n")], match.start("n"), match.end("n")
                continue
            last = None
            for name in _NAME.finditer(text, max(start, match.start() - 110), match.start()):
                last = name
            if last is not None and last.end() == match.start():
                yield "", last.start(), last.end()


def _named(text: str, start: int, end: int, own: str | None) -> Found[str] | None:
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
    score, found = max(totals.values(), key=lambda entry: entry[0], default=(0.0, None))
    return found if score >= _ENOUGH else None


def _full(text: str, found: Found[str] | None, candidates: list[str] | None = None) -> Found[str] | None:
    """The same party by its fullest name in the text."""
    if found is None:
        return None
    name = found.value
    short = re.compile(rf"(?<!\w){re.escape(name.lower().removeprefix('the '))}(?!\w)")
    for other in candidates or ():
        if formal(other) and len(other) > len(name) and short.search(other.lower()) and not formal(name):
            name = other
    name = fullest(text, name)
    return Found(name, found.span)


def _signed(text: str, answered: Answered | None, own: str | None) -> Found[str] | None:
    """The organisation, or else the person, that signed."""
    first: Found[str] | None = None
    for at, written in _signature_lines(text, answered):
        if _FOR_ANOTHER.match(written):
            break
        line = _TITLED.sub(lambda titled: " " * len(titled[0]), written)
        with_form = _WITH_FORM.search(line)
        if with_form and (not _A_SENTENCE.search(line) or (with_form["n"] == line.strip(" *_") and len(line.split()) < 7)):
            found = _signed_name(at + with_form.start("n"), with_form["n"], own)
            if found:
                return found
        match = _SIGN_NAME.match(line)
        if first or not match or _NOT_SIGNED.search(match["n"]) or len(match["n"].split()) > 6:
            continue
        found = _signed_name(at + match.start("n"), match["n"].rstrip(), own)
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
            for answer in [*answered.of("signature"), *answered.of("phone")]
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


def _user(text: str, flat: Flat, stretches: list[tuple[int, int]]) -> Found[str] | None:
    """A sender known only by the name of an account."""
    for start, end in stretches:
        for window in flat.windows(("user", "account", "profile", "handle", "owner of the repo"), 40, 80, start, end):
            match = _USER.search(text, *window)
            if match:
                group = 1 if match[1] else 2
                return Found(match[group], Span(*match.span(group)))
    return None
