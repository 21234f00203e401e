"""What a list of cases asks for: read from the query string, bounded, and written back into links."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from causelist.cases import visibility, wording
from causelist.cases.models import Body, Case
from causelist.cases.queries import Filters
from causelist.parties.models import OrganisationName, Region
from causelist.search.queries import matching_cases
from causelist.web.templatetags.cases import case_word, said, stage_name, zh_or

T = TypeVar("T")
LONGEST = 200
KEPT = 60  # seconds
FLAGS = ("late", "silent")
TEXTS = ("track", "stage", "authority", "region", "kind", "industry", "party", "place")
_YEAR = re.compile(r"[12][0-9]{3}", re.ASCII)
_ID = re.compile(r"[0-9]{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Criteria:
    """The criteria of one request. `given` are those that were understood, for links."""

    filters: Filters
    given: dict[str, str]
    cursor: str = ""

    def query(self, **changes: str) -> str:
        """The query string with some criteria changed; an empty value removes one."""
        return urlencode({name: value for name, value in {**self.given, **changes}.items() if value})


@dataclass(frozen=True, slots=True)
class Facet:
    """One choice of the form: `values` are (value, label, whether it is chosen)."""

    name: str
    label: str
    any_label: str
    values: list[tuple[str, str, bool]]


def read(data: QueryDict) -> Criteria:
    """Read criteria; what cannot be is left out, so that no link ever breaks a list."""
    given = {name: value for name in TEXTS if (value := _text(data, name))}
    given |= {name: "1" for name in FLAGS if _text(data, name) in ("1", "on")}
    asked: dict[str, Any] = {name: value for name, value in given.items() if name in TEXTS}
    asked |= {name: True for name in FLAGS if name in given}
    year, work, words = _text(data, "year"), _text(data, "work"), _text(data, "q")
    if _YEAR.fullmatch(year):
        given["year"], asked["year"] = year, int(year)
    if _ID.fullmatch(work):
        given["work"], asked["work"] = work, int(work)
    if _ID.fullmatch(notice := _text(data, "notice")):
        given["notice"], asked["notice"] = notice, int(notice)
    if words:
        given["q"], asked["ids"] = words, tuple(matching_cases(words))
    return Criteria(Filters(**asked), given, _text(data, "after"))


def facets(criteria: Criteria) -> list[Facet]:
    """Every criterion that one chooses from a list. What there is to choose is kept for a minute."""
    words = wording.words()
    choices: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
        "track": (_("Track"), _("every track"), [(name, case_word(name, "tracks")) for name in ("administrative", "civil", "criminal")]),
        "stage": (_("Stage"), _("every stage"), [(name, stage_name(name)) for name in visibility.STAGES[:6]]),
        "authority": (_("Authority"), _("every authority"), _authorities()),
        "region": (_("Region"), _("every region"), _regions()),
        "kind": (_("Kind"), _("every kind"), [(name, said(one)) for name, one in words["kinds"].items()]),
        "industry": (_("Industry"), _("every industry"), [(name, said(one)) for name, one in words["industries"].items()]),
        "year": (_("Year"), _("every year"), [(str(year), str(year)) for year in _years()]),
    }  # fmt: skip
    return [
        Facet(name, label, any_label, _with_chosen(values, criteria.given.get(name, "")))
        for name, (label, any_label, values) in choices.items()
    ]


def _with_chosen(values: list[tuple[str, str]], chosen: str) -> list[tuple[str, str, bool]]:
    if chosen and chosen not in dict(values):
        values = [*values, (chosen, chosen)]
    return [(value, label, value == chosen) for value, label in values]


def _authorities() -> list[tuple[str, str]]:
    def ask() -> list[tuple[str, str]]:
        bodies = Body.objects.filter(offices__isnull=False).values("organisation")
        rows = OrganisationName.objects.filter(organisation__in=bodies, is_primary=True).order_by("text")
        return list(rows.values_list("organisation__slug", "text")[:300])

    return _kept("authorities", ask)


def _regions() -> list[tuple[str, str]]:
    def ask() -> list[tuple[str, str, str]]:
        return list(Region.objects.filter(cases__isnull=False).distinct().values_list("code", "name", "name_zh")[:300])

    return [(code, zh_or(name, zh)) for code, name, zh in _kept("regions", ask)]


def _years() -> list[int]:
    def ask() -> list[int]:
        first = Case.objects.order_by("opened_at").values_list("opened_at", flat=True).first()
        this = timezone.localdate().year
        return list(range(this, (first.year if first else this) - 1, -1))[:30]

    return _kept("years", ask)


def _kept(name: str, ask: Callable[[], T]) -> T:
    found: T | None = cache.get(key := f"case-facets:{name}")
    if found is None:
        cache.set(key, found := ask(), KEPT)
    return found


def _text(data: QueryDict, name: str) -> str:
    value = data.get(name, "").strip()
    if len(value) > LONGEST or "\x00" in value:
        return ""
    return value.encode("utf-8", "replace").decode()
