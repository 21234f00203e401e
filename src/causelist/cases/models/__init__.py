"""What a case is made of."""

from __future__ import annotations

from causelist.cases.models.bodies import Body, Level, Office
from causelist.cases.models.campaigns import (
    Activity,
    ActivityKind,
    Campaign,
    CampaignCount,
    CampaignEntry,
    EnforcementNotice,
    ReportedFigure,
)
from causelist.cases.models.case import (
    Case,
    CaseParty,
    CasePartyRole,
    CaseWork,
    Channel,
    Complaint,
    Confidentiality,
    Industry,
    Recusal,
    Target,
    Track,
    TrackKind,
    TrackLink,
)
from causelist.cases.models.decisions import (
    Decision,
    DecisionService,
    Publication,
    PublicationFile,
    RedactionRequest,
    Sanction,
    SanctionKind,
)
from causelist.cases.models.events import Appointment, Audience, CaseEvent, Clock
from causelist.cases.models.following import AccessKey, Subscription
from causelist.cases.models.measures import (
    Disposition,
    Measure,
    MeasureTarget,
    Premises,
    PremisesMerge,
    PremisesOperator,
    SeizedItem,
    Seizure,
    Valuation,
)
from causelist.cases.models.papers import CasePaper

__all__ = [
    "AccessKey", "Activity", "ActivityKind", "Appointment", "Audience", "Body", "Campaign", "CampaignCount",
    "CampaignEntry", "Case", "CaseEvent", "CasePaper", "CaseParty", "CasePartyRole", "CaseWork", "Channel", "Clock", "Complaint",
    "Confidentiality", "Decision", "DecisionService", "Disposition", "EnforcementNotice", "Industry", "Level",
    "Measure", "MeasureTarget", "Office", "Premises", "PremisesMerge", "PremisesOperator", "Publication", "PublicationFile", "Recusal",
    "RedactionRequest", "ReportedFigure", "Sanction", "SanctionKind", "SeizedItem", "Seizure", "Subscription",
    "Target", "Track", "TrackKind", "TrackLink", "Valuation",
]  # fmt: skip
