"""What the public may see of letters: this list, and nothing that it does not name."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from causelist.notices.models import Item, Notice, NoticeParty, OriginalAddress, PublishedLetter
from causelist.parties.models import Organisation
from causelist.parties.names import looks_like_person
from causelist.parties.queries import shown_name
from causelist.record.publication import Publication
from causelist.record.redaction import map_span, redact

PERSON = _("a person (name withheld)")
# Read values of these fields are names or free text: redacted before they are shown.
_NAMES = {"sender", "right_holder"}
_PROSE = {"works", "refers_to"}


def party(row: NoticeParty) -> dict[str, Any]:
    """A party by role: its name as the letter writes it, and the organisation it belongs to today.

    Natural persons are never named. Prefetch `name__organisation__names`.
    """
    organisation = row.name.organisation
    if organisation.is_person:
        return {"role": row.role, "name": str(PERSON), "organisation": None}
    return {"role": row.role, "name": row.name.text, "organisation": organisation_link(organisation)}


def organisation_link(organisation: Organisation | None) -> dict[str, str] | None:
    """Name, in the reader's language where it has one, and slug of an organisation that is no person. Prefetch `names`."""
    if organisation is None or organisation.is_person:
        return None
    return {"name": shown_name(organisation, get_language() or ""), "slug": organisation.slug}


def understood(letter: PublishedLetter) -> dict[str, list[dict[str, Any]]]:
    """What was read, field by field, each value with its range in the published text (null where it has none).

    Needs `notice.reading`; prefetch it.
    """
    return {
        name: [
            {"value": shown(name, entry["value"]), **_range(letter, entry["start"], entry["end"])} for entry in entries
        ]
        for name, entries in letter.notice.reading.fields.items()
    }


def shown(field: str, value: Any) -> Any:
    """A read value as the public may see it."""
    if field in _NAMES and isinstance(value, str):
        return str(PERSON) if looks_like_person(value) else redact(value).text
    if field in _PROSE and isinstance(value, str):
        return redact(value).text
    return value


def _range(letter: PublishedLetter, start: int | None, end: int | None) -> dict[str, int | None]:
    if start is None or end is None:
        return {"start": None, "end": None}
    new_start, new_end = map_span(letter.withheld, start, end)
    return {"start": new_start, "end": new_end}


NOTICE: Publication[Notice] = Publication(
    Notice,
    {
        "number": "number",
        "kind": "kind",
        "state": "state",
        "title": "title",
        "received_on": "received_on",
        "dated_on": "dated_on",
        "recorded_at": "recorded_at",
        "provider": lambda notice: organisation_link(notice.provider),
        "parties": lambda notice: [party(row) for row in notice.parties.all()],
        "works": lambda notice: [row.work.title for row in notice.notice_works.all()],
        "jurisdiction": "jurisdiction",
        "language": "language",
        "form": "shape",
        "whole": "whole",
        "forks_named": "forks_named",
        "circumvention": "circumvention",
        "statements": "statements",
        "item_count": "item_count",
        "place_count": "place_count",
    },
)

ITEM: Publication[Item] = Publication(
    Item,
    {
        "position": "position",
        "address": "canonical",
        "host": "host",
        "domain": "domain",
        "place": "place",
        "place_kind": "place_kind",
        "fork": "fork",
        "state": "state",
    },
)

ORIGINAL: Publication[OriginalAddress] = Publication(OriginalAddress, {"address": "canonical", "host": "host"})

LETTER: Publication[PublishedLetter] = Publication(
    PublishedLetter,
    {
        "text": "text",
        "withheld": lambda letter: [
            {"rule": rule, "start": start, "end": end} for _, _, rule, start, end in letter.withheld
        ],
        "fields": understood,
        "rules": "rules",
    },
)
