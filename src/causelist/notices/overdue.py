"""Addresses about which a complaint may be brought: the provider refused, or did not answer in the time of the law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Case, CharField, Count, F, Min, Q, QuerySet, Value, When
from django.db.models.functions import Lower, Substr
from django.utils import timezone

from causelist.core.elements import NoticeKind
from causelist.law import takedown
from causelist.law.takedown import Overdue
from causelist.notices.answering import UNSETTLED, ItemOutcome
from causelist.notices.lifecycle import ItemState, NoticeState
from causelist.notices.models import Item
from causelist.parties.queries import family


class Why(StrEnum):
    """Why a complaint may be brought about an address."""

    REFUSED = "refused"
    UNANSWERED = "unanswered"  # the time of the law ran out
    NEEDS_MORE = "needs_more"  # the provider asked for more, and the time ran out


@dataclass(frozen=True, slots=True)
class Group:
    """Addresses that one complaint would carry: one provider, one law. `first` is the oldest day of receipt."""

    provider: int | None
    place: str  # whose law: the place's code, in lower case
    rule: str
    counts: dict[Why, int]
    first: dt.date

    @property
    def total(self) -> int:
        """How many addresses."""
        return sum(self.counts.values())


def complainable(organisations: Collection[int], *, on: dt.date | None = None) -> QuerySet[Item]:
    """The addresses in letters of these organisations that a complaint may be brought about on a day (today unless said).

    Each with `why` (`Why`), `law` (the place) and `rule` (that of the law which governs it; empty where its law is not
    known, as for a letter that names none to a provider of no region: then only a refusal can be complained of).
    """
    today = on or timezone.localdate()
    items = Item.objects.filter(
        notice__holder__in=family(organisations),
        notice__kind=NoticeKind.NOTICE,
        notice__state__in=[NoticeState.RECORDED, NoticeState.CONTESTED, NoticeState.PARTLY_WITHDRAWN],
    ).annotate(law=_law())
    late, rules = Q(pk__in=[]), []
    for place in takedown.places_known():
        spoken_for: tuple[str, ...] = ()  # what a more particular rule of the place governs, no other does
        for governing in takedown.governing(place):
            here = Q(law=place) & (Q(place_kind__in=governing.places) if governing.places else Q())
            rules.append(When(here, then=Value(governing.rule)))
            last = takedown.complainable_until(governing.rule, today)
            if last is not None:
                since = takedown.in_force_since(governing.rule)
                received = Q(notice__received_on__lte=last, notice__received_on__gte=since)
                late |= here & ~Q(place_kind__in=spoken_for) & received
            spoken_for += governing.places
    unsettled = Q(answer__isnull=True) | Q(answer__in=[str(outcome) for outcome in UNSETTLED])
    open_ = Q(state=ItemState.NOTICED)
    refused = Q(answer=ItemOutcome.REFUSED, state__in=[ItemState.NOTICED, ItemState.CONTESTED])
    return items.filter(refused | (open_ & unsettled & late)).annotate(
        rule=Case(*rules, default=Value(""), output_field=CharField()),
        why=Case(
            When(answer=ItemOutcome.REFUSED, then=Value(Why.REFUSED.value)),
            When(answer=ItemOutcome.NEEDS_MORE, then=Value(Why.NEEDS_MORE.value)),
            default=Value(Why.UNANSWERED.value),
            output_field=CharField(),
        ),
    )


def groups(items: QuerySet[Any]) -> list[Group]:
    """What `complainable` found, gathered by provider and law: the biggest first. One query."""
    rows = (
        items.order_by()
        .annotate(provider=F("notice__provider_name__organisation"))
        .values("provider", "law", "rule", "why")
        .annotate(items=Count("pk"), first=Min("notice__received_on"))
    )
    found: dict[tuple[int | None, str, str], tuple[dict[Why, int], list[dt.date]]] = {}
    for row in rows:
        counts, days = found.setdefault((row["provider"], row["law"] or "", row["rule"]), ({}, []))
        counts[Why(row["why"])] = row["items"]
        days.append(row["first"])
    made = [Group(*key, counts, min(days)) for key, (counts, days) in found.items()]
    return sorted(made, key=lambda group: (-group.total, group.rule, group.provider or 0))


def due_of(item: Item) -> Overdue | None:
    """When acting on one address was due, by the law of its letter; None where that law is not known."""
    notice = item.notice
    place = notice.jurisdiction
    if not place and notice.provider is not None and notice.provider.region is not None:
        place = notice.provider.region.code
    rule = takedown.rule_for(place, item.place_kind)
    if rule is None or notice.received_on < takedown.in_force_since(rule):
        return None
    return takedown.overdue(rule, notice.received_on)


def _law() -> Case:
    """The place whose law a letter rests on: what it names, else where its provider is."""
    region = "notice__provider_name__organisation__region__code"
    return Case(
        When(notice__jurisdiction="", then=Lower(Substr(region, 1, 2))),
        default=Lower(Substr("notice__jurisdiction", 1, 2)),
        output_field=CharField(),
    )
