"""Mail that is owed: put down in the transaction that owes it, sent afterwards, tried again until it is gone.

Nothing is lost while the mail server is away, and nothing is sent that was not committed. A mail is sent once: one row
for each `key`, claimed by one worker. Only a process killed between the mail server's yes and the note of it sends
again, under the same Message-ID, which mail programs show once.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from causelist.runtime.models import Mail

logger = logging.getLogger(__name__)

CLAIM = dt.timedelta(minutes=5)  # longer than any attempt takes; after it another worker may try
FIRST_WAIT = dt.timedelta(seconds=30)
LONGEST_WAIT = dt.timedelta(hours=6)
KEPT_TRYING = dt.timedelta(days=5)
KEPT = dt.timedelta(days=90)  # the row of a mail that is done
LONGEST_SUBJECT = 180


@dataclass(frozen=True, slots=True)
class Text:
    """A mail ready to go: to one address, in plain text."""

    to: str
    subject: str
    body: str


Maker = Callable[[Mapping[str, Any]], Text | None]
_makers: dict[str, Maker] = {}


def maker(kind: str) -> Callable[[Maker], Maker]:
    """Let a function make the mails of a kind from their `detail`, when they are sent; None where nobody is to have one."""

    def register(make: Maker) -> Maker:
        _makers[kind] = make
        return make

    return register


def queue(*, key: str, kind: str, detail: Mapping[str, Any]) -> None:
    """Owe somebody a mail; call it inside the transaction that owes it. A second one of the same key changes nothing."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a mail is owed inside the transaction that owes it")
    now = timezone.now()
    row = Mail(key=key, kind=kind, detail=dict(detail), queued_at=now, due_at=now)
    Mail.objects.bulk_create([row], ignore_conflicts=True)
    # The row is enough: a worker that starts, or the next mail, finds it. This only makes it quick.
    transaction.on_commit(_wake, robust=True)


def send_due(*, most: int = 200) -> int:
    """Send what is due, at most so many; how many went. Never raises for what a mail server does."""
    sent = 0
    for _ in range(most):
        row = _claim()
        if row is None:
            break
        sent += _attempt(row)
    return sent


def next_due() -> dt.datetime | None:
    """When the next attempt is due; None where no mail waits."""
    return Mail.objects.filter(due_at__isnull=False).order_by("due_at").values_list("due_at", flat=True).first()


def sweep() -> int:
    """Forget the mails that have been done for ninety days; how many."""
    return Mail.objects.filter(due_at__isnull=True, queued_at__lt=timezone.now() - KEPT).delete()[0]


def compose(template: str, *, to: str, language: str, context: Mapping[str, Any]) -> Text:
    """A mail from a template in the reader's language: its first line is the subject, what follows the text."""
    with translation.override(language):
        text = render_to_string(template, {**context, "site": settings.SITE_URL})
    subject, _, body = text.strip().partition("\n")
    return Text(to, subject, f"{body.strip()}\n")


def one_line(text: str, most: int = LONGEST_SUBJECT) -> str:
    """Text that is safe in a header and on a line of its own: no line breaks, no control or direction characters."""
    plain = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    line = " ".join(plain.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _wake() -> None:
    from causelist.runtime.tasks import wake  # the tasks send what this module holds

    wake()


def _claim() -> Mail | None:
    """One due mail that nobody else sends: whoever changes the row first has it."""
    now = timezone.now()
    due = Mail.objects.filter(due_at__lte=now)
    while (row := due.order_by("due_at", "id").first()) is not None:
        as_seen = Mail.objects.filter(pk=row.pk, attempts=row.attempts, due_at__isnull=False)
        if as_seen.update(due_at=now + CLAIM, attempts=row.attempts + 1):
            row.attempts += 1
            return row
    return None


def _attempt(row: Mail) -> bool:
    try:
        text = _makers[row.kind](row.detail)
        if text is None:
            _done(row, dropped=True, problem="nobody is to have it")
            return False
        _message(row, text).send()
    except (OSError, SMTPException) as error:
        _failed(row, f"{type(error).__name__}: {error}", lasting=_is_lasting(error))
        return False
    except Exception as error:
        logger.exception("The mail %s cannot be made", row.key)
        _failed(row, f"{type(error).__name__}: {error}", lasting=False)
        return False
    _done(row, dropped=False)
    return True


def _message(row: Mail, text: Text) -> EmailMessage:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    name = hashlib.sha256(f"{settings.SECRET_KEY}:{row.key}".encode()).hexdigest()[:32]
    return EmailMessage(
        subject=one_line(text.subject),
        body=text.body,
        to=[text.to],
        headers={"Message-ID": f"<{name}@{host}>", "Auto-Submitted": "auto-generated"},
    )


def _is_lasting(error: Exception) -> bool:
    """Whether the server said for good that it will not take this mail to this address."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in error.recipients.values())
    return isinstance(error, SMTPDataError) and error.smtp_code >= 500


def _failed(row: Mail, problem: str, *, lasting: bool) -> None:
    now = timezone.now()
    if lasting or now - row.queued_at > KEPT_TRYING:
        logger.error("The mail %s is given up: %s", row.key, problem)
        _done(row, dropped=True, problem=problem)
        return
    wait = min(FIRST_WAIT * 2 ** min(row.attempts - 1, 12), LONGEST_WAIT)
    logger.warning("The mail %s waits until %s: %s", row.key, f"{now + wait:%Y-%m-%d %H:%M:%S}", problem)
    Mail.objects.filter(pk=row.pk, due_at__isnull=False).update(due_at=now + wait, problem=one_line(problem, 300))


def _done(row: Mail, *, dropped: bool, problem: str = "") -> None:
    now = timezone.now()
    Mail.objects.filter(pk=row.pk, due_at__isnull=False).update(
        due_at=None,
        detail={},
        problem=one_line(problem, 300),
        sent_at=None if dropped else now,
        dropped_at=now if dropped else None,
    )
