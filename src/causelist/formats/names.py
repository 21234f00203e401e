"""Names of organisations as letters write them."""

from __future__ import annotations

import re

from causelist.core.elements import Found
from causelist.formats.ordinary import no_names, no_party, ordinary, ordinary_words, places

Candidates = list[tuple[float, Found[str]]]  # names with how much speaks for each

SUFFIX = (
    r"(?:Inc(?:orporated)?\b\.?|INC\b\.?|L\.?L\.?C\b\.?|P?LLC\b\.?|LLP\b|P\.C\.|Ltd\b\.?|LTD\b\.?|Limited\b|LIMITED\b|Corp(?:oration)?\b\.?"
    r"|CORPORATION\b|GmbH\b|AG\b|KG\b|UG\b|SE\b|S\.A\.(?:S\.)?|SA\b(?: de CV)?|SAS\b|S\.?A\.?R\.?L\b\.?|SARL\b|[Ss]\.?r\.?l\b\.?|s\.r\.o\."
    r"|S\.?p\.?A\b\.?|B\.V\.|BV\b|N\.V\.|NV\b|AB\b|A/S|AS\b|Oyj?\b|ApS\b|Pty\b\.?(?: Ltd\b\.?)?|P[Tt][Ee]\b\.?(?: L[Tt][Dd]\b\.?)?|PLC\b|plc\b"
    r"|L\.P\.|LP\b|K\.K\.|Co\b\.?(?:, ?Ltd\b\.?| Ltd\b\.?)?|Company\b|Sdn\.? Bhd\.?|d\.o\.o\.|Sp\. z o\.?o\.?|S\.L\.(?:U\.)?|Lda\b\.?|Ltda\b\.?|Kft\b|GbR\b|e\.V\.|O[ÜU]\b|SPA\b|P(?:vt|VT|rivate|RIVATE)\b\.? (?:Ltd|LTD|Limited|LIMITED)\b\.?|[OP]?JSC\b|EIRL\b|a\.s\.)"
)
# A word of a name has a capital, or is the domain a company goes by ("example.com").
_WORD = r"(?<![\w@/])(?:[AS]/S\b|[A-Z0-9À-ÞŁŚŻ][\w&.’'+À-ſ®™-]*|[a-z]{1,3}[A-Z][\w&.’'+-]*|[a-z][a-z0-9-]*\.(?:com|net|org|io|tv|eu|de|ru|jp|cn|co\.uk|pro)\b)"
_LINK = r"(?:&|\+|of|and|the|de|des|du|la|für|und|y|van|von|for|del|di|et|da|do)"
_BODY = r"(?:university|institute|college|inc|llc|gmbh|corp)"  # written small by some
_SURE = r"(?:Inc\b\.?|LLC\b\.?|Ltd\b\.?|GmbH\b|LTD\b\.?|INC\b\.?|B\.V\.|S\.r\.l\.|s\.r\.o\.|AB\b|AG\b)"
NAME = (
    rf"(?:{_WORD}(?:, {_WORD}){{1,3}},? (?:&|and) {_WORD}(?:,? {SUFFIX})?"
    rf"|{_WORD}(?:[ \n](?:{_LINK}[ \n]){{0,2}}{_WORD}){{0,7}}(?:,?[ \n]{SUFFIX}){{0,2}}(?:(?<=LLP|LLC)[ ]\([A-Z]{{2,3}}\)|[ \n]{_BODY}\b)?"
    rf"|(?<![\w@/])[a-z][a-z0-9-]{{2,20}}(?:,?[ \n]{_SURE}))"
)
CHINESE = r"[\u4e00-\u9fff（）()]{2,30}?(?:有限责任公司|股份有限公司|有限公司|集团公司|株式会社|工作室|协会|出版社|律师事务所|事务所|研究院|研究所|大学)"

