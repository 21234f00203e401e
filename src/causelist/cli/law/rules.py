"""`causelist law rules|show|compare`: the rules themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import click

from causelist.cli.law.common import Day, answer, bill, book_of, today
from causelist.law import Book, NotInForce, Rule, Version, jurisdictions
from causelist.law.errors import UnknownName


@click.command()
@click.argument("place", required=False)
@click.option("--on", type=Day(), help="Only what is in force on a day.")
@bill
def rules(place: str | None, on: dt.date | None, *, bill: str | None, as_json: bool) -> None:
    """List the rules of a PLACE (cn, eu, it, us …), or of every place."""
    places = (
        [place] if place else [*jurisdictions()] if not bill else [name for name in jurisdictions() if name == "cn"]
    )
    found = [rule for name in places for rule in book_of(name, bill) if on is None or _in_force(rule, on)]
    result = {"rules": [_row(rule, on) for rule in found], "bill": bill}
    answer(result, (f"{rule.id:<44} {rule.title}" for rule in found), as_json=as_json)


@click.command()
@click.argument("rule_id", metavar="RULE")
@click.option("--on", type=Day(), help="Only the version of a day.")
@bill
def show(rule_id: str, on: dt.date | None, *, bill: str | None, as_json: bool) -> None:
    """A RULE with its history, values and sources."""
    rule = rule_of(rule_id, bill)
    versions = (rule.on(on),) if on else rule.versions
    result = {**_row(rule, None), "versions": [_version(rule, version) for version in versions]}
    answer(result, _lines(rule, versions), as_json=as_json)


@click.command()
@click.argument("place")
@click.option("--on", type=Day(), help="The first day; by default today.")
@click.option("--and", "other", type=Day(), help="The second day; by default the first.")
@bill
def compare(place: str, on: dt.date | None, other: dt.date | None, *, bill: str | None, as_json: bool) -> None:
    """The rules of a PLACE that differ between two days, or between the law and a bill."""
    first = on or today()
    if other is None and bill is None:
        raise click.UsageError("give a second day (--and) or a bill (--bill)")
    before, after = book_of(place, None), book_of(place, bill)
    differences = list(_differences(before, first, after, other or first))
    result = {
        "place": place,
        "on": first.isoformat(),
        "and": (other or first).isoformat(),
        "bill": bill,
        "differences": differences,
    }
    answer(result, _difference_lines(differences), as_json=as_json)


def rule_of(rule_id: str, bill_name: str | None) -> Rule:
    """A rule by its identifier; raises `UnknownName` with the nearest of every place."""
    place = rule_id.partition(".")[0]
    if place not in jurisdictions():
        raise UnknownName("rule", rule_id, [rule.id for name in jurisdictions() for rule in book_of(name, None)])
    return book_of(place, bill_name).rule(rule_id)


def _in_force(rule: Rule, day: dt.date) -> bool:
    try:
        rule.on(day)
    except NotInForce:
        return False
    return True


def _row(rule: Rule, on: dt.date | None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": rule.id,
        "title": rule.title,
        "title_zh": rule.title_zh,
        "kind": rule.kind,
        "selected_by": rule.selected_by,
        "checked_on": rule.checked_on.isoformat(),
        "note": rule.note,
    }
    return {**row, **_version(rule, rule.on(on))} if on else row


def _version(rule: Rule, version: Version) -> dict[str, Any]:
    last = rule.last_day(version)
    return {
        "from": version.starts.isoformat(),
        "until": last.isoformat() if last else None,
        "value": version.value,
        "cite": str(version.cite),
        "citation": version.cite.as_json(),
        "version_note": version.note,
    }


def _lines(rule: Rule, versions: tuple[Version, ...]) -> Iterator[str]:
    yield click.style(rule.title, bold=True)
    yield f"{rule.id} · {rule.kind} · picked by {rule.selected_by.replace('_', ' ')} · checked on {rule.checked_on}"
    if rule.note:
        yield rule.note
    for version in reversed(versions):
        last = rule.last_day(version)
        yield ""
        yield f"from {version.starts} {f'to {last}' if last else 'on'}"
        yield from _value_lines(version.value)
        yield f"  — {version.cite}"
        if version.note:
            yield f"  {version.note}"


def _value_lines(value: Any, indent: str = "  ") -> Iterator[str]:
    if value is None:
        yield f"{indent}repealed"
    elif isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, dict | list):
                yield f"{indent}{key}:"
                yield from _value_lines(item, indent + "  ")
            else:
                yield f"{indent}{key}: {item}"
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                first, *rest = _value_lines(item, "")
                yield f"{indent}- {first}"
                yield from (f"{indent}  {line}" for line in rest)
            else:
                yield f"{indent}- {item}"
    else:
        yield f"{indent}{value}"


def _differences(before: Book, first: dt.date, after: Book, second: dt.date) -> Iterator[dict[str, Any]]:
    for rule_id in sorted(set(before.rules) | set(after.rules)):
        old = before.maybe(rule_id, first) if rule_id in before.rules else None
        new = after.maybe(rule_id, second) if rule_id in after.rules else None
        if (old.value if old else None) == (new.value if new else None):
            continue
        rule = after.rules.get(rule_id) or before.rules[rule_id]
        yield {
            "rule": rule_id,
            "title": rule.title,
            "title_zh": rule.title_zh,
            "before": {"value": old.value, "cite": str(old.cite)} if old else None,
            "after": {"value": new.value, "cite": str(new.cite)} if new else None,
        }


def _difference_lines(differences: list[dict[str, Any]]) -> Iterator[str]:
    if not differences:
        yield "Nothing differs."
    for difference in differences:
        yield click.style(f"{difference['title']} ({difference['rule']})", bold=True)
        for label, side in (("before", difference["before"]), ("after", difference["after"])):
            yield f"  {label}:"
            if side is None:
                yield "    nothing"
            else:
                yield from _value_lines(side["value"], "    ")
                yield f"    — {side['cite']}"
        yield ""
