"""CSV and Atom."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree as ET

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from tests.notices import rows

from causelist.notices.models import Notice
from causelist.public.csvs import cell

ATOM = "{http://www.w3.org/2005/Atom}"


def _table(client: Client, path: str) -> list[list[str]]:
    answer = client.get(path)
    assert isinstance(answer, StreamingHttpResponse)
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_notices_csv_is_what_is_shown(client: Client, record: dict[str, Notice]) -> None:
    header, row = _table(client, "/notices.csv?state=contested")

    assert dict(zip(header, row, strict=True))["number"] == record["notice"].number
    assert _table(client, "/notices.csv?kind=counter-notice")[1][6] == "a person (name withheld)"


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x", "\tx", "＝1"])
def test_cell_is_never_a_formula(value: str) -> None:
    assert cell(value) == f"'{value}"


def test_cell_leaves_numbers_and_words() -> None:
    assert [cell(value) for value in (3, "plain", None)] == [3, "plain", ""]


def test_feed_is_atom_and_fits_the_criteria(client: Client, record: dict[str, Notice]) -> None:
    rows.letter(work="Bad\x0bwork", kind="retraction")

    root = ET.fromstring(client.get("/feeds/notices.atom?kind=counter-notice").content)  # noqa: S314 -- our own

    assert [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")] == [
        f"http://testserver/n/{record['counter'].number}"
    ]
    assert client.get("/feeds/notices.atom?kind=retraction").status_code == 200


def test_metric_csv_says_its_time(client: Client, record: dict[str, Notice]) -> None:
    header, *lines = _table(client, "/statistics/notices.csv?by=sender")

    assert header == ["metric", "month", "sender", "label", "count", "as_of"]
    assert sorted(line[3] for line in lines) == ["Example Pictures", "natural persons"]
