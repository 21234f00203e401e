"""When the figures were last brought up to date, and the monthly sums they are shown from."""

from __future__ import annotations

from django.db import models


class Snapshot(models.Model):
    """One pass over the record. Pages show the newest complete one and say its time."""

    as_of = models.DateTimeField()
    notices = models.BigIntegerField()  # rows read, to check against
    complete = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.as_of.isoformat()


class MonthlyFigure(models.Model):
    """A sum of one snapshot: of one metric, one month and one value of one dimension ("" is all)."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="figures")
    metric = models.CharField(max_length=30)  # "notices", "places"
    month = models.DateField()  # its first day
    dimension = models.CharField(max_length=20)  # "", "kind", "sender", "host"
    value = models.CharField(max_length=300)
    count = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "metric", "dimension", "value", "month"], name="monthly_figure_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.metric} {self.month:%Y-%m} {self.dimension}={self.value}: {self.count}"
