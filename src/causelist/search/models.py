"""One row for each thing that can be found; its words live in a full-text index beside it (see `search.store`)."""

from __future__ import annotations

from django.db import models


class SearchEntry(models.Model):
    """Something published that can be found by its words. `path` is the page that shows it."""

    kind = models.CharField(max_length=20)  # "notice", "organisation", "work"
    subject_id = models.BigIntegerField()
    label = models.CharField(max_length=120)  # number or name
    title = models.CharField(max_length=300)
    path = models.CharField(max_length=300)
    on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id"], name="search_entry_once")]

    def __str__(self) -> str:
        return self.label
