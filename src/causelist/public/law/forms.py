"""What each calculator asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from causelist.law import crime_facts
from causelist.law.clock import periods
from causelist.public.law import catalogue, wording
from causelist.public.law.fields import (
    Calculation,
    DayField,
    NumberField,
    ThreeField,
    bill_choices,
    place_field,
)
from causelist.public.law.language import plain
from causelist.public.law.values import term_kind
from causelist.public.law.values_money import medium_name, region_name

OPTIONAL: dict[str, Any] = {"required": False}


ACTS = [
    ("217", _("217: infringement of copyright")),
    ("218", _("218: sale of infringing copies")),
    ("217-tpm", _("217: devices against technical measures")),
]
# What each article may ask for; which of these counts on a day is for its rules to say.
ASKED = {
    "217": (
        "business",
        "gains",
        "copies",
        "works",
        "downloads",
        "clicks",
        "members",
        "prior_sanctions_within_2y",
    ),
    "218": ("gains", "sales", "copies", "unsold", "unsold_copies", "prior_sanctions_within_2y"),
    "217-tpm": ("business", "gains", "prior_sanctions_within_2y"),
}


class ThresholdForm(Calculation):
    """Whether quantities reach a criminal threshold."""

    triggers = ("on", *crime_facts.MEASURES)
    act = forms.ChoiceField(label=_("Article"), choices=ACTS)
    on = DayField(label=_("Day of the act"))
    decided = DayField(label=_("Day of the decision"), help_text=_("if later; the lighter law decides"), **OPTIONAL)
    unit = forms.ChoiceField(
        label=_("Who acted"),
        choices=[("0", _("a person")), ("1", _("an organisation")), ("unknown", _("not known"))],
        **OPTIONAL,
    )
    bill = forms.ChoiceField(label=_("Law"), **OPTIONAL)
    reading = forms.ChoiceField(
        label=_("Combination of 2025"),
        choices=[("", _("by its words")), ("measures", _("every measure counts"))],
        **OPTIONAL,
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["bill"].choices = bill_choices("cn")  # type: ignore[attr-defined]  # it is a ChoiceField
        for name, measure in crime_facts.MEASURES.items():
            self.fields[name] = NumberField(label=wording.MEASURES[name], whole=not measure.money)

    @classmethod
    def defaults(cls) -> dict[str, str]:
        """Article 217, a person, today."""
        return {**super().defaults(), "act": "217", "unit": "0"}

    @property
    def unknown(self) -> list[str]:
        """The facts that are marked as not known."""
        return [name for name in dict.fromkeys(self.given.getlist("unknown")) if name in crime_facts.MEASURES]

    def clean(self) -> dict[str, Any]:
        """No fact is both given and not known."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in self.unknown:
            if cleaned.get(name) is not None:
                self.add_error(name, _("It is given and said to be not known. Say one of the two."))
        return cleaned

    @property
    def article(self) -> str:
        """The article that is asked about."""
        return str(self["act"].value() or "217")

    @property
    def measures(self) -> list[dict[str, Any]]:
        """The facts that the article asks for, and others that were given; each with whether it is not known."""
        asked = ASKED.get(self.article, tuple(crime_facts.MEASURES))
        made = []
        for name, one in crime_facts.MEASURES.items():
            unknown = name in self.unknown
            if name in asked or unknown or self[name].value():
                made.append({"name": name, "field": self[name], "money": one.money, "unknown": unknown})
        return made

    @property
    def articles(self) -> list[dict[str, str]]:
        """The articles as links that keep what was typed."""
        made = []
        for name, label in ACTS:
            given = self.given.copy()
            given["act"] = name
            made.append({"name": name, "label": str(label), "query": given.urlencode()})
        return made

    def facts(self) -> dict[str, Any]:
        """The facts that are known."""
        cleaned = self.cleaned_data
        found = {name: cleaned[name] for name in crime_facts.MEASURES if cleaned.get(name) is not None}
        if cleaned.get("unit") == "1":
            found["unit"] = 1
        return found

    def unknown_facts(self) -> list[str]:
        """The facts that are not known, the kind of actor among them."""
        return [*self.unknown, *(["unit"] if self.cleaned_data.get("unit") == "unknown" else [])]


