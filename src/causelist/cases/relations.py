"""What a person is to a case: party, officer, head, body above, registry, or nobody but the public.

Read once for a page (`of`), from memberships and mandates in force on the day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from causelist.accounts.models import User
from causelist.cases import tables
from causelist.cases.models import Body, Case, CaseEvent, CaseParty, Complaint, Office, Recusal, Track
from causelist.parties.models import Role
from causelist.parties.permissions import Act, Reach, reach_of
from causelist.parties.queries import home_of

SIDES: Mapping[str, str] = {
    "complainant": "complainant", "claimant": "complainant", "victim": "complainant",
    "respondent": "respondent", "defendant": "respondent", "third_party": "party",
}  # fmt: skip
# Which of several relations says how much one sees: the first that one has.
SIGHT = (
    "officer", "head", "office", "reader", "other_body", "superior", "complainant", "respondent", "party", "registry",
    "public",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relations:
    """As what one acts and looks, for a track's id (None: for the case and its complaints).

    `sight` is the widest one looks as; `party_ids` are the parties one speaks for.
    """

    acts: Mapping[int | None, frozenset[str]] = field(default_factory=dict)
    sees: Mapping[int | None, str] = field(default_factory=dict)
    party_ids: frozenset[int] = frozenset()

    @property
    def sight(self) -> str:
        """As what one looks at the case as a whole."""
        return min([*self.sees.values(), "public"], key=SIGHT.index)

    def on(self, track_id: int | None) -> frozenset[str]:
        """As what one may act on a track, or on the case itself."""
        return self.acts.get(track_id, frozenset())


PUBLIC = Relations()


@dataclass(frozen=True, slots=True)
class Desk:
    """One place where the case lies: a track's, or the complaint's."""

    track_id: int | None
    office: Office | None
    officer_id: int | None
    recused: frozenset[int]


def of(
    user: User | None, case: Case, *, reach: Reach | None = None, tracks: Iterable[Track] | None = None,
    parties: Iterable[CaseParty] | None = None, complaints: Iterable[Complaint] | None = None,
    recused: Collection[int] | None = None, left: bool | None = None,
) -> Relations:  # fmt: skip
    """What a person is to a case. A bounded number of queries; give what is loaded already.

    `recused` are the tracks that they must not handle; `left` whether the case lay with a body of theirs before.
    """
    if user is None or not user.is_authenticated or not user.is_active:
        return PUBLIC
    reach = reach or reach_of(user)
    desks = _desks(case, tracks, complaints, None if recused is None else {pk: {user.pk} for pk in recused})
    left = _left(reach, case) if left is None else left
    sides, party_ids, acting = _sides(reach, case, parties)
    acts: dict[int | None, frozenset[str]] = {}
    sees: dict[int | None, str] = {}
    for desk in desks:
        own = _own(user, reach, desk)
        others = {rel for other in desks if other is not desk for rel in _own(user, reach, other)}
        found = set(own)
        if (left or others & {"officer", "office", "head"}) and not own and not _is_recused(user, desk):
            found.add("other_body")
        if _is_above(reach, desk.office):
            found.add("superior")
        seen = found | sides | ({"reader"} if _reads(reach, desk.office) else set())
        if reach.registry:
            seen.add("registry")
        acts[desk.track_id] = frozenset(found | acting | ({"registry"} if reach.registry else set()))
        sees[desk.track_id] = min([*seen, "public"], key=SIGHT.index)
    return Relations(acts, sees, frozenset(party_ids))


def of_party(case: Case, party: CaseParty) -> Relations:
    """What the holder of a party's key is: sees as that party, and does nothing."""
    side = SIDES[party.role]
    return Relations(
        {}, {None: side, **dict.fromkeys(case.tracks.values_list("pk", flat=True), side)}, frozenset({party.pk})
    )


def _desks(
    case: Case,
    tracks: Iterable[Track] | None,
    complaints: Iterable[Complaint] | None,
    recused: Mapping[int, set[int]] | None,
) -> list[Desk]:
    chain = "office__body__superior__superior__superior"
    rows = case.tracks.select_related(chain) if tracks is None else tracks
    recused = _recused(case) if recused is None else recused
    given = list(case.complaints.select_related(chain) if complaints is None else complaints)
    office = case.office if not given else (given[0].office or case.office)
    officer = case.officer_id
    desks = [Desk(None, office, officer, frozenset())]
    desks += [Desk(track.pk, track.office, track.officer_id, frozenset(recused.get(track.pk, ()))) for track in rows]
    return desks


def _recused(case: Case) -> dict[int, set[int]]:
    """Who must not handle which track."""
    recused: dict[int, set[int]] = {}
    for track_id, officer_id in Recusal.objects.filter(track__case=case).values_list("track", "officer"):
        recused.setdefault(track_id, set()).add(officer_id)
    return recused


def bodies_of(reach: Reach) -> frozenset[int]:
    """The bodies for which somebody decides."""
    return frozenset(body for role, body in reach.roles if role in (Role.OFFICER, Role.HEAD))


def handed_on(reach: Reach) -> QuerySet[CaseEvent]:
    """The steps by which a body of theirs handed a case on: the police, when it is before the court."""
    return CaseEvent.objects.filter(act__in=tables.handing_on(), office__body__in=bodies_of(reach))


def _left(reach: Reach, case: Case) -> bool:
    return bool(bodies_of(reach)) and handed_on(reach).filter(case=case).exists()


def _own(user: User, reach: Reach, desk: Desk) -> set[str]:
    if desk.office is None or _is_recused(user, desk):
        return set()
    body = desk.office.body_id
    found: set[str] = set()
    if (Role.HEAD, body) in reach.roles:
        found |= {"head", "office"}
    if (Role.OFFICER, body) in reach.roles:
        mine = desk.officer_id is None or desk.officer_id == user.pk
        found |= {"officer", "office"} if mine else {"office"}
    return found


def _is_recused(user: User, desk: Desk) -> bool:
    return user.pk in desk.recused


def _reads(reach: Reach, office: Office | None) -> bool:
    return office is not None and (Role.READER, office.body_id) in reach.roles


def _is_above(reach: Reach, office: Office | None) -> bool:
    above: Body | None = office.body.superior if office else None
    steps = 0
    while above is not None and steps < 4:
        if {(Role.HEAD, above.pk), (Role.OFFICER, above.pk)} & reach.roles:
            return True
        above, steps = above.superior, steps + 1
    return False


def _sides(reach: Reach, case: Case, parties: Iterable[CaseParty] | None) -> tuple[set[str], set[int], set[str]]:
    """The sides one sees as, the parties one speaks for, the sides one acts as."""
    rows = case.parties.select_related("name__organisation__merged_into") if parties is None else parties
    seeing = reach.own(Act.SEE) | {one.principal for one in reach.by_mandate(Act.SEE) if one.all_works}
    recording = reach.own(Act.RECORD) | {one.principal for one in reach.by_mandate(Act.RECORD) if one.all_works}
    sides: set[str] = set()
    acting: set[str] = set()
    speaks: set[int] = set()
    for party in rows:
        organisations = {home_of(party.name.organisation).pk}
        if party.representative_id is not None:
            organisations.add(party.representative_id)
        side = SIDES[party.role]
        if organisations & seeing:
            sides.add(side)
            speaks.add(party.pk)
        if organisations & recording:
            acting.add(side)
    return sides, speaks, acting
