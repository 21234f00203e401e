"""When the figures were last brought up to date, and the monthly sums they are shown from."""

from __future__ import annotations

from django.db import models


class Snapshot(models.Model):
    """One pass over the record. Pages show the newest complete one and say its time.

    `sealed` are the cases closed to view by order: they count in no figure. `seconds` is how long the pass took.
    """

    as_of = models.DateTimeField()
    notices = models.BigIntegerField()  # rows read, to check against
    cases = models.BigIntegerField(default=0)
    sealed = models.BigIntegerField(default=0)
    seconds = models.FloatField(default=0)
    complete = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.as_of.isoformat()


class MonthlyFigure(models.Model):
    """A sum of one snapshot: of one metric, one month and one value of one dimension ("" is all).

    `count` of money is in hundredths of `currency`; it is "" for all else.
    """

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="figures")
    metric = models.CharField(max_length=40)  # "notices", "places", "civil_filed", …
    month = models.DateField()  # its first day
    dimension = models.CharField(max_length=20)  # "", "kind", "sender", "host", "authority", …
    value = models.CharField(max_length=300)
    currency = models.CharField(max_length=3, default="", db_default="")
    count = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "metric", "dimension", "value", "month", "currency"], name="monthly_figure_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.metric} {self.month:%Y-%m} {self.dimension}={self.value}: {self.count}"


class Duration(models.Model):
    """How many of one month and value of one dimension took, or have lasted, so many whole days."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="durations")
    metric = models.CharField(max_length=40)
    month = models.DateField()
    dimension = models.CharField(max_length=20)
    value = models.CharField(max_length=300)
    days = models.PositiveIntegerField()
    ended = models.PositiveBigIntegerField()  # came to the end that is measured
    open = models.PositiveBigIntegerField()  # did not: still open, or ended in another way

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "metric", "dimension", "value", "month", "days"], name="duration_once"
            )
        ]

    def __str__(self) -> str:
        return (
            f"{self.metric} {self.month:%Y-%m} {self.dimension}={self.value}: {self.ended}+{self.open} at {self.days}"
        )
