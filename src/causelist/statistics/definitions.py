"""What a figure is: its name, its words, what it is divided by, and how it is to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

PERSONS = "(natural persons)"  # the one value that stands for all senders who are natural persons
WITHHELD = "(not published)"  # the one value that stands for what the public does not see of a case
NONE = ""  # the value of a dimension where a row names none

COUNT, MONEY, DAYS = "count", "money", "days"


class UnknownMetric(LookupError):
    """There is no figure, or no division of it, of this name; the message lists those there are."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """What a figure is divided by. `note` says what the division does to the sum, where it does anything.

    `values` are the words of its values, where these are a fixed few.
    """

    name: str
    title: str | Promise
    none: str | Promise  # what to call the rows that name none
    note: str | Promise = ""
    values: Mapping[str, str | Promise] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure by month, in all and by each of `dimensions`.

    `form`: a count; money, in hundredths and one currency at a time, never summed across; or days, of which the median
    and the 95th percentile are told. `share_of` names the figure it is a share of. `group` is where it stands: letters,
    complaints, or a track. `sees` are the fields of a case (`cases/visibility.yaml`) that the public must see for the
    case to count.
    """

    name: str
    title: str | Promise
    unit: str | Promise
    definition: str | Promise
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)
    form: str = COUNT
    group: str = "letters"
    share_of: str = ""
    sees: tuple[str, ...] = ()

    def dimension(self, name: str) -> Dimension:
        """One of its divisions. Raises `UnknownMetric`."""
        if name not in self.dimensions:
            known = ", ".join(["month", *self.dimensions])
            raise UnknownMetric(f"{self.name} is not divided by {name[:60]!r}. Divide it by one of: {known}")
        return self.dimensions[name]


def units(metric: Metric, count: int) -> int | float:
    """A count as people read it: of money, which is kept in hundredths, whole units where it is whole."""
    if metric.form != MONEY:
        return count
    return count // 100 if count % 100 == 0 else count / 100
