"""Until when a claim may be brought, or an act punished: from knowledge or from the act, with its long stop."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from causelist.law import schema
from causelist.law.errors import BadFact, UnknownName
from causelist.law.sums import Step, add_years, known, step, told

if TYPE_CHECKING:
    from causelist.law.book import Book
    from causelist.law.rule import Citation, Version

schema.kind(
    "limitation",
    schema.Spec(
        {"years": schema.whole, "starts": schema.one_of("knowledge", "act")},
        {
            "long_stop": schema.whole,  # years from the act, whatever was known
            "back": schema.whole,  # an act that continues: damages for so many years before the suit
            "restarts": schema.flag,  # a demand, an acknowledgement or a suit starts the period anew
        },
    ),
)

KINDS = ("civil", "admin")


@dataclass(frozen=True, slots=True)
class Limitation:
    """Whether the time has run out on a day (None: it cannot be said), and what is left."""

    kind: str
    on: dt.date
    rule: str
    open: bool | None
    last_day: dt.date | None  # None: not known, or not yet running
    long_stop: dt.date | None
    injunction: bool | None  # whether the act itself may still be stopped
    damages_from: dt.date | None  # the first day that damages reach back to; None: all of the act, or not known
    cite: Citation
    steps: tuple[Step, ...]
    missing: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "open": self.open,
            "last_day": self.last_day.isoformat() if self.last_day else None,
            "long_stop": self.long_stop.isoformat() if self.long_stop else None,
            "injunction": self.injunction,
            "damages_from": self.damages_from.isoformat() if self.damages_from else None,
            "kind": self.kind,
            "on": self.on.isoformat(),
            "rule": self.rule,
            "missing": list(self.missing),
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
            **told(self.steps),
        }


def limitation(
    book: Book,
    *,
    on: dt.date,
    act: dt.date | None = None,
    act_ended: dt.date | None = None,
    continues: bool = False,
    knew: dt.date | None = None,
    restarted: Sequence[dt.date] = (),
    kind: str = "civil",
) -> Limitation:
    """Whether on a day (that of the suit, or of the discovery by the authority) the time has run out.

    `act` is the day of the act, or its first (if not given, its last); `act_ended` the last of one that lasted; `continues`: it still goes on.
    `knew`: when the owner knew, or should have known, of the harm and of who did it. `restarted`: days of demands,
    acknowledgements and suits. The last day is the same day of the year; whether it moves off a holiday is the
    clock's. Raises `BadFact`, `UnknownName` or `NotInForce`.
    """
    known("kind of limitation", kind, KINDS)
    rule_id = f"{book.jurisdiction}.{kind}.limitation"
    if rule_id not in book.rules:
        raise UnknownName("limitation", rule_id, [rule.id for rule in book if rule.kind == "limitation"] or ["none"])
    act = act or act_ended
    if act is None:
        raise BadFact("act: the day of the act is needed, or that of its end")
    _check(on, act, act_ended, knew, restarted, continues=continues)
    working = _Working(book, rule_id, on)
    end = act_ended or act
    working.tell_act(act, act_ended, continues=continues)
    if continues:
        return working.continuing(kind, act, knew)
    version = book.on(rule_id, end)
    stop = add_years(end, version.value["long_stop"]) if "long_stop" in version.value else None
    starts = version.value["starts"]
    start = (max(knew, end) if knew else None) if starts == "knowledge" else end
    last = working.last_day(start, restarted) if start else None
    return working.ended(kind, end, last, stop, working.part_lost(act, knew))


def _check(
    on: dt.date,
    act: dt.date,
    act_ended: dt.date | None,
    knew: dt.date | None,
    restarted: Sequence[dt.date],
    *,
    continues: bool,
) -> None:
    if act > on:
        raise BadFact(f"act: {act} is after the day asked about ({on}); nothing can run yet")
    if act_ended and act_ended < act:
        raise BadFact(f"act_ended: {act_ended} is before the act began ({act}); check both dates")
    if act_ended and act_ended > on:
        raise BadFact(f"act_ended: {act_ended} is after the day asked about ({on}); say that it continues instead")
    if act_ended and continues:
        raise BadFact("act_ended: the act is said to have ended and to continue; give one of the two")
    if any(day > on for day in restarted):
        raise BadFact(f"restarted: {max(restarted)} is after the day asked about ({on}); leave it out")
    if knew and knew < act:
        raise BadFact(f"knew: {knew} is before the act ({act}); nobody can know of it before")


class _Working:
    """The working of one question."""

    def __init__(self, book: Book, rule_id: str, on: dt.date) -> None:
        self.book, self.rule_id, self.on = book, rule_id, on
        self.version = book.on(rule_id, on)
        self.steps: list[Step] = []

    def say(self, template: str, template_zh: str, version: Version, **values: Any) -> None:
        self.steps.append(step(template, template_zh, rule=self.rule_id, cite=version.cite, **values))

    def tell_act(self, act: dt.date, act_ended: dt.date | None, *, continues: bool) -> None:
        """The act, in words."""
        if continues:
            self.say("The act began on {act} and continues.", "行为自{act}起仍在持续。", self.version, act=act)
        elif act_ended and act_ended > act:
            self.say(
                "The act lasted from {act} to {end}: the last day counts.",
                "行为自{act}持续至{end}，自终了之日起算。",
                self.version,
                act=act,
                end=act_ended,
            )
        else:
            self.say("The act was on {act}.", "行为发生于{act}。", self.version, act=act)

    def last_day(self, start: dt.date, restarted: Sequence[dt.date]) -> dt.date:
        """The last day of the period, newer law and new starts included."""
        last = self.one_period(start)
        for day in sorted(restarted):
            if day < start:
                raise BadFact(f"restarted: {day} is before the period began ({start}); leave it out")
            version = self.book.on(self.rule_id, day)
            if not version.value.get("restarts"):
                self.say("{day}: nothing starts the period anew.", "{day}：期间不因此重新起算。", version, day=day)
            elif day > last:
                self.say("{day}: the period had run out by then.", "{day}：期间已经届满。", version, day=day)
            else:
                last = self.one_period(day)
        return last

    def one_period(self, start: dt.date) -> dt.date:
        """The period from one start; a longer one that comes into force while it runs takes its place."""
        version = self.book.on(self.rule_id, start)
        last = add_years(start, version.value["years"])
        for later in self.book.rule(self.rule_id).versions:
            if start < later.starts <= last and later.value["years"] != version.value["years"]:
                self.say(
                    "From {start}, {years} years; before they ended, on {day}, a new period came into force.",
                    "自{start}起{years}年；届满前，新的期间于{day}施行。",
                    version,
                    start=start,
                    years=version.value["years"],
                    day=later.starts,
                )
                version, last = later, add_years(start, later.value["years"])
        self.say(
            "From {start}, that day not counted, {years} years: the last day is {last}.",
            "自{start}（当日不计）起{years}年，末日为{last}。",
            version,
            start=start,
            years=version.value["years"],
            last=last,
        )
        return last

    def part_lost(self, act: dt.date, knew: dt.date | None) -> dt.date | None:
        """The first day for which damages can still be had, where the older part of a long act is lost."""
        back = self.version.value.get("back")
        if back is None or knew is None or act >= (first := add_years(self.on, -back)):
            return None
        if add_years(knew, self.version.value["years"]) >= self.on:
            return None
        return first

    def ended(
        self, kind: str, end: dt.date, last: dt.date | None, stop: dt.date | None, part_lost: dt.date | None
    ) -> Limitation:
        """The answer for an act that is over."""
        missing: tuple[str, ...] = ()
        opened: bool | None
        if stop:
            self.say("The long stop is {stop}.", "最长期间至{stop}。", self.version, stop=stop)
        if last is None:
            self.say("If the owner knew of it at once:", "如权利人当时即已知道：", self.version)
            soonest = self.one_period(end)
            past = stop is not None and self.on > stop
            opened = False if past else (True if self.on <= soonest else None)
            missing = () if past else ("knew",)
        else:
            opened = self.on <= (min(last, stop) if stop else last)
            if opened and part_lost and part_lost <= end:
                self.say(
                    "Of what lasted, damages reach back to {day}.",
                    "持续期间的损害赔偿推算至{day}。",
                    self.version,
                    day=part_lost,
                )
        return Limitation(
            kind=kind,
            on=self.on,
            rule=self.rule_id,
            open=opened,
            last_day=last,
            long_stop=stop,
            injunction=None,
            damages_from=part_lost if opened and part_lost and part_lost <= end else None,
            cite=self.version.cite,
            steps=tuple(self.steps),
            missing=missing,
        )

    def continuing(self, kind: str, act: dt.date, knew: dt.date | None) -> Limitation:
        """The answer for an act that goes on: it may be stopped, and damages reach back so far."""
        back = self.version.value.get("back")
        reach = None
        missing: tuple[str, ...] = ()
        if back is None:
            self.say("The period has not begun: the act goes on.", "行为尚未终了，期间未起算。", self.version)
        else:
            reach = self.reach(act, knew, add_years(self.on, -back))
            missing = () if knew else ("knew",)
        return Limitation(
            kind=kind,
            on=self.on,
            rule=self.rule_id,
            open=True,
            last_day=None,
            long_stop=None,
            injunction=True if kind == "civil" else None,
            damages_from=reach,
            cite=self.version.cite,
            steps=tuple(self.steps),
            missing=missing,
        )

    def reach(self, act: dt.date, knew: dt.date | None, back: dt.date) -> dt.date:
        """How far damages reach back: the whole act while the period runs, else some years before the suit."""
        self.say("It goes on, so the court may order it to stop.", "侵权仍在持续，应当判决停止侵权。", self.version)
        if act >= back or (knew and self.one_period(knew) >= self.on):
            self.say("Damages reach back to {act}.", "损害赔偿自{act}起计算。", self.version, act=act)
            return act
        self.say(
            "Damages reach back to {back}, so many years before this day.",
            "损害赔偿自起诉之日起向前推算至{back}。",
            self.version,
            back=back,
        )
        return back
