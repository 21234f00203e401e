"""What changes about letters under review: begun, saved, discarded, recorded."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from causelist import formats
from causelist.accounts.models import User
from causelist.core.elements import Reading
from causelist.core.refusal import Refused
from causelist.filing.models import Draft
from causelist.filing.permissions import check_begin
from causelist.filing.review import FIELDS, Judged, Typed, as_typed, judge
from causelist.notices.incoming import prepare
from causelist.notices.models import Notice, Source
from causelist.notices.permissions import check_file, letters_for
from causelist.notices.recognition import doubt
from causelist.notices.services import receive
from causelist.parties.models import Organisation, OrganisationKind
from causelist.parties.register import shown_name_id

MOST_BYTES = 5 * 1024 * 1024
KEPT_FOR = dt.timedelta(days=30)
LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Filed:
    """What recording a draft came to.

    `known`: the very letter was on the record before, perhaps by somebody else. `visible`: the author may see its
    original.
    """

    notice: Notice
    known: bool
    visible: bool


class NotYet(Refused):
    """The form cannot be recorded as it stands; `judged` says what is to be mended, field by field."""

    def __init__(self, judged: Judged) -> None:
        super().__init__(_("Not recorded yet: mend the marked fields."), code="problems")
        self.judged = judged


def begin(*, author: User, organisation: Organisation, content: bytes, received_name: str = "") -> Draft:
    """A draft of a letter; the author's open draft of the very same letter, if there is one.

    Drafts that nobody touched for thirty days are swept on the way. Raises `Refused` for what is no letter: empty,
    too large, binary. Whether the author may record it is checked again when it is recorded.
    """
    check_begin(author, organisation)
    if len(content) > MOST_BYTES:
        raise too_large(len(content))
    read(content)
    sweep()
    digest = hashlib.sha256(content).hexdigest()
    same = {"author": author, "organisation": organisation, "sha256": digest, "notice": None}
    fields = {"content": content, "received_name": received_name.replace("\0", "")[-LONGEST_NAME:]}
    with transaction.atomic():
        draft, _made = Draft.objects.get_or_create(**same, defaults=fields)
    return draft


def too_large(size: int) -> Refused:
    """What is said of a letter with too many bytes."""
    return Refused(
        _(
            "That is %(size)d MB; the desk takes letters of up to %(most)d MB. Leave out attachments, or have it imported."
        )
        % {"size": -(-size // 1024**2), "most": MOST_BYTES // 1024**2},
        code="too_large",
        field="letter",
    )


def read(content: bytes) -> Reading:
    """What is understood of a letter. Raises `Refused` for what is none."""
    try:
        reading = formats.read(content)
    except formats.Unreadable as error:
        raise Refused(
            _("This cannot be read: %(reason)s. To mend it: %(mend)s.")
            % {"reason": gettext(error.reason), "mend": gettext(error.mend)},
            code="unreadable",
            field="letter",
        ) from error
    if not reading.text.strip():
        raise Refused(_("There is no text in it. Paste or choose the letter itself."), code="empty", field="letter")
    return reading


@transaction.atomic
def keep(*, draft_id: uuid.UUID, typed: Typed, by: User) -> Draft:
    """Save what was typed, good or bad, so that nothing is typed twice. A draft that is done stays as it is."""
    draft = _locked(draft_id, by)
    if draft.notice_id is None:
        draft.typed = {name: _storable(typed[name]) for name in FIELDS if name in typed}
        draft.save(update_fields=["typed", "saved_at"])
    return draft


@transaction.atomic
def record(*, draft_id: uuid.UUID, by: User, accepted: bool = False) -> Filed:
    """Put the reviewed letter on the record, once: doing it again gives the same notice.

    What was corrected is kept beside what was read. Where this very letter is on the record already, that notice is
    the answer and nothing is added. Raises `NotYet` while fields are to be mended, `NotAllowed` where the author may
    not record it for this organisation today, `Refused` where the record does not take it: what no one would call a
    letter (code `unrecognised`) only where the author says that it is one (`accepted`), which is kept with it.
    """
    draft = _locked(draft_id, by)
    if draft.notice is not None:
        return _filed(draft.notice, by, known=False)
    content = bytes(draft.content)
    reading = read(content)
    judged = judge(draft.typed or as_typed(reading), reading)
    if judged.problems:
        raise NotYet(judged)
    reason = doubt(reading)
    if reason and not accepted:
        raise Refused(
            _("Not recorded: %s. If it is a letter all the same, say so below.") % gettext(reason),
            code="unrecognised",
            field="accepted",
        )
    check_file(by, draft.organisation, titles=judged.values["works"], refers_to=judged.values["refers_to"])
    # What a provider records is what it received; to whom a right holder's letter went, the letter alone may say.
    received = draft.organisation.kind == OrganisationKind.SERVICE_PROVIDER
    outcome = receive(
        incoming=prepare(
            content,
            reading=reading,
            source=Source.DESK,
            received_name=draft.received_name,
            doubt=reason,
            provider_name_id=shown_name_id(draft.organisation) if received else None,
        ),
        by=by,
        holder=draft.organisation,
        corrections=judged.corrections(reading),
    )
    if outcome.status == "refused":
        raise Refused(outcome.reason, code="refused", field="letter")
    draft.notice = Notice.objects.get(number=outcome.number)
    draft.content = b""
    draft.save(update_fields=["notice", "content", "saved_at"])
    return _filed(draft.notice, by, known=outcome.status == "known")


@transaction.atomic
def discard(*, draft_id: uuid.UUID, by: User) -> None:
    """Forget a draft that was not recorded."""
    draft = _locked(draft_id, by)
    if draft.notice_id is None:
        draft.delete()


def sweep() -> int:
    """Forget drafts that nobody touched for thirty days; how many."""
    gone, _rows = Draft.objects.filter(notice__isnull=True, saved_at__lt=timezone.now() - KEPT_FOR).delete()
    return gone


def _filed(notice: Notice, by: User, *, known: bool) -> Filed:
    return Filed(notice, known, letters_for(by).filter(pk=notice.pk).exists())


def _locked(draft_id: uuid.UUID, by: User) -> Draft:
    """The author's draft, locked. Raises `Draft.DoesNotExist` for anybody else's."""
    # The notice is not joined: PostgreSQL reads the locked row anew after waiting for it, but not what was joined to it.
    drafts = Draft.objects.select_for_update(of=("self",)).select_related("organisation")
    return drafts.get(pk=draft_id, author=by)


def _storable(given: str | list[str]) -> str | list[str]:
    """PostgreSQL's JSON holds no NUL: it is kept as the sign for it, which the review then points at."""
    if isinstance(given, list):
        return [value.replace("\0", "␀") for value in given]
    return given.replace("\0", "␀")
