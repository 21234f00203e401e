"""From whom letters come, seen from the letters they may be about: what `standing` judges. Reads only.

A letter that came in by an archive was published by the provider itself. One that was recorded at a desk or by a token
comes from the organisation that recorded it, whatever names stand in it: anybody can write a name. One that the operator
imported has nothing but the names in it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from causelist.notices.models import Notice, NoticeParty, NoticeWork
from causelist.notices.standing import Voice
from causelist.parties.models import Mandate, Membership, Organisation, OrganisationKind
from causelist.parties.names import fold
from causelist.parties.permissions import OF_MEMBERS, Act
from causelist.parties.queries import homes
from causelist.works.mandates import works_under

Pair = tuple[int, int]  # ids of a letter and of one it may be about
ABOVE = frozenset({OrganisationKind.AUTHORITY, OrganisationKind.COURT})
RECORDERS = tuple(role for role, acts in OF_MEMBERS.items() if Act.RECORD in acts)


@dataclass(frozen=True, slots=True)
class _Came:
    """How a letter came in: the archive that holds it ("" for none), the provider that received it, who recorded it."""

    archive: str
    provider: int | None  # organisations as they are merged today
    holder: int | None
    recorder: int | None
    at: (
        dt.datetime
    )  # when what its sender might do counts: of recording at a desk or by a token, else its own day's end

    @property
    def on(self) -> dt.date:
        """The day of that."""
        return timezone.localdate(self.at)


class Voices:
    """The voices of letters on others. `letters` are all that may be asked about; everything is fetched when needed."""

    def __init__(self, letters: Collection[int]) -> None:
        self.letters = letters

    def of(self, pairs: Collection[Pair], overlapping: Callable[[int, int], bool]) -> dict[Pair, frozenset[Voice]]:
        """With which voices the first of each pair speaks on the second; at most eleven queries.

        `overlapping` says whether the first is about addresses that the second reports.
        """
        open_ = []
        found: dict[Pair, set[Voice]] = {}
        for source, target in pairs:
            voices = found[source, target] = set()
            came, other = self._came[source], self._came[target]
            if self._through_provider(came, other):
                voices.add(Voice.PROVIDER)
            if came.holder is not None and self._kinds.get(came.holder) in ABOVE:
                voices.add(Voice.AUTHORITY)
            if self.speakers(source) & self.owners(target):
                voices.add(Voice.PARTY)
            if overlapping(source, target):
                voices.add(Voice.AFFECTED)
            if not voices & {Voice.PROVIDER, Voice.PARTY}:
                open_.append((source, target))
        for pair in self._mandated(open_):
            found[pair].add(Voice.MANDATE)
        for pair in self._by_members(open_):
            found[pair].add(Voice.MEMBER)
        return {pair: frozenset(voices) for pair, voices in found.items()}

    def named(self, letter: int) -> frozenset[int]:
        """The organisations that it names as sender or right holder."""
        return self._named.get(letter, frozenset())

    def speakers(self, letter: int) -> frozenset[int]:
        """The organisations in whose name it speaks: who recorded it, else whom it names."""
        holder = self._came[letter].holder
        return self.named(letter) if holder is None else frozenset({holder})

    def owners(self, letter: int) -> frozenset[int]:
        """The organisations whose letter it is: sender, right holder, and who recorded it, if it did not receive it."""
        came = self._came[letter]
        if came.holder is None or came.holder == came.provider:
            return self.named(letter)
        return self.named(letter) | {came.holder}

    def _through_provider(self, came: _Came, other: _Came) -> bool:
        if came.archive:
            return came.archive == other.archive or (came.provider is not None and came.provider == other.provider)
        return came.holder is not None and came.holder == other.provider

    @cached_property
    def _came(self) -> dict[int, _Came]:
        rows = list(
            Notice.objects.filter(pk__among=list(self.letters)).values_list(
                "pk", "identity", "provider_name__organisation", "holder", "recorded_by", "received_on", "recorded_at"
            )
        )
        home = homes({holder for _, _, _, holder, *_ in rows if holder})
        return {
            pk: _Came(
                archive=_archive(identity),
                provider=provider,
                holder=home.get(holder),
                recorder=recorder,
                at=recorded_at
                if holder
                else dt.datetime.combine(received_on, dt.time.max, timezone.get_current_timezone()),
            )
            for pk, identity, provider, holder, recorder, received_on, recorded_at in rows
        }

    @cached_property
    def _named(self) -> dict[int, frozenset[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        rows = NoticeParty.objects.filter(notice__among=sorted(self.letters))
        for notice, organisation in rows.values_list("notice", "name__organisation"):
            found[notice].add(organisation)
        return {notice: frozenset(organisations) for notice, organisations in found.items()}

    @cached_property
    def _kinds(self) -> dict[int, str]:
        holders = sorted({came.holder for came in self._came.values() if came.holder})
        return dict(Organisation.objects.filter(pk__among=holders).values_list("pk", "kind")) if holders else {}

    def _mandated(self, pairs: Collection[Pair]) -> Iterable[Pair]:
        """Those whose letter comes from somebody with a mandate from an owner of the other, on all works or on its."""
        agents = sorted({agent for source, _ in pairs for agent in self.speakers(source)})
        mandates: dict[Pair, list[Mandate]] = defaultdict(list)
        for mandate in Mandate.objects.filter(agent__among=agents) if agents else ():
            mandates[mandate.agent_id, mandate.principal_id].append(mandate)
        if not mandates:
            return
        listed = _titles(sorted(row.pk for rows in mandates.values() for row in rows if not row.all_works))
        works = _works_of({target for _, target in pairs}) if listed else {}
        for source, target in pairs:
            held = [
                mandate
                for agent in self.speakers(source)
                for owner in self.owners(target)
                for mandate in mandates.get((agent, owner), ())
                if _in_force(mandate, self._came[source])
            ]
            about = works.get(target, set())
            if any(mandate.all_works or (about and about <= listed[mandate.pk]) for mandate in held):
                yield source, target

    def _by_members(self, pairs: Collection[Pair]) -> Iterable[Pair]:
        """Those whose letter was recorded by a person who may record for an owner of the other."""
        people = sorted({recorder for source, _ in pairs if (recorder := self._came[source].recorder)})
        held: dict[Pair, list[Membership]] = defaultdict(list)
        rows = Membership.objects.filter(user__among=people, role__in=RECORDERS) if people else ()
        for membership in rows:
            held[membership.user_id, membership.organisation_id].append(membership)
        for source, target in pairs if held else ():
            came = self._came[source]
            if any(
                _covers(membership.starts_on, membership.until, came.on)
                for owner in self.owners(target)
                for membership in held.get((came.recorder or 0, owner), ())
            ):
                yield source, target


def _archive(identity: str) -> str:
    """The archive that a letter's identity says holds it."""
    return identity.removeprefix("path:").split("/", 1)[0] if identity.startswith("path:") else ""


def _in_force(mandate: Mandate, came: _Came) -> bool:
    revoked = mandate.revoked_at is not None and mandate.revoked_at <= came.at
    return _covers(mandate.starts_on, mandate.until, came.on) and not revoked


def _covers(starts_on: dt.date, until: dt.date | None, day: dt.date) -> bool:
    return starts_on <= day and (until is None or day <= until)


def _titles(mandates: Collection[int]) -> Mapping[int, set[str]]:
    """The titles that mandates on listed works cover, folded."""
    found = works_under(mandates) if mandates else {}
    return {pk: {fold(work.title) for work in works} for pk, works in found.items()}


def _works_of(letters: Collection[int]) -> Mapping[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = NoticeWork.objects.filter(notice__among=sorted(letters))
    for notice, title in rows.values_list("notice", "work__title"):
        found[notice].add(fold(title))
    return found
