"""What the cast wrote: some hundred letters over eighteen months, the same ones for the same day. Pure.

Each letter is a wording from `wordings/` filled in; beside it stands what is true of it, which the tests hold the
reader against. Nothing here is chosen by chance: `Random` with a fixed seed only spreads things about.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from causelist.cli.demo_data.cast import Cast, Organisation, Work, load
from causelist.cli.demo_data.wording import Facts, fill, mangled

NOTICES = 84
DAYS = 540  # eighteen months


@dataclass(frozen=True, slots=True)
class DemoLetter:
    """One letter as it came in, and what is true of it. Organisations are named by their keys in the cast."""

    name: str
    received_on: dt.date
    provider: str
    content: bytes
    kind: str
    owner: str
    holder: str  # on whose desk it was recorded
    reported: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()


@dataclass(slots=True)
class _Sent:
    """A notice that was sent, for the letters that answer it."""

    letter: DemoLetter
    work: Work
    sender: Organisation
    forks: list[str] = field(default_factory=list)


def letters(today: dt.date) -> list[DemoLetter]:
    """Every letter of the demonstration, in the order they came in, the newest a few days before `today`."""
    cast = load()
    random = Random(20261124)  # noqa: S311 -- spreads invented facts about; nothing is secret
    sent = [_notice(cast, random, position, today) for position in range(NOTICES)]
    written = [notice.letter for notice in sent]
    written += [letter for notice, kind in _answered(sent) for letter in _answer(cast, random, notice, kind, today)]
    return sorted(written, key=lambda letter: (letter.received_on, letter.name))


def _notice(cast: Cast, random: Random, position: int, today: dt.date) -> _Sent:
    work = cast.works[position % len(cast.works)]
    owner, provider = cast.organisations[work.owner], cast.organisations[work.copied_on]
    sender = _sender(cast, work, position)
    # The older, the sparser: a registry grows.
    day = today - dt.timedelta(days=3 + int(DAYS * ((NOTICES - position) / NOTICES) ** 1.3) - 1)
    reported = _addresses(cast, random, work, 1 + (position * 7) % 4 if position % 17 else 14)
    forks = _forks(cast, random, work, reported) if work.copied_on == "codehaven" and position % 4 == 0 else []
    wording = _wording(work, owner, sender, position)
    facts = Facts(owner=owner, sender=sender, provider=provider, work=work, day=day, position=position)
    text = fill(
        wording, facts, addresses=reported, forks=forks, whole=work.copied_on == "codehaven" and position % 3 != 1
    )
    letter = DemoLetter(
        name=f"{day:%Y-%m-%d}-{work.slug}-{position}",
        received_on=day,
        provider=work.copied_on,
        content=mangled(text, position) if work.chinese else text.encode(),
        kind="notice",
        owner=work.owner,
        holder=sender.key,
        reported=(*reported, *forks),
    )
    return _Sent(letter, work, sender, forks)


def _sender(cast: Cast, work: Work, position: int) -> Organisation:
    """The owner, or somebody with a mandate for it."""
    agents = [mandate["agent"] for mandate in cast.mandates if mandate["principal"] == work.owner]
    if agents and position % 5 < 3:
        chosen = cast.organisations[agents[position % len(agents)]]
        if chosen.chinese == work.chinese:
            return chosen
    return cast.organisations[work.owner]


def _wording(work: Work, owner: Organisation, sender: Organisation, position: int) -> str:
    if work.chinese:
        return "notice-zh-2" if sender is not owner else ("notice-zh-1", "notice-zh-3")[position % 2]
    if owner.is_person:
        return "notice-en-5"
    if sender is not owner:
        return "notice-en-3"
    if work.copied_on == "codehaven" and "typeface" not in work.what and "book" not in work.what and position % 5 == 1:
        return "notice-en-6"
    return ("notice-en-1", "notice-en-2", "notice-en-4")[position % 3]


def _addresses(cast: Cast, random: Random, work: Work, count: int) -> list[str]:
    """Where copies are found, as each provider's addresses look."""
    handles = random.sample(cast.handles, min(count, len(cast.handles)))
    match work.copied_on:
        case "codehaven":
            ends = ["", "-mirror", "-full", "-src"]
            return [f"https://codehaven.example/{handle}/{work.slug}{random.choice(ends)}" for handle in handles]
        case "clipwell":
            return [f"https://clipwell.example/watch/{_code(random, 11)}" for _ in handles]
        case "marketmoor":
            return [
                f"https://marketmoor.example/item/{random.randrange(10**8, 10**9)}"
                if random.random() < 0.8
                else f"https://marketmoor.example/shop/{handle}/{work.slug}"
                for handle in handles
            ]
        case _:
            return [f"https://pan.yunxia.example/s/1{_code(random, 10)}" for _ in handles]


