"""Who is reported and what is the original: the addresses of a reading, by the question they answer or their part."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice

from causelist.core.elements import Address, NoticeKind, Span
from causelist.formats.layout import Layout, wordy
from causelist.formats.letters.cues import Role, Weights, add
from causelist.formats.letters.relations import akin
from causelist.formats.letters.roles import Part, is_hosted, letter_parts, under
from causelist.formats.links import Link
from causelist.formats.named import bare_repositories, listed_repositories
from causelist.formats.questions import Answer, Answered, FormFile

# What an answer to a question says about the addresses in it.
_ANSWERS: dict[str, Weights] = {
    "reported": {Role.REPORTED: 6.0},
    "reported_whole": {Role.REPORTED: 9.0},
    "reported_files": {Role.REPORTED: 9.0},
    "forks": {Role.REPORTED: 5.0},
    "subject": {Role.REPORTED: 6.0},
    "works": {Role.ORIGINAL: 3.5},
    "originals": {Role.ORIGINAL: 9.0},
    "nature": {Role.ORIGINAL: 1.0, Role.CONTACT: 1.0},
}
_REPORTING = frozenset({"reported", "reported_whole", "reported_files", "forks", "subject"})
_ARCHIVED = re.compile(r"/20\d\d-?[\d/]")
_TAKEN = re.compile(
    r"\b(?:disabled|removed|taken[- ]?down|take[- ]?down|takedown|blocked|repositor\w+|restore\w*|reinstat\w+)\b"
)


@dataclass(frozen=True, slots=True)
class Roles:
    """The addresses of a letter by role; `answered` maps the element that reported each."""

    reported: tuple[Address, ...] = ()
    originals: tuple[Address, ...] = ()
    earlier: tuple[Address, ...] = ()
    forks: int | None = None


def assign(
    text: str,
    layout: Layout,
    answered: Answered | None,
    file: FormFile | None,
    kind: NoticeKind,
    names: tuple[str, ...] = (),
) -> Roles:
    """Give every address of the text its role; `names` are the letter's parties, whose own accounts hold originals."""
    if answered is not None:
        return _from_form(text, layout, answered, names)
    parts = letter_parts(layout, file.hosts if file else ())
    if kind in {NoticeKind.NOTICE, NoticeKind.LEGAL_ACTION, NoticeKind.OTHER}:
        return _from_letter(layout, parts, file, names)
    return _from_reply(layout, parts, file, counter=kind is NoticeKind.COUNTER_NOTICE)


def _from_reply(layout: Layout, parts: list[Part], file: FormFile | None, *, counter: bool) -> Roles:
    """What a counter-notice, retraction or reversal is about: in so short a letter, nearly every place it names."""
    hosts = file.hosts if file else ()
    subject: list[Address] = []
    others: list[tuple[Address, bool]] = []
    for index, link in enumerate(layout.links):
        if own(link, file) or _is_provider(link, file) or link.bare:
            continue
        address = _address(layout.text, link)
        if not is_hosted(link, hosts):
            others.append((address, layout.lines[layout.line_at(link.start)].rest == ""))
        elif (
            not counter
            or not subject
            or _TAKEN.search(layout.before(index))
            or (
                any(known.place.key == link.place.key for known in subject)
                or not wordy(layout.lines[layout.line_at(link.start)].rest)
            )
        ):
            subject.append(address)
    if not subject and hosts:
        subject = bare_repositories(layout.text, 0, len(layout.text), hosts[0])[:1]
    if not subject:  # a host no provider is known for: what stands on lines of its own, in a counter-notice
        subject = [address for address, listed in others if address.place.kind != "account" and (listed or not counter)]
    earlier = [_address(layout.text, link) for link in layout.links if _is_earlier(link)]
    return Roles(distinct(subject), (), distinct(earlier), None)


def own(link: Link, file: FormFile | None) -> bool:
    """Whether an address is the provider's own (help, policies, the archive)."""
    if file is None:
        return False
    key = link.place.key
    return (
        any(key == mine or key.startswith((mine + "/", mine + "#")) for mine in file.own) or link.place.host in file.own
    )


