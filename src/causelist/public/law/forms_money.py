"""What the calculators of damages and fines ask, and what is asked of a pasted letter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from causelist.law.required import PROVIDERS
from causelist.public.law import catalogue, wording
from causelist.public.law.fields import Calculation, DayField, NumberField, ThreeField, bill_choices, place_field
from causelist.public.law.values_money import sum_name

OPTIONAL: dict[str, Any] = {"required": False}
SUMS = ("loss", "gain", "licence_fee")
MOST_LETTER = 200_000  # characters
PROVIDER_NAMES = {
    "hosting": _("hosting"),
    "marketplace": _("marketplace"),
    "linking": _("search or links"),
    "cache": _("cache"),
    "access": _("access"),
}


def places_with(kind: str) -> list[tuple[str, str]]:
    """The places that have a rule of a kind."""
    found = [place for place in catalogue.places() if any(rule.kind == kind for rule in catalogue.book_of(place))]
    return [(place, wording.place_name(place)) for place in found]


class DamagesForm(Calculation):
    """What a court may award."""

    triggers = ("on",)
    ages = ("decided", "act_ended")
    folded = ("decided", "election", "punitive_multiple", "registered", "innocent", "per", "copies")
    place = place_field()
    on = DayField(label=_("Day of the act"), help_text=_("or its first day"))
    act_ended = DayField(label=_("Last day of the act"), **OPTIONAL)
    decided = DayField(label=_("Day of the decision"), **OPTIONAL)
    loss = NumberField(label=_("Loss that is proven"))
    gain = NumberField(label=_("Infringer’s gain that is proven"))
    licence_fee = NumberField(label=_("Licence fee that is proven"))
    costs = NumberField(label=_("Reasonable costs"))
    works = NumberField(label=_("Works"), whole=True)
    copies = NumberField(label=_("Copies"), whole=True)
    infringements = NumberField(label=_("Acts of infringement"), whole=True)
    wilful = ThreeField(label=_("Done on purpose"))
    serious = ThreeField(label=_("Serious circumstances"))
    repeat = ThreeField(label=_("Done again"))
    innocent = ThreeField(label=_("No reason to know"), help_text=_("United States"))
    punitive_multiple = NumberField(label=_("Multiple asked for"))
    election = forms.ChoiceField(
        label=_("The owner chooses"),
        choices=[("", _("not yet")), ("actual", _("what is proven")), ("statutory", _("what the law sets"))],
        **OPTIONAL,
    )
    registered = ThreeField(label=_("Registered in time"), help_text=_("United States"))
    per = forms.ChoiceField(
        label=_("Count what the law sets by"),
        choices=[
            ("", _("what the text says")),
            ("case", _("case")),
            ("work", _("work")),
            ("copy", _("copy")),
            ("act", _("act")),
        ],
        **OPTIONAL,
    )
    wrong = forms.ChoiceField(
        label=_("Wrong"),
        choices=[
            ("infringement", _("infringement")),
            ("circumvention", _("circumvention of a technical measure")),
            ("management_information", _("removal of rights information")),
        ],
        **OPTIONAL,
    )
    punitive_reading = forms.ChoiceField(
        label=_("A multiple means"),
        choices=[("total", _("so many times the base in all")), ("on_top", _("so many times on top of the base"))],
        **OPTIONAL,
    )
    bill = forms.ChoiceField(label=_("Law"), **OPTIONAL)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["place"].choices = places_with("damages_order")  # type: ignore[attr-defined]  # ChoiceFields
        self.fields["bill"].choices = bill_choices()  # type: ignore[attr-defined]

    @classmethod
    def defaults(cls) -> dict[str, str]:
        """China, today, one work, one act."""
        fixed = {
            "place": "cn",
            "works": "1",
            "infringements": "1",
            "wrong": "infringement",
            "punitive_reading": "total",
        }
        return {**super().defaults(), **fixed}

    @property
    def sums(self) -> list[dict[str, Any]]:
        """The sums, each with whether it is marked as not known."""
        return [{"field": self[name], "name": name, "unknown": name in self.unknown} for name in SUMS]

    @property
    def unknown(self) -> list[str]:
        """The sums that may still be proven."""
        return [name for name in dict.fromkeys(self.given.getlist("unknown")) if name in SUMS]

    def question(self) -> dict[str, Any]:
        """The arguments of `damages`."""
        given = dict(self.cleaned_data)
        made = {name: given[name] for name in ("on", "act_ended", "decided", *SUMS, "costs", "copies", "innocent")}
        made |= {name: given[name] for name in ("wilful", "serious", "repeat", "punitive_multiple", "registered")}
        made |= {name: given[name] or None for name in ("election", "per")}
        made |= {"works": given["works"] or 1, "infringements": given["infringements"] or 1, "unknown": self.unknown}
        made |= {"wrong": given["wrong"] or "infringement", "punitive_reading": given["punitive_reading"] or "total"}
        return made

    def unknown_names(self, names: tuple[str, ...]) -> list[str]:
        """What is missing, in the words of the form."""
        return [str(self.fields[name].label) if name in self.fields else sum_name(name) for name in names]


class FineForm(Calculation):
    """What an authority may fine."""

    triggers = ("on",)
    ages = ("decided",)
    folded = ("gains", "copies", "unit", "again", "wilful", "serious", "fined", "court_fine")
    place = place_field()
    on = DayField(label=_("Day of the act"))
    decided = DayField(label=_("Day of the decision"), help_text=_("if later; the lighter law decides"), **OPTIONAL)
    wrongs = forms.MultipleChoiceField(
        label=_("Wrong"),
        choices=[
            ("infringement", _("infringement")),
            ("network", _("infringement on the network")),
            ("platform", _("a platform that does not act")),
        ],
        widget=forms.CheckboxSelectMultiple,
        **OPTIONAL,
    )
    business = NumberField(label=_("Illegal business amount, yuan"), help_text=_("0 for none; empty: not known"))
    hard_to_count = forms.BooleanField(label=_("The amount is hard to count"), **OPTIONAL)
    public_interest = ThreeField(label=_("It also harms the public interest"))
    gains = NumberField(label=_("Illegal gains, yuan"))
    copies = NumberField(label=_("Copies"), whole=True)
    unit = forms.BooleanField(label=_("An organisation acted"), **OPTIONAL)
    again = ThreeField(label=_("Held liable before"))
    wilful = ThreeField(label=_("Done on purpose"))
    serious = ThreeField(label=_("Serious circumstances"))
    fined = NumberField(label=_("Already fined by an authority, yuan"))
    court_fine = NumberField(label=_("Fined by a court, yuan"))
    bill = forms.ChoiceField(label=_("Law"), **OPTIONAL)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["place"].choices = places_with("fine")  # type: ignore[attr-defined]  # ChoiceFields
        self.fields["bill"].choices = bill_choices("cn")  # type: ignore[attr-defined]

    @classmethod
    def defaults(cls) -> dict[str, str]:
        """An infringement in China, today."""
        return {**super().defaults(), "place": "cn"}

    def question(self) -> dict[str, Any]:
        """The arguments of `fine`."""
        given = dict(self.cleaned_data)
        given["wrongs"] = given["wrongs"] or ["infringement"]
        del given["place"], given["bill"]
        return given


class LetterForm(forms.Form):
    """A letter, and by whose law it is judged."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("The letter"),
        max_length=MOST_LETTER,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
    )
    place = place_field()
    document = forms.ChoiceField(
        label=_("It is"),
        choices=[("", _("what is read in it")), ("notice", _("a notice")), ("counter-notice", _("a counter-notice"))],
        **OPTIONAL,
    )
    provider_kind = forms.ChoiceField(
        label=_("The provider offers"), choices=[(name, PROVIDER_NAMES[name]) for name in PROVIDERS]
    )
    on = DayField(label=_("Received on"))

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **given})
        self.fields["place"].choices = places_with("elements")  # type: ignore[attr-defined]  # it is a ChoiceField