_FORMAL = re.compile(rf"(?<!\w){SUFFIX}(?!\w)")
_TRAIL = re.compile(
    r"(?:[\s,.;:]+(?:&|and|of|the|for|de|in|I|We|The|This|It|You|My|Our|To|Re|Attn|Email|E-mail|Phone|Tel|Dear)(?!\w)\.?)+\Z"
)
_LEAD = re.compile(
    r"\A(?:(?:[Tt]he|THE|an?|An?|Company|Messrs\.?|Re:?|[Bb]y|[Aa]t|[Ff]rom|[Aa]nd|[Oo]f|[Ww]ith|[Ff]or|We|I|Our|My|Hi|Hello|Dear|Copyright)\s+)+"
)
_ON_BEHALF = re.compile(
    r"\A.*?\b(?:on behalf of|for and on behalf of|notice (?:for|of|by|from)|infringement of|request (?:for|of|by)|owner)\s+(?=\S)|\Afor\s+|\A\d+\.\s+",
    re.IGNORECASE,
)
_NEXT_SENTENCE = re.compile(
    r"(?<=LLP|LLC|LTD|INC|Ltd|Inc)\. (?=[A-Z][a-z]{3})|(?<=[a-z]{3})(?<!Corp)(?<!Bros)(?<!Univ)(?<!Intl)(?<!Assn)\. (?=[A-Z])|(?<=[A-Z]{4})\. (?=[A-Z])|(?<=\d)\. (?=[A-Z])"
)
# A firm is named in full with its form; what follows is no part of it, but for "of America" and the like.
_COMPLETE = re.compile(
    r"\w,? (?:Inc|INC|Incorporated|L\.?L\.?C|Ltd|LTD|GmbH|LLP|Limited|LIMITED)\b\.?(?= (?!\()[^\W\d])(?! (?:of|&) )"
)
_DEPARTMENT = re.compile(
    r"\b(?:Team|Department|Dept|Division|Office|Cent(?:er|re)|Counsel|Response|Security|Operations|Desk)\b"
)
_DESK = re.compile(
    r"(?<=\w)(?: (?:Computer|Cyber|Security|Legal|Incident|Emergency|Threat|Intelligence|Fraud|Abuse|IT|IP|Copyright))+ (?:Response |Protection |Affairs )?(?:Team|Department|Dept|Cent(?:er|re)|Operations)\Z"
)
_PART_OF = re.compile(r"[’']s (?=\S)")
_TOWN = re.compile(
    r"\A[A-Z][\w. ]+, (?:[A-Z]{2}|California|Texas|New York|Washington|Massachusetts|Florida|England|Germany|China|India)\b",
    re.ASCII,
)
_JOINED = re.compile(
    rf"\w,? ({SUFFIX})(?!,? {SUFFIX})(?=,? (?:and|for|of|in|by|on|to|with|&|Email|E-mail|Phone|Telephone|Tel|Fax|Mobile|Address|Website|Web|Name|Contact|Date|Copyright|Attn|We|You|The|WHICH|HAS|IS|WHO|THAT)\b)"
)
_YES = re.compile(r"\A(?:(?:yes|dear|hi|hello)\b[.,]?|no[.,])\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s?\Z")
_NO_FIRST = re.compile(r"(?:i|i['’](?:m|d|ve|ll)|we|we['’]re|you|it|this|these|if|please|yes|url)(?!\S)", re.IGNORECASE)


def _is_a_department(words: str) -> bool:
    """Whether what a firm's name is followed by, as in "Heron's Legal Team", is a part of the firm."""
    return not formal(words) and (ordinary(words) or _DEPARTMENT.search(words) is not None)


def tidy_name(written: str) -> str | None:
    """A name without what stuck to it, or None where it is no name."""
    name = _bare(" ".join(written.split()))
    if written.rstrip().endswith(".") and _DOTTED.search(name + "."):
        name += "."
    return None if _is_no_name(name) else name


def _bare(name: str) -> str:
    """A name without the words before and after it that belong to the sentence, the address or the department."""
    name = name.strip(" ,;:*_-–—|\"'“”([]<>/\\.").partition(" / ")[0].partition(" | ")[0]
    name = _LEAD.sub("", _YES.sub("", _ON_BEHALF.sub("", name)))
    if name.count(")") > name.count("("):
        name = name.rstrip(")")
    sentence = _NEXT_SENTENCE.search(name)
    if sentence:
        name = name[: sentence.start()]
    joined = _JOINED.search(name)
    if joined:  # two firms, or a firm and what it is known for: the first is meant
        name = name[: joined.end(1)]
    complete = _COMPLETE.search(name)
    if complete and not _FORMAL.match(name, complete.end() + 1):
        name = name[: complete.end()]
    owner = _PART_OF.search(name)
    if owner and _is_a_department(name[owner.end() :]):
        name = name[: owner.start()]
    return _without_town(_TRAIL.sub("", _DESK.sub("", _POSSESSIVE.sub("", name))))


def _without_town(name: str) -> str:
    rest, comma, town = name.rpartition(", ")
    while comma and town.lower() in places() and rest.lower() not in places() and not rest.startswith("University of "):
        name = rest
        rest, comma, town = name.rpartition(", ")
    return name


def _is_no_name(name: str) -> bool:
    """Whether words are a heading, a phrase, a law or an address."""
    if len(name) < _SHORTEST or len(name) > _LONGEST or not any(char.isalpha() for char in name):
        return True
    company = formal(name)
    words = name.lower().split()
    if all(word.strip(".,'’") in no_names() or word.isdigit() for word in words):
        return True
    if _NO_FIRST.match(name) and not (company and name.isupper()):
        return True
    if not company and (_TOWN.match(name) or no_party(name)):
        return True
    if name[:1].islower() and words[0] in ordinary_words() and "." not in words[0]:
        return True
    return name.isupper() and ordinary(name)


_SHORTEST, _LONGEST = 3, 120
_DOTTED = re.compile(
    r" (?:Inc|Ltd|LLC|Corp|Co|S\.A|P\.C|B\.V|N\.V|s\.r\.o|S\.r\.l|LTD|INC|L\.P|K\.K|S\.L|e\.V|a\.s|Ltda)\.\Z"
)


def formal(name: str) -> bool:
    """Whether a name carries the form of a company."""
    return _FORMAL.search(name) is not None or re.search(CHINESE, name) is not None


def fullest(text: str, name: str) -> str:
    """The same name with its company form, where the text has it somewhere."""
    if formal(name):
        return name
    at = text.find(name)
    for _ in range(50):
        if at < 0:
            break
        form = FORM_AFTER.match(text, at + len(name))
        if form:
            return tidy_name(text[at : form.end()]) or name
        at = text.find(name, at + len(name))
    return name


FORM_AFTER = re.compile(rf",?[ \n]{SUFFIX}(?:,?[ \n]{SUFFIX})?")
