"""The contract of `causelist cases` and `causelist stats`, by the installed command from another folder."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.cli.conftest import Run
from tests.statistics.case_rows import NOW, START, World, publish

from causelist.cases import listing
from causelist.cases.models import Case
from causelist.cli.cases import STAGES, TRACKS, cases
from causelist.cli.stats import stats
from causelist.statistics.services import refresh

KEYS = {"number", "tracks", "stage", "authority", "opened", "due", "above_line"}


@pytest.fixture
def world(db: None) -> World:
    return World()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cases, arguments)


def listed(*arguments: str) -> list[dict[str, Any]]:
    said = run("--json", *arguments)
    assert said.exit_code == 0, said.output
    return [json.loads(line) for line in said.stdout.splitlines()]


def test_choices_are_those_of_the_tables() -> None:
    from causelist.cases.models import TrackKind
    from causelist.cases.tables import STAGES as KNOWN

    assert KNOWN == STAGES
    assert set(TrackKind.values) == set(TRACKS)


def test_one_case_a_line_as_the_public_sees_it(world: World) -> None:
    case = world.case(stage="appeal", above_line=True, due_at=NOW)
    world.track(case, "criminal")
    world.track(case, "civil")
    world.track(case, "administrative", is_public=False)

    (line,) = listed()

    assert line | {
        "number": case.number, "tracks": ["criminal", "civil"], "stage": "appeal",
        "authority": "copyright-office-of-lantern-city", "opened": "2025-01-05T08:00:00+00:00",
        "due": "2026-06-01T00:00:00+00:00", "above_line": True,
    } == line  # fmt: skip
    assert list(line)[: len(KEYS)] == ["number", "tracks", "stage", "authority", "opened", "due", "above_line"]


def test_what_the_public_does_not_see_is_not_printed_unless_in_full(world: World) -> None:
    restricted = world.case(confidentiality="restricted", above_line=True, stage="closed")
    investigated = world.case(stage="investigation", above_line=True)
    sealed = world.case(confidentiality="sealed", above_line=False)
    world.track(restricted, "criminal")

    public = listed()
    assert [(row["number"], row["above_line"], row["tracks"], row["industry"]) for row in public] == [
        (restricted.number, None, [], None), (investigated.number, None, [], "film"),
    ]  # fmt: skip
    full = listed("--full")
    assert [(row["number"], row["above_line"], row["tracks"]) for row in full] == [
        (restricted.number, True, ["criminal"]), (investigated.number, True, []), (sealed.number, False, []),
    ]  # fmt: skip
    assert listed("--track", "criminal") == []
    assert [row["number"] for row in listed("--track", "criminal", "--full")] == [restricted.number]


def test_filters(world: World) -> None:
    late = world.case(stage="complaint", due_at=START)
    other = world.case(stage="closed", office=world.offices[1])
    world.track(other, "civil")

    def numbers(*arguments: str) -> list[str]:
        both = [[row["number"] for row in listed(*arguments, *more)] for more in ((), ("--full",))]
        assert both[0] == both[1]
        return both[0]

    assert numbers() == [late.number, other.number]
    assert numbers("--late") == [late.number]
    assert numbers("--stage", "closed") == numbers("--track", "civil") == [other.number]
    assert numbers("--authority", "court-of-lantern-city") == [other.number]
    assert numbers("--stage", "appeal") == []
    assert run("--authority", "nobody").exit_code == 2
    assert run("--stage", "nowhere").exit_code == 2
    assert f"{late.number}" in run("--late").stdout
    assert "late since 2025-01-05" in run("--late").stdout


def test_cases_stream_in_batches(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "BATCH", 2)
    numbers = [world.case().number for _ in range(5)]
    assert [row["number"] for row in listed()] == numbers
    Case.objects.update(confidentiality="sealed")
    assert listed() == []


def test_figures_of_cases_in_every_format(world: World) -> None:
    case = world.case()
    track = world.track(case, "civil")
    decision = world.decision(case, track)
    publish(decision)
    decision.sanctions.create(kind="damages", amount="1234.50", currency="CNY", paid=200)
    decision.sanctions.create(kind="damages", amount=70, currency="USD", state="done")
    refresh()

    def ask(*arguments: str, shape: str = "json") -> Any:
        said = CliRunner().invoke(stats, [*arguments, "--format", shape])
        assert said.exit_code == 0, said.output
        return json.loads(said.stdout) if shape == "json" else said.stdout

    assert ask("civil_damages", "--by", "paid")["rows"] == [
        {"value": "unpaid", "label": "not paid", "currency": "CNY", "count": 1034.5},
        {"value": "paid", "label": "paid", "currency": "CNY", "count": 200},
        {"value": "paid", "label": "paid", "currency": "USD", "count": 70},
    ]
    (first, second) = csv.DictReader(io.StringIO(ask("civil_damages", shape="csv")))
    assert (first["month"], first["currency"], first["civil_damages"]) == ("2025-02", "CNY", "1234.5")
    assert (second["currency"], second["civil_damages"]) == ("USD", "70")
    assert "CNY  1,234.50  2025-02" in ask("civil_damages", shape="table")
    assert ask("civil_filed", "--by", "authority")["rows"] == [
        {"value": "copyright-office-of-lantern-city", "label": "Copyright Office of Lantern City", "count": 1}
    ]
    assert ask("civil_filed", "--by", "region", "--from", "2025-01", "--to", "2025-01")["rows"][0]["value"] == "CN-91"
    assert ask("decision_days", "--by", "track")["rows"] == [
        {"value": "civil", "label": "civil", "count": None, "open": None, "median": None, "percentile_95": None}
    ]
    assert "<5" in ask("decision_days", shape="table")
    assert ask("silence")["rows"] == []


def test_installed_command_prints_cases_and_figures(causelist: Run) -> None:
    assert causelist("manage", "migrate", "-v0").returncode == 0

    said = causelist("cases", "--json")
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")
    names = {row["metric"] for row in json.loads(causelist("stats", "list", "--format", "json").stdout)["metrics"]}
    assert {"civil_filed", "civil_damages", "administrative_fines", "criminal_convictions", "silence"} <= names
    assert causelist("stats", "civil_filed", "--refresh", "--format", "json").returncode == 0
    assert causelist("stats", "civil_filed", "--by", "colour").returncode == 2
    assert causelist("cases", "--authority", "nobody").returncode == 2
    assert causelist("cases", "--stage", "nowhere").returncode == 2
