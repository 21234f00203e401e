"""Who is reported and what is the original: the addresses of a reading, by the question they answer or their part."""

from __future__ import annotations

from dataclasses import replace

from causelist.core.elements import Address, NoticeKind
from causelist.formats.addressed import (
    Roles,
    address_of,
    distinct,
    is_earlier,
    is_provider,
    is_whole,
    own,
    without_covered,
)
from causelist.formats.layout import Layout
from causelist.formats.letters.cues import Role, Weights, add
from causelist.formats.letters.reply import from_reply
from causelist.formats.letters.reported import from_letter
from causelist.formats.letters.roles import Part, is_hosted, letter_parts, under
from causelist.formats.links import Link
from causelist.formats.named import bare_repositories
from causelist.formats.questions import Answer, Answered, FormFile

# What an answer to a question says about the addresses in it.
_ANSWERS: dict[str, Weights] = {
    "reported": {Role.REPORTED: 6.0},
    "reported_whole": {Role.REPORTED: 9.0},
    "reported_files": {Role.REPORTED: 9.0},
    "forks": {Role.REPORTED: 5.0},
    "all_forks": {Role.REPORTED: 5.0},  # what stands below the sentence that all forks infringe is a list of forks
    "subject": {Role.REPORTED: 6.0},
    "works": {Role.ORIGINAL: 3.5},
    "originals": {Role.ORIGINAL: 9.0},
    "nature": {Role.ORIGINAL: 1.0, Role.CONTACT: 1.0},
}
_REPORTING = frozenset({"reported", "reported_whole", "reported_files", "forks", "all_forks", "subject"})
_FORKS = frozenset({"forks", "all_forks"})


def assign(
    layout: Layout,
    answered: Answered | None,
    file: FormFile | None,
    kind: NoticeKind,
    names: tuple[str, ...] = (),
) -> Roles:
    """Give every address of the text its role; `names` are the letter's parties, whose own accounts hold originals."""
    if answered is not None:
        return _from_form(layout, answered, names)
    if kind in {NoticeKind.NOTICE, NoticeKind.LEGAL_ACTION, NoticeKind.OTHER}:
        return from_letter(layout, file, names)
    return from_reply(layout, file, counter=kind is NoticeKind.COUNTER_NOTICE)


def _from_form(layout: Layout, answered: Answered, names: tuple[str, ...]) -> Roles:
    text = layout.text
    found: dict[str, list[Address]] = {
        "reported": [],
        "forks": [],
        "originals": [],
        "earlier": [],
    }
    for answer in answered.answers:
        _read_answer(text, layout, answered, answer, found)
    if not found["reported"] and not found["forks"]:
        letter = from_letter(layout, answered.file, names)
        hosted = [address for address in letter.reported if under(address.place.key, answered.file.hosts)]
        found["reported"] = hosted or bare_repositories(text, 0, len(text), answered.file.hosts[0])
    found["reported"] = without_covered(found["reported"])
    found["reported"], found["forks"] = _hosted(found["reported"], found["forks"], answered.file.hosts)
    reported = found["reported"]
    known = {address.place.key for address in reported}
    forks = [replace(fork, fork=True) for fork in distinct(found["forks"]) if fork.place.key not in known]
    # The whole repository, named where forks are asked for, is reported though it is no fork of itself.
    again = [fork for fork in found["forks"] if fork.place.key in known and is_whole(fork)]
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
    bucket = found["forks" if answer.element in _FORKS else "reported"]
    before = len(bucket)
    whole = {known.place.key for known in bucket if is_whole(known)}
    parts = letter_parts(layout, hosts, answer.start, answer.end) if answer.element in _ANSWERS else []
    for number, link in enumerate(layout.links[first:last]):
        address = address_of(text, link)
        if own(link, answered.file) or is_provider(link, answered.file):
            if is_earlier(link):
                found["earlier"].append(address)
            continue
        role = _answer_role(link, parts[number], answer.element, hosts) if parts else None
        example = asks and bool(parts) and bool(parts[number].own.get(Role.EVIDENCE)) and link.place.key in whole
        if role == Role.REPORTED and asks and not (example and not is_whole(address)):
            bucket.append(address)
            if is_whole(address):
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
    if not hosted and element in _FORKS:
        total[Role.REPORTED] -= 4.0
    if not hosted and element == "works":
        total[Role.ORIGINAL] += 2.5
    role = max(total, key=lambda role: total[role])
    return None if role == Role.REPORTED and link.bare and not hosted else role


def _hosted(
    reported: list[Address], forks: list[Address], hosts: tuple[str, ...]
) -> tuple[list[Address], list[Address]]:
    """What the provider hosts, if anything is: it cannot act on the rest, which is there to explain."""
    mine = ([address for address in named if under(address.place.key, hosts)] for named in (reported, forks))
    hosted, hosted_forks = mine
    return (hosted, hosted_forks) if hosted or hosted_forks else (reported, forks)
