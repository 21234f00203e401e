"""Two states of the law beside each other: all rules of a place on two days, or on a day and under a bill."""

from __future__ import annotations

from typing import Any, Self

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from causelist.law import bills, law_of
from causelist.public.law import catalogue, comparing, wording
from causelist.public.law.asking import command
from causelist.public.law.fields import Calculation, DayField, bill_choices, place_field


class CompareForm(Calculation):
    """Which two states."""

    triggers = ("on", "and", "bill")
    place = place_field()
    on = DayField(label=gettext_lazy("First day"))
    bill = forms.ChoiceField(label=gettext_lazy("Beside it"), required=False)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["and"] = DayField(label=gettext_lazy("Second day"), required=False)
        self.fields["place"].choices = [(one, wording.place_name(one)) for one in catalogue.places()]  # type: ignore[attr-defined]
        self.fields["bill"].choices = bill_choices()  # type: ignore[attr-defined]

    @classmethod
    def defaults(cls) -> dict[str, str]:
        """China, the day of the report and today."""
        return {"place": "cn", "on": "2012-02-10", "and": timezone.localdate().isoformat()}

    @classmethod
    def read(cls, data: QueryDict) -> Self:
        """Beside a bill the second day is the first, unless it is said."""
        if data.get("bill") and "and" not in data:
            data = data.copy()
            data["and"] = data.get("on", "")
        return super().read(data)

    def clean(self) -> dict[str, Any]:
        """A bill is one of the place's own."""
        cleaned: dict[str, Any] = super().clean() or {}
        bill = cleaned.get("bill")
        if bill and bill not in bills(cleaned.get("place", "")):
            self.add_error("bill", _("There is no such bill for this place."))
        return cleaned


@login_not_required
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """The rules that differ, side by side."""
    form = CompareForm.read(request.GET)
    context: dict[str, Any] = {"nav_here": "law", "form": form}
    if not form.is_bound or not form.is_valid():
        context["bills"] = [(place, bill, wording.bill_name(bill)) for place, bill in catalogue.all_bills()]
        return render(request, "public/law/compare.html", context, status=400 if form.is_bound else 200)
    cleaned = form.cleaned_data
    place, first, bill = cleaned["place"], cleaned["on"], cleaned["bill"] or None
    second = cleaned["and"] or (first if bill else timezone.localdate())
    groups = comparing.differences(law_of(place), first, law_of(place, bill), second)
    if request.GET.get("format") == "json":
        return JsonResponse(_as_json(place, first, second, bill, groups), json_dumps_params={"ensure_ascii": False})
    context |= {
        "place_name": wording.place_name(place),
        "first": first,
        "second": second,
        "bill": bill,
        "bill_name": wording.bill_name(bill) if bill else "",
        "groups": groups,
        "count": sum(len(group.rows) for group in groups),
        "json": f"?{request.GET.urlencode()}&format=json",
        "command": command("compare", place, options={"on": first, "and": second, "bill": bill}),
    }
    return render(request, "public/law/compare.html", context)


def _as_json(place: str, first: Any, second: Any, bill: str | None, groups: list[comparing.Group]) -> dict[str, Any]:
    return {
        "place": place,
        "on": first.isoformat(),
        "and": second.isoformat(),
        "bill": bill,
        "differences": [
            {"rule": row.rule.id, "title": row.rule.title, "before": _side(row.before), "after": _side(row.after)}
            for group in groups
            for row in group.rows
        ],
    }


def _side(side: comparing.Side) -> dict[str, Any] | None:
    return {"value": side.version.value, "cite": str(side.version.cite)} if side.version else None