def _forks(cast: Cast, random: Random, work: Work, reported: list[str]) -> list[str]:
    """Copies of the first repository under other names."""
    taken = {address.split("/")[3] for address in reported}
    free = [handle for handle in cast.handles if handle not in taken]
    repository = reported[0].rsplit("/", 1)[1]
    return [f"https://codehaven.example/{handle}/{repository}" for handle in random.sample(free, 2)]


def _code(random: Random, length: int) -> str:
    return "".join(random.choices("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", k=length))


def _answered(sent: list[_Sent]) -> list[tuple[_Sent, str]]:
    """Which notices were answered, and how: every kind of answer there is, spread over the months."""
    plain = [notice for notice in sent if not notice.forks]
    english = [notice for notice in plain if not notice.work.chinese]
    chinese = [notice for notice in plain if notice.work.chinese]
    many = [notice for notice in english if len(notice.letter.reported) > 1]
    few = [notice for notice in english if notice not in many[::4]]
    return [
        *((notice, "counter") for notice in few[2::6]),
        *((notice, "counter") for notice in chinese[1::6]),
        *((notice, "retraction") for notice in few[4::9]),
        *((notice, "retraction") for notice in chinese[4::9]),
        *((notice, "part") for notice in many[::4]),
        *((notice, "reversal") for notice in few[6::14]),
        *((notice, "counter then withdrawn") for notice in few[9::24]),
        *((notice, "counter then action") for notice in few[11::30]),
    ]


def _answer(cast: Cast, random: Random, notice: _Sent, kind: str, today: dt.date) -> list[DemoLetter]:
    """The letters that answer a notice, each some days after the one before."""
    steps = {
        "counter": ["counter-notice"],
        "retraction": ["retraction"],
        "part": ["retraction"],
        "reversal": ["reversal"],
        "counter then withdrawn": ["counter-notice", "counter-notice-retraction"],
        "counter then action": ["counter-notice", "legal-action"],
    }[kind]
    subject = notice.letter.reported[: len(notice.letter.reported) // 2] if kind == "part" else notice.letter.reported
    day = before = notice.letter.received_on
    written: list[DemoLetter] = []
    for step in steps:
        day = min(day + dt.timedelta(days=random.randint(5, 19)), today - dt.timedelta(days=1))
        facts = Facts(
            owner=cast.organisations[notice.work.owner],
            sender=notice.sender,
            provider=cast.organisations[notice.work.copied_on],
            work=notice.work,
            day=day,
            position=len(notice.letter.content) + len(written),
            earlier=before,
        )
        wording = _answer_wording(step, partial=kind == "part", chinese=notice.work.chinese, position=day.day)
        written.append(
            DemoLetter(
                name=f"{day:%Y-%m-%d}-{notice.letter.name[11:]}-{step}",
                received_on=day,
                provider=notice.letter.provider,
                content=fill(wording, facts, addresses=list(subject), forks=[], whole=False).encode(),
                kind=step,
                owner=notice.work.owner,
                holder=notice.letter.provider,
                subject=tuple(subject),
            )
        )
        before = day
    return written


def _answer_wording(step: str, *, partial: bool, chinese: bool, position: int) -> str:
    if partial:
        return "retraction-en-2"
    return {
        "counter-notice": "counter-zh-1" if chinese else ("counter-en-1", "counter-en-2")[position % 2],
        "retraction": "retraction-zh-1" if chinese else "retraction-en-1",
        "reversal": "reversal-en-1",
        "counter-notice-retraction": "counter-retraction-en-1",
        "legal-action": "legal-en-1",
    }[step]
