"""The spots of a measure, and rows that an act names by id: found in the case, or refused with what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from causelist.cases.effects import Doing
from causelist.cases.fields import Field
from causelist.cases.models import Measure, MeasureTarget, Premises, Target, Track
from causelist.core.refusal import Refused

MOST = 500  # spots of one measure


def track_named(doing: Doing) -> Track | None:
    """The track of the case that the act names, if it names one."""
    asked = doing.data.get("track")
    if asked is None:
        return None
    track = Track.objects.filter(case=doing.case, pk=asked).select_related("office").first()
    if track is None:
        raise Refused(_("The case has no such track."), code="not_there", field="track")
    return track


def day_at_place(doing: Doing, moment: dt.datetime) -> dt.date:
    """The day of a moment at the place where the subject lies."""
    office = doing.track.office if doing.track else doing.case.office
    return timezone.localdate(moment, ZoneInfo(office.time_zone) if office else None)


def titled(field: Field) -> str:
    """What a field is called in the language of who asks."""
    return field.title_zh if (get_language() or "").startswith("zh") else field.title


def within(text: str, longest: int, field: str) -> str:
    """A text that its column holds. Raises `Refused`."""
    if len(text) > longest:
        raise Refused(
            _("This has %(has)d characters; at most %(longest)d fit.") % {"has": len(text), "longest": longest},
            code="too_long", field=field,
        )  # fmt: skip
    return text


def set_spots(doing: Doing, measure: Measure) -> int:
    """Make the targets and premises that the act names the spots of a measure; how many."""
    targets = _named(doing, "targets", Target.objects.filter(case=doing.case).select_related("premises"))
    premises = _named(doing, "premises", Premises.objects.filter(merged_into__isnull=True))
    total = len(targets) + len(premises)
    if total > MOST:
        raise Refused(_("One measure has at most %d spots. Plan several.") % MOST, code="too_many", field="targets")
    rows = [MeasureTarget(measure=measure, target=target, premises=target.premises) for target in targets]
    known = {target.premises_id for target in targets}
    rows += [MeasureTarget(measure=measure, premises=one) for one in premises if one.pk not in known]
    MeasureTarget.objects.filter(measure=measure).delete()
    MeasureTarget.objects.bulk_create(rows)
    return len(rows)


def _named(doing: Doing, field: str, rows: Any) -> Sequence[Any]:
    asked: list[int] = doing.data.get(field, [])
    found = {row.pk: row for row in rows.filter(pk__in=asked)}
    if missing := [pk for pk in asked if pk not in found]:
        raise Refused(
            _("%(field)s: there is no number %(pk)s here.") % {"field": titled(doing.act.fields[field]), "pk": missing[0]},
            code="not_there", field=field,
        )  # fmt: skip
    return [found[pk] for pk in asked]


def bad_cell(doing: Doing, field: str, cell: tuple[int, str], message: object, *, code: str) -> Refused:
    """A refusal of one cell of rows, (row counted from 1, column), named as `fields.BadField` names it."""
    row, column = cell
    given = doing.act.fields[field]
    said = _("%(field)s, row %(row)d, %(column)s: %(message)s") % {
        "field": titled(given), "row": row, "column": titled(given.columns[column]), "message": message,
    }  # fmt: skip
    return Refused(said, code=code, field=f"{field}.{row}.{column}")
