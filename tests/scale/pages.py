"""How fast the public pages are on a large record: `python tests/scale/pages.py [LETTERS]`.

Makes a registry of its own with invented letters (20,000 unless said otherwise; kept in CAUSELIST_HOME, made once),
asks every page twenty times through Django, and prints the median, the slowest and the number of queries. DATABASE_URL
chooses PostgreSQL.
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import sys
import time
from collections.abc import Iterator

LETTERS = 20_000
BATCH = 500
TIMES = 20
LIMIT_MS = 100
LIMITED = ("home", "list", "letter")


def fill(wanted: int) -> None:
    """Letters through the service that records them, spread over ten years."""
    from causelist.cli.bench_letters import letters
    from causelist.notices.incoming import prepare
    from causelist.notices.models import Notice
    from causelist.notices.services import receive_many
    from causelist.parties.register import provider_named
    from causelist.statistics.services import refresh

    if Notice.objects.count() >= wanted:
        return
    provider, batch = provider_named("Example Code Host"), []
    for index, content in enumerate(letters(wanted)):
        day = dt.date(2016, 1, 1) + dt.timedelta(days=index * 3600 // wanted)
        batch.append(prepare(content, received_on=day, provider_name_id=provider, jurisdiction="us"))
        if len(batch) == BATCH:
            receive_many(batch, by=None)
            batch = []
            print(f"\r{index + 1:,} letters", end="", flush=True)  # noqa: T201
    receive_many(batch, by=None)
    refresh()


def pages() -> Iterator[tuple[str, str]]:
    """What is asked."""
    from causelist.notices.models import Item, Notice
    from causelist.parties.models import Organisation

    largest = Notice.objects.order_by("-item_count", "pk")[0]
    place = Item.objects.order_by("pk")[0].place
    yield "home", "/"
    yield "list", "/notices"
    yield "list", "/notices?kind=notice&state=recorded&year=2020"
    yield "list", "/notices?host=github.com"
    yield "list", "/notices?host=video.example.com&year=2019"
    yield "list", "/notices?after=2019-03-02.9000"
    yield "letter", f"/n/{Notice.objects.order_by('-pk')[0].number}"
    yield "letter", f"/n/{largest.number}"
    yield "search", "/search?q=good+faith+belief"
    yield "search", "/search?q=example+works+77"
    yield "listed", "/listed?address=https://github.com/owner1/copy1"
    yield "place", f"/places/{place}"
    yield "host", "/hosts/github.com"
    organisation = Organisation.objects.filter(is_person=False, names__parties__isnull=False).first()
    if organisation:
        yield "organisation", f"/organisations/{organisation.slug}"
    yield "statistics", "/statistics"
    yield "statistics", "/statistics/notices?by=sender"
    yield "feed", "/feeds/notices.atom"


def measure(path: str) -> tuple[float, float, float, int]:
    """First, median and slowest time in milliseconds, and queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    with CaptureQueriesContext(connection) as captured:
        first = _timed(client, path)
        queries = len(captured)
    times = [_timed(client, path) for _ in range(TIMES)]
    return first, statistics.median(times), max(times), queries


def _timed(client: object, path: str) -> float:
    started = time.perf_counter()
    answer = client.get(path, follow=True)  # type: ignore[attr-defined]
    if answer.status_code != 200:
        raise SystemExit(f"{path}: {answer.status_code}")
    return (time.perf_counter() - started) * 1000


def main() -> int:
    """Print the table; 1 when a page that must be fast is not."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "causelist.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    fill(int(sys.argv[1]) if len(sys.argv) > 1 else LETTERS)
    slow = 0
    print(f"\n{'page':<14}{'first ms':>10}{'median':>10}{'slowest':>10}{'queries':>9}")  # noqa: T201
    for name, path in pages():
        first, median, slowest, queries = measure(path)
        slow += name in LIMITED and median > LIMIT_MS
        print(f"{name:<14}{first:>10.1f}{median:>10.1f}{slowest:>10.1f}{queries:>9}  {path}")  # noqa: T201
    return int(slow > 0)


if __name__ == "__main__":
    raise SystemExit(main())
