"""Merging and splitting organisations.

Only names move, and figures follow the names; every move is on the record and can be taken back with exactly the
names that moved.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.accounts.tokens import live_tokens
from causelist.core.refusal import Refused
from causelist.parties import names as naming
from causelist.parties import queries
from causelist.parties.basics import clean_basis, free_slug, log
from causelist.parties.models import (
    ChangeKind,
    NameKind,
    Organisation,
    OrganisationChange,
    OrganisationName,
)
from causelist.runtime.announcements import announce


@transaction.atomic
def merge(*, source: Organisation, target: Organisation, basis: str, by: User) -> OrganisationChange:
    """`source` and `target` are one: every name of `source` is a name of `target` from now on.

    `source` stays as a forwarding address. Raises `Refused` while anybody can act for `source`: a wrong merge must not
    hand one organisation's desk to another's people, so memberships, mandates and tokens are ended first.
    """
    if source.pk == target.pk:
        raise Refused(_("An organisation cannot be merged into itself. Choose another."), code="itself", field="target")
    first, second = _locked(source, target)
    _refuse_merged(first, field="source")
    _refuse_merged(second, field="target")
    _refuse_acting(first, timezone.localdate())
    if first.is_person != second.is_person:
        raise Refused(
            _("One is a natural person and the other is not. Mend that first: names of persons are withheld."),
            code="person",
            field="target",
        )
    names = list(first.names.select_for_update(of=("self",)).order_by("id"))
    moved = _move(names, to=second)
    first.merged_into = second
    first.save(update_fields=["merged_into"])
    return _record(ChangeKind.MERGED, first, second, moved, names=names, basis=basis, by=by)


@transaction.atomic
def split(
    *,
    organisation: Organisation,
    names: Collection[OrganisationName],
    basis: str,
    by: User,
    into: Organisation | None = None,
) -> OrganisationChange:
    """These names are somebody else's: they move to `into`, an organisation once merged into this one, or to a new one.

    Where the names are exactly those that a merge brought, the merge is undone: its source lives again.
    Raises `Refused` when no name or every name is chosen, or a name is not this organisation's.
    """
    chosen = {name.pk for name in names}
    into = into or _source_of(organisation, chosen)
    if into is None:
        origin, target = *_locked(organisation), None
    else:
        origin, target = _locked(organisation, into)
    _refuse_merged(origin, field="organisation")
    own = list(origin.names.select_for_update(of=("self",)).order_by("id"))
    moving = [name for name in own if name.pk in chosen]
    if not moving or len(moving) != len(chosen):
        raise Refused(_("Choose the names to split off from those shown."), code="no_names", field="names")
    if len(moving) == len(own):
        raise Refused(_("At least one name must stay. Leave one unchosen."), code="all_names", field="names")
    if target is None:
        target = _made_for(moving, like=origin)
    elif target.merged_into_id != origin.pk:
        raise Refused(
            _("Names go back only to what was merged into this organisation."), code="not_merged", field="into"
        )
    else:
        target.merged_into = None
        target.save(update_fields=["merged_into"])
    moved = _move(moving, to=target)
    _ensure_primary(target, preferred=_former_primary(target, moved))
    _ensure_primary(origin, preferred=None)
    return _record(ChangeKind.SPLIT, origin, target, moved, names=moving, basis=basis, by=by)


def undo_merge(*, change: OrganisationChange, basis: str, by: User) -> OrganisationChange:
    """Take a merge back: the names it moved, as far as they are still where it put them, return to its source."""
    if change.kind != ChangeKind.MERGED:
        raise Refused(_("Only a merge can be taken back so. A split is undone by merging."), code="not_merge")
    ids = [moved["id"] for moved in change.names]
    names = list(OrganisationName.objects.filter(pk__in=ids, organisation_id=change.target_id))
    return split(organisation=change.target, names=names, basis=basis, by=by, into=change.source)


def _locked(*organisations: Organisation) -> list[Organisation]:
    """The rows, locked in the order of their ids, so that two merges cannot deadlock; given back as they were given."""
    ids = [organisation.pk for organisation in organisations]
    rows = {
        row.pk: row for row in Organisation.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    }
    return [rows[pk] for pk in ids]


def _refuse_merged(organisation: Organisation, *, field: str) -> None:
    if organisation.merged_into_id is not None:
        raise Refused(_("This organisation was merged into another already."), code="merged", field=field)


def _refuse_acting(organisation: Organisation, today: dt.date) -> None:
    open_members = queries.members_of(organisation, today).count()
    open_mandates = queries.mandates_of(organisation, today).count()
    if open_members or open_mandates or live_tokens(organisation.pk):
        raise Refused(
            _("People or programs still act for it. End its memberships, mandates and tokens first."),
            code="acting",
            field="source",
        )


def _move(names: Collection[OrganisationName], *, to: Organisation) -> list[dict[str, object]]:
    """Put the names under `to` and say what they were."""
    moved: list[dict[str, object]] = [
        {"id": name.pk, "text": name.text, "was_primary": name.is_primary} for name in names
    ]
    OrganisationName.objects.filter(pk__in=[name.pk for name in names]).update(organisation=to, is_primary=False)
    return moved


def _source_of(organisation: Organisation, chosen: set[int]) -> Organisation | None:
    """The organisation whose merge into this one brought exactly the chosen names, if it still forwards here."""
    merges = organisation.changes_to.filter(kind=ChangeKind.MERGED, source__merged_into=organisation).order_by("-id")
    for change in merges.select_related("source"):
        if {moved["id"] for moved in change.names} == chosen:
            return change.source
    return None


def _made_for(names: Collection[OrganisationName], *, like: Organisation) -> Organisation:
    first = next(iter(names))
    return Organisation.objects.create(
        kind=like.kind,
        slug=free_slug(first.text),
        is_person=naming.looks_like_person(first.text),
        confirmed=True,
        region=like.region,
    )


def _former_primary(organisation: Organisation, moved: Collection[dict[str, object]]) -> int | None:
    """Which of the names that come home was shown before they left."""
    home = {name["id"] for name in moved}
    for change in organisation.changes_from.filter(kind=ChangeKind.MERGED).order_by("-id"):
        for name in change.names:
            if name["was_primary"] and name["id"] in home:
                return int(name["id"])
    return None


def _ensure_primary(organisation: Organisation, *, preferred: int | None) -> None:
    """Every organisation with names shows one: the preferred, else the first official, else the first."""
    names = list(organisation.names.order_by("id"))
    if not names or any(name.is_primary for name in names):
        return
    order = [
        *(name for name in names if name.pk == preferred),
        *(name for name in names if name.kind == NameKind.OFFICIAL),
        *names,
    ]
    OrganisationName.objects.filter(pk=order[0].pk).update(is_primary=True)


def _record(
    kind: ChangeKind,
    source: Organisation,
    target: Organisation,
    moved: list[dict[str, object]],
    *,
    names: Collection[OrganisationName],
    basis: str,
    by: User,
) -> OrganisationChange:
    change = OrganisationChange.objects.create(
        kind=kind, source=source, target=target, names=moved, basis=clean_basis(basis), by=by
    )
    act = "merge" if kind == ChangeKind.MERGED else "split"
    log(by, act, source, {"change": change.pk, "target": target.pk, "names": [name["id"] for name in moved]})
    announce("organisation", [target.pk])
    announce("name", [name.pk for name in names])
    return change
