"""Forms of premises."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from causelist.cases import premises
from causelist.cases.tables import Words
from causelist.desk.forms import DayField, DeskForm
from causelist.parties.models import Region


class PremisesForm(DeskForm):
    """Premises by what they are called and where they are."""

    kind = forms.ChoiceField(label=_("Kind"))
    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("As the sign over the door says."))
    street = forms.CharField(
        label=_("Street address"), max_length=300, required=False, help_text=_("Seen by authorities alone.")
    )
    region = forms.ModelChoiceField(label=_("Region"), queryset=Region.objects.none(), required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        language = get_language() or ""
        kinds = premises.kinds(premises.FALLBACK)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # of a ChoiceField
            (kind, Words(*words).in_(language)) for kind, words in kinds.items()
        ]
        self.fields["region"].queryset = Region.objects.all()  # type: ignore[attr-defined]  # of a ModelChoiceField


class OperatorForm(DeskForm):
    """Who runs premises, from when, and how that is known."""

    name = forms.CharField(label=_("Name of who runs it"), max_length=300)
    starts_on = DayField(label=_("Since"))
    basis = forms.CharField(label=_("Known from"), max_length=500)


class MergeForm(DeskForm):
    """Which other premises these are."""

    target = forms.IntegerField(label=_("Number of the other premises"), min_value=1, max_value=2**63 - 1)
    basis = forms.CharField(label=_("Why the two are one"), max_length=500)
