"""Mail that came in: kept as it came, once, with what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import MailKey
from causelist.cases.models import Case


class MailState(models.TextChoices):
    """What became of a mail."""

    WAITING = "waiting", _("waits for its sender to confirm it")
    FILED = "filed", _("a complaint was filed")
    ADDED = "added", _("written to the office of a case")
    REFUSED = "refused", _("could not be taken, and the sender was told why")
    UNKNOWN = "unknown", _("its sender has no account here")
    IGNORED = "ignored", _("sent by a program; not answered")


class ReceivedMail(models.Model):
    """A mail as it came. `identity` makes taking it twice the same as once; `content` of one that led nowhere is forgotten."""

    identity = models.CharField(
        max_length=64, unique=True
    )  # SHA-256 over whose it is and its Message-ID, else its bytes
    message_id = models.CharField(max_length=300, blank=True)
    return_path = models.CharField(max_length=320, blank=True)  # whom an answer would reach
    sender = models.CharField(max_length=320, blank=True)  # what From claims: proves nothing
    subject = models.CharField(max_length=300, blank=True)
    key = models.ForeignKey(MailKey, null=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    content = models.BinaryField()
    state = models.CharField(max_length=8, choices=MailState)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="mails")
    problems = models.JSONField(default=list)  # what was told to the sender: texts in their language
    received_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("received mail")
        verbose_name_plural = _("received mails")
        indexes = [models.Index(fields=["state", "received_at"], name="received_mail_state")]

    def __str__(self) -> str:
        return f"{self.state} {self.message_id}"
