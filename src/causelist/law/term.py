"""How long a work or a neighbouring right is protected, and whether it still is on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from causelist.law import schema
from causelist.law.errors import BadFact, LawError
from causelist.law.sums import Step, known, plain_words, step, told, year_end, zh

if TYPE_CHECKING:
    from causelist.law.book import Book
    from causelist.law.rule import Citation, Version

EVENTS = ("author_died", "published", "created")
PICKS = ("first", "earliest", "latest")


def _day(value: Any, where: str) -> None:
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise LawError(f"{where}: a day is expected, as YYYY-MM-DD without quotes, not {value!r}")


_CONDITION = schema.Spec(
    {"event": schema.one_of(*EVENTS)},
    {
        "before": _day,  # the event happened before this day
        "from": _day,  # the event happened on this day or after it
        "within_years": schema.whole,  # the event happened within so many years (to 31 December) of another
        "of": schema.one_of(*EVENTS),
    },
)
_CLOCK = schema.Spec(
    {"event": schema.one_of(*EVENTS)},
    {
        "years": schema.whole,  # from the event to 31 December of that year
        "until": _day,  # or to a fixed day
        "when": schema.each(_CONDITION),  # all must hold, or the clock does not run
        "needs": schema.one_of("renewed", "not_renewed"),  # a fact that must be shown, or the clock does not run
    },
)


def _clock(value: Any, where: str) -> None:
    """A clock: an event, and either years from it or a fixed last day."""
    _CLOCK(value, where)
    if ("years" in value) == ("until" in value):
        raise LawError(f"{where}: a clock has either `years` or `until`")


schema.kind(
    "term",
    schema.Spec(
        {"clocks": schema.each(_clock), "pick": schema.one_of(*PICKS)},
        {
            "instead": schema.each(
                schema.Spec({"event": schema.one_of(*EVENTS), "before": _day, "rule": schema.words})
            ),
            "not_before": schema.each(schema.Spec({"until": _day, "when": schema.each(_CONDITION)})),
            "not_revived": schema.flag,  # what ran out under the version before stays free
        },
    ),
)
schema.kind(
    "term_kinds",
    schema.Spec(
        {"kinds": schema.mapping_of(schema.words)},  # kind of work: rule
        {
            "legal_person": schema.mapping_of(schema.words),  # the same where a legal person is the author
            "anonymous": schema.mapping_of(schema.words),  # the same where the author is not known
        },
    ),
)


@dataclass(frozen=True, slots=True)
class Span:
    """Between which days the last day lies; None: no bound is known."""

    least: dt.date | None = None
    most: dt.date | None = None

    @property
    def exact(self) -> dt.date | None:
        """The last day, where it is known."""
        return self.least if self.least == self.most else None

    def covers(self, day: dt.date) -> bool | None:
        """Whether a day is protected; None: it cannot be said."""
        if self.least and day <= self.least:
            return True
        return False if self.most and day > self.most else None


@dataclass(frozen=True, slots=True)
class Term:
    """The answer: protected on the day or not (None: it cannot be said), the last day, and why."""

    kind: str
    on: dt.date
    rule: str
    protected: bool | None
    until: dt.date | None  # the last day of protection; None: not known, or the author lives
    span: Span  # what is known of the last day
    cite: Citation
    steps: tuple[Step, ...]
    missing: tuple[str, ...] = ()  # the facts that would tell the last day

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "protected": self.protected,
            "until": self.until.isoformat() if self.until else None,
            "at_least": self.span.least.isoformat() if self.span.least else None,
            "at_most": self.span.most.isoformat() if self.span.most else None,
            "kind": self.kind,
            "on": self.on.isoformat(),
            "rule": self.rule,
            "missing": list(self.missing),
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
            **told(self.steps),
        }


def term(
    book: Book,
    *,
    kind: str,
    on: dt.date,
    published: dt.date | None = None,
    created: dt.date | None = None,
    author_died: dt.date | Sequence[dt.date] | None = None,
    author_lives: bool = False,
    anonymous: bool = False,
    legal_person: bool = False,
    renewed: bool | None = None,
) -> Term:
    """The term of protection on a day.

    `kind` is a kind of work (`literary`, `film`, `photograph`) or of neighbouring right (`performance`, `phonogram`,
    `broadcast`). `published`: the first publication, or the first broadcast; not given while `created` is, the work
    is taken as unpublished. `created`: the making, the performance or the fixation. Of several authors the last
    death decides. `legal_person`: an organisation is the author, or the work was made for hire. `renewed`: for works
    published in the United States before 1964. Raises `BadFact`, `UnknownName` or `NotInForce`.
    """
    facts = {"published": published, "created": created, "author_died": _last_death(author_died)}
    _check(facts, on, author_lives=author_lives)
    kinds = book.on(f"{book.jurisdiction}.term.kinds", on).value
    known("kind of work", kind, kinds["kinds"])
    rule_id = kinds["kinds"][kind]
    if anonymous:
        rule_id = kinds.get("anonymous", {}).get(kind, rule_id)
    if legal_person:
        rule_id = kinds.get("legal_person", {}).get(kind, rule_id)
    found = _Working(book, on, facts, renewed=renewed, author_lives=author_lives)
    rule_id, version = found.version(rule_id)
    span = found.span(rule_id, version)
    return Term(
        kind=kind,
        on=on,
        rule=rule_id,
        protected=span.covers(on),
        until=span.exact,
        span=span,
        cite=version.cite,
        steps=tuple(found.steps),
        missing=() if span.exact else tuple(dict.fromkeys(found.missing)),
    )


def _last_death(died: dt.date | Sequence[dt.date] | None) -> dt.date | None:
    if died is None or isinstance(died, dt.date):
        return died
    if not died:
        raise BadFact("author_died: the list is empty; give the day of death of each author, or leave it out")
    return max(died)


def _check(facts: Mapping[str, dt.date | None], on: dt.date, *, author_lives: bool) -> None:
    created, published, died = facts["created"], facts["published"], facts["author_died"]
    if created and created > on:
        raise BadFact(f"created: on {on} the work was not yet made; ask about a later day")
    if created and published and published < created:
        raise BadFact(f"published: {published} is before the work was made ({created}); check both dates")
    if created and died and died < created:
        raise BadFact(f"author_died: {died} is before the work was made ({created}); check both dates")
    if author_lives and died:
        raise BadFact("author_died: the author is said to live and to have died; give one of the two")


# What each event is called in the steps.
_WORDS = {
    "author_died": ("The author, or the last of them, died on", "作者（合作作者中最后死亡者）死亡于"),
    "published": ("It was first published on", "首次发表于"),
    "created": ("It was made on", "创作（制作、表演）完成于"),
}


class _Working:
    """The working of one question."""

    def __init__(
        self,
        book: Book,
        on: dt.date,
        facts: Mapping[str, dt.date | None],
        *,
        renewed: bool | None,
        author_lives: bool,
    ) -> None:
        self.book, self.on, self.facts, self.renewed, self.author_lives = book, on, facts, renewed, author_lives
        self.steps: list[Step] = []
        self.missing: list[str] = []

    def version(self, rule_id: str) -> tuple[str, Version]:
        """The rule and version that answer: some works stay with an older rule."""
        version = self.book.on(rule_id, self.on)
        for older in version.value.get("instead", ()):
            happened = self.facts[older["event"]]
            if happened and happened < older["before"]:
                return older["rule"], self.book.on(older["rule"], self.on)
        return rule_id, version

    def span(self, rule_id: str, version: Version) -> Span:
        """What one version makes of the facts."""
        span = self.by_clocks(rule_id, version)
        span = self.not_before(span, rule_id, version)
        return self.not_revived(span, rule_id, version) if version.value.get("not_revived") else span

    def by_clocks(self, rule_id: str, version: Version) -> Span:
        """The last day by the clocks that run, or its bounds where a fact is missing."""
        clocks = [clock for clock in version.value["clocks"] if self.may_run(clock)]
        ran = [
            (_end(clock, happened), clock)
            for clock in clocks
            if (happened := self.facts[clock["event"]]) and self.shown(clock)
        ]
        if ran:
            pick = version.value["pick"]
            until, clock = ran[0] if pick == "first" else (min if pick == "earliest" else max)(ran, key=_end_of)
            self.tell(clock, until, rule_id, version)
            return Span(until, until)
        if self.author_lives and any(clock["event"] == "author_died" for clock in clocks):
            self.say("The author lives: the term has not begun to run.", "作者在世，保护期尚未起算。", rule_id, version)
            return Span(least=self.on)
        return self.bounds(clocks, rule_id, version)

    def may_run(self, clock: Mapping[str, Any]) -> bool:
        """Whether the dates that are given do not rule a clock out."""
        return self.facts[clock["event"]] is None or all(self.holds(part) for part in clock.get("when", ()))

    def shown(self, clock: Mapping[str, Any]) -> bool:
        """Whether the fact that a clock needs is shown."""
        needs = clock.get("needs")
        return needs is None or self.renewed is (needs == "renewed")

    def holds(self, condition: Mapping[str, Any]) -> bool:
        """Whether a condition on the dates is met; the distance to a date that is not given is taken as kept."""
        happened = self.facts[condition["event"]]
        if happened is None:
            return False
        if "before" in condition and happened >= condition["before"]:
            return False
        if "from" in condition and happened < condition["from"]:
            return False
        other = self.facts[condition["of"]] if "of" in condition else None
        return other is None or happened <= year_end(other, condition["within_years"])

    def bounds(self, clocks: list[Mapping[str, Any]], rule_id: str, version: Version) -> Span:
        """What the other dates say of the last day: a work is made before it is published, and by a living author."""
        self.missing += [clock["event"] for clock in clocks if self.facts[clock["event"]] is None]
        self.missing += ["renewed" for clock in clocks if self.facts[clock["event"]] and not self.shown(clock)]
        least, most = [], []
        for clock in clocks:
            happened = self.facts[clock["event"]]
            earliest = happened or self.facts["created"]
            latest = happened or (self.facts["published"] if clock["event"] == "created" else None)
            least.append(_end(clock, earliest) if earliest else None)
            most.append(_end(clock, latest) if latest else None)
        span = Span(_all(least, min), _all(most, max))
        self.tell_bounds(span, rule_id, version)
        return span

    def tell_bounds(self, span: Span, rule_id: str, version: Version) -> None:
        """What is missing, and what can be said all the same."""
        names = tuple(dict.fromkeys(self.missing))
        self.say(
            "The last day depends on: {names}.",
            "届满之日取决于：{names_zh}。",
            rule_id,
            version,
            names=", ".join(map(plain_words, names)),
            names_zh="、".join(map(zh, names)),
        )
        if span.least:
            self.say("It is not before {day}.", "不早于{day}。", rule_id, version, day=span.least)
        if span.most:
            self.say("It is not after {day}.", "不晚于{day}。", rule_id, version, day=span.most)

    def tell(self, clock: Mapping[str, Any], until: dt.date, rule_id: str, version: Version) -> None:
        """The clock that decides, in words."""
        event, event_zh = _WORDS[clock["event"]]
        day = self.facts[clock["event"]]
        if "until" in clock:
            self.say(
                "{event} {day}: the term is set to end on {until}.",
                "{event_zh}{day}：保护期定于{until}届满。",
                rule_id,
                version,
                event=event,
                event_zh=event_zh,
                day=day,
                until=until,
            )
            return
        self.say(
            "{event} {day}; {years} years from then, to the end of the year: {until}.",
            "{event_zh}{day}；保护期{years}年，截止于第{years}年的12月31日：{until}。",
            rule_id,
            version,
            event=event,
            event_zh=event_zh,
            day=day,
            years=clock["years"],
            until=until,
        )

    def say(self, template: str, template_zh: str, rule_id: str, version: Version, **values: Any) -> None:
        self.steps.append(step(template, template_zh, rule=rule_id, cite=version.cite, **values))

    def not_before(self, span: Span, rule_id: str, version: Version) -> Span:
        """Some works are protected to a certain day at least."""
        for floor in version.value.get("not_before", ()):
            day = floor["until"]
            if all(self.holds(condition) for condition in floor["when"]) and (span.least is None or span.least < day):
                self.say("It does not end before {until}.", "保护期不早于{until}届满。", rule_id, version, until=day)
                span = Span(day, None if span.most is None else max(day, span.most))
        return span

    def not_revived(self, span: Span, rule_id: str, version: Version) -> Span:
        """What ran out under the version before stays free."""
        day = version.starts
        old = _Working(self.book, self.on, self.facts, renewed=self.renewed, author_lives=self.author_lives)
        before = old.span(rule_id, self.book.on(rule_id, day - dt.timedelta(days=1)))
        if before.least and before.least >= day:
            return span
        if before.exact or not set(old.missing) <= set(self.missing):
            self.steps += old.steps
        if before.most and before.most < day:
            self.say(
                "It ran out before {day}, and what had run out then is not protected again.",
                "保护期在{day}前已经届满，不再保护。",
                rule_id,
                version,
                day=day,
            )
            return before
        self.missing += old.missing
        self.say(
            "If it ran out before {day} under the older law, it is not protected again.",
            "依旧法保护期在{day}前已经届满的，不再保护。",
            rule_id,
            version,
            day=day,
        )
        return Span(before.least, span.most)


def _end(clock: Mapping[str, Any], happened: dt.date) -> dt.date:
    """The last day by one clock."""
    until: dt.date | None = clock.get("until")
    return until or year_end(happened, clock["years"])


def _end_of(pair: tuple[dt.date, Any]) -> dt.date:
    return pair[0]


def _all(days: list[dt.date | None], pick: Any) -> dt.date | None:
    """The least or the most of some days, if each of them is known."""
    sure = [day for day in days if day]
    return pick(sure) if sure and len(sure) == len(days) else None
