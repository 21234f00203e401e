"""A decision drafted from the record: a template of its kind and language, filled from facts. Pure.

Templates are data (`templates/<kind>.<language>.yaml`); facts and their types are named in `facts.yaml`. A fact that
a template needs and nobody gave leaves a visible gap and is named in `missing`: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from causelist.cases.documents import plain, wording
from causelist.cases.documents.plain import BadText
from causelist.cases.documents.text import DecisionText, Mark, Paragraph, Party, Section

_HERE = Path(__file__).parent
_SLOT = re.compile(r"\{([a-z_]+)(?:\.([a-z_]+))?\}")


class TemplateError(ValueError):
    """A template breaks its own schema: says which file and what."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that the template needs: its name, what it is called, and the section it belongs in."""

    name: str
    title: str
    section: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A text, and what is still missing before it can be issued."""

    text: DecisionText
    missing: tuple[Missing, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def draft(frame: DecisionText, facts: Mapping[str, Any]) -> Draft:
    """Fill the template of `frame`'s kind and language.

    `frame` gives number, body, parties, sums, terms and citations; its sections and its title are made here. `facts`
    are by name as `facts.yaml` describes them; a party is the key, or the keys, of parties in the frame. Raises
    `BadText` for a fact of another type or a name that is not known.
    """
    unknown = sorted(set(facts) - set(known_facts()))
    if unknown:
        raise BadText(unknown[0], f"no template knows this fact; facts are {', '.join(sorted(known_facts()))}")
    return _Filler(frame, facts).draft()


def restart(text: DecisionText, sections: Mapping[str, str]) -> DecisionText:
    """The text with some sections' words replaced by an officer's, by kind; blank lines part paragraphs.

    Names of parties are marked again wherever they stand. Raises `BadText`.
    """
    made: list[Section] = []
    for section in text.sections:
        if section.kind not in sections:
            made.append(section)
            continue
        form = "point" if any(one.form == "point" for one in section.paragraphs) else ""
        words = plain.paragraphs(sections[section.kind], section.kind)
        made.append(replace(section, paragraphs=tuple(mark_names(Paragraph(one, (), form), text) for one in words)))
    return replace(text, sections=tuple(made))


def gaps(text: DecisionText) -> tuple[str, ...]:
    """What a text still leaves open, as its gaps say; an issued text has none."""
    lead, tail = wording.words(text.language)["gap"].split("{}")
    find = re.compile(f"{re.escape(lead)}(.{{1,200}}?){re.escape(tail)}")
    return tuple(dict.fromkeys(match for one in text.paragraphs() for match in find.findall(one.text)))


def mark_names(paragraph: Paragraph, text: DecisionText) -> Paragraph:
    """The paragraph with a mark on every name of a party and every rule cited that stands in it as it is written."""
    marks = list(paragraph.marks)
    known = [(name, party.kind, party.key) for party in text.parties for name in (party.name, *party.aliases) if name]
    known += [
        (wording.cited(one, text.language), "citation", f"c{index}") for index, one in enumerate(text.citations, 1)
    ]
    for words, kind, key in sorted(known, key=lambda row: -len(row[0])):
        for match in re.finditer(re.escape(words), paragraph.text):
            if not any(mark.start < match.end() and match.start() < mark.end for mark in marks):
                marks.append(Mark(*match.span(), kind, key))
    return replace(paragraph, marks=tuple(sorted(marks, key=lambda mark: mark.start)))


@lru_cache(maxsize=1)
def known_facts() -> dict[str, dict[str, str]]:
    """Every fact with its type and its title by language."""
    made: dict[str, dict[str, str]] = yaml.safe_load((_HERE / "facts.yaml").read_text(encoding="utf-8"))
    return made


@lru_cache(maxsize=64)
def template(kind: str, language: str) -> dict[str, Any]:
    """A template as it is written. Raises `TemplateError`."""
    path = _HERE / "templates" / f"{kind}.{language}.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(raw, dict) or set(raw) != {"title", "sections"}:
        raise TemplateError(f"{path.name}: it has a title and sections, nothing else")
    for section in raw["sections"]:
        for entry in section["say"]:
            unknown = (
                set()
                if isinstance(entry, str)
                else set(entry) - {"text", "when", "unless", "each", "prose", "form", "sums", "terms"}
            )
            if unknown:
                raise TemplateError(f"{path.name}: {min(unknown)!r} is no part of a paragraph")
    for name in needed(raw):
        if name not in known_facts() and name not in _FRAME:
            raise TemplateError(f"{path.name}: {name!r} is no fact of facts.yaml")
    return raw


def needed(raw: Mapping[str, Any]) -> tuple[str, ...]:
    """The names that a template asks for, in order."""
    found = [match[1] for match in _SLOT.finditer(raw["title"])]
    for section in raw["sections"]:
        for entry in section["say"]:
            row = {"text": entry} if isinstance(entry, str) else entry
            named = [row[part] for part in ("when", "unless", "each", "prose") if part in row]
            slots = [match[1] for match in _SLOT.finditer(row.get("text", ""))]
            found += [*named, *(name for name in slots if name != "item")]
    return tuple(dict.fromkeys(found))


_FRAME = {"number", "identifier", "case", "body", "office", "contact", "decided", "region", "cited", "sums", "terms"}


class _Filler:
    def __init__(self, frame: DecisionText, facts: Mapping[str, Any]) -> None:
        self.frame, self.facts = frame, facts
        self.language = frame.language
        self.raw = template(frame.kind, frame.language)
        self.missing: dict[str, Missing] = {}
        self.section = "header"

    def draft(self) -> Draft:
        title = self.filled(self.raw["title"]).text
        sections = [made for raw in self.raw["sections"] if (made := self.made(raw)) is not None]
        text = replace(self.frame, title=title, sections=tuple(sections))
        return Draft(text, tuple(self.missing.values()))

    def made(self, raw: Mapping[str, Any]) -> Section | None:
        self.section = raw["kind"]
        paragraphs: list[Paragraph] = []
        for entry in raw["say"]:
            row = {"text": entry} if isinstance(entry, str) else entry
            if ("when" in row and not self.given(row["when"])) or ("unless" in row and self.given(row["unless"])):
                continue
            made = [mark_names(one, self.frame) for one in self.paragraphs(row)]
            form = row.get("form") or ("item" if "each" in row else "")
            paragraphs += [replace(one, form=form) for one in made if one.text]
        if not paragraphs and not raw.get("always"):
            return None
        return Section(raw["kind"], raw.get("heading", ""), tuple(paragraphs))

    def paragraphs(self, row: Mapping[str, Any]) -> Iterator[Paragraph]:
        if "prose" in row:
            yield from self.prose(row["prose"])
        elif "each" in row:
            rows = self.facts.get(row["each"]) or ()
            if not rows and "when" not in row:
                yield self.gap_alone(row["each"])
            for item in rows:
                yield self.filled(row["text"], item)
        elif "sums" in row:
            for one in self.frame.sums:
                yield Paragraph(wording.sum_order(self.frame, one))
        elif "terms" in row:
            for term in self.frame.terms:
                yield Paragraph(wording.term_order(self.frame, term))
        else:
            yield self.filled(row["text"])

    def prose(self, name: str) -> Iterator[Paragraph]:
        value = self.facts.get(name)
        if not value:
            yield self.gap_alone(name)
            return
        for words in plain.paragraphs(value, name):
            yield Paragraph(words)

    def gap_alone(self, name: str) -> Paragraph:
        return Paragraph(self.gap(name))

    def filled(self, words: str, item: Mapping[str, Any] | None = None) -> Paragraph:
        """The words with their slots filled; what a slot puts in is never read as a slot again."""
        parts: list[str] = []
        position = 0
        for match in _SLOT.finditer(words):
            parts += [words[position : match.start()], self.slot(match[1], match[2], item)]
            position = match.end()
        made = "".join([*parts, words[position:]])
        return Paragraph(plain.paragraph(made) if item is not None else made)

    def slot(self, name: str, part: str | None, item: Mapping[str, Any] | None) -> str:
        if name == "item":
            value = (item or {}).get(part or "")
            return self.gap(part or name) if value in (None, "") else self.value(part or name, value)
        if name in _FRAME:
            return self.of_frame(name)
        value = self.facts.get(name)
        return self.gap(name) if value in (None, "", (), []) else self.value(name, value)

    def of_frame(self, name: str) -> str:
        frame = self.frame
        if name == "cited":
            cited = [wording.cited(one, self.language) for one in frame.citations]
            return wording.joined(cited, self.language) if cited else self.gap("cited")
        if name == "decided":
            return wording.day(frame.decided, self.language) if frame.decided else self.gap("decided")
        value = {
            "number": frame.number,
            "identifier": frame.identifier,
            "case": frame.case,
            "body": frame.body.name,
            "office": frame.body.office or frame.body.name,
            "contact": frame.body.contact,
            "region": frame.body.region,
        }[name]
        return value or self.gap(name)

    def value(self, name: str, value: Any) -> str:
        kind = known_facts().get(name, {}).get("type", "")
        if kind == "party":
            keys: Sequence[str] = [value] if isinstance(value, str) else value
            return wording.joined([self.party(name, key).name for key in keys], self.language)
        return wording.value(name, kind, value, self.language)

    def party(self, name: str, key: str) -> Party:
        party = self.frame.party(key)
        if party is None:
            raise BadText(
                name, f"{key!r} is the key of no party; keys are {', '.join(p.key for p in self.frame.parties)}"
            )
        return party

    def given(self, name: str) -> bool:
        if name in {"sums", "terms", "citations"}:
            return bool(getattr(self.frame, name))
        return self.facts.get(name) not in (None, "", (), [], 0)

    def gap(self, name: str) -> str:
        words = wording.words(self.language)
        title = known_facts().get(name, {}).get(self.language) or words["frame"].get(name, name)
        self.missing.setdefault(name, Missing(name, title, self.section))
        return str(words["gap"]).replace("{}", title)
