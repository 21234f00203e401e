"""What an act is done to, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from causelist.cases import tables
from causelist.cases.models import Complaint, Decision, Measure, Publication, RedactionRequest, Track
from causelist.cases.possible import Possible
from causelist.desk.casework import wording
from causelist.desk.casework.opening import Opened


def subject_words(found: Possible, opened: Opened) -> str:
    """The subject with its state; of an act that makes something, that it is new."""
    if found.act.lifecycle == "case":
        return _("The case")
    if found.subject_id is None:
        return _("New")
    row = found.subject
    title = _title(row, opened)
    return f"{title}: {wording.state_title(found.act.lifecycle, row.state)}"


def act_words(found: Possible) -> str:
    """An act by its title; of one that makes something, with what it makes."""
    title = wording.said(found.act.title)
    if found.act.lifecycle in {"operation", "order"} and found.act.creates:
        return f"{wording.said(tables.lifecycle(found.act.lifecycle).title)}: {title}"
    return title


def _title(row: Any, opened: Opened) -> str:
    match row:
        case Complaint():
            several = len(opened.complaints) > 1
            title = _("Complaint of %(day)s") % {"day": f"{row.filed_at:%Y-%m-%d}"} if several else _("Complaint")
        case Track():
            title = f"{wording.said(tables.lifecycle(row.kind).title)}, {wording.office_name(row.office)}"
        case Measure():
            title = measure_kind(row)
        case Decision():
            title = row.number or _("Draft of a decision")
        case RedactionRequest():
            title = _("Request for redaction of %(decision)s") % {"decision": row.decision.number}
        case Publication():
            title = row.ecli
        case _:
            title = str(row)
    return title


def measure_kind(row: Measure) -> str:
    """What kind of measure it is, as its table calls it."""
    asking = tables.lifecycle(row.lifecycle).acts["ask" if row.lifecycle == "order" else "plan"]
    return dict(wording.field_choices(asking.fields["kind"])).get(row.kind, row.kind)