Entries = list[tuple[Link, Part]]


@dataclass(frozen=True, slots=True)
class _Places:
    """The places of a letter: what leans to reported, what the provider hosts, what is named as a whole."""

    reported: set[str]
    hosted: set[str]
    whole: set[str]
    sources: set[str]  # hosted too, but what the reported ones were taken from
    addressed: bool  # to one provider that is known

    @property
    def hosts_reported(self) -> bool:
        """Whether one of the provider's own places is reported."""
        return not self.reported.isdisjoint(self.hosted)


def _from_letter(layout: Layout, parts: list[Part], file: FormFile | None, names: tuple[str, ...] = ()) -> Roles:
    """Reported and original of a letter: each address by its words, then all together.

    A notice reports something: where no address says so by itself, those that lean to it most are what is reported.
    """
    hosts = file.hosts if file else ()
    entries = [
        (link, part)
        for link, part in zip(layout.links, parts, strict=True)
        if not own(link, file) and not _is_provider(link, file)
    ]
    places = _places(entries, hosts, names, addressed=file is not None)
    by_role: dict[Role, list[Address]] = {Role.REPORTED: [], Role.ORIGINAL: []}
    for link, part in entries:
        role = _letter_role(link, part, places)
        if role in by_role:
            by_role[role].append(_address(layout.text, link))
    reported = by_role[Role.REPORTED]
    if not reported:  # a letter that names no more than an account is about the account
        accounts = (link for link, _ in entries if link.place.kind == "account" and _on(link, hosts))
        reported = [_address(layout.text, link) for link in islice(accounts, 1)]
    if not reported:
        reported = _elsewhere(layout.text, entries)
    if hosts:
        reported += listed_repositories(layout.text, hosts[0], reported)
    keys = {address.place.key for address in reported}
    originals = [address for address in by_role[Role.ORIGINAL] if address.place.key not in keys]
    earlier = [_address(layout.text, link) for link in layout.links if _is_earlier(link)]
    return Roles(distinct(reported), distinct(originals), distinct(earlier), None)


_COMPLAINS = re.compile(
    r"infring|copyright|dmca|\b(?:remov|delet|tak(?:e|en|ing) (?:it |them |this )?down|pirat|stol[ec]|steal|copied|illegal|unauthori[sz]ed|without \w* ?permission)"
    r"|侵权|著作权|版权|盗|删除|下架|未经",
    re.IGNORECASE,
)


def _elsewhere(text: str, entries: Entries) -> list[Address]:
    """What is reported in a letter that names nothing a provider is known by: pages of a site on a domain of its own.

    A page is named to point at it; a bare domain mostly is not. What complains of nothing reports nothing.
    """
    if not _COMPLAINS.search(text):
        return []
    leans = {
        link: part.own_lean
        for link, part in entries
        if link.place.kind == "page"
        and "/" in link.place.key
        and part.role in {Role.REPORTED, Role.ORIGINAL, Role.EARLIER}
        and part.own_lean > -3.0
    }
    most = max(leans.values(), default=0.0)
    return [_address(text, link) for link, lean in leans.items() if lean > most - 1.5]


def _places(entries: Entries, hosts: tuple[str, ...], names: tuple[str, ...], *, addressed: bool) -> _Places:
    lean: dict[str, float] = {}
    own_lean: dict[str, float] = {}
    listed: set[str] = set()
    led: dict[str, set[Role | None]] = {}
    for link, part in entries:
        if part.listed:
            listed.add(link.place.key)
        led.setdefault(link.place.key, set()).add(part.led)
        if part.role in {Role.REPORTED, Role.ORIGINAL}:
            key = link.place.key
            lean[key] = lean.get(key, 0.0) + max(-4.0, min(4.0, part.lean))
            own_lean[key] = own_lean.get(key, 0.0) + max(-6.0, min(6.0, part.own_lean))
    reported = {key for key, leaning in lean.items() if leaning > 0}
    hosted = {link.place.key for link, part in entries if part.role != Role.EARLIER and is_hosted(link, hosts)}
    sources = _sources(reported & hosted, lean, own_lean, listed, names)
    own_list = {
        key
        for key in reported & hosted
        if led[key] == {Role.ORIGINAL} and lean[key] < 1.5 and _outweighed(key, reported & hosted, lean)
    }
    if 2 * len(own_list) <= len(reported & hosted):
        sources |= own_list
    reported -= sources
    if hosted and reported.isdisjoint(hosted):
        most = max(lean.get(key, 0.0) for key in hosted)
        reported |= {key for key in hosted if lean.get(key, 0.0) > most - 1.5}
    whole = {link.place.key for link, _ in entries if comparable(link.url).lower() == link.place.key}
    return _Places(reported, hosted, whole & reported, sources - reported, addressed)


