"""Appeals and what is final: in time or told the day, before the body above, and what it means for the decision."""

from __future__ import annotations

from django.utils.translation import gettext as _

from causelist.cases import checks
from causelist.cases.effects import Doing, Effect, effect
from causelist.cases.effects.tracks import came_from, move
from causelist.cases.models import Decision, Office, Track
from causelist.core.refusal import Refused
from causelist.parties.models import OrganisationKind

Also = tuple[tuple[str, str, int | None, dict[str, object]], ...]
APPEALS = {"administrative": "appeal", "civil": "civil_appeal", "criminal": "criminal_appeal"}
FIRST_INSTANCE = {"civil": "first_instance", "criminal": "criminal_first_instance"}
# The states of a decision that can still be appealed, and those in which it stands.
APPEALABLE, STANDING = ("issued", "served"), ("issued", "served", "appealed", "final")


@effect("administrative.appeal")
def ask_reconsideration(doing: Doing) -> Effect:
    """In the time of the law; the decision is appealed with it."""
    _check_open(doing)
    return Effect(also=_follow(doing, "appeal", APPEALABLE))


@effect("administrative.sue")
def sue(doing: Doing) -> Effect:
    """In the time after the decision, or after the one on reconsideration."""
    checks.in_time(doing, "appeal", "admin_suit")
    return Effect(also=_follow(doing, "appeal", APPEALABLE))


@effect("administrative.decide_reconsideration")
def decide_reconsideration(doing: Doing) -> Effect:
    """Upheld or changed it is enforced; annulled it is done again; ended it is over."""
    result = doing.data["result"]
    to = {"upheld": "enforcement", "changed": "enforcement", "annulled": "filed", "ended": "closed"}[result]
    starts = {"enforcement": ("admin_suit",), "filed": ("decide",), "closed": ()}[to]
    return Effect(to=to, starts=starts, also=_fate(doing, result))


@effect("administrative.court_decides")
def court_decides(doing: Doing) -> Effect:
    """As on reconsideration, by the court."""
    result = doing.data["result"]
    to = {"upheld": "enforcement", "annulled": "filed", "ended": "closed"}[result]
    return Effect(to=to, starts=("decide",) if to == "filed" else (), also=_fate(doing, result))


@effect("civil.appeal", "criminal.appeal")
def appeal(doing: Doing) -> Effect:
    """In time; the track goes to the court above, where one is registered."""
    _check_open(doing)
    track = _track(doing)
    above = _court_above(doing, track)
    track.instance = 2
    moved = move(doing, above)
    return Effect(office=moved.office, detail=moved.detail, also=_follow(doing, "appeal", APPEALABLE))


@effect("civil.decide_appeal", "criminal.decide_appeal")
def decide_appeal(doing: Doing) -> Effect:
    """The track goes back to the court of first instance: to be enforced, or tried anew."""
    result = doing.data["result"]
    kind = doing.act.lifecycle
    again = result == "sent_back"
    track = _track(doing)
    track.instance = 1
    moved = move(doing, came_from(doing, f"{kind}.appeal"))
    to = {"civil": "registered", "criminal": "charged"}[kind] if again else "enforcement"
    starts = (FIRST_INSTANCE[kind],) if again else (("enforce_civil",) if kind == "civil" else ())
    return Effect(to=to, starts=starts, office=moved.office, detail=moved.detail, also=_fate(doing, result))


@effect("administrative.become_final", "civil.become_final", "criminal.become_final")
def become_final(doing: Doing) -> Effect:
    """Not before the time to appeal is over."""
    checks.has_ended(doing, APPEALS[doing.act.lifecycle])
    return Effect(also=_follow(doing, "become_final", ("served",)))


def _check_open(doing: Doing) -> None:
    """In time; and what became final with no time to appeal on the record is not opened again."""
    name = APPEALS[doing.act.lifecycle]
    checks.in_time(doing, name)
    track = _track(doing)
    runs_or_ran = track.clocks.filter(name=name).exists()
    if track.state == "enforcement" and not runs_or_ran:
        raise Refused(_("This has become final; the time to appeal is over."), code="late", field="filed_on")


def _court_above(doing: Doing, track: Track) -> Office | None:
    if "office" in doing.data:
        return checks.office(doing)
    rows = Office.objects.select_related("body__organisation").filter(
        body=track.office.body.superior_id, body__organisation__kind=OrganisationKind.COURT, closed_on__isnull=True
    )
    fitting = [office for office in rows.order_by("id") if not office.tracks or track.kind in office.tracks]
    return fitting[0] if fitting and track.office.body.superior_id else None


def _track(doing: Doing) -> Track:
    if doing.track is None:
        raise RuntimeError(f"{doing.act.full_name} is an act on a track")
    return doing.track


def _fate(doing: Doing, result: str) -> Also:
    """What becomes of the decision that was appealed: it stands, or falls."""
    if result in ("annulled", "ended", "sent_back"):
        return _follow(doing, "annul", STANDING, reason=doing.data.get("reason") or doing.data.get("reference", ""))
    if result == "upheld":
        return _follow(doing, "become_final", ("served", "appealed"))
    return ()


def _follow(doing: Doing, act: str, states: tuple[str, ...], **data: object) -> Also:
    """The same for the newest decision on the track that is in one of these states."""
    found = Decision.objects.filter(track=doing.track, state__in=states).order_by("-id").values_list("pk", flat=True)
    return tuple(("decision", act, pk, data) for pk in found[:1])
