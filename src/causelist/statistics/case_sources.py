"""Which rows of the cases each figure is made of, as query sets that group in the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Least, Round
from django.utils import timezone

from causelist.cases.models import (
    CaseEvent,
    Clock,
    Complaint,
    Decision,
    Measure,
    Publication,
    Sanction,
    SeizedItem,
    Track,
)
from causelist.runtime.sql import month_of
from causelist.statistics.case_metrics import ADMINISTRATIVE, CIVIL, CRIMINAL

MOST = 10**12  # of one line, in pieces or units of money: a slip of the pen does not drown a country's figure
STANDING = ("issued", "served", "appealed", "final", "enforced")  # states of a decision that counts
DECIDED = ("administrative.decide", "civil.judge", "criminal.judge")
ANSWERED = ("complaint.accept", "complaint.refuse")
_GOODS = {"copies": "products_seized", "equipment": "equipment_seized"}
# How a track ended, by the act that ended it; `close` and what the courts and bodies above say give a result instead.
ENDINGS = {
    "civil.settle": "settled", "civil.withdraw": "withdrawn", "civil.reject": "rejected", "criminal.drop": "dropped",
    "criminal.not_charge": "not_charged", "criminal.not_supervised": "not_opened", "criminal.give_back": "not_opened",
    "civil.end_before_suit": "withdrawn",
    "administrative.decide_reconsideration": "annulled", "administrative.court_decides": "annulled",
}  # fmt: skip
RESULTS = frozenset({
    "settled", "enforced", "not_enforceable", "claim_dismissed", "no_infringement", "no_penalty", "prosecuted",
    "acquitted",
})  # fmt: skip

Amounts = Iterator[tuple[str, int, Mapping[str, str]]]  # metric, amount, further divisions


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of one kind. `case` leads to the row's case and `office` to the office it counts for ("": its case's own).

    `amounts` says of one group which figures it adds to, and how much.
    """

    rows: QuerySet[Any]
    month: Any
    amounts: Callable[[Mapping[str, Any]], Amounts]
    case: str = "case__"
    authority: Any = None
    more: Mapping[str, Any] = field(default_factory=dict)
    sums: Mapping[str, Any] = field(default_factory=lambda: {"rows": Count("pk")})

    def groups(self) -> Iterator[Mapping[str, Any]]:
        """Counted in the store, by all that any figure of them is divided by; streamed."""
        by = {"month": self.month, **_of_case(self.case, self.authority), **self.more}
        grouped = self.rows.order_by().values(**_apart(by)).annotate(**_apart(self.sums))
        return _read(grouped)


@dataclass(frozen=True, slots=True)
class Waits:
    """Rows in the order of their beginning, each with `started`, `ended` (the end that is measured), `gone` (another)."""

    rows: QuerySet[Any]
    values: Mapping[str, Any]

    def each(self) -> Iterator[Mapping[str, Any]]:
        """The rows, streamed."""
        return _read(self.rows.values(**_apart(self.values)))

    @staticmethod
    def reckon(row: Mapping[str, Any], as_of: dt.datetime) -> tuple[dt.date, int, bool]:
        """The month of its beginning, whole days until its end or until it was last seen open, whether it ended."""
        ended: dt.datetime | None = row["ended"]
        until = min(ended or row["gone"] or as_of, as_of)
        began = timezone.localdate(row["started"]).replace(day=1)
        return began, max(0, (until - row["started"]).days), ended is not None and ended <= as_of


def sources(as_of: dt.datetime) -> list[Source]:
    """All of them."""
    return [
        *_tracks(), *_steps(), *_measures(), _seized(), *_sanctions(), _convictions(), *_complaints(as_of),
    ]  # fmt: skip


def waits(as_of: dt.datetime) -> Mapping[str, Waits]:
    """For each figure that tells days, its rows."""
    answered = _first(ANSWERED, "complaint")
    withdrawn = _first(("complaint.withdraw",), "complaint")
    complaints = Complaint.objects.filter(filed_at__lte=as_of).order_by("filed_at", "pk")
    tracks = Track.objects.filter(opened_at__lte=as_of, is_public=True).order_by("opened_at", "pk")
    of_complaint = _of_case("case__", _authority("office", "case__office"))
    of_track = {**_of_case("case__", _authority("office")), "track": F("kind")}
    return {
        "acceptance_days": Waits(
            complaints, {**of_complaint, "started": F("filed_at"), "ended": answered, "gone": withdrawn}
        ),
        "decision_days": Waits(
            tracks,
            {**of_track, "started": F("opened_at"), "ended": _first(DECIDED, OuterRef("kind")), "gone": F("closed_at")},
        ),
    }


def _apart(names: Mapping[str, Any]) -> dict[str, Any]:
    """Under names that no field has."""
    return {f"its_{name}": how for name, how in names.items()}


