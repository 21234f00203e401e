"""A small record to look at in a real browser: letters of every kind, in English and in Chinese."""

from __future__ import annotations

import datetime as dt

from tests.notices import rows

from causelist.notices.models import NoticeLink
from causelist.notices.queries import Filters, list_page
from causelist.record.publication import announce
from causelist.statistics.services import refresh


def make_record() -> None:
    """Sixty letters over two years; the newest contested."""
    from django.db import transaction

    pictures, yunmu = rows.name("Example Pictures"), rows.name("云木影业有限公司")
    provider = rows.name("Example Videos").organisation
    for index in range(60):
        chinese = index % 3 == 0
        rows.letter(
            sender=yunmu if chinese else pictures,
            right_holder=yunmu if chinese else pictures,
            provider=provider,
            work="漫长的下午" if chinese else f"The Long Afternoon, part {index}",
            language="zh-Hans" if chinese else "en",
            kind="retraction" if index % 7 == 6 else "notice",
            received_on=dt.date(2024, 12, 1) + dt.timedelta(days=12 * index),
            addresses=[f"https://videos.example.com/watch/{index}", "https://videos.example.com/watch/88"],
        )
    counter = rows.letter(kind="counter-notice", sender=rows.name("Jane Roe", person=True), item_state=None)
    notice = rows.letter(sender=pictures, state="contested", item_state="contested", received_on=dt.date(2026, 11, 23))
    NoticeLink.objects.create(
        source=counter, target=notice, kind="counters", basis="place: videos.example.com/watch/88", standing="effect"
    )
    with transaction.atomic():
        for page in (list_page(Filters(), size=100),):
            announce("notice", [row.pk for row in page.notices])
    refresh()
