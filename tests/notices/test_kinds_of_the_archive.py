"""What letters are, as `import` says it, against the tables that the provider published of its own archive."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from causelist.notices.archive import entry_of
from causelist.notices.incoming import prepare

YEARS = {2015: "utf-8", 2016: "mac_roman", 2017: "utf-8", 2018: "utf-8"}
# Letters of which the table itself says something else than they do; made by reading them.
TABLE_IS_WRONG = {
    "2015-02-05-cs-233",  # takes a notice back
    "2015-03-08-totalfreedommod-retraction",  # takes a notice back, the table has a counter-notice
    "2015-07-30-tmssoftware-meus-projetos-counternotice",  # the user's answer
    "2018-06-11-crunchyroll",  # the provider reverses
    "2018-06-27-eslsca",  # takes a notice back
}


def table(folder: Path, year: int) -> dict[str, str]:
    """Name -> kind, in the table's own few words."""
    text = (folder / f"{year}-COMPILED-DATA.csv").read_bytes().decode(YEARS[year], "replace")
    rows = csv.reader(re.split(r"\r\n?|\n", text)[1:])
    return {bare(row[0]): simple(row[5]) for row in rows if len(row) > 5 and row[5].strip()}


def bare(name: str) -> str:
    return re.sub(r"\.(md|markdown)$", "", name.strip().rsplit("/", 1)[-1].lower())


def simple(kind: str) -> str:
    kind = kind.lower().replace("-", "").replace(" ", "")
    return next((name for name in ("retraction", "reversal", "counter") if name in kind), "notice")


@pytest.mark.corpus
@pytest.mark.slow
def test_kinds_agree_with_the_published_tables(shared_data: Path) -> None:
    right, wrong = 0, []
    for year in YEARS:
        kinds = table(shared_data / "github-dmca" / "published", year)
        for file in sorted((shared_data / "github-dmca" / "notices" / str(year)).rglob("*")):
            expected = kinds.get(bare(file.name)) if file.is_file() else None
            if expected is None:
                continue
            found = prepare(file.read_bytes(), entry=entry_of(str(file))).understood.kind
            if simple(found) == expected or bare(file.name) in TABLE_IS_WRONG:
                right += 1
            else:
                wrong.append((file.name, expected, str(found)))
    assert right > 4000
    assert right / (right + len(wrong)) >= 0.998, wrong
