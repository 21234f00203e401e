"""The contract of `causelist law`, by the installed command from another folder in a clean environment."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.cli.conftest import Run

Words = tuple[str, ...]
pytestmark = pytest.mark.storeless


def _answer(causelist: Run, *words: str) -> dict[str, Any]:
    ran = causelist("law", *words, "--json")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("\n") == 1
    answer: dict[str, Any] = json.loads(ran.stdout)
    return answer


DUE = {
    # rule, start, bill: due, unit
    ("cn.ecommerce.reinstatement_wait", "2026-11-24", ""): ("2026-12-09", "calendar_day"),
    ("cn.ecommerce.reinstatement_wait", "2026-02-13T16:00+08:00", ""): ("2026-02-28", "calendar_day"),
    ("us.dmca.put_back_earliest", "2026-11-24", ""): ("2026-12-09", "working_day"),
    ("us.dmca.put_back_latest", "2026-11-24", ""): ("2026-12-15", "working_day"),
    ("cn.transfer.hand_over", "2026-11-24T10:00+08:00", ""): ("2026-11-25T10:00:00+08:00", "hour"),
    ("cn.civil.preservation_order", "2026-11-24T10:30+08:00", ""): ("2026-11-26T11:00:00+08:00", "hour"),
    ("cn.cloud_disk.takedown", "2026-11-24T10:00+08:00", ""): ("2026-11-25T10:00:00+08:00", "hour"),
    ("it.law93.block", "2026-11-24T10:00+01:00", ""): ("2026-11-24T10:30:00+01:00", "minute"),
    ("cn.notice.takedown", "2026-11-24T10:00+08:00", "iipa-2012"): ("2026-11-25T10:00:00+08:00", "hour"),
    ("cn.notice.takedown_prerelease", "2026-11-24T10:00+08:00", "iipa-2012"): ("2026-11-24T12:00:00+08:00", "hour"),
}


@pytest.mark.parametrize(("asked", "due"), DUE.items(), ids=lambda value: "-".join(filter(None, value)))
def test_deadline(causelist: Run, asked: Words, due: Words) -> None:
    rule, start, bill = asked
    got = _answer(causelist, "deadline", rule, "--start", start, *(["--bill", bill] if bill else []))
    assert (got["due"], got["unit"]) == due
    assert all(isinstance(step, str) for step in got["steps"])
    assert got["steps"]
    assert isinstance(got["cite"], str)


@pytest.mark.parametrize("rule", ["cn.transfer.head_decides", "cn.transfer.police_decide"])
def test_the_other_rules_that_are_promised(causelist: Run, rule: str) -> None:
    assert _answer(causelist, "deadline", rule, "--start", "2026-11-24")["due"]


THRESHOLD_KEYS = {"met", "tier", "findings", "missing"}
FINDING_KEYS = {"rule", "measure", "fact", "threshold", "met", "cite"}
THRESHOLDS = {
    # act, day, facts, more: met, tier
    ("217", "2012-06-01", "works=250 clicks=25000", ""): (True, "base"),
    ("217", "2012-06-01", "works=249 clicks=25000", ""): (False, None),
    ("217", "2012-06-01", "works=250 members=500", "--bill iipa-2012"): (False, None),
    ("217", "2025-06-01", "works=250 clicks=25000", ""): (False, None),
    ("217", "2025-06-01", "works=250 business=25000", ""): (True, "base"),
    ("217", "2025-06-01", "downloads=10000", ""): (True, "base"),
    ("217", "2025-06-01", "clicks=50000", ""): (False, None),
    ("217", "2012-06-01", "clicks=50000", ""): (True, "base"),
    ("217", "2025-06-01", "copies=5000", ""): (True, "especially_serious"),
    ("218", "2012-06-01", "gains=99999", ""): (False, None),
    ("218", "2026-01-01", "sales=100000", ""): (True, "base"),
    ("217", "2026-01-01", "works=10", "--unknown clicks"): (None, None),
}


@pytest.mark.parametrize(("asked", "answer"), THRESHOLDS.items(), ids=lambda value: "-".join(map(str, value)))
def test_threshold(causelist: Run, asked: Words, answer: tuple[bool | None, str | None]) -> None:
    act, day, facts, more = asked
    given = [word for fact in facts.split() for word in ("--fact", fact)]
    got = _answer(causelist, "threshold", "cn", "--act", act, "--on", day, *given, *more.split())
    assert (got["met"], got["tier"]) == answer
    assert set(got) >= THRESHOLD_KEYS
    assert got["findings"]
    assert all(set(finding) >= FINDING_KEYS for finding in got["findings"])
    assert bool(got["missing"]) is (got["met"] is None)


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("--year 2012 --medium tv --minutes 10000", "15000"),
        ("--year 2016 --medium tv --minutes 10000", "20000"),
        ("--year 2012 --revenue 100000000 --share 0.08", "272000"),
        ("--year 2012 --revenue 100000000 --share 0.08 --region central", "136000"),
        ("--year 2012 --revenue 100000000 --share 0.08 --region west", "27200"),
        ("--year 2016 --revenue 100000000 --share 0.08 --region west", "170000"),
    ],
)
def test_remuneration(causelist: Run, words: str, amount: str) -> None:
    got = _answer(causelist, "remuneration", "cn", *words.split())
    assert (got["amount"], got["currency"]) == (amount, "CNY")
    assert got["steps"]


@pytest.mark.parametrize(
    ("words", "protected", "until"),
    [
        ("--kind film --published 1990-05-01 --on 2026-01-01", True, "2040-12-31"),
        ("--kind literary --author-died 1975-03-03 --on 2026-01-01", False, "2025-12-31"),
        ("--kind literary --author-died 1975-03-03 --on 2026-01-01 --bill iipa-2012", True, "2045-12-31"),
    ],
)
def test_term(causelist: Run, words: str, protected: bool, until: str) -> None:  # noqa: FBT001 -- a column of the table
    got = _answer(causelist, "term", "cn", *words.split())
    assert (got["protected"], got["until"]) == (protected, until)
    assert isinstance(got["cite"], str)


def test_rules_show_and_compare(causelist: Run) -> None:
    listed = _answer(causelist, "rules", "cn")["rules"]
    assert "cn.ecommerce.reinstatement_wait" in {rule["id"] for rule in listed}
    shown = _answer(causelist, "show", "cn.ecommerce.reinstatement_wait")
    assert shown["versions"][0]["citation"]["article"]
    differences = _answer(causelist, "compare", "cn", "--on", "2012-06-01", "--bill", "iipa-2012")["differences"]
    assert "cn.notice.takedown" in {difference["rule"] for difference in differences}


def test_damages_and_fine(causelist: Run) -> None:
    got = _answer(causelist, "damages", "cn", "--on", "2022-01-01", "--loss", "100000", "--costs", "20000")
    assert got["total"]
    assert got["steps"]
    by_reading = _answer(
        causelist, "damages", "cn", "--on", "2022-01-01", "--loss", "100", "--wilful", "--serious",
        "--multiple", "2", "--punitive-reading", "on_top",
    )  # fmt: skip
    assert by_reading["total"] != got["total"]
    per = _answer(causelist, "damages", "us", "--on", "2022-01-01", "--wrong", "circumvention", "--infringements", "3")
    assert per["currency"] == "USD"
    got = _answer(causelist, "fine", "cn", "--on", "2022-01-01", "--business", "100000", "--public-interest")
    assert got["possible"] is True
    got = _answer(
        causelist,
        "fine",
        "cn",
        "--on",
        "2022-01-01",
        "--business",
        "100000",
        "--fined",
        "60000",
        "--court-fine",
        "90000",
    )
    assert got["court_fine_left"] == "30000"


def test_complete_reads_a_letter(causelist: Run, tmp_path: Any) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Please remove https://github.com/alice-example/editor, a copy of my book Heron.\n", "utf-8")
    got = _answer(causelist, "complete", "us", str(letter), "--on", "2026-11-24")
    assert got["complete"] is False
    assert "signature" in got["missing"]
    assert got["duty"]
    with_it = _answer(causelist, "complete", "us", str(letter), "--on", "2026-11-24", "--known", "signature=yes")
    assert "signature" not in with_it["missing"]
    assert causelist("law", "complete", "us", str(letter), "--known", "signature=maybe").returncode == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("deadline cn.transfer.hand_ove --start 2026-01-01", "cn.transfer.hand_over"),
        ("rules ch", "cn"),
        ("threshold cn --act 217 --fact copies=-1", "copies"),
        ("threshold cn --act 217 --fact copies=1.5", "copies"),
        ("threshold cn --act 217 --fact copes=1", "copies"),
        ("threshold cn --act 219 --fact copies=1", "217"),
        ("threshold cn --act 217 --on 1980-01-01 --fact copies=1", "1980-01-01"),
        ("term cn --kind flm --published 1990-05-01", "film"),
        ("rules cn --bill iipa-2013", "iipa-2012"),
    ],
)
def test_a_bad_question_ends_in_a_line_that_says_how_to_mend_it(causelist: Run, words: str, said: str) -> None:
    ran = causelist("law", *words.split())
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("words", ["threshold cn --act 217 --fact copies", "term cn --kind film --published 1990"])
def test_wrong_use_ends_with_2(causelist: Run, words: str) -> None:
    ran = causelist("law", *words.split())
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr


def test_help_lists_every_command(causelist: Run) -> None:
    ran = causelist("law", "--help")
    assert ran.returncode == 0
    for command in ("rules", "show", "threshold", "deadline", "complete", "damages", "fine", "remuneration", "term"):
        assert f"  {command}" in ran.stdout
