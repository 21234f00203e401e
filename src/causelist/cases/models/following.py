"""Who follows a case: parties without an account by a key, anybody by mail."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from causelist.cases.models.case import Case, CaseParty


class AccessKey(models.Model):
    """Lets a party see its case without an account. Kept as a hash; given out once."""

    party = models.ForeignKey(CaseParty, on_delete=models.PROTECT, related_name="keys")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)


class Subscription(models.Model):
    """Mail on every step one may see: as the public, or as a party (`party`). Confirmed by a link; ended by a link."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="subscriptions")
    party = models.ForeignKey(CaseParty, null=True, on_delete=models.PROTECT, related_name="subscriptions")
    email = models.EmailField()
    language = models.CharField(max_length=16, default="en")
    digest = models.CharField(max_length=64, unique=True)  # of the secret in its links
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "email"],
                condition=models.Q(ended_at__isnull=True),
                name="subscription_once",
            )
        ]
