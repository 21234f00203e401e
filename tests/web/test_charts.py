"""Charts as numbers."""

from __future__ import annotations

import datetime as dt

import pytest

from causelist.web import charts


@pytest.mark.parametrize(
    ("highest", "lines"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (4, [0, 1, 2, 3, 4]),
        (13, [0, 5, 10, 15]),
        (99, [0, 50, 100]),
        (18204, [0, 5000, 10000, 15000, 20000]),
    ],
)
def test_scale_is_round_and_reaches_the_highest(highest: int, lines: list[int]) -> None:
    assert charts.scale(highest) == lines


def test_columns_stand_on_the_base_and_the_unfinished_month_is_a_part() -> None:
    months = [dt.date(2026, month, 1) for month in (9, 10, 11)]

    chart = charts.columns(months, [4, 0, 2], unfinished=months[-1])

    assert [column.y + column.height for column in chart.columns] == [chart.base] * 3
    assert [column.part for column in chart.columns] == [False, False, True]
    assert chart.has_part
    assert chart.columns[0].height == 2 * chart.columns[2].height


@pytest.mark.parametrize(("count", "labels"), [(12, 12), (24, 8), (120, 10)])
def test_columns_labels_never_crowd(count: int, labels: int) -> None:
    months = [dt.date(2010 + index // 12, index % 12 + 1, 1) for index in range(count)]

    assert len(charts.columns(months, [1] * count).below) == labels


def test_columns_of_nothing() -> None:
    assert charts.columns([], []).columns == []


def test_line_spans_the_box() -> None:
    assert charts.line([0, 5, 10], width=100, height=22) == "0.0,21.0 50.0,11.0 100.0,1.0"
