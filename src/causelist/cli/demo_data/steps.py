"""Walking one case of the demonstration along its path, act by act."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from causelist.accounts.models import User
from causelist.cases import services
from causelist.cases.models import Case, CaseEvent, Clock
from causelist.cli.demo_data import raids, verdicts
from causelist.cli.demo_data.country import Country
from causelist.cli.demo_data.matters import CITIES, Matter, fill

Given = Mapping[str, Any] | Callable[[dt.datetime], Mapping[str, Any]] | None


class Walk:
    """One case on its way; `at` is when the last step was taken. A step that would lie in the future is not taken."""

    def __init__(
        self,
        *,
        case: Case,
        matter: Matter,
        country: Country,
        people: Mapping[str, User],
        now: dt.datetime,
        dice: random.Random,
        published: dict[str, int],
    ) -> None:
        self.case = case
        self.matter = matter
        self.country = country
        self.people = people
        self.now = now
        self.dice = dice
        self.at = matter.filed_at
        self.stopped = False
        self.published = published
        self.subjects: dict[str, int] = {"complaint": case.complaints.values_list("pk", flat=True)[0]}

    def go(self, path: Mapping[str, Any]) -> None:
        """The whole path."""
        if path.get("silent"):
            self._fall_silent()
        raid_after = path.get("raid_after", 0)
        self._take(path["steps"][:raid_after])
        if path.get("raid"):
            raids.raid(self)
        self._take(path["steps"][raid_after:])
        for kind in ("penalty", "conviction", "damages"):
            if path.get(kind):
                self._decide(kind, appealed=bool(path.get("after")))
        self._take(path.get("after", ()))

    def do(self, days: float, name: str, who: str, given: Given = None, subject: int | None = None) -> CaseEvent | None:
        """One act some days later; None where that day has not come. `given` may be made from the moment of the act."""
        at = self.at + dt.timedelta(days=days, minutes=self.dice.randrange(1, 90))
        if self.stopped or at > self.now:
            self.stopped = True
            return None
        self.at = at
        lifecycle, act = name.split(".")
        event = services.act(
            case_id=self.case.pk, lifecycle=lifecycle, act=act,
            subject_id=subject or self.subjects.get(lifecycle), by=self.people[who], at=at,
            data=(given(at) if callable(given) else given) or {},
        )  # fmt: skip
        self.subjects[lifecycle] = event.subject_id
        for made in CaseEvent.objects.filter(case=self.case, pk__gt=event.pk).values("subject_kind", "subject_id"):
            self.subjects[made["subject_kind"]] = made["subject_id"]
        return event

    def offices(self) -> dict[str, int]:
        """The offices of this case's city, and the other city's enforcement."""
        city = self.matter.city
        other = next(one for one in CITIES if one != city)
        here = {what: self.country.office(city, what).pk for what in ("police", "procuratorate", "court")}
        return here | {"other": self.country.office(other).pk}

    def _take(self, given: Sequence[Sequence[Any]]) -> None:
        for days, name, who, data in given:
            if self.do(days, name, who, fill(data, self._words(days))) is None:
                return

    def _words(self, days: float) -> dict[str, object]:
        """What "@…" stands for in a step some days from now on."""
        day = self.at + dt.timedelta(days=days)
        soon = max(self.now, day) + dt.timedelta(days=self.dice.randrange(12, 30))
        offices = {f"@{name}": pk for name, pk in self.offices().items()}
        hearing = (day + dt.timedelta(days=12)).replace(hour=2, minute=0)
        return offices | {
            "@day": day.date().isoformat(), "@now": day.isoformat(), "@soon": soon.replace(hour=2, minute=0).isoformat(),
            "@track": self.subjects.get("civil"), "@hearing": hearing.isoformat(), "@ref": f"({day:%Y}) {self.case.pk}",
        }  # fmt: skip

    def _decide(self, kind: str, *, appealed: bool) -> None:
        """A decision of a kind, if all steps before it were taken; the first of a kind are published and carried out."""
        verdict = {"penalty": verdicts.penalty, "conviction": verdicts.conviction, "damages": verdicts.damages}[kind](
            self
        )
        if self.stopped or not verdicts.decide(self, verdict):
            return
        self.published[kind] = self.published.get(kind, 0) + 1
        if self.published[kind] <= verdicts.PUBLISHED:
            verdicts.publish(self, verdict.who)
        if not appealed and (kind != "damages" or self.dice.random() < 0.5):
            verdicts.carry_out(self, verdict.who)

    def _fall_silent(self) -> None:
        """The registry's sweep at the end of the clock, as it would have been on that day."""
        clock = Clock.objects.filter(case=self.case, name="acceptance").first()
        if clock is None or clock.due_at is None or clock.due_at > self.now:
            return
        self.at = clock.due_at
        services.act(
            case_id=self.case.pk, lifecycle="complaint", act="fall_silent",
            subject_id=self.subjects["complaint"], by=None, at=self.at,
        )  # fmt: skip
