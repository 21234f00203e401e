"""Who may do what with letters: seeing an original, recording one. What is published needs no permission."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from causelist.accounts.models import User
from causelist.core.numbers import BadNumber, parse_number
from causelist.notices.models import Notice, NoticeWork
from causelist.parties.models import Mandate, Organisation
from causelist.parties.permissions import Act, NotAllowed, Reach, can_act, check_act, check_registry, reach_of
from causelist.parties.queries import MOST_MERGES, families, family, home_of
from causelist.works.models import MandateWork
from causelist.works.permissions import can_file

_NUMBER = re.compile(r"[NCD]-[0-9]{4}-[0-9]{1,18}-[0-9]", re.IGNORECASE)


def letters_for(user: User, reach: Reach | None = None) -> QuerySet[Notice]:
    """Letters whose original a person may see: recorded for, or received by, an organisation they act for.

    By a mandate on all works, those recorded for the principal; by one on listed works, those that describe only works
    it lists, and those they recorded themselves. Who runs the registry sees all. `reach` where it is known already;
    else one query for it, and one for what was merged.
    """
    reach = reach_of(user) if reach is None else reach
    if reach.registry:
        return Notice.objects.all()
    held = reach.by_mandate(Act.SEE)
    own, partly = reach.own(Act.SEE), {one.principal for one in held if not one.all_works}
    kin = families(own | {one.principal for one in held})

    def all_of(roots: set[int]) -> set[int]:
        return set[int]().union(*(kin[root] for root in roots))

    # An organisation's names moved with it when it was merged: a provider is found by its name as it is.
    seen = Q(holder__in=all_of(own | {one.principal for one in held if one.all_works}))
    seen |= Q(provider_name__organisation__in=own)
    if partly:
        seen |= Q(holder__in=all_of(partly)) & (Q(recorded_by=user) | Q(under_listed_works(reach, Act.SEE)))
    return Notice.objects.filter(seen)


def under_listed_works(reach: Reach, act: Act) -> Exists:
    """Whether one mandate on listed works, by which a person may do this, lists every work that a letter describes.

    To be used where letters are asked for. A letter that describes no work is under none.
    """
    mandates = [held.id for held in reach.by_mandate(act) if not held.all_works]
    listed = MandateWork.objects.filter(mandate=OuterRef(OuterRef("pk")), work__title_key=OuterRef("work__title_key"))
    unlisted = NoticeWork.objects.filter(~Exists(listed), notice=OuterRef(OuterRef("pk")))
    given_by = Q()
    for steps in range(MOST_MERGES + 1):  # by what the holder is today, at however many merges
        given_by |= Q(principal=OuterRef("holder" + "__merged_into" * steps))
    described = NoticeWork.objects.filter(notice=OuterRef(OuterRef("pk")))
    return Exists(Mandate.objects.filter(given_by, Exists(described), ~Exists(unlisted), pk__in=mandates))


def sees(user: User, reach: Reach, notice: Notice, *, under_listed: bool) -> bool:
    """Whether `letters_for` has this letter, without asking the store, where its holder came with it.

    `under_listed` is what `under_listed_works` says of it for seeing.
    """
    holder = home_of(notice.holder).pk if notice.holder else None
    held = reach.by_mandate(Act.SEE)
    whole = reach.own(Act.SEE) | {one.principal for one in held if one.all_works}
    partly = {one.principal for one in held if not one.all_works}
    received = notice.provider is not None and notice.provider.pk in reach.own(Act.SEE)
    by_list = holder in partly and (under_listed or notice.recorded_by_id == user.pk)
    return reach.registry or holder in whole or received or by_list


def check_see_original(user: User | AnonymousUser, notice: Notice) -> None:
    """Raise `NotAllowed` unless a person may see the letter as it came: unredacted, with its bytes.

    `letters_for` says whose letters those are.
    """
    if not isinstance(user, User) or not letters_for(user).filter(pk=notice.pk).exists():
        raise NotAllowed(Act.SEE)


def can_see_original(user: User | AnonymousUser, notice: Notice) -> bool:
    """Whether `check_see_original` would pass."""
    try:
        check_see_original(user, notice)
    except NotAllowed:
        return False
    return True


def check_decide(user: User) -> None:
    """Raise `NotAllowed` unless a person may confirm or refuse what a letter claims to do to another's."""
    check_registry(user)


def check_file(user: User, organisation: Organisation, *, titles: Collection[str], refers_to: Collection[str]) -> None:
    """Raise `NotAllowed` unless a person may record, for an organisation, a letter about works of these titles.

    As `works.permissions.check_file`; and by a mandate on listed works also a letter that describes none but names, by
    number, letters of the organisation that are about listed works alone: to take them back, or to answer about them.
    """
    if can_file(user, organisation, titles):
        return
    numbers = {number for text in refers_to for number in _numbers(text)}
    if numbers and not any(title.strip() for title in titles):
        reach = reach_of(user)
        named = Notice.objects.filter(number__in=numbers, holder__in=family([organisation.pk]))
        if named.filter(under_listed_works(reach, Act.RECORD)).count() == len(numbers):
            return
    raise NotAllowed(Act.RECORD)


def _numbers(text: str) -> Iterator[str]:
    for found in _NUMBER.findall(text):
        with suppress(BadNumber):
            yield str(parse_number(found))


def check_record(user: User, organisation: Organisation) -> None:
    """Raise `NotAllowed` unless a person may put letters on the record for an organisation."""
    check_act(user, Act.RECORD, organisation)


def can_record(user: User, organisation: Organisation) -> bool:
    """Whether `check_record` would pass."""
    return can_act(user, Act.RECORD, organisation)
