"""One pass over the record: every figure by month and value, streamed, without loading rows of the record."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, F, Sum

from causelist.notices.models import Notice
from causelist.parties.models import OrganisationName
from causelist.runtime.sql import Month
from causelist.statistics.metrics import NONE, PERSONS, REPORTING

Figure = tuple[str, dt.date, str, str, int]  # metric, month, dimension ("" is all), value, count

_REPORTS = "n.kind IN ({})".format(", ".join(f"'{kind.value}'" for kind in REPORTING))

# Each letter once for each of its senders, as organisations are merged today; a letter without one stands by itself.
_BY_SENDER = """
SELECT month, value, COUNT(*), SUM(places) FROM (
  SELECT DISTINCT n.id, {month} AS month,
    CASE WHEN o.id IS NULL THEN %(none)s WHEN o.is_person THEN %(persons)s ELSE o.slug END AS value,
    CASE WHEN {reports} THEN n.place_count ELSE 0 END AS places
  FROM notices_notice n
  LEFT JOIN notices_noticeparty p ON p.notice_id = n.id AND p.role = 'sender'
  LEFT JOIN parties_organisationname a ON a.id = p.name_id
  LEFT JOIN parties_organisation o ON o.id = a.organisation_id
  WHERE n.id <= %(horizon)s
) each_sender GROUP BY month, value
"""

# Each place once for each letter and host.
_BY_HOST = """
SELECT month, value, COUNT(DISTINCT id), SUM(reported) FROM (
  SELECT DISTINCT n.id, {month} AS month, i.place,
    CASE WHEN i.host IS NULL THEN %(none)s WHEN i.host LIKE 'www.%%' THEN SUBSTR(i.host, 5) ELSE i.host END AS value,
    CASE WHEN i.host IS NOT NULL AND {reports} THEN 1 ELSE 0 END AS reported
  FROM notices_notice n
  LEFT JOIN notices_item i ON i.notice_id = n.id
  WHERE n.id <= %(horizon)s
) each_place GROUP BY month, value
"""


def horizon() -> int:
    """The last letter of the record now. Letters are recorded one batch after another, so none before it is to come."""
    return Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def count(last: int) -> Iterator[Figure]:
    """Every figure over the letters up to `last`, in no order, none twice and none of zero."""
    yield from _by_columns(last)
    yield from _by_query("sender", _BY_SENDER, last)
    yield from _by_query("host", _BY_HOST, last)


def _by_columns(last: int) -> Iterator[Figure]:
    """In all, and by what stands in the letter's own row."""
    grouped = (
        Notice.objects.filter(pk__lte=last)
        .values(month=Month("received_on"), of_kind=F("kind"), to=F("provider_name_id"), law=F("jurisdiction"))
        .annotate(letters=Count("pk"), places=Sum("place_count"))
        .order_by()
    )
    providers = _providers()
    sums: Counter[tuple[str, dt.date, str, str]] = Counter()
    for group in grouped.iterator():
        amounts = {"notices": group["letters"]}
        if group["of_kind"] in REPORTING:
            amounts["places"] = group["places"]
        values = {
            "": "",
            "kind": group["of_kind"],
            "provider": providers[group["to"]] if group["to"] else NONE,
            "jurisdiction": group["law"],
        }
        for metric, amount in amounts.items():
            for dimension, value in values.items():
                sums[metric, group["month"], dimension, value] += amount
    for key, amount in sums.items():
        if amount:
            yield (*key, amount)


def _providers() -> dict[int, str]:
    """For each name that a provider is called in letters the page of the organisation that it is today."""
    named = Notice.objects.filter(provider_name__isnull=False).order_by().values("provider_name").distinct()
    rows = OrganisationName.objects.filter(pk__in=named)
    return {
        pk: PERSONS if is_person else slug
        for pk, slug, is_person in rows.values_list("pk", "organisation__slug", "organisation__is_person")
    }


def _by_query(dimension: str, query: str, last: int) -> Iterator[Figure]:
    month = "CAST(DATE_TRUNC('month', n.received_on) AS DATE)"
    if connection.vendor == "sqlite":
        month = "SUBSTR(n.received_on, 1, 7) || '-01'"
    # On PostgreSQL the rows stay with the server and come a few thousand at a time.
    with connection.chunked_cursor() as cursor:
        cursor.execute(query.format(month=month, reports=_REPORTS), {"none": NONE, "persons": PERSONS, "horizon": last})
        while rows := cursor.fetchmany(2000):
            for when, value, letters, places in rows:
                day = dt.date.fromisoformat(when) if isinstance(when, str) else when
                yield "notices", day, dimension, value, int(letters)
                if places:
                    yield "places", day, dimension, value, int(places)
