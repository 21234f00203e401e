"""Looking at one case: who looks is found first, then only what they may see is fetched.

A case that is not there, one that is sealed and one that is closed to who asks give None after the same queries.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from causelist.accounts.models import User
from causelist.cases import relations
from causelist.cases.access import tidy
from causelist.cases.models import Case, CaseParty
from causelist.cases.publication import fetching, shaping, telling
from causelist.cases.publication.eyes import Eyes
from causelist.cases.publication.fetching import Rows
from causelist.cases.publication.telling import HISTORY_PAGE
from causelist.cases.publication.views import CaseView
from causelist.cases.relations import Relations
from causelist.parties.permissions import Reach, reach_of


def view(
    number: str,
    *,
    user: User | None = None,
    party: CaseParty | None = None,
    reach: Reach | None = None,
    before: int | None = None,
    now: dt.datetime | None = None,
) -> CaseView | None:
    """A case by its number, as the public, as `user`, or as a `party` whose key was shown (see `cases.keys`).

    `reach` is as far as the user reaches here, where that is less than everything they may do: a token's.
    `before` continues the history before a step's id. None where there is no such case for whoever asks.
    """
    number = tidy(number)
    if user is None or not (user.is_authenticated and user.is_active):
        reach = None
    elif reach is None:
        reach = reach_of(user)
    rows = fetching.frame(number, user=user, reach=reach)
    looks = _relations(rows, user, reach, party)
    if rows.case is None:
        return None
    eyes = Eyes(looks, rows.case.stage, rows.case.confidentiality)
    if not eyes.sees("number"):
        return None
    return _seen(rows, rows.case, eyes, before, now or timezone.now())


def eyes_of(case: Case, *, user: User | None = None, party: CaseParty | None = None) -> Eyes:
    """With whose eyes a person or a party looks at a case that is at hand."""
    looks = relations.of_party(case, party) if party is not None else relations.of(user, case)
    return Eyes(looks, case.stage, case.confidentiality)


def _relations(rows: Rows, user: User | None, reach: Reach | None, party: CaseParty | None) -> Relations:
    if party is not None and rows.case is not None and party.case_id == rows.case.pk:
        side = relations.SIDES[party.role]
        sees: dict[int | None, str] = {None: side}
        return Relations({}, sees | {track.pk: side for track in rows.tracks}, frozenset({party.pk}))
    if reach is None or rows.case is None:
        return relations.PUBLIC
    return relations.of(
        user, rows.case, reach=reach, tracks=rows.tracks, parties=rows.parties, complaints=rows.complaints,
        recused={track.pk for track in rows.tracks if track.recused},  # type: ignore[attr-defined] # fetched with it
        left=rows.case.left,  # type: ignore[attr-defined]
    )  # fmt: skip


def _seen(rows: Rows, case: Case, eyes: Eyes, before: int | None, now: dt.datetime) -> CaseView:
    told = telling.Told.of(fetching.moves(case), eyes)
    ways = shaping.ways(rows, told, eyes)
    measures = shaping.measures(fetching.measures(case), told, eyes) if eyes.sees("measures") else ()
    works = shaping.works(fetching.works(case)) if eyes.sees("works") else ()
    targets, count = fetching.targets(case) if eyes.sees("target_count") else ([], None)
    parties = shaping.parties(rows.parties, eyes)
    open_ways = [way for way in ways if not way.ended]
    steps = telling.history(fetching.events(case, eyes, before, HISTORY_PAGE), rows, parties, eyes, before)
    return CaseView(
        id=case.pk,
        relation=eyes.relation(),
        party_ids=eyes.relations.party_ids,
        header=shaping.header(case, eyes),
        ways=ways,
        lead=open_ways[-1] if open_ways else (ways[-1] if ways else None),
        clocks=shaping.clocks(fetching.clocks(case), eyes, now),
        silent_since=shaping.silent_since(rows, told, eyes),
        office=shaping.office(case) if eyes.sees("office") else None,
        parties=parties,
        works=works,
        target_count=count,
        targets=shaping.targets(targets, eyes) if eyes.sees("targets") else (),
        statements=tuple(row.statement for row in rows.complaints if row.statement) if eyes.sees("statement") else (),
        measures=measures,
        line=shaping.line(case) if eyes.sees("line") else None,
        decisions=shaping.decisions(fetching.decisions(case), told, eyes) if eyes.sees("decisions") else (),
        appointments=(shaping.appointments(fetching.appointments(case), eyes) if eyes.sees("appointments") else ()),
        history=steps,
        updated_at=max((step.recorded_at for step in steps.steps), default=case.opened_at),
        seen=eyes.seen,
    )
