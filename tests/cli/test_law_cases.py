"""`causelist law kinds|papers|competence|publication|silence`, by the installed command."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.cli.conftest import Run

pytestmark = pytest.mark.storeless


def _answer(causelist: Run, *words: str) -> dict[str, Any]:
    ran = causelist("law", *words, "--json")
    assert ran.returncode == 0, ran.stderr
    answer: dict[str, Any] = json.loads(ran.stdout)
    return answer


def test_what_is_asked_of_a_kind_of_place(causelist: Run) -> None:
    told = _answer(causelist, "kinds", "cn", "cinema", "--on", "2026-11-24")
    assert (told["kind"], told["where"], told["public_interest"]["needed"]) == ("cinema", "premises", True)
    assert len(_answer(causelist, "kinds", "cn", "--on", "2026-11-24")["kinds"]) == 15
    ran = causelist("law", "kinds", "cn", "cinama")
    assert (ran.returncode, "did you mean cinema" in ran.stderr) == (1, True)


def test_what_may_be_asked_for_and_what_goes_beyond(causelist: Run) -> None:
    words = ("papers", "cn", "--on", "2026-11-24", "--is", "agent", "--is-not", "foreign", "--asked", "registration")
    told = _answer(causelist, *words)
    assert ("mandate" in told["asked"], "protected" in told["asked"], told["beyond"]) == (True, False, ["registration"])
    assert "beyond the list: registration" in causelist("law", *words).stdout
    assert causelist("law", "papers", "cn", "--is", "agent", "--is-not", "agent").returncode == 2


def test_who_is_competent(causelist: Run) -> None:
    told = _answer(causelist, "competence", "cn", "civil", "--at", "act=riverside,east", "--on", "2026-11-24")
    assert (told["body"], told["level"], told["regions"]) == ("court", "county", ["riverside"])
    assert "several: The plaintiff chooses" in causelist("law", "competence", "cn", "civil").stdout
    for wrong in (("--at", "act"), ("--at", "act=a", "--at", "act=b")):
        assert causelist("law", "competence", "cn", "civil", *wrong).returncode == 2


def test_what_is_published_and_when_silence_is_unlawful(causelist: Run) -> None:
    told = _answer(causelist, "publication", "cn", "penalty", "--on", "2026-11-24")
    assert (told["published"], told["clock"]) == ("conditional", "cn.penalty.publish")
    assert "penalty" in _answer(causelist, "publication", "cn")["kinds"]
    assert "never withheld" in causelist("law", "publication", "cn", "penalty").stdout
    words = ("silence", "cn", "--received", "2026-10-08", "--on")
    assert _answer(causelist, *words, "2026-10-24")["since"] == "2026-10-24"
    assert "not yet unlawful" in causelist("law", *words, "2026-10-23").stdout


def test_a_day_beyond_the_announced_holidays_is_said_only_when_asked(causelist: Run) -> None:
    words = ("deadline", "cn.civil.first_instance", "--start", "2026-11-24")
    assert "cannot be said" in causelist("law", *words).stderr
    told = _answer(causelist, *words, "--expected")
    assert (told["due"], told["expected"]) == ("2027-05-24", True)
