"""The guide's worked example is what it says, and the page of kinds tells what the checks check."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from causelist.formats import read
from causelist.law import Certainty, RuleFileError, law_of
from causelist.law.book import RULES
from causelist.law.clock import deadline
from causelist.law.complete import complete
from causelist.law.describe import USES, kinds_page
from causelist.law.files import load_file
from causelist.law.schema import KINDS
from causelist.law.term import term

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "law.md"
INDIA = law_of("in")
COMPLAINT = b"""Notice of infringement. Our work "Paper Lanterns" is copied without our permission. I am the owner of the copyright.
Infringing: https://example.org/lanterns/1
The act is not permitted by section 52. We undertake to file a suit in the competent court within 21 days.
"""


def test_the_example_in_the_guide_is_the_rule_that_is_used() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    block = re.search(r"```yaml\n# (rules/\S+)\n(.*?)```", text, re.DOTALL)
    assert block
    assert (RULES.parent / block[1]).read_text(encoding="utf-8") == block[2]


def test_the_answer_in_the_guide_is_the_answer() -> None:
    start = dt.datetime.fromisoformat("2026-03-02T16:00+05:30")
    due = deadline(INDIA, "in.copyright_rules.takedown", start=start).as_json()["due"]
    assert f"answers {due}" in GUIDE.read_text(encoding="utf-8")


def test_the_refusal_in_the_guide_is_the_refusal(tmp_path: Path) -> None:
    path = tmp_path / "hold.yaml"
    whole = RULES.joinpath("in", "copyright_rules", "hold.yaml").read_text(encoding="utf-8")
    path.write_text(whole.replace("count: 21", "count: null"), encoding="utf-8")
    with pytest.raises(RuleFileError) as refused:
        load_file(path, "in.copyright_rules.hold")
    assert refused.value.line == 10
    path.write_text(whole.replace("      count: 21\n", ""), encoding="utf-8")
    with pytest.raises(RuleFileError) as missing:
        load_file(path, "in.copyright_rules.hold")
    assert missing.value.line == 10, "the value's first line, where the number should stand"
    assert f"rules/in/copyright_rules/{str(refused.value).rpartition('/')[2]}" in GUIDE.read_text(encoding="utf-8")


def test_a_country_from_public_notes_can_be_asked_and_says_how_unsure_it_is() -> None:
    made = complete(INDIA, read(COMPLAINT), on=dt.date(2026, 3, 2), document="notice")
    assert (made.verdict, made.rules[0].duty and made.rules[0].duty.then) == (
        "complete",
        ("in.copyright_rules.takedown", "in.copyright_rules.hold"),
    )
    assert deadline(INDIA, "in.copyright_rules.hold", start=dt.date(2026, 3, 2)).as_json()["due"] == "2026-03-23"
    film = term(INDIA, kind="film", published=dt.date(1990, 5, 1), on=dt.date(2026, 1, 1)).as_json()
    assert (film["protected"], film["until"]) == (True, "2050-12-31")
    assert {version.cite.certainty for rule in INDIA for version in rule.versions} == {Certainty.UNVERIFIED}


def test_every_kind_is_described_with_its_keys_and_an_example() -> None:
    page = kinds_page()
    assert re.findall(r"^## `(\w+)`$", page, re.MULTILINE) == sorted(KINDS)
    assert set(USES) <= set(KINDS)
    examples = re.findall(r"^Example: `law/(\S+)`$", page, re.MULTILINE)
    assert len(examples) == len(KINDS)
    assert all((RULES.parent / example).is_file() for example in examples)
    assert "- **`unit`**: one of `minute`, `hour`" in page
    assert "- **`elements`**: a list that may be empty, of mappings\n  - **`id`**:" in page
