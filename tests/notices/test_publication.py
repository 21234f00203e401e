"""What of a letter the public may see."""

from __future__ import annotations

import pytest
from tests.notices import rows

from causelist.notices import queries
from causelist.notices.publication import ITEM, NOTICE, letter
from causelist.record import redaction

pytestmark = pytest.mark.django_db


def test_notice_natural_person_is_not_named() -> None:
    notice = rows.letter(sender=rows.name("Jane Roe", person=True), right_holder=rows.name("Example Pictures"))
    row = queries.by_number(notice.number)
    assert row is not None

    published = NOTICE.publish(row)

    assert [(party.name, party.slug) for party in published["senders"]] == [(None, None)]
    assert [party.name for party in published["right_holders"]] == ["Example Pictures"]
    assert "Jane" not in str(published)


def test_letter_passages_move_with_what_was_withheld() -> None:
    original = "Write to jane@example.com. See https://videos.example.com/watch/88 now."
    redacted = redaction.redact(original)
    notice = rows.letter(text=original)
    notice.published_letter.text = redacted.text
    notice.published_letter.withheld = [list(row) for row in redacted.withheld]
    notice.published_letter.save()
    row = queries.by_number(notice.number)
    assert row is not None

    shown = letter(row)

    [passage] = shown.passages
    assert shown.text[passage.start : passage.end] == "https://videos.example.com/watch/88"
    assert "jane" not in shown.text
    assert [rule for _, _, rule in shown.withheld] == ["mail"]


def test_item_shows_its_canonical_address_only() -> None:
    notice = rows.letter()

    published = ITEM.publish(notice.items.get())

    assert published["address"] == "https://videos.example.com/watch/88"
    assert "written" not in published
