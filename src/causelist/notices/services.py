"""What changes about letters on the record. The only writer of this room's models."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.core.refusal import Refused
from causelist.notices import intake, linking, receipts
from causelist.notices.effects import Step, missing
from causelist.notices.incoming import Incoming, correct, prepare
from causelist.notices.intake import midnight
from causelist.notices.lifecycle import ItemState, NoticeState, check_item_move, check_notice_move
from causelist.notices.lookup import on_record
from causelist.notices.models import (
    Correction,
    Item,
    ItemTransition,
    LinkDecision,
    Notice,
    NoticeLink,
    NoticeTransition,
)
from causelist.notices.permissions import check_decide
from causelist.notices.queries import claims, open_to_change
from causelist.notices.standing import decided
from causelist.parties.basics import clean_basis
from causelist.parties.models import Organisation
from causelist.record.publication import announce
from causelist.runtime import audit, bulk
from causelist.runtime.locks import serialise

__all__ = ["Incoming", "Outcome", "decide", "prepare", "receive", "receive_many", "reconsider"]

MAX_IDENTITY = 600
# Basis of a move that undoes one which, as letters taken in later show, was about another letter.
RELINKED = "relinked"
Status = Literal["new", "known", "refused"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one letter: `number` and `notice_id` of the one on the record, unless it was refused.

    `reason` says why it was refused and how to mend it; `remarks` what of it was not taken, and what the reader doubted.
    """

    status: Status
    identity: str
    number: str = ""
    notice_id: int | None = None
    reason: str = ""
    remarks: tuple[str, ...] = ()


@transaction.atomic
def receive_many(incoming: Sequence[Incoming], *, by: User | None, holder: Organisation | None = None) -> list[Outcome]:
    """Put letters on the record, all or none, and link them to what they are about; an outcome for each, in order.

    A letter whose identity is on the record already (or earlier in the batch) changes nothing. A bounded number of
    queries however many letters.
    """
    serialise("notices.receive")
    known = on_record([letter.identity for letter in incoming])
    fresh: dict[str, Incoming] = {}
    for letter in incoming:
        if letter.identity not in known and len(letter.identity) <= MAX_IDENTITY:
            fresh.setdefault(letter.identity, letter)
    made = intake.record(list(fresh.values()), by_id=by.pk if by else None, holder_id=holder.pk if holder else None)
    if made:
        moved = _settle([row.id for row in made])
        announce("notice", sorted({row.id for row in made} | moved))
    numbers = {row.letter.identity: row for row in made}
    outcomes = []
    for letter in incoming:
        row = numbers.get(letter.identity)
        if row and fresh[letter.identity] is letter:
            remarks = (*letter.understood.remarks, *letter.remarks)
            outcomes.append(Outcome("new", letter.identity, row.number, row.id, remarks=remarks))
        elif row:
            outcomes.append(Outcome("known", letter.identity, row.number, row.id))
        elif letter.identity in known:
            outcomes.append(Outcome("known", letter.identity, *known[letter.identity]))
        else:
            reason = f"its path is longer than {MAX_IDENTITY} characters; move it to a folder with a shorter name"
            outcomes.append(Outcome("refused", letter.identity, reason=reason))
    return outcomes


@transaction.atomic
def receive(
    *,
    incoming: Incoming,
    by: User | None,
    holder: Organisation | None = None,
    corrections: Mapping[str, Any] | None = None,
) -> Outcome:
    """Put one letter on the record, as corrected by `by`; what was read and what they said are both kept.

    `corrections` has values as `Reading.as_json` gives them. Raises `ValueError` for ones that cannot be. A letter
    that is on the record already stays as it is.
    """
    changed = {name: value for name, value in (corrections or {}).items() if value != incoming.read.get(name, object())}
    if changed and by is None:
        raise ValueError("a correction needs the person who made it")
    [outcome] = receive_many([correct(incoming, changed) if changed else incoming], by=by, holder=holder)
    if outcome.status == "new" and outcome.notice_id is not None:
        Correction.objects.bulk_create(
            Correction(notice_id=outcome.notice_id, field=name, read=incoming.read[name], corrected=value, by=by)
            for name, value in changed.items()
        )
        if by is not None:
            detail: dict[str, Any] = {"source": incoming.source, "corrected": sorted(changed)}
            detail |= {"doubt": incoming.doubt} if incoming.doubt else {}
            audit.record(by=by, act="notices.receive", subject=f"notices.notice:{outcome.number}", detail=detail)
            receipts.owe(notice_id=outcome.notice_id, source=incoming.source, by=by)
    return outcome


@transaction.atomic
def decide(*, source: Notice, target: Notice, confirmed: bool, reason: str, by: User) -> NoticeLink:
    """Confirm or refuse what `source` claims to do to `target`; confirmed, it takes effect as if it always had.

    The newest decision holds; the same one again changes nothing. Raises `NotAllowed` for anybody but who runs the
    registry, `Refused` where nothing is claimed or no reason given.
    """
    check_decide(by)
    reason = clean_basis(reason)
    serialise("notices.receive")
    link = claims(waiting=False).filter(source=source, target=target).first()
    if link is None:
        raise Refused(_("Nothing waits here: the one letter claims nothing of the other."), code="not_claimed")
    if link.standing == decided(confirmed):
        return link
    LinkDecision.objects.create(source=source, target=target, kind=link.kind, confirmed=confirmed, reason=reason, by=by)
    moved = _settle([source.pk], by_id=by.pk)
    detail = {"of": target.number, "kind": link.kind, "confirmed": confirmed}
    audit.record(by=by, act="notices.decide", subject=f"notices.notice:{source.number}", detail=detail)
    announce("notice", sorted({source.pk, target.pk} | moved))
    return claims(waiting=False).get(source=source, target=target)


