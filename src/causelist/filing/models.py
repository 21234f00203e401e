"""A letter that somebody is reviewing: what came in, and what they have typed so far."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from causelist.notices.models import Notice
from causelist.parties.models import Organisation


class Draft(models.Model):
    """Nothing of a draft is public, and it is nobody's but its author's.

    Its id is the key that makes recording it twice the same as once: once `notice` is set, the draft is done and its
    copy of the letter is dropped.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # For whom it will be recorded: the author's organisation, or a principal by mandate.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    received_name = models.CharField(max_length=255, blank=True)  # file name as given; "" where it was pasted
    typed = models.JSONField(default=dict)  # field -> as typed; empty until something was saved (see filing.review)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    saved_at = models.DateTimeField(auto_now=True)
    notice = models.ForeignKey(Notice, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        indexes = [models.Index(fields=["author", "-saved_at"], name="draft_of_author")]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "organisation", "sha256"], condition=Q(notice__isnull=True), name="draft_open_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
