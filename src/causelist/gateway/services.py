"""Taking a mail in: one mail, one transaction; twice is once; nobody is believed for what From says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from causelist.accounts.mail_keys import note_use
from causelist.accounts.models import MailKey, User
from causelist.accounts.queries import person_by_email
from causelist.gateway import addresses, envelope, mails, reading
from causelist.gateway.envelope import Headers
from causelist.gateway.models import MailState, ReceivedMail
from causelist.parties.models import Organisation
from causelist.runtime import audit, counters, outbox

KEPT = dt.timedelta(days=30)  # a mail that led nowhere
ANSWER_WINDOW = 24 * 3600  # seconds in which an unknown sender is answered once
MOST_ANSWERS = 200  # to unknown senders in that time
_LEADS_NOWHERE = (MailState.WAITING, MailState.UNKNOWN, MailState.IGNORED)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a mail; `known`: it was here already."""

    mail: ReceivedMail
    known: bool = False


def take(*, content: bytes, recipients: Sequence[str], return_path: str) -> Taken:
    """Keep a mail and do what it asks, all or nothing. The same mail again changes nothing.

    Only the record store's failures are raised: whatever the mail says, it has an answer or none is owed.
    """
    return_path = return_path.strip().strip("<>").lower()[:320]
    headers = envelope.headers_of(content, return_path)
    key = addresses.key_of(recipients)
    whose = f"key:{key.pk}" if key is not None else f"from:{headers.sender or return_path}"
    identity = envelope.identity_of(content, whose=whose, message_id=headers.message_id)
    known = ReceivedMail.objects.filter(identity=identity).first()
    if known is not None:
        return Taken(known, known=True)
    try:
        return Taken(_take(content, headers, key, identity, return_path))
    except IntegrityError:
        # The same mail came through another door in the same moment.
        known = ReceivedMail.objects.filter(identity=identity).first()
        if known is None:
            raise
        return Taken(known, known=True)


@transaction.atomic
def _take(content: bytes, headers: Headers, key: MailKey | None, identity: str, return_path: str) -> ReceivedMail:
    _forget()
    mail = ReceivedMail.objects.create(
        identity=identity,
        message_id=headers.message_id,
        return_path=return_path,
        sender=headers.sender[:320],
        subject=headers.subject,
        key=key,
        user=key.user if key is not None else None,
        content=content,
        state=MailState.IGNORED,
    )
    if headers.automatic and key is None:
        return mail
    if key is not None:
        note_use(key)
        return _act(mail, key.user, Organisation.objects.get(pk=key.organisation_id), answer=not headers.automatic)
    account = person_by_email(headers.sender) if headers.sender else None
    if account is not None and account.is_active:
        mail.user, mail.state = account, MailState.WAITING
        mail.save(update_fields=["user", "state"])
        outbox.queue(key=f"mail:{mail.pk}", kind=mails.CONFIRM, detail={"mail": mail.pk})
        return mail
    mail.state = MailState.UNKNOWN
    mail.save(update_fields=["state"])
    if envelope.is_address(return_path) and _may_answer(return_path):
        outbox.queue(key=f"mail:{mail.pk}", kind=mails.HOW, detail={"to": return_path, "subject": headers.subject})
    return mail


@transaction.atomic
def confirm(*, mail_id: int, organisation: Organisation, by: User) -> ReceivedMail:
    """Its sender, signed in, says that a waiting mail is theirs, and for whom; twice keeps the first time."""
    mail = ReceivedMail.objects.select_for_update(of=("self",)).get(pk=mail_id, user=by)
    if mail.state != MailState.WAITING:
        return mail
    audit.record(by=by, act="gateway.confirm", subject=f"gateway.receivedmail:{mail.pk}", detail={})
    return _act(mail, by, organisation, answer=True)


def waiting_for(user: User, mail_id: int) -> ReceivedMail | None:
    """A mail of this person's, without its bytes."""
    return ReceivedMail.objects.defer("content").filter(pk=mail_id, user=user).first()


Answer = Literal["filed", "added", "refused"]


def _act(mail: ReceivedMail, user: User, organisation: Organisation, *, answer: bool) -> ReceivedMail:
    """Do what the mail asks, in the person's name; what cannot be done is told to them, and nothing of it is kept."""
    with translation.override(user.language):
        done = reading.do(bytes(mail.content), identity=mail.identity, organisation=organisation, by=user)
    mail.state = MailState(done.state)
    mail.case, mail.problems = done.case, list(done.problems)
    mail.save(update_fields=["state", "case", "problems"])
    if answer and (done.state != "filed" or done.problems):
        outbox.queue(key=f"mail:{mail.pk}:{done.state}", kind=mails.OUTCOME, detail={"mail": mail.pk})
    return mail


def _may_answer(address: str) -> bool:
    """Once a day for each unknown sender, and not without end: what is answered might be forged."""
    now = int(timezone.now().timestamp())
    one, all_ = counters.key_of("mail-answer", address), counters.key_of("mail-answers", "all")
    counted = counters.add(dict.fromkeys((one, all_), now + ANSWER_WINDOW), now=now)
    return counted[one][0] == 1 and counted[all_][0] <= MOST_ANSWERS


def _forget() -> None:
    """Mails that led nowhere are forgotten after a month: their bytes, and that they came."""
    before = timezone.now() - KEPT
    old = ReceivedMail.objects.filter(state__in=_LEADS_NOWHERE, received_at__lt=before).values("pk")[:100]
    ReceivedMail.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()
