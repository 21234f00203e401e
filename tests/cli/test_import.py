from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import COMMAND, Run
from tests.cli.dumping import dump_sqlite

from causelist.cli.bench_letters import letters
from causelist.cli.import_files import Found, load

LETTER = """Dear provider,

I represent Example Ltd, the owner of The Example Game. The following page infringes our copyright:

https://example.com/pirate/{0}

I have a good faith belief that this use is not authorised. The information in this notice is accurate.
"""


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that has its tables already: making them takes longer than most tests here."""
    home = tmp_path_factory.mktemp("made")
    env = {"PATH": os.environ["PATH"], "CAUSELIST_HOME": str(home)}
    subprocess.run([COMMAND, "manage", "migrate"], env=env, check=True, capture_output=True)
    return home


@pytest.fixture(autouse=True)
def begin_with_tables(made_store: Path, clean_env: dict[str, str]) -> None:
    shutil.copytree(made_store, clean_env["CAUSELIST_HOME"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "letters"
    made.mkdir()
    return made


def report(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def store(env: dict[str, str]) -> Path:
    return Path(env["CAUSELIST_HOME"]) / "causelist.sqlite3"


def ask(env: dict[str, str], query: str) -> list[Any]:
    with sqlite3.connect(store(env)) as opened:
        return opened.execute(query).fetchall()


def test_import_twice_is_once(causelist: Run, clean_env: dict[str, str], folder: Path) -> None:
    for number in range(3):
        (folder / f"{number}.txt").write_text(LETTER.format(number))
    (folder / "again.txt").write_text(LETTER.format(0))
    first = causelist("import", str(folder), "--json", "--provider", "Example Host", "--jurisdiction", "us")
    assert (first.returncode, report(first)["new"], report(first)["known"]) == (0, 3, 1), first.stderr
    before = dump_sqlite(store(clean_env))
    again = causelist("import", "letters", "--json")
    assert (again.returncode, report(again)["new"], report(again)["known"]) == (0, 0, 4)
    assert dump_sqlite(store(clean_env)) == before
    assert ask(clean_env, "SELECT DISTINCT jurisdiction, provider_name_id FROM notices_notice") == [("us", 1)]


def test_an_archive_gives_day_kind_provider_and_links(causelist: Run, clean_env: dict[str, str], folder: Path) -> None:
    (folder / "2025" / "03").mkdir(parents=True)
    letter = LETTER.replace("https://example.com/pirate", "https://github.com/pirate")
    (folder / "2025" / "03" / "2025-03-04-Example.md").write_text(letter.format("game"))
    (folder / "2025" / "03" / "2025-02-29-Bad-Day.md").write_text(letter.format("day"))
    retraction = "To GitHub: please forget what we wrote about https://github.com/pirate/game. All is well."
    (folder / "2025" / "03" / "2025-03-09-Example-retraction.md").write_text(retraction)
    done = causelist("import", str(folder), "--json")
    assert (done.returncode, report(done)["new"]) == (0, 3), done.stderr
    assert ask(
        clean_env, "SELECT kind, state, received_on FROM notices_notice WHERE identity LIKE 'path:%' ORDER BY 3"
    ) == [
        ("notice", "withdrawn", "2025-03-04"),
        ("retraction", "recorded", "2025-03-09"),
    ]
    assert ask(clean_env, "SELECT DISTINCT text FROM parties_organisationname WHERE text = 'GitHub'") == [("GitHub",)]


def test_folders_by_year_of_somebody_else_are_no_archive(
    causelist: Run, clean_env: dict[str, str], folder: Path
) -> None:
    (folder / "2025").mkdir()
    (folder / "2025" / "2025-03-04-Example.md").write_text(LETTER.format(1))
    assert causelist("import", str(folder)).returncode == 0
    assert ask(clean_env, "SELECT substr(identity, 1, 7), provider_name_id FROM notices_notice") == [("sha256:", None)]


def test_bad_files_are_refused_each_with_its_reason(causelist: Run, folder: Path) -> None:
    (folder / "good.txt").write_text(LETTER.format(1))
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "picture.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(500_000_000)
    os.mkfifo(folder / "pipe")
    (folder / "nowhere").symlink_to(folder / "missing")
    (folder / "sub").mkdir()
    (folder / "sub" / "loop").symlink_to(folder)
    done = causelist("import", str(folder), "--json")
    refused = {Path(row["path"]).name: row["reason"] for row in report(done)["refused"]}
    assert (done.returncode, report(done)["new"]) == (1, 1)
    assert set(refused) == {"empty.txt", "binary.txt", "picture.md", "huge.txt", "pipe", "nowhere", "loop"}
    assert "500,000,000 bytes" in refused["huge.txt"]
    assert "pipe" in refused["pipe"]
    assert "leads back" in refused["loop"]
    assert all(row["mend"] for row in report(done)["refused"])


def test_files_that_are_no_letters_are_refused_and_letters_beside_them_taken(causelist: Run, folder: Path) -> None:
    (folder / "good.txt").write_text(LETTER.format(1))
    (folder / "list.csv").write_text("id,name,price\n1,Apple,2\n2,Pear,3\n")
    (folder / "data.json").write_text('{"infringing": ["https://example.com/pirate/1"]}')
    (folder / "README.md").write_text("# Notices\n\nThis folder holds the letters we got in 2025, one a file.\n")
    (folder / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    done = causelist("import", str(folder), "--json")
    refused = {Path(row["path"]).name: row["reason"] for row in report(done)["refused"]}
    assert (done.returncode, report(done)["new"]) == (1, 1)
    assert set(refused) == {"list.csv", "data.json", "README.md", "logo.png"}
    assert "JSON" in refused["data.json"]
    assert "a table" in refused["list.csv"]
    assert "nothing in it reads like a notice" in refused["README.md"]
    assert all(row["mend"] for row in report(done)["refused"])


def test_a_file_that_grows_while_it_is_read_is_read_to_its_end() -> None:
    growing = Path("/proc/self/status")  # says that it is empty, as a file may that somebody begins to write
    if not growing.exists():
        pytest.skip("no /proc here")
    assert b"VmPeak" in load(Found(growing, "status")).content


def test_names_of_any_bytes_are_taken(causelist: Run, folder: Path) -> None:
    for name in (b"\xff\xfe.txt", "信函 <b>.txt".encode(), b"=cmd|x.txt"):
        (Path(os.fsdecode(os.fsencode(folder) + b"/" + name))).write_text(LETTER.format(name.hex()))
    done = causelist("import", str(folder), "--json")
    assert (done.returncode, report(done)["new"]) == (0, 3), done.stderr


def test_no_such_path_is_wrong_use(causelist: Run) -> None:
    done = causelist("import", "nothing-here")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no such file or folder" in done.stderr


@pytest.mark.parametrize("code", ["u", "usa1", "'; DROP", "us-"])
def test_a_jurisdiction_that_is_none_is_wrong_use(causelist: Run, folder: Path, code: str) -> None:
    assert causelist("import", str(folder), "--jurisdiction", code).returncode == 2


def test_a_new_home_is_made_ready(causelist: Run, clean_env: dict[str, str], folder: Path) -> None:
    shutil.rmtree(clean_env["CAUSELIST_HOME"])
    (folder / "a.txt").write_text(LETTER.format(1))
    done = causelist("import", str(folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 new, 0 known already, 0 refused in ")


@pytest.mark.slow  # it waits as long as an import waits for its turn
def test_a_locked_store_ends_in_a_line_and_stores_nothing(
    causelist: Run, clean_env: dict[str, str], folder: Path
) -> None:
    (folder / "a.txt").write_text(LETTER.format(1))
    with sqlite3.connect(store(clean_env), isolation_level=None) as holder:
        holder.execute("BEGIN IMMEDIATE")
        done = causelist("import", str(folder))
        holder.execute("ROLLBACK")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "locked" in done.stderr
    assert ask(clean_env, "SELECT count(*) FROM notices_notice") == [(0,)]


def test_a_full_disk_ends_in_a_line_and_keeps_what_was_finished(
    causelist: Run, clean_env: dict[str, str], folder: Path
) -> None:
    (folder / "a.txt").write_text(LETTER.format(1))
    assert causelist("import", str(folder)).returncode == 0
    for number in range(300):
        (folder / f"{number}.txt").write_text(LETTER.format(number) + "filling words " * 400)
    # A file size limit is what a full disk looks like to SQLite.
    size = store(clean_env).stat().st_size
    command = f"trap '' XFSZ; ulimit -f {(size + 200_000) // 512}; exec {COMMAND} import {folder}"
    done = subprocess.run(["sh", "-c", command], env=clean_env, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "disk" in done.stderr
    assert ask(clean_env, "SELECT count(*) FROM notices_notice") == [(1,)]
    assert causelist("import", str(folder)).returncode == 0
    assert ask(clean_env, "SELECT count(*) FROM notices_notice") == [(301,)]


def recorded(path: Path) -> int:
    """How many letters are on the record by now; none while there is no store or it cannot be asked."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as opened:
            return int(opened.execute("SELECT count(*) FROM notices_notice").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def kill_and_go_on(
    folder: Path, env: dict[str, str], count: Callable[[], int], kills: Iterable[tuple[int, float]]
) -> list[int]:
    """Kill imports, then let one end; how many letters each killed one left on the record.

    Each kill is how many letters must be there before, by `count`, and how many seconds are let pass then.
    """
    left = []
    for wanted, pause in kills:
        process = subprocess.Popen(
            [COMMAND, "import", folder], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while process.poll() is None and count() < wanted:
            time.sleep(0.002)
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        if process.wait() == -signal.SIGKILL:
            left.append(count())
    assert subprocess.run([COMMAND, "import", folder], env=env, stdout=subprocess.DEVNULL, check=False).returncode == 0
    return left


@pytest.fixture
def many(folder: Path) -> Path:
    for number, content in enumerate(letters(1000)):
        (folder / f"{number:04}.txt").write_bytes(content)
    return folder


def test_killed_and_run_again_ends_as_if_never_killed(many: Path, clean_env: dict[str, str], tmp_path: Path) -> None:
    straight = clean_env | {"CAUSELIST_HOME": str(tmp_path / "straight")}
    shutil.copytree(clean_env["CAUSELIST_HOME"], straight["CAUSELIST_HOME"])
    kill_and_go_on(many, straight, lambda: 0, [])
    chance = random.Random()  # noqa: S311 -- any moment will do
    kills = [(wanted, chance.uniform(0, 0.05)) for wanted in (0, 1, 251, 501)]
    left = kill_and_go_on(many, clean_env, lambda: recorded(store(clean_env)), kills)
    assert left[0] == 0
    assert any(0 < count < 1000 for count in left), left
    assert dump_sqlite(store(clean_env)) == dump_sqlite(store(straight))
    assert len(dump_sqlite(store(straight))["notices_notice"]) == 1000
