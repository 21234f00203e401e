"""What a letter says of names: who owns, who acts for whom, who writes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from causelist.core.elements import Found, Span
from causelist.formats.names import CHINESE, NAME, SUFFIX, Candidates, formal, tidy_name
from causelist.formats.ordinary import ordinary
from causelist.formats.signatures import has_domain
from causelist.formats.windows import Flat

_GAP = r"[ \n*_\"“”'(>]{1,6}(?:(?:the|our|my|its|entire|company|client|clients|firm|named),?[ \n]){0,3}"
_ROLE = r"(?:[\w\[\]&/’'()-]+,?[ \n]){0,12}?"
_OFFICE = r"(?:co-?)?founder|c[etfoi]o|(?:vice )?president|(?:managing |legal |technical )?director|(?:\w+ )?manager|(?:general )?counsel|(?:\w+ )?engineer|(?:\w+ )?officer|head of \w+"
_BEFORE, _AFTER = (70, 80), (110, 200)  # how far around its words a pattern looks
_PATTERNS: tuple[tuple[str, float, tuple[str, ...], tuple[int, int], str], ...] = (
    (
        "holder",
        5.0,
        ("holder", "owner", "injured", "behalf"),
        _AFTER,
        rf"(?i:(?:copyright|rights?|ip|trademark|content)[ -]?(?:holder|owner)(?:’s|'s|s)?(?: (?:we|you|i) represent| name)?|injured party|name of (?:the )?(?:copyright|rights?) (?:holder|owner)|name of injured party|on behalf of)[ ]?[:：][\s*_]{{0,6}}(?P<n>{NAME})",
    ),
    (
        "sender",
        5.0,
        (
            "company",
            "organi",
            "business",
            "firm",
            "party",
            "sender",
            "submitted by",
            "reporter",
        ),
        _AFTER,
        rf"(?i:(?:company|organi[sz]ation|business|firm)(?:’s|'s)?(?: name)?|name of complaining party|complaining party|notifying party|sender|submitted by|reporter)[ ]?[:：]?(?:(?<=[:：])|\n)[\s*_]{{0,6}}(?:\[\w+\][\s,]{{1,12}}){{0,3}}(?P<n>{NAME})",
    ),
    (
        "holder",
        4.0,
        ("behalf",),
        _AFTER,
        rf"(?i:\b(?:on|in)[ \n](?:the[ \n])?behalf(?:[ \n]of)?)(?: (?i:the (?:copyright |legal |rights? )?(?:owner|holder)s?,?|my client,?|our client,?|its client,?|our company,?|the company,?|and for))?{_GAP}(?P<n>{NAME})",
    ),
    (
        "holder",
        4.0,
        (
            "represent",
            " act for",
            " acts for",
            " acting for",
            "client",
            "attorney",
            "counsel",
            "lawyer",
            "agent",
            "solicitor",
            "engaged by",
            "authorized by",
            "authorised by",
            "retained by",
            "instructed by",
            "appointed by",
        ),
        _AFTER,
        rf"(?i:\b(?:we|i) (?:also )?(?:legally )?represent|\brepresents|\brepresenting|\b(?:my|our) client,?|(?:attorneys?|counsel|lawyers?|(?<!copyright )(?<!designated )(?<!dmca )agents?|solicitors?) (?:for|to|of)|acts? for|acting for|(?:engaged|authori[sz]ed|retained|instructed|appointed) by){_GAP}(?P<n>{NAME})",
    ),
    (
        "holder",
        3.5,
        ("holder", "owner"),
        _AFTER,
        rf"(?i:(?:copyright|rights?|sole|legal|rightful|exclusive|ip) (?:owner|holder)s?,?(?: (?:is|being(?: named)?|named|called|company|,))?){_GAP}(?P<n>{NAME})",
    ),
    (
        "holder",
        3.5,
        (
            "owned",
            "held by",
            "licensed",
            "copyrighted by",
            "property of",
            "belong",
            "copyright of",
            "copyrights of",
            "rights of",
            "©",
        ),
        _AFTER,
        rf"(?i:\b(?:owned|held|licensed|copyrighted)(?: (?:solely|exclusively|and \w+|entirely))? by|\bproperty of|\bbelong(?:s|ing)?(?: (?:solely|exclusively))? to|\bcopyrights? of|\brights of|©(?: ?\d{{4}}(?:[-–]\d{{4}})?)?){_GAP}(?P<n>{NAME})",
    ),
    (
        "holder",
        3.5,
        ("holder", "owner", " owns", " holds", "copyright"),
        _BEFORE,
        r"(?:[ \n]\([^()\n]{1,60}\))?,?[ \n](?i:(?:is|are|being) (?:also )?the (?:sole |exclusive |legal |rightful |registered |original |true )*(?:copyright |rights? |intellectual property )?(?:owner|holder)|owns|holds|(?:the )?(?:sole |exclusive |legal )*(?:copyright|rights?)[ -](?:owner|holder))",
    ),
    (
        "sender",
        4.0,
        ("i am", "i'm", "i’m", "we are", " am ", "i, ", "my name", "this is"),
        _AFTER,
        rf"(?i:\b(?:i am|i['’]m|we are|am|i,|hi, i['’]m|my name is|this is(?= \[)))[ \n]{_ROLE}(?i:of|at|with|for|from|by){_GAP}(?P<n>{NAME})",
    ),
    (
        "sender",
        4.0,
        (" as ", "as the ", "as an "),
        _AFTER,
        rf"(?i:\bas)[ \n]{_ROLE}(?i:of|at|with|for|from){_GAP}(?P<n>{NAME})",
    ),
    (
        "sender",
        4.0,
        ("we at", "we,", "we (", "our company"),
        _AFTER,
        rf"(?i:\bwe at|\bwe,|\bwe \(|\bfrom our company,?|\bour company(?:,| is| name is|\())[ \n(]{{0,3}}(?P<n>{NAME})",
    ),
    (
        "sender",
        3.5,
        ("work", "employ", "writ", "representative", "agent of", "member"),
        _AFTER,
        rf"(?i:\b(?:i|we) (?:work|am working|are working|am employed|am writing|are writing|write)(?: to you)?(?: \w+)? (?:for|at|by|with|from)|\bemployees? (?:of|at)|\bwriting to you from|\b(?:on )?duly authori[sz]ed (?:representative|agent) of|\brepresentatives? (?:of|for|from)|\bmembers? of(?: the)?){_GAP}(?P<n>{NAME})",
    ),
    (
        "sender",
        4.5,
        (
            " authori",
            " engaged",
            " retained",
            " instructed",
            " appointed",
            " represents",
            " acts ",
            " provides this",
            " is acting",
        ),
        _BEFORE,
        r"(?:[ \n]\([^()\n]{1,60}\))?,?[ \n](?i:(?:is|are|has been|have been|was)(?: \w+){0,3} (?:authori[sz]ed|engaged|retained|instructed|appointed)|represents|acts (?:for|on behalf)|is acting\b|provides this)",
    ),
    (
        "sender",
        4.5,
        ("agent",),
        _BEFORE,
        r"[ \n](?i:(?:as|is|,) (?:an? |the )?(?:authori[sz]ed )?agent)",
    ),
    (
        "sender",
        2.6,
        ("contact",),
        _AFTER,
        rf"(?i:\bcontact (?:info(?:rmation)?|details?)(?: (?:is|are))?(?: as follows| below)?)[ ]?[:：]?[ \t*_]{{0,6}}\n[\s*_>-]{{0,6}}(?:\[\w+\][\s,*_]{{1,6}}|(?i:{_OFFICE})\n\s*){{0,4}}(?P<n>{NAME})(?=[ ,.*_]{{0,4}}(?:\n|\Z))",
    ),
    (
        "sender",
        3.6,
        ("founder", "ceo", "cto", "president", "director", "manager", "counsel", "engineer", "officer", "head of"),
        _AFTER,
        rf"(?i:\b(?:{_OFFICE})),?[ \n](?i:of|at|for|with){_GAP}(?P<n>{NAME})",
    ),
    (
        "sender",
        3.6,
        ("message from", "notice from", "letter from", "request from", "mail from"),
        _AFTER,
        rf"(?i:\b(?:this is|official)\b(?: \w+){{0,4}} (?:message|notice|letter|request|e?-?mail) from){_GAP}(?P<n>{NAME})",
    ),
    (
        "both",
        2.0,
        (
            "owned",
            "proprietary",
            "copyright",
            "confidential",
            "internal",
            "intellectual",
        ),
        _BEFORE,
        r"(?:®|™)?(?:['’]s?)?[ \n](?i:(?:owned|proprietary|copyrighted|copyright|confidential|internal|intellectual property)\b)",
    ),
    (
        "both",
        2.6,
        ("'s ", "’s ", "s' ", "s’ "),
        _BEFORE,
        r"['’]s?[ \n](?i:(?:\w+[ \n]){0,2}(?:source code|source|code|copyrights?|intellectual property|exclusive|confidential|internal|proprietary|software)\b)",
    ),
    (
        "both",
        2.0,
        (
            "code of",
            "proprietary",
            "developed",
            "created",
            "made",
            "published",
            "produced",
            "distributed",
            "company",
        ),
        _AFTER,
        rf"(?i:\b(?:source )?code of|\bproprietary (?:code|source code|information|software)(?: \w+){{0,3}} (?:of|by|to)|\b(?:developed|created|made|published|produced|distributed) (?:exclusively |solely )?by(?: employees of)?|\bcompany){_GAP}(?P<n>{NAME})",
    ),
)
_NAME = re.compile(NAME)
_ENDED = re.compile(rf"{SUFFIX}\s*\Z")
_LABEL = re.compile(r"[*_ ]{0,4}\d{1,2}[ ./]|[*_ ]{0,4}[A-Za-z][A-Za-z ]{1,40}[:：]")
_COMPILED = tuple(
    (party, weight, keys, reach, re.compile(pattern)) for party, weight, keys, reach, pattern in _PATTERNS
)
_CHINESE = re.compile(CHINESE)
_CHINESE_LEAD = re.compile(
    r".*(?:我公司|本公司|我司|我方|我们(?:公司)?是?|本人|代表|接受|受托于|受|委托|著作权人|版权人|权利人|公司名称|名称|投诉人|的|由|归|系(?!统|列)|是|（|\()"
)
_CHINESE_OWNER = re.compile(r"(?:代表|受|委托|著作权人|版权人|权利人|归|由)[\s:：是为“\"（(]*$")
_CHINESE_SENDER = re.compile(
    r"(?:我公司|本公司|我司|我方|我们(?:公司)?|公司名称|投诉人|发函人|名称)[\s:：是为系“\"（(，,]*$"
)
# "We are solicitors acting for …": what follows is the owner, not the one that writes.
_FOR_OWNER = re.compile(
    r"\b(?:acting|solicitors?|attorneys?|counsel|lawyers?|agents?|represent\w*|behalf|authori[sz]ed|engaged|retained|instructed)\b[^.]*\b(?:for|by|of)[\s*_\"“”'(>]+$",
    re.IGNORECASE,
)
_IN_BEHALF = re.compile(
    r"(?<!whose )(?<!who['’]s )\b(?:behalf(?:\sof)?|clients?,?|represent(?:s|ing)?)\s+(?:the\s+)?[\"“*_]{0,2}$",
    re.IGNORECASE,
)
# "I am the author of …": what follows is a work, unless it says to be a company.
_OF_A_WORK = re.compile(
    r"\b(?:author|developer|creator|maker|writer|maintainer|user|customer|student|copyright owner|owner|copyright holder|holder|translator|designer|publisher)s?\b[^.]{0,40}\b(?:of|for|by)[\s*_\"“”'(>]+(?:the\s)?$",
    re.IGNORECASE,
)
_USER = re.compile(
    r"(?:\bmy|\[private\]) (?:own )?(?:github )?(?:user ?name|account|profile|user|handle)(?: name)?(?: is)?[: ]+@?(?!is\b|has\b|was\b|and\b|to\b|or\b|at\b|on\b|in\b)([A-Za-z0-9][\w-]{1,38})\b|\bi am (?:the )?(?:owner of the (?:repo\w* )|github user )@?([A-Za-z0-9][\w-]{1,38})",
    re.IGNORECASE,
)


def candidates(
    text: str,
    flat: Flat,
    stretches: list[tuple[int, int]],
    own: str | None,
    domains: frozenset[str],
    *,
    disputed: bool = False,
) -> tuple[Candidates, Candidates]:
    """The names that a letter says something of, in its `stretches`: right holders, and senders.

    In a letter that disputes a claim (`disputed`), the owner of a work is the other side.
    """
    holders: Candidates = []
    senders: Candidates = []
    ascii_only = text.isascii()
    present = [entry for entry in _COMPILED if flat.all(entry[2], *entry[3])]  # few are, of one letter
    for start, end in stretches:
        for party, weight, keys, reach, pattern in present:
            matches = _named_near(
                text,
                pattern,
                flat.windows(keys, *reach, start, end),
                before=reach is _BEFORE,
            )
            for number, (said, at, stop) in enumerate(matches):
                if number >= 6:
                    break
                if party == "sender" and _OF_A_WORK.search(said):
                    continue
                for_owner = _FOR_OWNER.search(said) or _IN_BEHALF.search(text[max(at - 40, 0) : at])
                said_of = "holder" if party == "sender" and for_owner else party
                found = _named(text, at, stop, own)
                if found is None or (
                    party == "both"
                    and not (
                        found.value.isupper()
                        or formal(found.value)
                        or text.count(found.value) > 1
                        or has_domain(found.value, domains)
                    )
                ):
                    continue
                score = weight + (1.0 if formal(found.value) else 0.0) - 0.1 * number
                if said_of in {"holder", "both"}:
                    holders.append((score, found))
                if said_of == "sender" or (said_of == "both" and not disputed):
                    senders.append((score if said_of == "sender" else score - 1.0, found))
        if not ascii_only:
            _add_chinese(text, start, end, holders, senders)
    return holders, senders


def _add_chinese(text: str, start: int, end: int, holders: Candidates, senders: Candidates) -> None:
    """Chinese names end in what kind of body they are; what stands before them says which party they are."""
    for number, match in enumerate(_CHINESE.finditer(text, start, end)):
        if number >= 6:
            break
        lead = _CHINESE_LEAD.match(match[0])
        at = match.start() + (lead.end() if lead else 0)
        name = text[at : match.end()].strip("（()）")
        before = text[max(start, match.start() - 8) : at]
        if len(name) < 5:
            continue
        found = Found(name, Span(at, match.end()))
        if _CHINESE_OWNER.search(before):
            holders.append((5.0 - 0.1 * number, found))
        elif _CHINESE_SENDER.search(before) or name.endswith("事务所"):
            senders.append((5.0 - 0.1 * number, found))
        else:
            holders.append((3.0 - 0.1 * number, found))


def _named_near(
    text: str,
    pattern: re.Pattern[str],
    windows: Iterator[tuple[int, int]],
    *,
    before: bool,
) -> Iterator[tuple[str, int, int]]:
    """The words that say something of a name, and where the name stands: behind them, or before them."""
    for start, end in windows:
        for match in pattern.finditer(text, start, end):
            if not before:
                yield (
                    text[match.start() : match.start("n")],
                    match.start("n"),
                    match.end("n"),
                )
                continue
            last = None
            for name in _NAME.finditer(text, max(start, match.start() - 110), match.start()):
                last = name
            if last is not None and last.end() == match.start():
                yield "", last.start(), last.end()


def _named(text: str, start: int, end: int, own: str | None) -> Found[str] | None:
    broken = text.find("\n", start, end)
    if broken > 0 and (
        _LABEL.match(text, broken + 1) or _ENDED.search(text, start, broken) or text[broken + 1 : broken + 2].isdigit()
    ):
        end = broken  # the next line has a label or an address of its own, or the name is complete before it
    name = tidy_name(text[start:end])
    if name and text.startswith(("The ", "The\n"), start) and text[start - 2 : start - 1].islower() and formal(name):
        name = f"The {name}"  # part of the name, where the sentence did not ask for a capital
    if not name or (own and own in name.lower()):
        return None
    at = text.find(name, start, end)
    return Found(name, Span(at, at + len(name)) if at >= 0 else Span(start, end))


def account_of(text: str, flat: Flat, stretches: list[tuple[int, int]]) -> Found[str] | None:
    """A sender known only by the name of an account."""
    for start, end in stretches:
        for window in flat.windows(
            ("user", "account", "profile", "handle", "owner of the repo"),
            40,
            80,
            start,
            end,
        ):
            match = _USER.search(text, *window)
            if match and not ordinary(match[1] or match[2]):
                group = 1 if match[1] else 2
                return Found(match[group], Span(*match.span(group)))
    return None
