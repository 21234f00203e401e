from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest
from click.testing import CliRunner, Result
from tests.letters import make_letter

from causelist.cli.stats import stats
from causelist.statistics.metrics import METRICS
from causelist.statistics.services import refresh

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> Result:
    return CliRunner().invoke(stats, arguments)


def test_list_names_every_figure_with_its_definition() -> None:
    said = json.loads(run("list", "--format", "json").stdout)
    assert [row["metric"] for row in said["metrics"]] == list(METRICS)
    assert all(row["definition"] and row["by"][0] == "month" for row in said["metrics"])
    table = run("list").stdout
    assert all(str(metric.title) in table for metric in METRICS.values())
    assert [row["metric"] for row in csv.DictReader(io.StringIO(run("list", "--format", "csv").stdout))] == list(
        METRICS
    )


def test_one_figure_in_every_format() -> None:
    make_letter(on=dt.date(2026, 3, 1), senders=["A GmbH"])
    make_letter(on=dt.date(2026, 4, 1), senders=["A GmbH"])
    moment = refresh().as_of.isoformat()
    said = json.loads(run("notices", "--by", "sender", "--from", "2026-04", "--format", "json").stdout)
    assert said["rows"] == [{"value": "a-gmbh", "label": "A GmbH", "count": 1}]
    assert (said["metric"], said["by"], said["from"], said["to"], said["as_of"]) == (
        "notices", "sender", "2026-04", None, moment,
    )  # fmt: skip
    assert run("notices", "--format", "csv").stdout.splitlines() == [
        "month,label,notices,as_of",
        f"2026-03,2026-03,1,{moment}",
        f"2026-04,2026-04,1,{moment}",
    ]
    table = run("notices", "--to", "2026-03").stdout
    assert "as of" in table
    assert table.splitlines()[-1] == "1  2026-03"
    assert "No figures in these months" in run("notices", "--from", "2031-01").stdout


def test_names_are_no_formulas_in_a_spreadsheet() -> None:
    make_letter(senders=["=SUM(A1) GmbH"])
    refresh()
    (row,) = csv.DictReader(io.StringIO(run("notices", "--by", "sender", "--format", "csv").stdout))
    assert row["label"] == "'=SUM(A1) GmbH"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nothing",), "There are: notices, places"),
        (("notices", "--by", "colour"), "Divide it by one of: month, kind"),
        (("notices", "--from", "2026-13"), "Write it like 2026-03"),
        (("notices", "--top", "0"), "--top"),
        (("notices", "--format", "xml"), "--format"),
        ((), "NAME"),
    ],
)
def test_wrong_use_is_said_and_ends_with_2(arguments: tuple[str, ...], says: str) -> None:
    refresh()
    result = run(*arguments)
    assert (result.exit_code, says in result.stderr) == (2, True)


def test_before_the_first_count_it_says_how_to_count() -> None:
    result = run("notices")
    assert result.exit_code == 1
    assert "--refresh" in result.stderr
    make_letter()
    assert run("notices", "--refresh").stdout.splitlines()[-1] == "1  2026-03"
