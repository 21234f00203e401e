"""Scores of the reader: against a provider's published tables and against labels made by reading.

Run it (`python tests/formats/scoring.py [labels.jsonl ...]`) for the table of figures; tests hold the floors.
"""

# ruff: noqa: T201 -- run as a script, it prints its figures
from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from causelist.core.elements import NoticeKind, Reading
from causelist.formats import Unreadable, read

ROOT = Path(__file__).resolve().parents[2]
LABELS = Path(__file__).with_name("labels")

_KINDS = {
    "takedown": NoticeKind.NOTICE,
    "notice": NoticeKind.NOTICE,
    "counternotice": NoticeKind.COUNTER_NOTICE,
    "counter": NoticeKind.COUNTER_NOTICE,
    "retraction": NoticeKind.RETRACTION,
    "retractions": NoticeKind.RETRACTION,
    "reversal": NoticeKind.REVERSAL,
    "counternoticeretraction": NoticeKind.COUNTER_NOTICE_RETRACTION,
    "counternoticereversal": NoticeKind.COUNTER_NOTICE_REVERSAL,
}


def shared_data() -> Path | None:
    """The folder of shared data, if it is there."""
    folder = Path(os.environ.get("CAUSELIST_SHARED_DATA") or ROOT.parent / "shared" / "data")
    return folder if (folder / "github-dmca").is_dir() else None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the published tables that matches a file."""

    year: int
    path: Path
    kind: NoticeKind | None
    places: int | None


def table_rows(data: Path) -> Iterator[Row]:
    """The rows of every year that match a file."""
    archive = data / "github-dmca"
    for table in sorted((archive / "published").glob("*COMPILED*.csv")):
        year = int(table.name[:4])
        files = {path.name.lower(): path for path in (archive / "notices" / str(year)).rglob("*") if path.is_file()}
        text = table.read_bytes().decode("mac_roman" if year == 2016 else "utf-8-sig", errors="replace")
        rows = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")))
        next(rows)
        for cells in rows:
            path = files.get(cells[0].strip().lower()) if cells else None
            if path is None:
                continue
            kind = _KINDS.get("".join(filter(str.isalpha, cells[5].lower())))
            count = cells[6].strip()
            yield Row(year, path, kind, int(count) if count.isdigit() else None)


_TOKEN = re.compile(r"github\.(?:com|io)/([\w.-]+)/([^\s/<>\[\]\"'()]+)")


def habit(row: Row, reading: Reading) -> str | None:
    """Which habit of the table's makers, other than counting places, gives the table's number; None if none does."""
    keys = {place.key for place in reading.places}
    own = {address.place.key for address in reading.originals if address.place.key.startswith("github.com/")}
    written = {
        pair for pair in _TOKEN.findall(reading.text) if pair[0].lower() not in {"github", "contact", "articles"}
    }
    counts = {
        "owners": len({key.split("/")[key.startswith(("github.com/", "gist.github.com/"))] for key in keys}),
        "the right holder's own repositories too": len(keys | own) if own else -1,
        "spellings (a final stop makes another)": len(written) if row.year == 2018 else -1,
        "addresses": len(reading.reported or reading.subject),
    }
    return next((name for name, count in counts.items() if count == row.places), None)


@dataclass(slots=True)
class TableScore:
    """How many rows are right."""

    rows: int = 0
    kinds: int = 0
    kinds_right: int = 0
    counted: int = 0
    equal: int = 0
    within_one: int = 0
    habits: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, row: Row, reading: Reading) -> None:
        """Count one row."""
        self.rows += 1
        name = f"{row.year} {row.path.name} [{reading.shape}]"
        if row.kind:
            self.kinds += 1
            right = reading.kind.value is row.kind
            self.kinds_right += right
            if not right:
                self.wrong.append(f"{name}: kind {reading.kind.value}, table {row.kind}")
        if row.places is not None:
            self.counted += 1
            places = len(reading.places)
            self.equal += places == row.places
            self.within_one += abs(places - row.places) <= 1
            if places != row.places:
                why = habit(row, reading)
                self.habits[why or "nothing known"] += 1
                self.wrong.append(f"{name}: {places} places, table {row.places}{f' ({why})' if why else ''}")

    def line(self, name: str) -> str:
        """One line of figures."""
        return (
            f"{name:<12} rows {self.rows:5}  kind {share(self.kinds_right, self.kinds)}"
            f"  places equal {share(self.equal, self.counted)}  within one {share(self.within_one, self.counted)}"
        )


def share(part: float, whole: float) -> str:
    """A share in per cent."""
    return f"{100 * part / whole:6.2f} %" if whole else "     -  "


def score_tables(data: Path, every: int = 1) -> dict[str, TableScore]:
    """Scores by year, by shape, and over all."""
    scores: dict[str, TableScore] = {}
    for number, row in enumerate(table_rows(data)):
        if number % every:
            continue
        try:
            reading = read(row.path.read_bytes())
        except Unreadable:
            continue
        shape = "letter" if reading.shape == "letter" else "form"
        for name in (str(row.year), shape, f"{row.year} {shape}", "all"):
            scores.setdefault(name, TableScore()).add(row, reading)
    return scores


@dataclass(slots=True)
class Pairs:
    """True and false positives and negatives over sets."""

    right: int = 0
    extra: int = 0
    missing: int = 0

    def add(self, want: set[str], got: set[str]) -> None:
        """Compare one pair of sets."""
        self.right += len(want & got)
        self.extra += len(got - want)
        self.missing += len(want - got)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = 2 * self.right + self.extra + self.missing
        return 2 * self.right / total if total else 1.0


@dataclass(slots=True)
class LabelScore:
    """Scores over hand labels."""

    count: int = 0
    sets: dict[str, Pairs] = field(default_factory=dict)
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    misread: list[str] = field(default_factory=list)

    def judge(self, name: str, key: str, note: str, *, ok: bool) -> None:
        """Count one field."""
        self.asked[key] += 1
        self.right[key] += ok
        if not ok:
            self.misread.append(f"{name}: {key}: {note}")


def key_of(url: str) -> str:
    """An address as it is compared."""
    from causelist.core.addresses import BadAddress, canonical, repair

    with contextlib.suppress(BadAddress):
        url = canonical(repair(url)).url
    rest = url.partition("://")[2]
    return rest.removeprefix("www.").rstrip("/")


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


def same_name(want: str, also: Iterable[str], got: str | None) -> bool:
    """Whether a name read is the one labelled, or one accepted beside it."""
    return got is not None and _plain(got) in {_plain(want), *map(_plain, also)}


def score_labels(data: Path, file: Path) -> LabelScore:
    """Scores of one file of labels."""
    score = LabelScore()
    for line in file.read_text(encoding="utf-8").splitlines():
        label: dict[str, Any] = json.loads(line)
        reading = read((data / "github-dmca" / label["path"]).read_bytes())
        got = reading.as_json()
        name = f"{label['path'].rpartition('/')[2]} [{label['shape']}]"
        score.count += 1
        score.judge(
            name,
            "kind",
            f"{got['kind']} for {label['kind']}",
            ok=got["kind"] == label["kind"],
        )
        for key in ("reported", "originals", "subject"):
            either = set(map(key_of, label.get(f"{key}_either", ())))  # a fair reader may count these or not
            want, have = set(map(key_of, label[key])) - either, set(map(key_of, got[key])) - either
            score.sets.setdefault(key, Pairs()).add(want, have)
            if want != have:
                score.misread.append(
                    f"{name}: {key}: extra {sorted(have - want)[:6]}, missing {sorted(want - have)[:6]}"
                )
            if key == "reported" and label["kind"] == "notice":
                which = "letters exact" if label["shape"] == "letter" else "forms exact"
                score.asked[which] += 1
                score.right[which] += want == have
        for key in ("whole", "circumvention", "forks_named", "date"):
            score.judge(name, key, f"{got[key]} for {label[key]}", ok=got[key] == label[key])
        for key in ("sender", "right_holder"):
            if label[key]:
                ok = same_name(label[key], label.get(f"{key}_also", ()), got[key])
                score.judge(name, f"{key} named", f"{got[key]!r} for {label[key]!r}", ok=ok)
            else:
                ok = got[key] is None or same_name("", label.get(f"{key}_also", ()), got[key])
                score.judge(name, f"{key} null", f"{got[key]!r} for none", ok=ok)
        want, have = set(label["statements"]), set(got["statements"])
        score.judge(
            name,
            "statements",
            f"extra {have - want}, missing {want - have}",
            ok=want == have,
        )
        want, have = (
            set(map(key_of, label["refers_to"])),
            set(map(key_of, got["refers_to"])),
        )
        score.judge(
            name,
            "refers_to",
            f"extra {have - want}, missing {want - have}",
            ok=want == have,
        )
    return score


def main(arguments: list[str]) -> None:
    """Print every figure and what was misread."""
    data = shared_data()
    if data is None:
        sys.exit("no shared data: set CAUSELIST_SHARED_DATA to the folder that holds github-dmca")
    if not arguments or "--tables" in arguments:
        scores = score_tables(data)
        for name in sorted(scores):
            print(scores[name].line(name))
        print("rows that differ, by what the table seems to count instead:", dict(scores["all"].habits))
        if "--wrong" in arguments:
            print("\n".join(scores["all"].wrong))
    files = [Path(argument) for argument in arguments if argument.endswith(".jsonl")]
    files = files or sorted(LABELS.glob("[!u]*.jsonl"))  # the unseen ones only by name
    for file in files if "--tables" not in arguments else []:
        labels = score_labels(data, file)
        print(f"\n{file.name}: {labels.count} letters")
        for key, pairs in labels.sets.items():
            print(f"  {key:<20} F1 {pairs.f1:.3f}  (extra {pairs.extra}, missing {pairs.missing})")
        for key in labels.asked:
            print(f"  {key:<20} {share(labels.right[key], labels.asked[key])} of {labels.asked[key]}")
        if "--quiet" not in arguments:
            print("\n".join(labels.misread))


if __name__ == "__main__":
    main(sys.argv[1:])