class DeadlineForm(Calculation):
    """When something is due."""

    triggers = ("start",)
    folded = ("pause_from", "pause_until", "pause_reason", "extension", "extension_reason")
    rule = forms.ChoiceField(label=_("Rule"))
    start = DayField(label=_("Day of the event"))
    time = forms.TimeField(
        label=_("Time"),
        help_text=_("for hours and minutes; at the place"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("This is no time. Write it as 16:00.")},
        **OPTIONAL,
    )
    zone = forms.ChoiceField(label=_("Time zone"), **OPTIONAL)
    bill = forms.ChoiceField(label=_("Law"), **OPTIONAL)
    pause_from = DayField(label=_("Pause from"), **OPTIONAL)
    pause_until = DayField(label=_("Pause until"), help_text=_("its last day; empty: it still lasts"), **OPTIONAL)
    pause_reason = forms.CharField(label=_("Reason of the pause"), max_length=200, **OPTIONAL)
    extension = NumberField(label=_("Extended by"), whole=True, help_text=_("in the unit of the rule"))
    extension_reason = forms.CharField(label=_("Reason of the extension"), max_length=200, **OPTIONAL)

    ZONES = ("Asia/Shanghai", "Europe/Brussels", "Europe/Rome", "America/New_York", "America/Los_Angeles", "UTC")

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["bill"].choices = bill_choices()  # type: ignore[attr-defined]  # they are ChoiceFields
        self.fields["zone"].choices = [("", _("that of the place")), *((one, one) for one in self.ZONES)]  # type: ignore[attr-defined]
        data = self.data if self.is_bound else self.initial
        self.fields["rule"].choices = _period_choices(str(data.get("bill", "")))  # type: ignore[attr-defined]

    @classmethod
    def defaults(cls) -> dict[str, str]:
        """Nothing: the day of the event must be said."""
        return {}


