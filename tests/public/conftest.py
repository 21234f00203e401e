"""A small record with a letter of every kind that pages show differently."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from tests.notices import rows

from causelist.notices.models import Notice, NoticeLink
from causelist.statistics.services import refresh


@pytest.fixture(autouse=True)
def no_cache() -> None:
    """What one test counted is not what the next one has."""
    cache.clear()


@pytest.fixture
def record(db: None) -> dict[str, Notice]:
    """A notice that a counter-notice contests, one by a natural person, and figures."""
    pictures = rows.name("Example Pictures")
    provider = rows.name("Example Videos").organisation
    notice = rows.letter(sender=pictures, right_holder=pictures, provider=provider, state="contested")
    counter = rows.letter(kind="counter-notice", sender=rows.name("Jane Roe", person=True), item_state=None)
    NoticeLink.objects.create(
        source=counter, target=notice, kind="counters", basis="place: videos.example.com/watch/88", standing="effect"
    )
    refresh()
    return {"notice": notice, "counter": counter}
