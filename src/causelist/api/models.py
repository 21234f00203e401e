"""What this door remembers: which request was answered how, so that one sent twice is one."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from causelist.notices.models import Notice
from causelist.parties.models import Organisation


class TakenIn(models.Model):
    """A letter that was sent under an `Idempotency-Key`, and the answer it got.

    `digest` is the SHA-256 of the request's body, in hex: the same key with another body is a mistake of the caller.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    answer = models.JSONField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("letter taken in by the API")
        verbose_name_plural = _("letters taken in by the API")
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="taken_in_once")]

    def __str__(self) -> str:
        return f"{self.key}: {self.notice_id}"