def _period_choices(bill: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The rules that are periods, by place; under a bill also those that only it has."""
    made = []
    for place in catalogue.places():
        known = bill if (place, bill) in catalogue.all_bills() else ""
        rules = sorted(periods(catalogue.book_of(place, known)), key=lambda rule: rule.id)
        made.append((wording.place_name(place), [(rule.id, plain(rule.title, rule.title_zh)) for rule in rules]))
    return [one for one in made if one[1]]


class RemunerationForm(Calculation):
    """What a broadcaster owes for the recordings it played in a year."""

    triggers = ("year",)
    folded = ("relay_minutes", "total_minutes", "agreed", "fair_rate")
    year = NumberField(label=_("Year"), whole=True, required=True)
    region = forms.ChoiceField(label=_("Region"))
    revenue = NumberField(label=_("Advertising revenue of the year, yuan"))
    share = NumberField(label=_("Recordings’ part of the time"), share=True, help_text=_("8 % or 0.08"))
    medium = forms.ChoiceField(label=_("Medium"), **OPTIONAL)
    minutes = NumberField(label=_("Minutes of recordings played"))
    relay_minutes = NumberField(label=_("Minutes relayed from others"))
    total_minutes = NumberField(
        label=_("Minutes of all programmes"), help_text=_("gives the part of the time, where it is not known")
    )
    agreed = forms.ChoiceField(
        label=_("Agreed base"),
        choices=[("", _("none agreed")), ("advertising", _("advertising revenue")), ("time", _("minutes played"))],
        **OPTIONAL,
    )
    reading = forms.ChoiceField(
        label=_("Rising bands"),
        choices=[("steps", _("in whole percents")), ("linear", _("as a line"))],
        **OPTIONAL,
    )
    fair_rate = NumberField(label=_("A rate you hold to be fair"), share=True, help_text=_("of the whole revenue"))
    bill = forms.ChoiceField(label=_("Law"), **OPTIONAL)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        regions = ("east", "central", "west", "national_special")
        self.fields["region"].choices = [(name, region_name(name)) for name in regions]  # type: ignore[attr-defined]
        media = [(name, medium_name(name)) for name in ("radio", "tv")]
        self.fields["medium"].choices = [("", _("not said")), *media]  # type: ignore[attr-defined]
        self.fields["bill"].choices = bill_choices("cn")  # type: ignore[attr-defined]

    @classmethod
    def defaults(cls) -> dict[str, str]:
        """Stations of the east, whole percents."""
        return {"region": "east", "reading": "steps"}

    def clean_year(self) -> int:
        """A year with four digits."""
        year = int(self.cleaned_data["year"])
        if not 1000 <= year <= 9999:
            raise forms.ValidationError(_("Write the year with four digits."))
        return year


class TermForm(Calculation):
    """How long a work is protected."""

    triggers = ("kind",)
    place = place_field()
    kind = forms.ChoiceField(label=_("Kind of work or right"))
    on = DayField(label=_("Protected on"))
    published = DayField(label=_("First published"), **OPTIONAL)
    created = DayField(label=_("Made"), help_text=_("or performed, recorded, broadcast"), **OPTIONAL)
    author_died = DayField(label=_("Author died"), help_text=_("of several, the last"), **OPTIONAL)
    author_lives = forms.BooleanField(label=_("The author lives"), **OPTIONAL)
    anonymous = forms.BooleanField(label=_("The author is not known"), **OPTIONAL)
    legal_person = forms.BooleanField(label=_("An organisation is the author"), **OPTIONAL)
    renewed = ThreeField(label=_("Renewed"), help_text=_("United States, published before 1964"))
    bill = forms.ChoiceField(label=_("Law"), **OPTIONAL)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        places = [one for one in catalogue.places() if f"{one}.term.kinds" in catalogue.book_of(one).rules]
        kinds: dict[str, str] = {}
        for place in places:
            for version in catalogue.book_of(place).rule(f"{place}.term.kinds").versions:
                kinds |= {name: term_kind(name) for name in version.value["kinds"]}
        self.fields["place"].choices = [(one, wording.place_name(one)) for one in places]  # type: ignore[attr-defined]
        self.fields["kind"].choices = list(kinds.items())  # type: ignore[attr-defined]
        self.fields["bill"].choices = bill_choices()  # type: ignore[attr-defined]

    @classmethod
    def defaults(cls) -> dict[str, str]:
        """China, today."""
        return {**super().defaults(), "place": "cn"}


class LimitationForm(Calculation):
    """Whether the time for a claim or a sanction has run out."""

    triggers = ("act",)
    place = place_field()
    kind = forms.ChoiceField(
        label=_("What for"), choices=[("civil", _("a civil claim")), ("admin", _("an administrative penalty"))]
    )
    on = DayField(label=_("Day asked about"), help_text=_("of the suit, or of the discovery by the authority"))
    act = DayField(label=_("Day of the act"), help_text=_("or its first day"))
    act_ended = DayField(label=_("Last day of the act"), **OPTIONAL)
    continues = forms.BooleanField(label=_("The act still goes on"), **OPTIONAL)
    knew = DayField(
        label=_("Owner knew of it"), help_text=_("or should have, of the harm and of who did it"), **OPTIONAL
    )
    restarted = DayField(label=_("A demand, acknowledgement or suit"), **OPTIONAL)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        places = [
            one for one in catalogue.places() if any(rule.kind == "limitation" for rule in catalogue.book_of(one))
        ]
        self.fields["place"].choices = [(one, wording.place_name(one)) for one in places]  # type: ignore[attr-defined]

    @classmethod
    def defaults(cls) -> dict[str, str]:
        """A civil claim in China, today."""
        return {**super().defaults(), "place": "cn", "kind": "civil"}
