"""What is counted: each figure defined once, in words that stand beside it wherever it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from causelist.core.elements import NoticeKind
from causelist.statistics.case_metrics import CASE_METRICS
from causelist.statistics.definitions import (
    COUNT,
    DAYS,
    MONEY,
    NONE,
    PERSONS,
    WITHHELD,
    Dimension,
    Metric,
    UnknownMetric,
    units,
)

__all__ = [
    "COUNT", "DAYS", "DIMENSIONS", "EVERY_DIMENSION", "LETTERS", "METRICS", "MONEY", "NONE", "PERSONS", "REPORTING", "WITHHELD", "Dimension",
    "Metric", "UnknownMetric", "metric", "units",
]  # fmt: skip

# Letters whose addresses are reported; those of the other kinds are only what the letter is about.
REPORTING = (NoticeKind.NOTICE, NoticeKind.LEGAL_ACTION, NoticeKind.OTHER)

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

LETTERS: Mapping[str, Metric] = MappingProxyType(
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

METRICS: Mapping[str, Metric] = MappingProxyType({**LETTERS, **CASE_METRICS})
EVERY_DIMENSION: Mapping[str, Dimension] = MappingProxyType(
    {name: dimension for one in METRICS.values() for name, dimension in one.dimensions.items()}
)


def metric(name: str) -> Metric:
    """A figure by its name. Raises `UnknownMetric`."""
    if name not in METRICS:
        raise UnknownMetric(f"There is no figure called {name[:60]!r}. There are: {', '.join(METRICS)}")
    return METRICS[name]
