"""Papers an organisation keeps once and uses in all its cases: added, listed with their validity, retired, never deleted."""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.core import filetypes
from causelist.core.refusal import Refused
from causelist.parties.basics import clean_basis, lock, log
from causelist.parties.models import Organisation, Paper, PaperContent, PaperKind, PaperRetirement
from causelist.parties.permissions import Act, check_act

FORMALITIES = ("notarised", "legalised", "translated")
LONGEST_TITLE = 300
_PROBLEMS = {
    "empty": _("The file is empty. Choose another."),
    "too_large": _("The file is larger than 20 MB. Make it smaller, or send its parts as papers of their own."),
    "unpacks_too_far": _("The file unpacks to more than a document can be. Send it as PDF."),
    "archive": _("This is an archive and not a document. Send each paper by itself."),
    "broken": _("The file is broken, or locked by a password. Save it anew, without one."),
    "unknown_type": _("Its bytes are neither a PDF nor a picture (PNG, JPEG, TIFF), plain text, DOCX or ODT."),
}


@transaction.atomic
def add_paper(
    *,
    organisation: Organisation,
    kind: str,
    title: str,
    content: bytes,
    by: User,
    name: str = "",
    issued_on: dt.date | None = None,
    valid_until: dt.date | None = None,
    formalities: Collection[str] = (),
) -> Paper:
    """Keep a paper. The same bytes as the same kind again, while the first is in use, are that first one.

    Raises `NotAllowed`, and `Refused` for a file that is not taken, days that cannot be, and no title.
    """
    check_act(by, Act.PAPERS, organisation)
    lock(organisation)
    title = _one_line(title)
    if not title or len(title) > LONGEST_TITLE:
        raise Refused(_("Give it a title of 1 to %d characters.") % LONGEST_TITLE, code="bad_title", field="title")
    if kind not in PaperKind.values:
        raise Refused(_("Choose what the paper shows."), code="unknown_kind", field="kind")
    if unknown := set(formalities) - set(FORMALITIES):
        raise Refused(
            _("“%s” is no formality that is known.") % min(unknown)[:40], code="unknown_formality",
            field="formalities",
        )  # fmt: skip
    _check_days(issued_on, valid_until)
    kept = keep(content)
    known = in_use(organisation).filter(content=kept, kind=kind).first()
    if known is not None:
        return known
    paper = Paper.objects.create(
        organisation=organisation,
        kind=kind,
        title=title,
        issued_on=issued_on,
        valid_until=valid_until,
        content=kept,
        name=_file_name(name),
        added_by=by,
        **{formality: formality in formalities for formality in FORMALITIES},
    )
    log(by, "add_paper", organisation, {"paper": paper.pk, "kind": kind})
    return paper


def keep(content: bytes) -> PaperContent:
    """The bytes, kept once. Raises `Refused` for what is not taken."""
    try:
        found = filetypes.type_of(content)
    except filetypes.Unacceptable as error:
        raise Refused(_PROBLEMS[error.code], code=error.code, field="file") from error
    row, _made = PaperContent.objects.get_or_create(
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={"content": content, "media_type": found.media_type, "size": len(content)},
    )
    return row


@transaction.atomic
def retire_paper(*, paper: Paper, reason: str, by: User) -> PaperRetirement:
    """Use a paper no longer. Doing it twice keeps the first time. Raises `NotAllowed`, and `Refused` without a reason."""
    check_act(by, Act.PAPERS, paper.organisation)
    reason = clean_basis(reason)
    lock(paper.organisation)
    row, made = PaperRetirement.objects.get_or_create(paper=paper, defaults={"reason": reason, "by": by})
    if made:
        log(by, "retire_paper", paper.organisation, {"paper": paper.pk})
    return row


def papers_of(organisation: Organisation) -> QuerySet[Paper]:
    """Every paper of an organisation, newest first, without its bytes."""
    return (
        Paper.objects.filter(organisation=organisation)
        .select_related("content", "retirement", "added_by")
        .defer("content__content")
        .order_by("-pk")
    )


def in_use(organisation: Organisation, on: dt.date | None = None) -> QuerySet[Paper]:
    """Its papers that are not retired, and, with a day, that hold on it."""
    found = papers_of(organisation).filter(retirement__isnull=True)
    return found if on is None else found.filter(valid_on(on))


def valid_on(day: dt.date) -> Q:
    """Papers that hold on a day."""
    return (Q(valid_until__isnull=True) | Q(valid_until__gte=day)) & (Q(issued_on__isnull=True) | Q(issued_on__lte=day))


def state_of(paper: Paper, today: dt.date) -> str:
    """How it stands: `retired`, `expired`, `ending` within 30 days, or `valid`."""
    if hasattr(paper, "retirement"):
        return "retired"
    if paper.valid_until is not None and paper.valid_until < today:
        return "expired"
    if paper.valid_until is not None and paper.valid_until <= today + dt.timedelta(days=30):
        return "ending"
    return "valid"


def _check_days(issued_on: dt.date | None, valid_until: dt.date | None) -> None:
    if issued_on is not None and issued_on > timezone.localdate():
        raise Refused(_("A paper cannot have been issued tomorrow."), code="future", field="issued_on")
    if issued_on is not None and valid_until is not None and valid_until < issued_on:
        raise Refused(_("Its last day lies before the day it was issued."), code="order", field="valid_until")


def _one_line(text: str) -> str:
    return " ".join("".join(" " if unicodedata.category(char)[0] == "C" else char for char in text).split())


def _file_name(name: str) -> str:
    """The last part of a path, as one line: it is shown, and offered when the paper is saved."""
    return _one_line(PurePosixPath(name.replace("\\", "/")).name)[-200:]
