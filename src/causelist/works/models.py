"""Works: what the rights are in."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from causelist.parties.models import Mandate, Organisation, OrganisationName, Paper


class Work(models.Model):
    """A work as its owner registers it, or as letters describe it (`confirmed` False).

    `key` folds the description together with its owner's name, so that the same words of the same owner are one work.
    `holder` is that name, which belongs to an organisation: rows of one title whose names belong to one organisation
    today are one work (`works.queries.one_work`), and merging, splitting and undoing carry it along.
    """

    title = models.CharField(_("title"), max_length=500)
    key = models.CharField(max_length=64, unique=True)  # SHA-256, hex: see works.services.work_key
    title_key = models.CharField(max_length=32, default="")  # of the folded title: see works.services.title_key
    # Not indexed: rows are found by their title, and names that works point at are not deleted.
    holder = models.ForeignKey(
        OrganisationName, null=True, blank=True, on_delete=models.PROTECT, related_name="works", db_index=False
    )
    owner = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="works")
    kind = models.CharField(_("kind of work"), max_length=40, blank=True)
    language = models.CharField(max_length=16, default="und")
    released_on = models.DateField(_("released"), null=True, blank=True)
    confirmed = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("work")
        verbose_name_plural = _("works")
        indexes = [models.Index(fields=["title_key"], name="work_title")]

    def __str__(self) -> str:
        return self.title


class MandateWork(models.Model):
    """A work that a mandate covers, where it does not cover all."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="mandate_works")
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="mandate_works")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mandate", "work"], name="mandate_work_once")]

    def __str__(self) -> str:
        return f"{self.mandate}: {self.work}"


class PaperWork(models.Model):
    """A work that a paper is about, where it is not about all of its organisation's."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="paper_works")
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="paper_works")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "work"], name="paper_work_once")]

    def __str__(self) -> str:
        return f"{self.paper}: {self.work}"
