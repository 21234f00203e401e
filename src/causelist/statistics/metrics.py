"""What is counted: each figure defined once, in words that stand beside it wherever it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from causelist.core.elements import NoticeKind

# Letters whose addresses are reported; those of the other kinds are only what the letter is about.
REPORTING = (NoticeKind.NOTICE, NoticeKind.LEGAL_ACTION, NoticeKind.OTHER)
PERSONS = "(natural persons)"  # the one value that stands for all senders who are natural persons
NONE = ""  # the value of a dimension where a letter names none


class UnknownMetric(LookupError):
    """There is no figure, or no division of it, of this name; the message lists those there are."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """What a figure is divided by. `note` says what the division does to the sum, where it does anything."""

    name: str
    title: str | Promise
    none: str | Promise  # what to call the letters that name none
    note: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure: a sum for each month, in all and by each of `dimensions`."""

    name: str
    title: str | Promise
    unit: str | Promise
    definition: str | Promise
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)

    def dimension(self, name: str) -> Dimension:
        """One of its divisions. Raises `UnknownMetric`."""
        if name not in self.dimensions:
            known = ", ".join(["month", *self.dimensions])
            raise UnknownMetric(f"{self.name} is not divided by {name[:60]!r}. Divide it by one of: {known}")
        return self.dimensions[name]


_SEVERAL = _("A letter that names several counts once for each, so these do not add up to the total.")
DIMENSIONS: Mapping[str, Dimension] = MappingProxyType(
    {
        dimension.name: dimension
        for dimension in (
            Dimension("kind", _("kind"), _("not known")),
            Dimension(
                "sender",
                _("sender"),
                _("no sender named"),
                _("Names that were merged count as one organisation. Natural persons are counted together, unnamed."),
            ),
            Dimension("host", _("host"), _("no address named"), _SEVERAL),
            Dimension("provider", _("provider"), _("not known")),
            Dimension("jurisdiction", _("jurisdiction"), _("not known")),
        )
    }
)

METRICS: Mapping[str, Metric] = MappingProxyType(
    {
        metric.name: metric
        for metric in (
            Metric(
                "notices",
                _("Letters recorded"),
                _("letters"),
                _(
                    "Letters on the record (notices, counter-notices, retractions, reversals and others), by the month"
                    " in which they were received. By host, a letter counts for each host that it names; a leading"
                    " “www.” is left out."
                ),
                DIMENSIONS,
            ),
            Metric(
                "places",
                _("Places reported"),
                _("places"),
                _(
                    "Places that letters ask to act on: a repository, a listing, a page or whatever else the provider"
                    " acts on as one, each counted once for each letter that reports it, by the month in which the"
                    " letter was received. What counter-notices, retractions and reversals are about is not counted"
                    " again."
                ),
                DIMENSIONS,
            ),
        )
    }
)


def metric(name: str) -> Metric:
    """A figure by its name. Raises `UnknownMetric`."""
    if name not in METRICS:
        raise UnknownMetric(f"There is no figure called {name[:60]!r}. There are: {', '.join(METRICS)}")
    return METRICS[name]