def _read(rows: QuerySet[Any, dict[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for row in rows.iterator(chunk_size=2000):
        yield {name.removeprefix("its_"): value for name, value in row.items()}


def _of_case(path: str, authority: Any) -> dict[str, Any]:
    return {
        "stage": F(f"{path}stage"),
        "confidentiality": F(f"{path}confidentiality"),
        "region": F(f"{path}region__code"),
        "industry": F(f"{path}industry"),
        "authority": authority,
    }


def _authority(*offices: str) -> Combinable:
    """The page of the body of the first office there is."""
    slugs = [f"{office}__body__organisation__slug" for office in offices]
    return F(slugs[0]) if len(slugs) == 1 else Coalesce(*slugs)


def _first(acts: Sequence[str], kind: Any) -> Subquery:
    """When the first of some acts on a subject was done. `kind` is the subject's lifecycle."""
    events = CaseEvent.objects.filter(case=OuterRef("case"), subject_id=OuterRef("pk"), subject_kind=kind, act__in=acts)
    return Subquery(events.order_by("occurred_at").values("occurred_at")[:1])


def _named(name: str) -> Callable[[Mapping[str, Any]], Amounts]:
    """All rows add to one figure, whose name may hold the track."""

    def amounts(group: Mapping[str, Any]) -> Amounts:
        yield name.format(track=group.get("track")), group["rows"], {}

    return amounts


def _told(path: str = "track__") -> Q:
    """Of rows on a track of which some step was told to everybody, or on none."""
    return Q(**{f"{path}isnull": True}) | Q(**{f"{path}is_public": True})


def _tracks() -> Iterator[Source]:
    track = {"track": F("kind")}
    told = Track.objects.filter(is_public=True)
    yield Source(told, month_of("opened_at"), _named("{track}_filed"), authority=_authority("office"), more=track)
    ending = CaseEvent.objects.filter(
        case=OuterRef("case"), subject_id=OuterRef("pk"), subject_kind=OuterRef("kind"), to_state="closed"
    ).order_by("-pk")
    closed = told.filter(closed_at__isnull=False).annotate(
        ending=Subquery(ending.values("act")[:1]), result=Subquery(ending.values("detail__result")[:1])
    )
    yield Source(
        closed, month_of("closed_at"), _resolved, authority=_authority("office"),
        more={**track, "act": F("ending"), "said": F("result")},
    )  # fmt: skip


def _resolved(group: Mapping[str, Any]) -> Amounts:
    yield f"{group['track']}_resolved", group["rows"], {"outcome": outcome(group["act"], group["said"])}


def outcome(act: str | None, result: object) -> str:
    """How a track ended, by the act that ended it and its result."""
    if act in ENDINGS:
        return ENDINGS[act]
    return str(result) if result in RESULTS else "other"


def _steps() -> Iterator[Source]:
    """Acts on a track, of which the first counts."""
    for acts, name in ((DECIDED, "{track}_decided"), (("criminal.charge",), "criminal_prosecutions")):
        earlier = CaseEvent.objects.filter(
            case=OuterRef("case"), subject_id=OuterRef("subject_id"), act=OuterRef("act"), pk__lt=OuterRef("pk")
        )
        rows = CaseEvent.objects.filter(~Exists(earlier), act__in=acts, track__is_public=True)
        yield Source(
            rows, month_of("occurred_at"), _named(name), authority=_authority("track__office"),
            more={"track": F("track__kind")},
        )  # fmt: skip


def _track_of(path: str, lifecycle: str) -> Case:
    """The track a measure counts for: its own, else the one that such a measure belongs to by nature."""
    own = f"{path}track__kind"
    return Case(
        When(**{f"{own}__isnull": False}, then=F(own)),
        When(**{lifecycle: "order"}, then=Value(CIVIL)),
        default=Value(ADMINISTRATIVE),
        output_field=CharField(),
    )


def _measures() -> Iterator[Source]:
    authority = _authority("track__office", "case__office")
    granted = CaseEvent.objects.filter(
        case=OuterRef("case"), subject_id=OuterRef("pk"), subject_kind="order", act="order.grant"
    ).order_by("occurred_at", "pk")
    orders = Measure.objects.filter(_told(), lifecycle="order", kind="injunction").annotate(
        granted=Subquery(granted.values("occurred_at")[:1])
    )
    yield Source(
        orders.filter(granted__isnull=False), month_of("granted"), _named("{track}_injunctions"), authority=authority,
        more={"track": _track_of("", "lifecycle")},
    )  # fmt: skip
    raids = Measure.objects.filter(_told(), lifecycle="operation", kind="raid", carried_out_at__isnull=False)
    criminal = Case(When(track__kind=CRIMINAL, then=Value(CRIMINAL)), default=Value(ADMINISTRATIVE))
    yield Source(
        raids, month_of("carried_out_at"), _named("{track}_raids"), authority=authority, more={"track": criminal}
    )


def _seized() -> Source:
    def amounts(group: Mapping[str, Any]) -> Amounts:
        yield f"{group['track']}_{_GOODS[group['goods']]}", group["pieces"], {}

    return Source(
        SeizedItem.objects.filter(_told("seizure__measure__track__"), kind__in=_GOODS),
        month_of("seizure__taken_at"),
        amounts,
        case="seizure__case__",
        authority=_authority("seizure__measure__track__office", "seizure__case__office"),
        more={"track": _track_of("seizure__measure__", "seizure__measure__lifecycle"), "goods": F("kind")},
        sums={"pieces": Sum(Least(F("quantity"), Value(MOST), output_field=BigIntegerField()))},
    )


def _published(rows: QuerySet[Any], decision: str) -> QuerySet[Any]:
    """Of decisions that stand and whose newest wording is published, neither withdrawn nor erased."""
    newest = Publication.objects.filter(decision=OuterRef(f"{decision}pk")).order_by("-version").values("state")[:1]
    standing: QuerySet[Any] = rows.filter(**{f"{decision}state__in": STANDING}).annotate(newest=Subquery(newest))
    return standing.filter(newest__in=("published", "replaced"))


def _hundredths(name: str) -> Cast:
    money = DecimalField(max_digits=20, decimal_places=2)
    capped = Least(F(name), Value(Decimal(MOST), output_field=money), output_field=money)
    return Cast(
        Round(ExpressionWrapper(capped * Value(Decimal(100), output_field=money), output_field=money)),
        BigIntegerField(),
    )


def _sanctions() -> Iterator[Source]:
    rows = _published(Sanction.objects.filter(_told("decision__track__")), "decision__")
    common: dict[str, Any] = {
        "month": month_of("decision__decided_on"),
        "case": "decision__case__",
        "authority": F("decision__body__organisation__slug"),
    }
    told = {"track": Coalesce("decision__track__kind", Value(ADMINISTRATIVE)), "sanction": F("kind"), "how": F("state")}
    yield Source(
        rows.filter(kind__in=("fine", "damages", "costs"), amount__isnull=False),
        amounts=_money,
        more={**told, "currency": F("currency")},
        sums={
            "rows": Count("pk"),
            "imposed": Sum(_hundredths("amount")),
            "paid": Sum(Least(_hundredths("paid"), _hundredths("amount"), output_field=BigIntegerField())),
        },
        **common,
    )
    suspended = Case(When(suspended_months__isnull=False, then=Value("suspended")), default=Value(""))
    yield Source(
        rows.filter(kind="prison", months__isnull=False),
        amounts=_prison,
        more={**told, "suspended": suspended},
        sums={"rows": Count("pk"), "months": Sum("months")},
        **common,
    )


def _money(group: Mapping[str, Any]) -> Amounts:
    name = {"damages": "civil_damages", "costs": "civil_costs"}.get(group["sanction"], f"{group['track']}_fines")
    if name == "civil_fines":  # a court's fine in a civil matter is none of either track's penalties
        return
    paid, how = group["paid"], group["how"]
    if how == "done":
        paid = group["imposed"]
    yield name, paid, {"paid": "paid"}
    yield name, group["imposed"] - paid, {"paid": "waived" if how == "waived" else "unpaid"}
    if name.endswith("_fines"):
        said = {"done": "paid", "part": "part", "waived": "waived"}.get(how, "unpaid")
        yield f"{name}_imposed", group["rows"], {"paid": said}


def _prison(group: Mapping[str, Any]) -> Amounts:
    how = group["suspended"] or {"done": "served", "waived": "waived"}.get(group["how"], "to_serve")
    yield "criminal_prison_terms", group["rows"], {"served": how}
    yield "criminal_prison_months", group["months"], {"served": how}


def _convictions() -> Source:
    return Source(
        _published(Decision.objects.filter(_told(), outcome="convicted", decided_on__isnull=False), ""),
        month_of("decided_on"),
        _named("criminal_convictions"),
        authority=F("body__organisation__slug"),
    )


def _complaints(as_of: dt.datetime) -> Iterator[Source]:
    authority = _authority("office", "case__office")
    answers = CaseEvent.objects.filter(
        case=OuterRef("case"), subject_id=OuterRef("pk"), subject_kind="complaint", act__in=ANSWERED
    )
    passed = Clock.objects.filter(
        Q(stopped_at__gt=F("due_at")) | Q(stopped_at__isnull=True, due_at__lt=as_of),
        case=OuterRef("case"), subject_id=OuterRef("pk"), subject_kind="complaint", name="acceptance",
    )  # fmt: skip
    yield Source(Complaint.objects.all(), month_of("filed_at"), _named("complaints"), authority=authority)
    rows = Complaint.objects.annotate(answered=Exists(answers), silent=Exists(passed)).filter(
        Q(answered=True) | Q(silent=True)
    )
    how = Case(
        When(answered=True, then=Value("late")), When(state="withdrawn", then=Value("withdrawn")), default=Value("none")
    )
    yield Source(
        rows, month_of("filed_at"), _answers, authority=authority, more={"answer": how, "silence": F("silent")}
    )


def _answers(group: Mapping[str, Any]) -> Amounts:
    yield "answers_due", group["rows"], {}
    if group["silence"]:
        yield "silence", group["rows"], {"answer": group["answer"]}
