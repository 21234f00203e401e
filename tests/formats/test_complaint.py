from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causelist.formats.complaint import read_complaint

LETTER = """\
About: Copied discs on a market
Law: China
Region: CN-XA-1
Industry: film
Against: Lantern Market Trading
  Ines Hollowell
Works: The Long Afternoon
Stall: Stall 14; Lantern Market
Address: https://videos.example.com/watch/88
https://videos.example.com/watch/91
Notices: n-2026-1-5, N-2026-2-9

The stall sells copies every day.


We saw it on 3 March.
"""


def test_labelled_lines_are_read_and_the_rest_is_the_statement() -> None:
    found = read_complaint(LETTER, subject="Fwd: complaint")
    assert (found.title, found.law, found.region, found.industry) == (
        "Copied discs on a market",
        "cn",
        "CN-XA-1",
        "film",
    )
    assert found.against == ("Lantern Market Trading", "Ines Hollowell")
    assert found.works == ("The Long Afternoon",)
    assert found.targets == (
        ("stall", "Stall 14; Lantern Market"),
        ("website", "https://videos.example.com/watch/88"),
        ("website", "https://videos.example.com/watch/91"),
    )
    assert found.statement == "The stall sells copies every day.\n\nWe saw it on 3 March."


def test_labels_may_be_chinese() -> None:
    found = read_complaint(
        "被投诉人：灯城市场\n作品：漫长的下午\n复印店：大学路 3 号\n适用法律：中国\n\n该店复印教材。"
    )
    assert (found.against, found.works, found.law) == (("灯城市场",), ("漫长的下午",), "cn")
    assert found.targets == (("copy_shop", "大学路 3 号"),)
    assert found.statement == "该店复印教材。"


@pytest.mark.parametrize(
    ("subject", "case"),
    [
        ("Re: C-2026-1-9 more papers", "C-2026-1-0"),
        ("complaint", ""),
        ("Re: N-2026-1-5", ""),
    ],
)
def test_a_reply_names_its_case_in_the_subject(subject: str, case: str) -> None:
    from causelist.core.numbers import PublicNumber

    right = str(PublicNumber("C", 2026, 1))
    found = read_complaint("Here they are.", subject=subject.replace("C-2026-1-9", right))
    assert found.case == (right if case else "")


def test_a_number_with_a_wrong_check_digit_stays_as_written() -> None:
    assert read_complaint("Case: C-2026-1-3\n").case == "C-2026-1-3"


def test_the_subject_is_the_title_where_none_is_given() -> None:
    assert read_complaint("Stall: Stall 14", subject="Re: FW: Discs on a stall").title == "Discs on a stall"


@given(st.text(max_size=2000), st.text(max_size=100))
def test_reading_never_fails(text: str, subject: str) -> None:
    found = read_complaint(text, subject=subject)
    assert len(found.targets) <= 5000
