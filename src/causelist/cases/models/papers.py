"""Papers that a case rests on: each kept once by its organisation, and pointed at."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from causelist.cases.models.case import Case, Complaint
from causelist.parties.models import Paper


class CasePaper(models.Model):
    """A paper was handed in. Append-only by trigger; a paper that is retired later stays with the case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    complaint = models.ForeignKey(Complaint, null=True, on_delete=models.PROTECT, related_name="papers")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="case_papers")
    handed_in_at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "paper"], name="case_paper_once")]
