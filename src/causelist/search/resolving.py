"""What a query can only mean: a number, an address, a place, a host, an organisation, a work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from causelist.cases.documents import identifier
from causelist.cases.models import Case, Decision
from causelist.cases.visibility import sees
from causelist.core.addresses import BadAddress, canonical, repair
from causelist.core.numbers import BadNumber, PublicNumber, looks_like_number, parse_number
from causelist.core.places import place_of
from causelist.notices.models import Item, Notice
from causelist.parties.models import OrganisationName
from causelist.parties.names import fold as fold_name
from causelist.parties.queries import home_of
from causelist.search import store
from causelist.search.analysis import fold, query_words
from causelist.search.entries import Kind, span_of, subject_of
from causelist.works.queries import first_rows

_LONGEST = 8192
_WITHOUT_CHECK = re.compile(r"([NCD])-([0-9]{4})-([1-9][0-9]{0,17})", re.ASCII)
_DASHES = re.compile(r"[‐‑‒–—―−－]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.*-]{1,30}\s?:/?/", re.IGNORECASE)
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,10}[^\W\d_][\w-]{1,62}", re.UNICODE)
_SAME_WORKS = 30


@dataclass(frozen=True, slots=True)
class Target:
    """The one thing that a query can only mean. `key` addresses its page.

    A number: its notice's number; "case" and "decision" likewise. An address: its canonical form. A place, a host, an organisation's slug, a work's
    id. `problem` says, to the person, what is wrong with a number or an address that leads nowhere; `key` is then
    what was typed. `label` is what to call it.
    """

    kind: Literal["number", "case", "decision", "address", "place", "host", "organisation", "work"]
    key: str
    label: str = ""
    problem: str = ""


def resolve(text: str) -> Target | None:
    """The one thing `text` can only mean; None where only its words can be looked for. At most five queries.

    Never an error. An address answers also when it is not on the record, so that a page can say so.
    """
    # Halves of a surrogate pair and NUL reach us through %-escapes; no store takes them.
    text = " ".join(text.encode("utf-8", "replace").decode().replace("\0", " ").split())
    if not text or len(text) > _LONGEST:
        return None
    return _number(text) or _address(text) or _host(text) or _organisation(text) or _work(text)


def _number(text: str) -> Target | None:
    typed = _DASHES.sub("-", text).upper()
    if typed.startswith("ECLI:"):
        typed = _of_identifier(typed) or typed
    bare = _WITHOUT_CHECK.fullmatch(typed)
    if bare:
        number = PublicNumber(bare[1], int(bare[2]), int(bare[3]))
        if _known(str(number)):
            return Target(_page_of(bare[1]), str(number), str(number))
        return Target("number", text, problem=_unknown(bare[1]))
    if not looks_like_number(typed):
        return None
    try:
        found = str(parse_number(typed))
    except BadNumber:
        problem = _("The check digit of this number is wrong: one of its digits was mistyped. Compare it once more.")
        return Target("number", typed, problem=problem)
    if _known(found):
        return Target(_page_of(found[0]), found, found)
    return Target("number", found, found, problem=_nothing(found))


def _of_identifier(text: str) -> str:
    """The number of the decision that is cited by an identifier; empty for one of somebody else."""
    try:
        return identifier.parse(text).number or ""
    except identifier.BadIdentifier:
        return ""


def _nothing(number: str) -> str:
    if number.startswith("N"):
        return _("The number is well formed, but no letter has it.")
    return _("The number is well formed, but nothing that is published has it.")


def _unknown(kind: str) -> str:
    if kind == "N":
        return _("No letter has this number. Numbers look like N-2026-4182-6.")
    return _("Nothing that is published has this number. Numbers look like C-2026-415-8.")


def _page_of(kind: str) -> Literal["number", "case", "decision"]:
    if kind == "C":
        return "case"
    return "decision" if kind == "D" else "number"


def _known(number: str) -> bool:
    """Whether everybody may know that something has this number; one query."""
    if number.startswith("C"):
        row = Case.objects.filter(number=number).only("stage", "confidentiality").first()
        return row is not None and sees("number", "public", row.stage, row.confidentiality)
    if number.startswith("D"):
        published = Decision.objects.filter(number=number, publications__isnull=False, case__confidentiality="open")
        return published.exists()
    return Notice.objects.filter(number=number).exists()


def _address(text: str) -> Target | None:
    """An address with a scheme, or a host with a path; the key of a place is a place even when it is an address too."""
    if " " in text:
        return None
    scheme = _SCHEME.match(text)
    if not scheme and not ("/" in text and _HOST.fullmatch(text.partition("/")[0])):
        return None
    try:
        address = canonical(repair(text))
        place = place_of(address.url)
    except BadAddress as error:
        return Target("address", text, problem=_("This is not the address of anything public: %s.") % error.reason)
    if not scheme and text.rstrip("/").lower() == place.key and Item.objects.filter(place=place.key).exists():
        return Target("place", place.key, place.key)
    return Target("address", address.url, address.url)


def _host(text: str) -> Target | None:
    """A host, or a registered domain, that letters name; also typed with a leading `www`."""
    if not _HOST.fullmatch(text):
        return None
    try:
        host = canonical(f"https://{text}").host
    except BadAddress:
        return None
    other = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
    for name in (host, other):
        if Item.objects.filter(host=name).exists():
            return Target("host", name, name)
    return None


def _organisation(text: str) -> Target | None:
    """An organisation that bears exactly this name; natural persons are never found by name."""
    name = (
        OrganisationName.objects.filter(key=fold_name(text), organisation__is_person=False)
        .select_related("organisation__merged_into")
        .first()
    )
    if name is None:
        return None
    return Target("organisation", home_of(name.organisation).slug, name.text)


def _work(text: str) -> Target | None:
    """The one work of exactly this title; where several owners have one, only their words can be looked for."""
    entries = store.find(query_words(text), [(*span_of(Kind.WORK), _SAME_WORKS)])
    if not entries:
        return None
    wanted = _title(text)
    rows = first_rows([subject_of(entry) for entry in entries])
    same = [(pk, row.title) for pk, row in rows.items() if _title(row.title) == wanted]
    return Target("work", str(same[0][0]), same[0][1]) if len(same) == 1 else None


def _title(text: str) -> str:
    return " ".join(fold(text).split())
