"""Forms of campaigns, of the log of training, and of bodies and their offices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from causelist.cases.bodies import KINDS
from causelist.cases.models import ActivityKind, Body, Level, TrackKind
from causelist.desk.casework import wording
from causelist.desk.forms import DayField, DeskForm
from causelist.law.book import jurisdictions
from causelist.parties.models import Organisation
from causelist.parties.queries import with_names

MOMENTS = [("before", _("before")), ("during", _("during")), ("after", _("after"))]
ENTRY_KINDS = [
    ("case", _("cases, by number")),
    ("notice", _("notices, by number")),
    ("target", _("targets, by their id")),
    ("premises", _("premises, by their id")),
]


class CampaignForm(DeskForm):
    """What a campaign is."""

    body = forms.ChoiceField(label=_("Body"))
    title = forms.CharField(label=_("Title"), max_length=200)
    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=200, required=False)
    aim = forms.CharField(label=_("Aim"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    starts_on = DayField(label=_("Begins"))
    ends_on = DayField(label=_("Ends"), required=False)

    def __init__(self, *given: Any, bodies: list[Body], **named: Any) -> None:
        super().__init__(*given, **named)
        self.bodies = {str(body.pk): body for body in bodies}
        body: Any = self.fields["body"]
        body.choices = [(str(one.pk), wording.name_of(one.organisation)) for one in bodies]


class EntryForm(DeskForm):
    """What is to belong to a campaign."""

    kind = forms.ChoiceField(label=_("What is added"), choices=ENTRY_KINDS)
    keys = forms.CharField(
        label=_("Numbers"), help_text=_("One on each line."), widget=forms.Textarea(attrs={"rows": 4})
    )


class CountForm(DeskForm):
    """A count before, during or after."""

    what = forms.CharField(
        label=_("What was counted"),
        max_length=200,
        help_text=_("The same words for before and after set them side by side."),
    )
    moment = forms.ChoiceField(label=_("When"), choices=MOMENTS)
    count = forms.IntegerField(label=_("Count"), min_value=0)
    counted_on = DayField(label=_("Counted on"))
    method = forms.CharField(label=_("How it was counted"), max_length=500)


class EnforcementNoticeForm(DeskForm):
    """A body's own notice that named sites or spots."""

    issuer = forms.CharField(label=_("Issued by"), max_length=200)
    reference = forms.CharField(label=_("File number"), max_length=80)
    issued_on = DayField(label=_("Issued on"), required=False)
    named = forms.IntegerField(label=_("Named in it"), min_value=0)
    closed = forms.IntegerField(label=_("Closed or removed of these"), min_value=0)
    source = forms.CharField(label=_("Source"), max_length=500)


class ReportedForm(DeskForm):
    """A figure that somebody else reports."""

    reporter = forms.CharField(label=_("Reported by"), max_length=200)
    what = forms.CharField(label=_("What it counts"), max_length=300)
    value = forms.DecimalField(label=_("Figure"), max_digits=24, decimal_places=4)
    unit = forms.CharField(label=_("Unit"), max_length=40)
    period = forms.CharField(label=_("Period"), max_length=80, required=False)
    source = forms.CharField(label=_("Source"), max_length=500)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)


class ActivityForm(DeskForm):
    """A training or an awareness event."""

    body = forms.ChoiceField(label=_("Body"))
    kind = forms.ChoiceField(label=_("Kind"), choices=ActivityKind.choices)
    title = forms.CharField(label=_("Title"), max_length=300)
    organiser = forms.CharField(label=_("Organiser"), max_length=200)
    held_on = DayField(label=_("Held on"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    audience = forms.CharField(label=_("Audience"), max_length=200)
    people = forms.IntegerField(label=_("People who came"), min_value=0)
    source = forms.CharField(label=_("Source"), max_length=500, required=False)

    def __init__(self, *given: Any, bodies: list[Body], **named: Any) -> None:
        super().__init__(*given, **named)
        self.bodies = {str(body.pk): body for body in bodies}
        body: Any = self.fields["body"]
        body.choices = [(str(one.pk), wording.name_of(one.organisation)) for one in bodies]


class BodyForm(DeskForm):
    """What an organisation is as a body of the state."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    superior = forms.ModelChoiceField(
        label=_("Body above it"), queryset=Body.objects.none(), required=False, empty_label=_("none")
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=7,
        help_text=_("One to seven letters and figures; it stands in the identifiers of its decisions."),
    )
    jurisdiction = forms.ChoiceField(label=_("Law it applies"), choices=[(one, one.upper()) for one in jurisdictions()])

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        organisation: Any = self.fields["organisation"]
        organisation.queryset = with_names(
            Organisation.objects.filter(kind__in=KINDS, merged_into__isnull=True).order_by("slug")
        )
        organisation.label_from_instance = wording.name_of
        superior: Any = self.fields["superior"]
        superior.queryset = (
            Body.objects.select_related("organisation").prefetch_related("organisation__names").order_by("code")
        )
        superior.label_from_instance = lambda body: f"{body.code} {wording.name_of(body.organisation)}"


class OfficeForm(DeskForm):
    """An office: what it takes, and how it is reached."""

    name = forms.CharField(label=_("Name"), max_length=200)
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=200, required=False)
    contact_email = forms.EmailField(label=_("Mail address"), required=False)
    contact_phone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    hours = forms.CharField(label=_("Hours"), max_length=120, required=False)
    time_zone = forms.CharField(label=_("Time zone"), max_length=40, initial="Asia/Shanghai")
    tracks = forms.MultipleChoiceField(
        label=_("Tracks it takes"), choices=TrackKind.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all."),
    )  # fmt: skip
    subjects = forms.MultipleChoiceField(
        label=_("Kinds of infringement"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all."),
    )  # fmt: skip
    regions = forms.CharField(
        label=_("Regions"), required=False, help_text=_("Codes such as CN-91, one on each line; their parts are included. Empty: the whole country."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    closed_on = DayField(label=_("Closed on"), required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        subjects: Any = self.fields["subjects"]
        subjects.choices = wording.target_kinds()
