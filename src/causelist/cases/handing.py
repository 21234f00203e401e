"""Handing over everything that lies with one officer to another, in one go: all of it or nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from causelist.accounts.models import User
from causelist.cases import services
from causelist.cases.models import Case, Track
from causelist.core.refusal import Refused
from causelist.parties.models import Membership, Role
from causelist.parties.permissions import Act, NotAllowed, Reach
from causelist.parties.queries import in_force

MOST = 500
NOTE = 1_000


@dataclass(frozen=True, slots=True)
class Held:
    """What lies with an officer: a track, or the complaint of a case (`track` None)."""

    case: Case
    track: Track | None

    @property
    def key(self) -> str:
        """What it is called in a form."""
        return f"t{self.track.pk}" if self.track else f"c{self.case.pk}"


def bodies_of(reach: Reach) -> set[int]:
    """The bodies in which a person may hand over: their own work as an officer, everybody's as the head."""
    return {pk for role, pk in reach.roles if role in {Role.HEAD, Role.OFFICER}}


def may_hand_over(reach: Reach, by: User, officer: User) -> bool:
    """Whether a person may hand over what lies with an officer: it is their own, or they head a body of theirs."""
    if officer.pk == by.pk:
        return bool(bodies_of(reach))
    heads = {pk for role, pk in reach.roles if role is Role.HEAD}
    return bool(heads) and _members(heads).filter(user=officer).exists()


def officers(bodies: Collection[int]) -> list[User]:
    """Who may be handed a case in these bodies."""
    return list(User.objects.filter(pk__in=_members(bodies).values("user"), is_active=True).order_by("name", "pk"))


def held_by(officer: User, bodies: Collection[int]) -> list[Held]:
    """All open work of an officer in these bodies: tracks first, then cases that have none; at most `MOST`."""
    tracks = Track.objects.filter(officer=officer, closed_at__isnull=True, office__body__in=bodies)
    found = [
        Held(track.case, track)
        for track in tracks.select_related("case", "office__body__organisation").order_by("opened_at", "id")[:MOST]
    ]
    cases = Case.objects.filter(officer=officer, closed_at__isnull=True, office__body__in=bodies, tracks__isnull=True)
    found += [Held(case, None) for case in cases.select_related("office").order_by("opened_at", "id")[:MOST]]
    return found[:MOST]


@transaction.atomic
def hand_over_all(*, held: Sequence[tuple[Held, str]], to: User, by: User, reach: Reach, officer: User) -> int:
    """Hand over each with its note; how many. Refused as a whole, with the case, where one cannot be."""
    if not may_hand_over(reach, by, officer):
        raise NotAllowed(Act.RECORD)
    if not held:
        raise Refused(_("Choose at least one case."), code="nothing_chosen", field="held")
    for one, note in held:
        if not note.strip():
            raise Refused(
                _("%(case)s: write a note, or one for all.") % {"case": one.case.number}, code="required", field="note"
            )
        data = {"officer": to.pk, "note": note.strip()[:NOTE]} | ({"track": one.track.pk} if one.track else {})
        try:
            services.act(case_id=one.case.pk, lifecycle="case", act="hand_over", data=data, by=by)
        except Refused as refused:
            raise Refused(f"{one.case.number}: {refused}", code=refused.code, field="held") from refused
    return len(held)


def _members(bodies: Collection[int]):  # type: ignore[no-untyped-def]  # noqa: ANN202 -- a plain query set
    return Membership.objects.filter(
        in_force(timezone.localdate()), organisation__in=bodies, role__in=[Role.OFFICER, Role.HEAD]
    )
