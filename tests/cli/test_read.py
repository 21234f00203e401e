"""The contract of `causelist read`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from causelist.cli import main as cli
from causelist.cli.main import main

LETTER = "Infringing:\nhttps://github.com/alice-example/editor\n"
KEYS = {
    "path", "kind", "date", "sender", "right_holder", "reported", "originals", "subject", "refers_to", "places", "whole",
    "forks_named", "circumvention", "statements",
}  # fmt: skip


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "2020-01-01-counternotice-retraction.md"  # the name must play no part
    file.write_text(LETTER, encoding="utf-8")
    return file


def test_json_is_one_object_a_line_in_order(letter: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text(
        "We retract our notice for https://github.com/bob-example/work",
        encoding="utf-8",
    )
    result = CliRunner().invoke(main, ["read", "--json", str(letter), str(other)])
    assert result.exit_code == 0
    first, second = map(json.loads, result.stdout.splitlines())
    assert set(first) >= KEYS
    assert (first["path"], first["kind"], first["reported"]) == (
        str(letter),
        "notice",
        ["https://github.com/alice-example/editor"],
    )
    assert (second["path"], second["kind"], second["reported"]) == (
        str(other),
        "retraction",
        [],
    )


def test_the_path_is_exactly_the_argument(letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(letter.parent)
    name = f".//{letter.name}"
    assert json.loads(CliRunner().invoke(main, ["read", "--json", name]).stdout)["path"] == name


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda _path: None, "check the name"),
        (lambda path: path.mkdir(), "causelist import"),
        (lambda path: path.write_bytes(b""), "it is empty"),
        (lambda path: path.write_bytes(bytes(range(32)) * 90), "binary"),
    ],
    ids=["missing", "folder", "empty", "binary"],
)
def test_one_bad_file_is_one_line_and_stops_nothing(letter: Path, tmp_path: Path, make: object, complaint: str) -> None:
    bad = tmp_path / "bad"
    make(bad)  # type: ignore[operator]
    result = CliRunner().invoke(main, ["read", "--json", str(bad), str(letter)])
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"{bad}: ")
    assert complaint in line


def test_a_huge_file_is_refused_by_its_size(tmp_path: Path) -> None:
    huge = tmp_path / "huge"
    with huge.open("wb") as file:
        file.truncate(500_000_000)
    result = CliRunner().invoke(main, ["read", str(huge)])
    assert result.exit_code == 1
    assert "500,000,000 bytes; the limit is 20,000,000" in result.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(letter: Path) -> None:
    letter.chmod(0)
    assert "ask for the right" in CliRunner().invoke(main, ["read", str(letter)]).stderr


@pytest.mark.parametrize("arguments", [["read"], ["read", "--jason", "x"], ["no-such-command"]])
def test_wrong_use(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, arguments).exit_code == 2


def test_people_see_each_field_with_its_line(letter: Path) -> None:
    result = CliRunner().invoke(main, ["read", str(letter)])
    assert result.exit_code == 0
    assert "notice (letter)" in result.stdout
    assert "https://github.com/alice-example/editor  line 2" in result.stdout


def test_help_lists_commands_without_importing_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(cli.COMMANDS, "later", ("no.such.module", "command", "Not made yet."))
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    assert "Not made yet." in result.stdout


def test_read_imports_no_django(letter: Path) -> None:
    code = (
        "import sys; from causelist.cli.main import main\n"
        f"main(['read', {str(letter)!r}], standalone_mode=False)\n"
        "assert not any(name.partition('.')[0] in ('django', 'publicsuffixlist', 'email') for name in sys.modules), 'slow'"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
