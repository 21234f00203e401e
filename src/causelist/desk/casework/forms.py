"""The form of an act, made from its table: nothing here knows any act by name but for what a page can do better."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from causelist.cases.fields import Field
from causelist.cases.possible import Possible
from causelist.cases.subjects import track_of
from causelist.core.refusal import Refused
from causelist.desk.casework import rows, wording
from causelist.desk.casework.opening import Opened
from causelist.desk.casework.options import Options
from causelist.desk.forms import DeskForm
from causelist.law.crime_facts import MEASURES
from causelist.law.crime_rules import SCOPES

_LONG = {"text", "papers"}
# Kept with the form, not asked for: the draft's version that was seen.
_HIDDEN = {"version"}
_TODAY = {"filed_on", "served_on", "done_on", "decided_on"}


class ActForm(DeskForm):
    """What an act asks for. The engine has the last word; `refuse` puts it beside the field it names."""

    def __init__(self, data: QueryDict | None, *, possible: Possible, opened: Opened) -> None:
        super().__init__(data)
        self.possible = possible
        self.options = Options(opened, possible)
        self.zone = _zone_of(possible, opened)
        self.tables: dict[str, rows.RowTable] = {}
        self.facts: list[str] = []
        for name, field in possible.act.fields.items():
            if field.kind == "rows":
                self.tables[name] = rows.read(field, data, self._cell_options(field), _pressed(data, name))
            elif field.kind == "json" and name == "facts":
                self._add_facts(opened.case.facts)
            elif (made := self._input(field)) is not None:
                self.fields[name] = made

    def refuse(self, refused: Refused) -> None:
        """Show a refusal beside its field, its cell, or above the form."""
        name, _dot, place = refused.field.partition(".")
        words = wording.refusal(refused)
        if name in self.tables:
            self.tables[name].refuse(place, words)
        elif name == "facts" and self.facts:
            self.add_error(f"fact-{place}" if f"fact-{place}" in self.fields else None, words)
        else:
            self.add_error(name if name in self.fields else None, words)

    def answers(self) -> dict[str, Any]:
        """What was typed, as the engine reads it."""
        found: dict[str, Any] = {}
        for name, field in self.possible.act.fields.items():
            if name in self.tables:
                found[name] = rows.given(self.tables[name])
            elif name in self.fields:
                found[name] = self._answer(field, self.cleaned_data.get(name))
        if self.facts:
            found["facts"] = self._given_facts()
        return {name: value for name, value in found.items() if value not in (None, "", [], {})}

    def _given_facts(self) -> dict[str, Any]:
        typed = {name: self.cleaned_data.get(f"fact-{name}", "").strip() for name in self.facts}
        known = {name: value.replace(",", "") for name, value in typed.items() if value}
        asked = {name: self.cleaned_data[f"fact-{name}"] for name in ("act", "on") if self.cleaned_data[f"fact-{name}"]}
        return asked | known | {"unknown": [name for name, value in typed.items() if not value]}

    def _answer(self, field: Field, value: Any) -> Any:
        if field.kind == "moment":
            return with_zone(value, self.zone)
        if field.kind == "flag":
            return True if value else None
        return value

    def _cell_options(self, field: Field) -> Mapping[str, list[tuple[Any, Any]]]:
        found = {}
        for column in field.columns.values():
            if column.name == "spot":
                found["spot"] = self.options.spots()
            elif column.kind in {"id", "party"} and (choices := self.options.of(column)) is not None:
                found[column.name] = choices
        return found

    def _input(self, field: Field) -> forms.Field | None:
        """The input of a field; none where there is nothing to choose and nothing must be."""
        common: dict[str, Any] = {
            "label": wording.field_title(field),
            "required": field.required,
            "help_text": self._help(field),
        }
        if field.name in _HIDDEN:
            version = getattr(self.possible.subject, field.name, "")
            return forms.CharField(**common, initial=version, widget=forms.HiddenInput)
        choices: list[tuple[Any, Any]] | None
        choices = wording.field_choices(field) if field.kind == "choice" else self.options.of(field)
        if field.name == "kind" and field.kind == "line":  # of a target: the law's own list
            choices = list(wording.target_kinds())
        if field.kind == "papers":
            choices = self.options.papers_of_law()
        if not field.required and choices == [] and field.kind in {"id", "ids"}:
            return None
        if field.kind in {"ids", "papers"} and choices:
            common["help_text"] = ""
            return forms.MultipleChoiceField(**common, choices=choices, widget=forms.CheckboxSelectMultiple)
        if choices:
            return self._select(field, choices, common)
        if field.kind == "flag":
            return forms.BooleanField(**common | {"required": False})
        return forms.CharField(**common, widget=_widget(field), initial=_initial(field))

    def _select(self, field: Field, choices: list[tuple[Any, Any]], common: dict[str, Any]) -> forms.Field:
        if field.name == "track":  # of which track an act is said is never left open where there are several
            return forms.ChoiceField(**common, choices=choices, initial=choices[-1][0])
        blank = _("choose") if field.required else _("not said")
        return forms.ChoiceField(**common, choices=[("", f"– {blank} –"), *choices])

    def _help(self, field: Field) -> str:
        if field.kind == "moment":
            return _("Time at the place (%(zone)s).") % {"zone": self.zone}
        if field.kind == "papers":
            return _("One on each line.")
        if field.kind == "json":
            return _("As a JSON object.")
        return ""

    def _add_facts(self, known: Mapping[str, Any]) -> None:
        """The quantities that the criminal line is reckoned from: empty where a fact is not known."""
        chinese = (get_language() or "").startswith("zh")
        articles = [(act, _("Article %s") % act) for act in SCOPES]
        self.fields["fact-act"] = forms.ChoiceField(
            label=_("Article of the Criminal Law"), choices=articles, initial=known.get("act"), required=False
        )
        self.fields["fact-on"] = forms.CharField(
            label=_("Day of the act"), required=False, initial=known.get("on", ""),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )  # fmt: skip
        for name, measure in MEASURES.items():
            self.facts.append(name)
            self.fields[f"fact-{name}"] = forms.CharField(
                label=measure.label_zh if chinese else capfirst(measure.label),
                required=False,
                initial=known.get(name, ""),
                help_text=_("In yuan.") if measure.money else "",
                widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
            )


def with_zone(typed: str, zone: str) -> str:
    """A time typed without a zone, at the place of the office; anything else is left for the engine to judge."""
    try:
        moment = dt.datetime.fromisoformat(typed or "")
    except ValueError:
        return typed
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).isoformat()


def _zone_of(possible: Possible, opened: Opened) -> str:
    track = track_of(possible.subject) if possible.subject is not None else None
    office = track.office if track else opened.case.office
    return office.time_zone if office else "UTC"


def _pressed(data: QueryDict | None, name: str) -> str:
    """Which button of a table was pressed."""
    if data is None:
        return ""
    return next((button for button in ("add", "paste") if data.get(button) == name), "")


def _widget(field: Field) -> forms.Widget:
    if field.kind in _LONG or field.kind == "json":
        return forms.Textarea(attrs={"rows": 5})
    if field.kind == "date":
        return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    if field.kind == "moment":
        return forms.TextInput(attrs={"type": "datetime-local", "class": "short"})
    if field.kind == "email":
        return forms.EmailInput(attrs={"autocomplete": "off"})
    if field.kind in {"count", "money", "id"}:
        return forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})
    return forms.TextInput(attrs={"autocomplete": "off"})


def _initial(field: Field) -> str:
    if field.name in _TODAY:
        return timezone.localdate().isoformat()
    return ""
