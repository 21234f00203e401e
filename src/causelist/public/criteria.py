"""What a list's address asks for: read from the query string, bounded, and written back into links."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import QueryDict
from django.utils.translation import gettext as _

from causelist.notices import queries
from causelist.notices.models import Notice
from causelist.notices.queries import Facet, Filters
from causelist.parties.models import Organisation, OrganisationChange
from causelist.parties.queries import shown_name, with_names
from causelist.search.queries import matching
from causelist.web.templatetags import registry

TEXT_CRITERIA = ("kind", "state", "provider", "organisation", "host", "place", "language")
LONGEST = 500
FACETS_KEPT = 60  # seconds; new letters, merges and splits start them anew at once
_YEAR = re.compile(r"[1-9][0-9]{3}", re.ASCII)
_ID = re.compile(r"[0-9]{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Criteria:
    """The criteria of one request. `given` are those that were understood, in a fixed order, for links."""

    filters: Filters
    given: dict[str, str]
    cursor: str = ""

    def query(self, **changes: str) -> str:
        """The query string with some criteria changed; an empty value removes one."""
        return urlencode({name: value for name, value in {**self.given, **changes}.items() if value})

    @property
    def year(self) -> str:
        """The year asked for, if one was."""
        return self.given.get("year", "")


def read(data: QueryDict, **fixed: Any) -> Criteria:
    """Read criteria; what cannot be is left out, so that no link ever breaks a list. `fixed` ones win."""
    given = {name: value for name in (*TEXT_CRITERIA, "q") if (value := _text(data, name))}
    year, work = _text(data, "year"), _text(data, "work")
    filters = Filters.of_year(int(year)) if _YEAR.fullmatch(year) else Filters()
    if _YEAR.fullmatch(year):
        given["year"] = year
    if _ID.fullmatch(work):
        given["work"] = work
        filters = replace(filters, work=int(work))
    texts: dict[str, Any] = {name: given[name] for name in TEXT_CRITERIA if name in given}
    filters = replace(filters, **texts)
    if "q" in given:
        filters = replace(filters, ids=tuple(matching(given["q"])))
    return Criteria(replace(filters, **fixed), given, _text(data, "after"))


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: what it is called, how many letters have it, whether it is chosen."""

    value: str
    label: str
    letters: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """A facet as a form shows it."""

    name: str
    label: str
    any_label: str
    values: list[Choice]


def choices(criteria: Criteria) -> tuple[list[Choices], int]:
    """Every facet with its values, and how many letters fit all criteria."""
    facets = _facets(criteria.filters)
    providers = with_names(Organisation.objects.filter(slug__in=[value for value, _n in facets["provider"].values]))
    names = {row.slug: shown_name(row) for row in providers}
    labels: dict[str, tuple[str, str, Callable[[str], str]]] = {
        "kind": (_("Kind"), _("every kind"), registry.kind_name),
        "state": (_("State"), _("every state"), registry.state_name),
        "provider": (_("Provider"), _("every provider"), lambda slug: names.get(slug, slug)),
        "year": (_("Year"), _("every year"), str),
        "language": (_("Language"), _("every language"), registry.language_name),
    }
    shown = []
    for name, (label, any_label, word) in labels.items():
        chosen = criteria.given.get(name, "")
        values = facets[name].values
        if name == "year":
            values = sorted(values, reverse=True)
        if chosen and chosen not in dict(values):
            values = [*values, (chosen, 0)]
        shown.append(
            Choices(
                name, label, any_label, [Choice(value, word(value), count, value == chosen) for value, count in values]
            )
        )
    kind = criteria.filters.kind
    total = sum(count for value, count in facets["kind"].values if not kind or value == kind)
    return shown, total


def _facets(filters: Filters) -> dict[str, Facet]:
    newest = Notice.objects.order_by("-pk").values_list("pk", flat=True).first()
    merged = OrganisationChange.objects.order_by("-pk").values_list("pk", flat=True).first()
    key = f"facets:{newest}:{merged}:{hash(filters)}"
    known: dict[str, Facet] | None = cache.get(key)
    if known is None:
        known = queries.facets(filters)
        cache.set(key, known, FACETS_KEPT)
    return known


def _text(data: QueryDict, name: str) -> str:
    value = data.get(name, "").strip()
    if len(value) > LONGEST or "\x00" in value:
        return ""
    return value.encode("utf-8", "replace").decode()
