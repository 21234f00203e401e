"""The rules of a place as a page to read: each with its versions, values, sources and certainty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from causelist.law.book import Book
from causelist.law.rule import Rule, Version


def rules_page(book: Book, only: set[str] | None = None) -> str:
    """A page of Markdown: the rules in order of their identifiers; `only` names those to show."""
    rules = [rule for rule in sorted(book, key=lambda rule: rule.id) if only is None or rule.id in only]
    head = f"{book.jurisdiction}, under the bill {book.bill}" if book.bill else book.jurisdiction
    lines = [f"# Rules: {head}", "", f"{len(rules)} rules, drawn from the files. Not legal advice.", ""]
    for rule in rules:
        lines.extend(_rule(rule))
    return "\n".join(lines)


def _rule(rule: Rule) -> Iterator[str]:
    title = f"{rule.title} ({rule.title_zh})" if rule.title_zh else rule.title
    yield f"## {title}"
    yield ""
    yield f"`{rule.id}` · {rule.kind} · picked by {rule.selected_by.replace('_', ' ')} · checked on {rule.checked_on}"
    yield ""
    if rule.note:
        yield from (rule.note, "")
    for version in reversed(rule.versions):
        yield f"- **{_span(rule, version)}** — {version.cite}"
        yield from _value(version.value, "  ")
        if version.note:
            yield f"  - note: {version.note}"
    yield ""


def _span(rule: Rule, version: Version) -> str:
    last = rule.last_day(version)
    return f"from {version.starts} to {last}" if last else f"from {version.starts}"


def _value(value: Any, indent: str) -> Iterator[str]:
    """A value as nested lists; text in Chinese stands in the file and is left out here."""
    if value is None:
        yield f"{indent}- repealed"
    elif isinstance(value, dict):
        for key, item in value.items():
            if str(key).endswith("_zh"):
                continue
            if isinstance(item, dict | list):
                yield f"{indent}- {key}:"
                yield from _value(item, indent + "  ")
            else:
                yield f"{indent}- {key}: {item}"
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                said = ", ".join(f"{key}: {part}" for key, part in item.items() if not str(key).endswith("_zh"))
                yield f"{indent}- {said}"
            elif isinstance(item, list):
                yield f"{indent}- {', '.join(map(str, item))}"
            else:
                yield f"{indent}- {item}"
    else:
        yield f"{indent}- {value}"
