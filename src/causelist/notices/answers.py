"""What providers answer about the addresses reported to them: address by address, or many at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.core.refusal import Refused
from causelist.notices.answering import LONGEST_REASON, Ground, ItemOutcome
from causelist.notices.models import Item, ItemAnswer
from causelist.parties.permissions import Act, NotAllowed, Reach, reach_of
from causelist.runtime import audit, bulk

MOST_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Answered:
    """How many addresses have a new answer, and how many had this very answer already."""

    new: int
    known: int


@transaction.atomic
def answer(
    *, items: Collection[int], outcome: str, by: User, ground: str = "", reason: str = "", through: int | None = None
) -> Answered:
    """Say what became of reported addresses, by their ids; all or none, and the newest answer of each holds.

    `through`: the one organisation for which the person answers, where a program's token narrows them to it.
    The same answer again changes nothing. Raises `NotAllowed` where one of the letters went to a provider for which the
    person may not answer, and `Refused` for an answer that cannot be, an address that reports nothing, or none at all.
    """
    said = _said(outcome, ground, reason)
    ids = sorted(set(items))
    if not ids or len(ids) > MOST_AT_ONCE:
        raise Refused(_("Choose 1 to %d addresses.") % MOST_AT_ONCE, code="how_many", field="items")
    rows = list(
        Item.objects.select_for_update(of=("self",))
        .filter(pk__among=ids)
        .order_by("pk")
        .values_list("pk", "state", "answer", "notice_id", "notice__provider_name__organisation")
    )
    _check_answer(by, {row[4] for row in rows}, through, whole=len(rows) == len(ids))
    if any(state is None for _pk, state, *_more in rows):
        raise Refused(
            _("One of these addresses is only what the letter is about: nobody asked that it be removed."),
            code="not_reported",
            field="items",
        )
    same = _saying(said, [pk for pk, _state, held, *_more in rows if held == said[0]])
    fresh = [row for row in rows if row[0] not in same]
    bulk.insert(
        ItemAnswer,
        [(pk, *said, by.pk) for pk, *_more in fresh],
        ["item_id", "outcome", "ground", "reason", "by_id"],
    )
    Item.objects.filter(pk__among=[row[0] for row in fresh]).update(answer=said[0])
    for notice in sorted({row[3] for row in fresh}):
        count = sum(row[3] == notice for row in fresh)
        detail = {"outcome": said[0], "ground": said[1], "items": count}
        audit.record(by=by, act="notices.answer", subject=f"notices.notice:{notice}", detail=detail)
    return Answered(len(fresh), len(same))


def newest_answers(items: QuerySet[Item]) -> QuerySet[Item]:
    """The same items, each with when and on what ground its newest answer was given (`answered_at`, `answer_ground`)."""
    newest = ItemAnswer.objects.filter(item=OuterRef("pk")).order_by("-pk")
    return items.annotate(
        answered_at=Subquery(newest.values("at")[:1]),
        answer_ground=Subquery(newest.values("ground")[:1]),
        answer_reason=Subquery(newest.values("reason")[:1]),
    )


def inbox(reach: Reach, provider: int | None = None) -> QuerySet[Item]:
    """What waits for an answer of the providers a person answers for, oldest first: unanswered, or waiting for more.

    `provider` narrows to one of them. Each item comes with its letter.
    """
    mine = reach.own(Act.ANSWER)
    if provider is not None:
        mine &= {provider}
    return (
        Item.objects.filter(notice__provider_name__organisation__in=mine, state="noticed", answer__isnull=True)
        .select_related("notice")
        .order_by("notice__received_on", "notice_id", "position")
    )


def answers_to(item: Item) -> QuerySet[ItemAnswer]:
    """Every answer about an address, newest first, with who gave it."""
    return item.answers.select_related("by").order_by("-pk")


def _said(outcome: str, ground: str, reason: str) -> tuple[str, str, str]:
    if outcome not in set(ItemOutcome):
        raise Refused(_("Choose one of the answers."), code="unknown_outcome", field="outcome")
    if outcome == ItemOutcome.REFUSED and ground not in set(Ground):
        raise Refused(_("A refusal needs its ground. Choose one."), code="no_ground", field="ground")
    reason = " ".join("".join(" " if unicodedata.category(char) == "Cc" else char for char in reason).split())
    if len(reason) > LONGEST_REASON:
        raise Refused(
            _("A reason has at most %d characters. Shorten it.") % LONGEST_REASON, code="too_long", field="reason"
        )
    needs_words = outcome == ItemOutcome.NEEDS_MORE or (outcome == ItemOutcome.REFUSED and ground == Ground.OTHER)
    if needs_words and not reason:
        raise Refused(
            _("Say what is missing, or why you refuse: who sent the letter is to be able to act on it."),
            code="no_reason",
            field="reason",
        )
    return outcome, ground if outcome == ItemOutcome.REFUSED else "", reason


def _check_answer(by: User, providers: set[int | None], through: int | None, *, whole: bool) -> None:
    """Only for letters that went to providers the person answers for; an address that is not there is nobody's."""
    reach = reach_of(by)
    mine = reach.own(Act.ANSWER)
    if through is not None:
        mine = mine & {through} if not reach.registry else {through}
    elif reach.registry:
        mine = {pk for pk in providers if pk is not None}
    if not whole or None in providers or not providers <= mine:
        raise NotAllowed(Act.ANSWER)


def _saying(said: tuple[str, str, str], ids: Collection[int]) -> set[int]:
    """Those of these items whose newest answer says just this."""
    if not ids:
        return set()
    newest = ItemAnswer.objects.filter(item=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    holding = Item.objects.filter(pk__among=list(ids)).annotate(newest=Subquery(newest))
    found = ItemAnswer.objects.filter(pk__in=holding.values("newest"), outcome=said[0], ground=said[1], reason=said[2])
    return set(found.annotate(of=F("item_id")).values_list("of", flat=True))