@transaction.atomic
def reconsider(*, organisations: Collection[int], moved: bool) -> set[int]:
    """See anew who may do what to whose letters, after something about these organisations changed; the letters moved.

    Only what is claimed may come to take effect, unless names moved between organisations (`moved`): then what took
    effect because two were one may end, too.
    """
    serialise("notices.receive")
    sources = open_to_change(organisations, moved=moved)
    changed = _settle(sources) if sources else set()
    announce("notice", sorted(changed))
    return changed


def _settle(new: Sequence[int], by_id: int | None = None) -> set[int]:
    """Write what the new letters change in links and states; the ids of the letters whose links or states changed."""
    plan = linking.plan(new)
    if plan.drop:
        NoticeLink.objects.filter(id__in=plan.drop).delete()
    bulk.insert(
        NoticeLink,
        [(link.source, link.target, link.kind, link.basis, link.standing, link.voice) for link in plan.add],
        ["source_id", "target_id", "kind", "basis", "standing", "voice"],
    )
    if plan.courses:
        _move(plan, by_id)
    return set(plan.courses) | {link.source for link in plan.add}


def _move(plan: linking.Plan, by_id: int | None) -> None:
    """Bring letters and items to the end of their courses, with a row for each move that has none yet."""
    ids = sorted(plan.courses)
    notices = Notice.objects.select_for_update().filter(id__among=ids).order_by("id")
    rows = _rows(
        plan,
        states=dict(notices.values_list("id", "state")),
        walked=_walked(NoticeTransition.objects.filter(notice__among=ids, cause__isnull=False), "notice_id"),
        courses={pk: plan.courses[pk].notice for pk in ids},
        initial=NoticeState.RECORDED,
    )
    for _pk, before, after, *_more, relinked in rows:
        check_notice_move(NoticeState(before), NoticeState(after), relinked=relinked)
    bulk.insert(NoticeTransition, [(*row[:-1], by_id) for row in rows], ["notice_id", *_MOVE])
    for state, moved in _ends(rows):
        Notice.objects.filter(id__among=moved).update(state=state)
    _move_items(plan, ids, by_id)


def _move_items(plan: linking.Plan, ids: list[int], by_id: int | None) -> None:
    items = Item.objects.select_for_update(of=("self",)).filter(notice__among=ids, state__isnull=False).order_by("id")
    rows = _rows(
        plan,
        states={pk: str(state) for pk, state in items.values_list("id", "state")},
        walked=_walked(ItemTransition.objects.filter(item__notice__among=ids, cause__isnull=False), "item_id"),
        courses={item: steps for pk in ids for item, steps in plan.courses[pk].items.items()},
        initial=ItemState.NOTICED,
    )
    for _pk, before, after, *_more, relinked in rows:
        check_item_move(ItemState(before), ItemState(after), relinked=relinked)
    bulk.insert(ItemTransition, [(*row[:-1], by_id) for row in rows], ["item_id", *_MOVE])
    for state, moved in _ends(rows):
        Item.objects.filter(id__among=moved).update(state=state)


_MOVE = ["from_state", "to_state", "occurred_at", "basis", "cause_id", "by_id"]


def _walked(moves: QuerySet[Any], key: str) -> dict[int, list[tuple[str, int]]]:
    walked: dict[int, list[tuple[str, int]]] = {}
    for pk, state, cause in moves.order_by("id").values_list(key, "to_state", "cause_id"):
        walked.setdefault(pk, []).append((state, cause))
    return walked


def _rows(
    plan: linking.Plan,
    *,
    states: Mapping[int, str],
    walked: Mapping[int, list[tuple[str, int]]],
    courses: Mapping[int, Sequence[Step]],
    initial: str,
) -> list[tuple[Any, ...]]:
    """The moves that are missing: whose, from, to, when, basis, cause, and whether it mends an earlier one."""
    rows: list[tuple[Any, ...]] = []
    today = timezone.localdate()
    for pk in sorted({*courses, *walked}):
        before = states[pk]
        steps = missing(walked.get(pk, ()), courses.get(pk, ()), current=before, initial=initial, on=today)
        for step, relinked in steps:
            basis = plan.known[step.cause].number if step.cause else RELINKED
            rows.append((pk, before, step.state, midnight(step.on), basis, step.cause, relinked))
            before = step.state
    return rows


def _ends(rows: Sequence[tuple[Any, ...]]) -> list[tuple[str, list[int]]]:
    """The last state of each row's subject, and who is to have it."""
    last = {row[0]: row[2] for row in rows}
    return [(state, [pk for pk, end in last.items() if end == state]) for state in sorted(set(last.values()))]