def _sources(
    reported: set[str], lean: dict[str, float], own_lean: dict[str, float], listed: set[str], names: tuple[str, ...]
) -> set[str]:
    """Which of several hosted places the others were taken from: by their own sentences, or by whose account it is.

    An account may well be named like a firm that complains of it: what stands in a list with others is no source.
    """
    if len(reported) < 2:
        return set()
    own = {key for key in reported - listed if names and own_lean[key] < 4.0 and akin(_owner(key), names)}
    if own == reported:
        own = set()
    return own | {key for key in reported if own_lean[key] <= -1.5 and _outweighed(key, reported, lean)}


def _outweighed(key: str, reported: set[str], lean: dict[str, float]) -> bool:
    """Whether far more speaks for another place being reported."""
    return max(lean[other] for other in reported) - lean[key] >= 2.0


def _owner(key: str) -> str:
    return key.partition("/")[2].partition("/")[0]


def _letter_role(link: Link, part: Part, places: _Places) -> Role | None:
    key = link.place.key
    if link.place.kind == "account" and (places.hosts_reported or part.role != Role.REPORTED):
        return None
    if key in places.sources:
        return None if part.role == Role.EVIDENCE else Role.ORIGINAL
    if key not in places.reported:
        return part.role if part.role == Role.ORIGINAL else None
    if key in places.hosted:
        # Something in a place that is reported whole, named as an example of it.
        if key in places.whole and part.own.get(Role.EVIDENCE) and comparable(link.url).lower() != key:
            return None
        return Role.REPORTED
    # A provider is asked to act on what it hosts; where none is addressed, another site counts if plainly said to.
    elsewhere = places.hosts_reported and (places.addressed or not _plainly_reported(part))
    if part.role != Role.REPORTED or elsewhere:
        return second_role(part) if not link.bare and second_role(part) == Role.ORIGINAL else None
    return None if link.bare else Role.REPORTED


def _on(link: Link, hosts: tuple[str, ...]) -> bool:
    return link.place.key.partition("/")[0] in hosts


def _is_provider(link: Link, file: FormFile | None) -> bool:
    """The provider's front page, as in "your site github.com"."""
    return file is not None and link.place.key in file.hosts


def _is_earlier(link: Link) -> bool:
    return link.place.key == "github.com/github/dmca" and _ARCHIVED.search(link.url) is not None


def _from_form(text: str, layout: Layout, answered: Answered, names: tuple[str, ...]) -> Roles:
    found: dict[str, list[Address]] = {
        "reported": [],
        "forks": [],
        "originals": [],
        "earlier": [],
    }
    for answer in answered.answers:
        _read_answer(text, layout, answered, answer, found)
    if not found["reported"] and not found["forks"]:
        letter = _from_letter(layout, letter_parts(layout, answered.file.hosts), answered.file, names)
        found["reported"] = list(letter.reported) or bare_repositories(text, 0, len(text), answered.file.hosts[0])
    found["reported"], found["forks"] = _hosted(found["reported"], found["forks"], answered.file.hosts)
    reported = found["reported"]
    known = {address.place.key for address in reported}
    forks = [replace(fork, fork=True) for fork in distinct(found["forks"]) if fork.place.key not in known]
    # The whole repository, named where forks are asked for, is reported though it is no fork of itself.
    again = [fork for fork in found["forks"] if fork.place.key in known and _is_whole(fork)]
    places = known | {fork.place.key for fork in forks}
    originals = [address for address in found["originals"] if address.place.key not in places]
    named = len({fork.place.key for fork in forks})
    return Roles(
        distinct([*reported, *again, *forks]),
        distinct(originals),
        distinct(found["earlier"]),
        named if "forks" in answered.asked or named else None,
    )


