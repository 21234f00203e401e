"""What is counted of cases: the table of note 39, and how long one waits. Each figure defined once."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from causelist.cases.models import Industry, TrackKind
from causelist.statistics.definitions import DAYS, MONEY, Dimension, Metric

ADMINISTRATIVE, CIVIL, CRIMINAL = TrackKind.ADMINISTRATIVE, TrackKind.CIVIL, TrackKind.CRIMINAL
COMPLAINTS = "complaints"

_NOT_KNOWN = _("not known")
AUTHORITY = Dimension("authority", _("authority"), _NOT_KNOWN)
REGION = Dimension("region", _("region"), _NOT_KNOWN)
INDUSTRY = Dimension("industry", _("industry"), _NOT_KNOWN, values=dict(Industry.choices))
TRACK = Dimension("track", _("track"), _NOT_KNOWN, values=dict(TrackKind.choices))
OUTCOME = Dimension(
    "outcome",
    _("outcome"),
    _NOT_KNOWN,
    values={
        "settled": _("settled"),
        "enforced": _("decided and carried out"),
        "not_enforceable": _("decided, nothing to enforce against"),
        "claim_dismissed": _("claim dismissed"),
        "withdrawn": _("withdrawn"),
        "rejected": _("not taken by the court"),
        "no_infringement": _("no infringement"),
        "no_penalty": _("no penalty"),
        "prosecuted": _("taken over by the prosecution"),
        "not_opened": _("not opened by the police"),
        "dropped": _("investigation ended"),
        "not_charged": _("not prosecuted"),
        "acquitted": _("acquitted"),
        "annulled": _("decision annulled on appeal"),
        "other": _("for another reason"),
    },
)
PAID = Dimension(
    "paid",
    _("paid or not"),
    _NOT_KNOWN,
    values={"paid": _("paid"), "part": _("paid in part"), "unpaid": _("not paid"), "waived": _("waived")},
)
SERVED = Dimension(
    "served",
    _("served or suspended"),
    _NOT_KNOWN,
    values={"served": _("served"), "to_serve": _("to be served"), "suspended": _("suspended"), "waived": _("waived")},
)
ANSWER = Dimension(
    "answer",
    _("answer"),
    _NOT_KNOWN,
    values={
        "none": _("none to this day"),
        "late": _("came too late"),
        "withdrawn": _("none; the complaint was withdrawn"),
    },
)


def _by(*more: Dimension) -> Mapping[str, Dimension]:
    return MappingProxyType({one.name: one for one in (AUTHORITY, REGION, INDUSTRY, *more)})


# What the public must see of a case for it to count (cases/visibility.yaml).
_OPENED = ("number", "stage", "office")
_CLOCKED = (*_OPENED, "clocks")
_STEPS = ("history_public",)
_MEASURES = ("measures",)
_SEIZED = ("seizures",)
_DECIDED = ("decisions",)

_GOODS = _("pieces")
_MONEY = _("money, each currency by itself")

_FILED = _(
    "Tracks of this kind that were opened, by the month of filing. A case that goes several ways counts in each; a track"
    " counts once a step of it was public, which for the police is the opening of a case."
)
_DECISIONS = _("Tracks in which a decision or judgment was given, each once, by the month of the first one.")
_RESOLVED = _(
    "Tracks that were closed, by the month of closing and by how they ended; those closed by settlement are among them."
)
_INJUNCTIONS = _(
    "Injunctions that were granted, each once, by the month in which it was first granted; one that was lifted or"
    " ended later still counts. One granted before any track was opened counts as civil. They count once the case"
    " publishes its measures, that is from its decision on."
)
_RAIDS = _(
    "Raids that were carried out, by month; several spots searched at one time are one raid. One outside the criminal"
    " track counts as administrative. They count once the case publishes its measures, that is from its decision on."
)
_PRODUCTS = _(
    "Copies that were seized, piece by piece as the inventories have them, by the month in which they were taken; what"
    " was given back later still counts. Where no track was open, what an order seized counts as civil and what an"
    " inspection or raid seized as administrative. They count once the case publishes its seizures, that is from its"
    " decision on."
)
_EQUIPMENT = _(
    "Machines and other equipment that were seized, piece by piece as the inventories have them, by the month in which"
    " they were taken. Where no track was open, what an order seized counts as civil and what an inspection or raid"
    " seized as administrative. They count once the case publishes its seizures, that is from its decision on."
)
_FINES_IMPOSED = _(
    "Fines in published decisions that stand, by the month of the decision: each fine once, by whether it was paid."
    " Decisions that were annulled, replaced by a corrected one, withdrawn or erased do not count."
)
_FINES = _(
    "The sums of fines in published decisions that stand, by the month of the decision; divided by what was paid of them"
    " and what was not. Currencies are never added to one another. Decisions that were annulled, replaced by a corrected"
    " one, withdrawn or erased do not count."
)

_TITLES: Mapping[str, Mapping[str, str | Promise]] = {
    CIVIL: {
        "filed": _("Civil suits filed"),
        "injunctions": _("Injunctions in civil matters"),
        "products_seized": _("Products seized in civil matters"),
        "equipment_seized": _("Equipment seized in civil matters"),
        "decided": _("Civil judgments"),
        "resolved": _("Civil suits resolved"),
    },
    ADMINISTRATIVE: {
        "filed": _("Administrative cases filed"),
        "injunctions": _("Injunctions in administrative matters"),
        "raids": _("Administrative raids"),
        "products_seized": _("Products seized in administrative matters"),
        "equipment_seized": _("Equipment seized in administrative matters"),
        "decided": _("Administrative cases decided"),
        "resolved": _("Administrative cases resolved"),
        "fines_imposed": _("Administrative fines, how many"),
        "fines": _("Administrative fines"),
    },
    CRIMINAL: {
        "filed": _("Criminal cases reported"),
        "raids": _("Criminal raids"),
        "injunctions": _("Injunctions in criminal matters"),
        "products_seized": _("Products seized in criminal matters"),
        "equipment_seized": _("Equipment seized in criminal matters"),
        "prosecutions": _("Prosecutions"),
        "decided": _("Criminal judgments"),
        "convictions": _("Convictions"),
        "resolved": _("Criminal cases resolved"),
        "fines_imposed": _("Criminal fines, how many"),
        "fines": _("Criminal fines"),
    },
}


def _of_track(track: str, what: str) -> Metric:
    """A figure that is made alike for each track."""
    definition, unit, sees, more, form = {
        "filed": (_FILED, _("cases"), (*_OPENED, *_STEPS), (), ""),
        "decided": (_DECISIONS, _("cases"), _DECIDED, (), ""),
        "resolved": (_RESOLVED, _("cases"), _STEPS, (OUTCOME,), ""),
        "injunctions": (_INJUNCTIONS, _("injunctions"), _MEASURES, (), ""),
        "raids": (_RAIDS, _("raids"), _MEASURES, (), ""),
        "products_seized": (_PRODUCTS, _GOODS, _SEIZED, (), ""),
        "equipment_seized": (_EQUIPMENT, _GOODS, _SEIZED, (), ""),
        "prosecutions": (
            _("Cases in which the prosecution brought charges, each once, by the month of the first charge."),
            _("cases"), _STEPS, (), "",
        ),
        "convictions": (
            _("Published judgments that stand and that convict somebody, by the month of the judgment."),
            _("judgments"), _DECIDED, (), "",
        ),
        "fines_imposed": (_FINES_IMPOSED, _("fines"), _DECIDED, (PAID,), ""),
        "fines": (_FINES, _MONEY, _DECIDED, (PAID,), MONEY),
    }[what]  # fmt: skip
    return Metric(
        f"{track}_{what}", _TITLES[track][what], unit, definition, _by(*more), group=track, sees=sees,
        **({"form": form} if form else {}),
    )  # fmt: skip


_ALONE = (
    Metric(
        "complaints",
        _("Complaints filed"),
        _("complaints"),
        _("Complaints put on the docket, by the month in which they were filed."),
        _by(),
        group=COMPLAINTS,
        sees=_OPENED,
    ),
    Metric(
        "answers_due",
        _("Complaints whose answer was due"),
        _("complaints"),
        _(
            "Complaints that were accepted or refused, or whose last day for an answer has passed, by the month in which"
            " they were filed."
        ),
        _by(),
        group=COMPLAINTS,
        sees=_CLOCKED,
    ),
    Metric(
        "silence",
        _("Silence"),
        _("complaints"),
        _(
            "Complaints that had no answer when the last day that the law gives for one had passed, by the month in which"
            " they were filed; one that was answered later stays counted. The share is of all complaints whose answer"
            " was due."
        ),
        _by(ANSWER),
        group=COMPLAINTS,
        share_of="answers_due",
        sees=_CLOCKED,
    ),
    Metric(
        "acceptance_days",
        _("Days to acceptance"),
        _("days"),
        _(
            "Whole days from the filing of a complaint until the office decided to take it or refused it, by the month of"
            " filing. Complaints without an answer are counted as well: the median and the 95th percentile are those of"
            " Kaplan and Meier, in which one that is still open says that it took longer than its age, and a withdrawn"
            " one that it took longer than it lived. Where too many are open to say, it says so. Nothing is told of"
            " fewer than five."
        ),
        _by(),
        form=DAYS,
        group=COMPLAINTS,
        sees=_CLOCKED,
    ),
    Metric(
        "decision_days",
        _("Days to decision"),
        _("days"),
        _(
            "Whole days from the opening of a track until its first decision or judgment, by the month of opening."
            " Tracks without one are counted as well: the median and the 95th percentile are those of Kaplan and Meier,"
            " in which one that is still open says that it took longer than its age, and one that ended in another way"
            " that it took longer than it lived. Where too many are open to say, it says so. Nothing is told of fewer"
            " than five."
        ),
        _by(TRACK),
        form=DAYS,
        group=COMPLAINTS,
        sees=(*_OPENED, *_STEPS),
    ),
    Metric(
        "civil_damages",
        _("Damages awarded"),
        _MONEY,
        _(
            "The sums of damages in published decisions that stand, whichever track they were awarded in, by the month of the"
            " decision; divided by what was paid of them and what was not. Costs are counted apart, and what parties"
            " settled on is not known. Currencies are never added to one another."
        ),
        _by(PAID),
        form=MONEY,
        group=CIVIL,
        sees=_DECIDED,
    ),
    Metric(
        "civil_costs",
        _("Costs awarded"),
        _MONEY,
        _(
            "The sums of costs of the proceedings and of stopping the infringement in published decisions that stand, by the month"
            " of the decision. Currencies are never added to one another."
        ),
        _by(PAID),
        form=MONEY,
        group=CIVIL,
        sees=_DECIDED,
    ),
    Metric(
        "criminal_prison_terms",
        _("Prison terms"),
        _("terms"),
        _("Prison terms in published judgments that stand, each once, by the month of the judgment; served, to be served, or suspended."),
        _by(SERVED),
        group=CRIMINAL,
        sees=_DECIDED,
    ),
    Metric(
        "criminal_prison_months",
        _("Months of prison"),
        _("months"),
        _("The months of all prison terms in published judgments that stand, added up, by the month of the judgment; served, to be served, or suspended."),
        _by(SERVED),
        group=CRIMINAL,
        sees=_DECIDED,
    ),
)  # fmt: skip

CASE_METRICS: Mapping[str, Metric] = MappingProxyType(
    {
        metric.name: metric
        for metric in (*(_of_track(track, what) for track, names in _TITLES.items() for what in names), *_ALONE)
    }
)
