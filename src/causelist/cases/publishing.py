"""From an issued decision to what the public reads: what is withheld, the difference, the files. Writes nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from causelist.cases import deciding
from causelist.cases.documents import akn, diff, html, pdf, serial
from causelist.cases.documents.plain import BadText
from causelist.cases.documents.redact import Ask, BadAsk, Redaction, Withheld, redact
from causelist.cases.documents.text import DecisionText
from causelist.cases.models import Decision
from causelist.core.refusal import Refused

logger = logging.getLogger(__name__)
MOST_ASKS = 500


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be published, beside what is; the officer confirms `difference.digest`."""

    original: DecisionText
    asks: tuple[Ask, ...]
    redaction: Redaction
    difference: diff.Difference


@dataclass(frozen=True, slots=True)
class Files:
    """A published wording as files by form; `pdf` may be missing, and `problem` then says why."""

    content: Mapping[str, bytes]
    problem: str = ""


def asks_of(withhold: Iterable[Mapping[str, Any]], keep: Iterable[Mapping[str, Any]] = ()) -> tuple[Ask, ...]:
    """An officer's rows as wishes. Raises `Refused` for a row without words or reason."""
    rows = [(row, row.get("rule") or "other") for row in withhold] + [(row, "keep") for row in keep]
    if len(rows) > MOST_ASKS:
        raise Refused(_("At most %d passages can be marked.") % MOST_ASKS, code="too_many", field="withhold")
    made: list[Ask] = []
    for row, rule in rows:
        words, reason = row.get("words"), row.get("reason")
        if not isinstance(words, str) or not isinstance(reason, str) or not isinstance(rule, str):
            raise Refused(_("Every marked passage needs its words and a reason."), code="bad_row", field="withhold")
        if words.strip():
            made.append(Ask(words.strip()[:2000], rule, reason.strip()[:500]))
    return tuple(made)


def propose(decision: Decision, asks: Sequence[Ask] = ()) -> Proposal:
    """The redaction of a decision's text and the difference. Raises `Refused`."""
    try:
        original = deciding.text_of(decision)
        redaction = redact(original, asks=asks)
    except (BadAsk, BadText) as error:
        raise Refused(str(error), code="bad_redaction", field="withhold") from error
    return Proposal(original, tuple(asks), redaction, diff.of_redaction(original, redaction))


def published(proposal: Proposal, *, on: dt.date, version: int) -> DecisionText:
    """The redacted text as it is published on a day."""
    return replace(proposal.redaction.text, published=on, version=version)


def files(text: DecisionText, withheld: Sequence[Withheld]) -> Files:
    """The wording as Akoma Ntoso, HTML and PDF; without PDF where this machine makes none."""
    content = {
        "akn": akn.xml(text, withheld=withheld),
        "html": html.fragment(text, withheld=withheld).encode(),
    }
    try:
        content["pdf"] = pdf.pdf(text, withheld=withheld, page_url=f"{settings.SITE_URL}/d/{text.number}")
    except pdf.NoPdf as error:
        logger.warning("decision %s is published without a PDF: %s", text.number, error)
        return Files(content, str(error))
    return Files(content)


def withheld_json(withheld: Iterable[Withheld]) -> list[dict[str, Any]]:
    """What was withheld as the store keeps it."""
    return [asdict(one) for one in withheld]


def withheld_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Withheld, ...]:
    """The same, read back."""
    return tuple(Withheld(**row) for row in rows)


def text_of(document: Mapping[str, Any], *, status: str = "", note: str = "") -> DecisionText:
    """A published text as it stands now."""
    text = serial.from_json(document)
    return text.stand(status or text.status, note=note)


def sha256(content: bytes) -> str:
    """The digest that stands beside a file."""
    return hashlib.sha256(content).hexdigest()
