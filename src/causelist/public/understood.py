"""The letter as it is published and, beside it, what was understood: each value with the words it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from causelist.notices.models import Notice
from causelist.notices.publication import Party, Passage, letter, party
from causelist.notices.queries import corrected_fields
from causelist.web.letters import WITHHELD, Mark, Segment, segments
from causelist.web.templatetags import registry

SHOWN = 12  # values of one field beside the letter; all addresses stand in their own table
LONGEST = 160
CORRECTABLE = {"desk", "api", "demo"}  # an import corrects nothing


@dataclass(frozen=True, slots=True)
class Value:
    """A value in words; `mark` is the name of the words it came from, empty where they are the whole letter."""

    text: str
    mark: str = ""
    slug: str = ""  # of an organisation's page
    address: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A field: its values, how many more there are, and whether a person corrected it."""

    name: str
    values: list[Value]
    more: int = 0
    corrected: bool = False

    @property
    def marks(self) -> str:
        """All its words."""
        return " ".join(value.mark for value in self.values if value.mark)


@dataclass(frozen=True, slots=True)
class Understood:
    """The letter in pieces, and the rows beside it."""

    segments: list[Segment]
    rows: list[Row] = field(default_factory=list)
    rules: str = ""
    withheld: int = 0


def understood(notice: Notice) -> Understood:
    """Make it from a letter that `queries.by_number` found."""
    shown = letter(notice)
    marks = {(one.field, one.index): f"m{number}" for number, one in enumerate(shown.passages, 1)}
    pieces = segments(
        shown.text,
        [
            *(Mark(one.start, one.end, one.field, marks[one.field, one.index]) for one in shown.passages),
            *(Mark(start, end, WITHHELD, rule) for start, end, rule in shown.withheld),
        ],
    )
    corrected = set(corrected_fields(notice)) if notice.source in CORRECTABLE else set()
    words = _Words(shown.text, shown.passages, marks)
    rows = [
        Row(name, values[:SHOWN], max(0, len(values) - SHOWN), name in corrected)
        for name, values in _rows(notice, words)
    ]
    return Understood(pieces, rows, shown.rules, len(shown.withheld))


class _Words:
    """The words of the published letter by field: what is shown of a reading is never more than was published."""

    def __init__(self, text: str, passages: Sequence[Passage], marks: dict[tuple[str, int], str]) -> None:
        self._by_field: dict[str, list[Value]] = {}
        for one in sorted(passages, key=lambda one: (one.field, one.index)):
            words = " ".join(text[one.start : one.end].split())
            shown = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
            address = one.field in {"reported", "originals", "subject"}
            self._by_field.setdefault(one.field, []).append(Value(shown, marks[one.field, one.index], address=address))

    def of(self, name: str) -> list[Value]:
        """Its values, in the words of the letter."""
        return self._by_field.get(name, [])

    def first(self, name: str, text: str, slug: str = "") -> Value:
        """A value in the registry's own words, with the place in the letter it came from."""
        found = self.of(name)
        return Value(text, found[0].mark if found else "", slug)


def _rows(notice: Notice, words: _Words) -> list[tuple[str, list[Value]]]:
    parties: dict[str, list[Party]] = {}
    for one in notice.parties.all():
        parties.setdefault(one.role, []).append(party(one))
    rows: list[tuple[str, list[Value]]] = [
        ("kind", [words.first("kind", registry.kind_name(notice.kind))]),
        ("date", [words.first("date", registry.day(notice.dated_on))] if notice.dated_on else []),
        *((role, [_party(words, role, one) for one in parties.get(role, [])]) for role in ("sender", "right_holder")),
        *((name, words.of(name)) for name in ("works", "reported", "subject", "originals")),
        ("whole", [words.first("whole", _yes(notice.whole))] if notice.whole is not None else []),
        ("forks_named", _forks(notice.forks_named)),
        (
            "circumvention",
            [words.first("circumvention", _yes(notice.circumvention))] if notice.circumvention is not None else [],
        ),
        ("statements", _statements(notice, words)),
        ("refers_to", words.of("refers_to")),
    ]
    return [(name, values) for name, values in rows if values]


def _party(words: _Words, role: str, one: Party) -> Value:
    return words.first(role, one.name or _("a person (name withheld)"), one.slug or "")


def _yes(value: Any) -> str:
    return _("claimed") if value else _("not claimed")


def _forks(named: int | None) -> list[Value]:
    if named is None:
        return []
    return [
        Value(ngettext("%(count)d named", "%(count)d named", named) % {"count": named} if named else _("none named"))
    ]


def _statements(notice: Notice, words: _Words) -> list[Value]:
    marked: dict[str, str] = {}
    found = notice.reading.fields.get("statements", [])
    where = {value["value"]: index for index, value in enumerate(found) if value["start"] is not None}
    placed = {index: value.mark for index, value in zip(sorted(where.values()), words.of("statements"), strict=False)}
    for name, index in where.items():
        marked[name] = placed.get(index, "")
    return [Value(registry.statement_name(name), marked.get(name, "")) for name in notice.statements]
