"""The date a letter bears; dates of works and of infringements are none."""

from __future__ import annotations

import datetime as dt

import pytest

from causelist.formats import read_text


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("March 5, 2016", dt.date(2016, 3, 5)),
        ("Tallinn, 5th of March 2016", dt.date(2016, 3, 5)),
        ("Date: 2016-03-05", dt.date(2016, 3, 5)),
        ("Date: 25/03/2016", dt.date(2016, 3, 25)),
        ("Date: 03/25/2016", dt.date(2016, 3, 25)),
        ("日期：2016年3月5日", dt.date(2016, 3, 5)),
        ("2016年3月5日", dt.date(2016, 3, 5)),
        ("Signed this 5th day of March, 2016.", dt.date(2016, 3, 5)),
        ("Signed on this day, the 24th of June, 2016, in Tallinn", dt.date(2016, 6, 24)),
        ("Signed on this date of:  October 2nd, 2016", dt.date(2016, 10, 2)),
        ("tools-v1.7.32", None),
        ('dated December 30th 2003; "Heron" and other marks of ours', None),
        ("Date: 04/03/2016", None),
        ("Our work was first published on March 5, 2016 and copied at once.", None),
        ("Date: February 30, 2016", None),
    ],
)
def test_dates(line: str, expected: dt.date | None) -> None:
    reading = read_text(
        f"To the copyright agent\n\n{line}\n\nPlease remove https://code.example.com/a/b, a copy of our engine.\n"
    )
    assert (reading.date.value if reading.date else None) == expected


def test_an_american_address_settles_the_order() -> None:
    reading = read_text(
        "12 Main Street\nSpringfield, NY 10999\n\n04/03/2016\n\nPlease remove https://code.example.com/a/b\n"
    )
    assert reading.date is not None
    assert reading.date.value == dt.date(2016, 4, 3)
    assert reading.date.span is not None
    assert reading.text[reading.date.span.start : reading.date.span.end] == "04/03/2016"


def test_the_address_of_a_client_settles_nothing() -> None:
    reading = read_text(
        "Date: 04/03/2016\n\nPlease remove https://code.example.com/a/b\n\nOn behalf of:\nHeron, Inc.\nSpringfield, NY 10999\n"
    )
    assert reading.date is None