def _read_answer(
    text: str,
    layout: Layout,
    answered: Answered,
    answer: Answer,
    found: dict[str, list[Address]],
) -> None:
    """Sort the addresses of one answer."""
    hosts = answered.file.hosts
    first, last = layout.links_in(answer.start, answer.end)
    asks = answer.element in _REPORTING
    bucket = found["forks" if answer.element == "forks" else "reported"]
    before = len(bucket)
    whole = {known.place.key for known in bucket if _is_whole(known)}
    parts = letter_parts(layout, hosts, answer.start, answer.end) if answer.element in _ANSWERS else []
    for number, link in enumerate(layout.links[first:last]):
        address = _address(text, link)
        if own(link, answered.file) or _is_provider(link, answered.file):
            if _is_earlier(link):
                found["earlier"].append(address)
            continue
        role = _answer_role(link, parts[number], answer.element, hosts) if parts else None
        example = asks and bool(parts) and bool(parts[number].own.get(Role.EVIDENCE)) and link.place.key in whole
        if role == Role.REPORTED and asks and not (example and not _is_whole(address)):
            bucket.append(address)
            if _is_whole(address):
                whole.add(link.place.key)
        elif role == Role.ORIGINAL:
            found["originals"].append(address)
    if asks and len(bucket) == before:
        bucket.extend(bare_repositories(text, answer.start, answer.end, hosts[0]))


def _answer_role(link: Link, part: Part, element: str, hosts: tuple[str, ...]) -> Role | None:
    """The part of an address in an answer: what the question asks for, unless its words plainly say otherwise."""
    total = dict(part.total)
    add(total, _ANSWERS[element])
    hosted = is_hosted(link, hosts)
    if hosted and element in _REPORTING:  # a licence file that is asked for is no licence that is referred to
        total[Role.EVIDENCE] = part.own.get(Role.EVIDENCE, 0.0)
    if not hosted and element == "forks":
        total[Role.REPORTED] -= 4.0
    if not hosted and element == "works":
        total[Role.ORIGINAL] += 2.5
    role = max(total, key=lambda role: total[role])
    return None if role == Role.REPORTED and link.bare and not hosted else role


def _plainly_reported(part: Part) -> bool:
    """Whether an address's own sentence says that it is reported, and nothing else of it."""
    return part.own.get(Role.REPORTED, 0.0) >= 4.0 and len([role for role in part.own if part.own[role] > 0.5]) == 1


def second_role(part: Part) -> Role | None:
    """The role that most speaks for, but for reported."""
    rest = {role: weight for role, weight in part.total.items() if role != Role.REPORTED}
    return max(rest, key=lambda role: rest[role]) if rest else None


def _hosted(
    reported: list[Address], forks: list[Address], hosts: tuple[str, ...]
) -> tuple[list[Address], list[Address]]:
    """What the provider hosts, if anything is: it cannot act on the rest, which is there to explain."""
    mine = ([address for address in named if under(address.place.key, hosts)] for named in (reported, forks))
    hosted, hosted_forks = mine
    return (hosted, hosted_forks) if hosted or hosted_forks else (reported, forks)


def _is_whole(address: Address) -> bool:
    """Whether an address is that of the whole place and not of something in it."""
    return comparable(address.url).lower() == address.place.key


def _address(text: str, link: Link) -> Address:
    return Address(text[link.start : link.end], link.url, link.place, Span(link.start, link.end))


def comparable(url: str) -> str:
    """An address as it is compared: without scheme, `www.` and final slash."""
    rest = url.partition("://")[2] or url
    host, slash, path = rest.partition("/")
    return (host.lower().removeprefix("www.") + slash + path).rstrip("/")


def distinct(addresses: list[Address]) -> tuple[Address, ...]:
    """Each address once, where it first stands."""
    first: dict[str, Address] = {}
    for address in addresses:
        first.setdefault(comparable(address.url), address)
    return tuple(first.values())
