"""Reading rule files: YAML with its line numbers, refused where anything in it is doubtful."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

import yaml

from causelist.law.errors import LawError, RuleFileError
from causelist.law.rule import Certainty, Citation, Rule, Version
from causelist.law.schema import check_value

LARGEST = 200_000  # bytes; a rule file is a page or two
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT = "tag:yaml.org,2002:str"
_KEYS = {"id", "title", "title_zh", "kind", "selected_by", "checked_on", "versions", "note"}
_VERSION_KEYS = {"from", "until", "value", "cite", "note"}
_CITE_KEYS = {"law", "article", "certainty", "url", "note"}


@dataclass(frozen=True, slots=True)
class _Doc:
    """A parsed file with the line of each of its parts, by path (`versions.0.value`)."""

    path: Path
    value: Any
    lines: dict[str, int]

    def refuse(self, where: str, what: str, mend: str) -> NoReturn:
        """Raise for a part of the file."""
        line = self.lines.get(where)
        while line is None and where:
            where = where.rpartition(".")[0]
            line = self.lines.get(where)
        raise RuleFileError(self.path, line or 1, what, mend)


def load_file(path: Path, rule_id: str) -> Rule:
    """One rule from its file; raises `RuleFileError` with file, line and mend."""
    doc = parse(path)
    raw = _mapping(doc, doc.value, "", _KEYS, {"id", "title", "kind", "selected_by", "checked_on", "versions"})
    if raw["id"] != rule_id:
        doc.refuse("id", f"the id {raw['id']!r} is not that of its place", f"write {rule_id} or move the file")
    if not isinstance(raw["versions"], list) or not raw["versions"]:
        doc.refuse("versions", "a rule needs one version at least", "list them oldest first, each with `from`")
    versions = tuple(
        _version(doc, item, f"versions.{index}", raw["kind"]) for index, item in enumerate(raw["versions"])
    )
    _check_order(doc, versions)
    return Rule(
        id=rule_id,
        title=_text(doc, raw["title"], "title"),
        kind=_text(doc, raw["kind"], "kind"),
        selected_by=_text(doc, raw["selected_by"], "selected_by"),
        checked_on=_day(doc, raw["checked_on"], "checked_on"),
        versions=versions,
        title_zh=raw.get("title_zh"),
        note=raw.get("note"),
    )


def parse(path: Path) -> _Doc:
    """A YAML file as plain values with the line of each part; duplicate keys are refused."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RuleFileError(path, 1, f"it cannot be read ({error.strerror})", "check that it is there") from error
    if len(data) > LARGEST:
        raise RuleFileError(path, 1, f"it is {len(data):,} bytes", f"a rule file has at most {LARGEST:,}")
    try:
        node = yaml.compose(data.decode("utf-8"), Loader=_LOADER)
    except UnicodeDecodeError as error:
        raise RuleFileError(
            path, data.count(b"\n", 0, error.start) + 1, "it is not UTF-8", "save it as UTF-8"
        ) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it is not YAML"
        raise RuleFileError(path, (mark.line if mark else 0) + 1, str(problem), "mend the YAML there") from error
    if node is None:
        raise RuleFileError(path, 1, "it is empty", "write the rule or delete the file")
    lines: dict[str, int] = {}
    constructor = _LOADER("")
    return _Doc(path, _plain(path, node, "", lines, constructor), lines)


def _plain(path: Path, node: Any, where: str, lines: dict[str, int], constructor: Any) -> Any:
    lines[where] = node.start_mark.line + 1
    prefix = f"{where}." if where else ""
    if isinstance(node, yaml.MappingNode):
        made: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = _scalar(key_node, constructor)
            if not isinstance(key, str | int | dt.date):
                raise RuleFileError(path, key_node.start_mark.line + 1, "a key must be a word or a date", "rename it")
            if key in made:
                raise RuleFileError(
                    path, key_node.start_mark.line + 1, f"the key {key!r} stands twice", "keep one of them"
                )
            made[key] = _plain(path, value_node, f"{prefix}{key}", lines, constructor)
        return made
    if isinstance(node, yaml.SequenceNode):
        return [_plain(path, item, f"{prefix}{index}", lines, constructor) for index, item in enumerate(node.value)]
    return _scalar(node, constructor)


def _scalar(node: Any, constructor: Any) -> Any:
    # Nearly all of a file is text, which needs no constructor: this halves the time of loading.
    return node.value if node.tag == _TEXT else constructor.construct_object(node, deep=True)


def _mapping(doc: _Doc, value: Any, where: str, known: set[str], needed: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict):
        doc.refuse(where, "a mapping is expected here", f"give the keys {', '.join(sorted(needed))}")
    for key in value:
        if key not in known:
            doc.refuse(
                f"{where}.{key}" if where else str(key),
                f"the key {key!r} is not known",
                f"known are {', '.join(sorted(known))}",
            )
    for key in sorted(needed - set(value)):
        doc.refuse(where, f"the key {key!r} is missing", "add it")
    return value


def _version(doc: _Doc, item: Any, where: str, kind: str) -> Version:
    raw = _mapping(doc, item, where, _VERSION_KEYS, {"from", "value", "cite"})
    cite = _mapping(doc, raw["cite"], f"{where}.cite", _CITE_KEYS, {"law", "article", "certainty"})
    if cite["certainty"] not in set(Certainty):
        doc.refuse(
            f"{where}.cite.certainty", f"{cite['certainty']!r} is no certainty", f"write one of {', '.join(Certainty)}"
        )
    starts = _day(doc, raw["from"], f"{where}.from")
    until = _day(doc, raw["until"], f"{where}.until") if "until" in raw else None
    if until and until < starts:
        doc.refuse(f"{where}.until", "a version ends before it begins", "`until` is its last day")
    if raw["value"] is not None:
        try:
            check_value(kind, raw["value"])
        except LawError as error:
            part, _, what = str(error).partition(": ")
            doc.refuse(
                f"{where}.value.{part}" if part else f"{where}.value", what, "see the schema of rule files in the guide"
            )
    return Version(
        starts,
        raw["value"],
        Citation(
            str(cite["law"]), str(cite["article"]), Certainty(cite["certainty"]), cite.get("url"), cite.get("note")
        ),
        until,
        raw.get("note"),
    )


def _check_order(doc: _Doc, versions: tuple[Version, ...]) -> None:
    for index, (earlier, later) in enumerate(pairwise(versions), start=1):
        if later.starts <= earlier.starts:
            doc.refuse(
                f"versions.{index}.from", "versions must rise", "list them oldest first, no two from the same day"
            )
        if earlier.until and later.starts <= earlier.until:
            doc.refuse(
                f"versions.{index}.from", "two versions overlap", f"begin after {earlier.until} or shorten the other"
            )
        gap = earlier.until and (later.starts - earlier.until).days > 1
        if gap and not (earlier.note or later.note):
            doc.refuse(
                f"versions.{index}.from", "between two versions there is a gap", "close it, or say why in `note`"
            )


def _text(doc: _Doc, value: Any, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        doc.refuse(where, "words are expected here", "write them")
    return value


def _day(doc: _Doc, value: Any, where: str) -> dt.date:
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        doc.refuse(where, f"{value!r} is no date", "write YYYY-MM-DD without quotes")
    return value
