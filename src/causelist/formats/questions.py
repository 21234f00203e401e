"""Forms: whose questions a letter answers, and which stretch of text answers which (data in `forms/*.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from causelist.core.elements import NoticeKind
from causelist.formats.fold import Fold, folded

FORMS_DIR = Path(__file__).with_name("forms")
_LINE_LEAD = re.compile(r"[^\w\n]{0,12}(?:\(?[0-9a-zA-Z]{1,3}[.):、]\)?[^\w\n]{0,6})?[^\w\n]{0,6}\Z")
_ANSWER_LEAD = re.compile(
    r"[\s*_?:：.;\"'”’)\]>~`#\\=-]*(?:Select a response[\s*_:.]*)?(?:(?:答|A|Answer|Ans)[:：.]\s*)?",
    re.IGNORECASE,
)


_NOT_LINE_END = re.compile(r"[^\n]+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


class FormFileError(ValueError):
    """A form file breaks its own schema."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a provider, known by what it asks."""

    id: str
    kind: NoticeKind
    asks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence of a question, folded; `line` if it counts only at the beginning of a line."""

    folded: str
    element: str
    line: bool
    mark: str  # its longest word, which tells cheaply that it cannot be there


@dataclass(frozen=True, slots=True)
class FormFile:
    """A provider's forms, as its file describes them."""

    provider: str
    hosts: tuple[str, ...]
    own: tuple[str, ...]
    forms: tuple[Form, ...]
    wordings: tuple[Wording, ...]
    boilerplate: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A stretch of text and the question it answers: "preamble" before the first."""

    element: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A form filled in: what it asked and the answers in the order of the text."""

    form: Form
    file: FormFile
    asked: frozenset[str]
    answers: tuple[Answer, ...]

    def of(self, element: str) -> list[Answer]:
        """The stretches that answer one question."""
        return [answer for answer in self.answers if answer.element == element]


@lru_cache(maxsize=1)
def form_files() -> tuple[FormFile, ...]:
    """Every form file, checked."""
    return tuple(load_form_file(path) for path in sorted(FORMS_DIR.glob("*.yaml")))


def provider_file(provider: str | None) -> FormFile | None:
    """The file of one provider, if there is one."""
    return next((file for file in form_files() if file.provider == provider), None)


def without_boilerplate(text: str, fold: Fold) -> str:
    """The text with what the provider itself put into it blanked out, so that every offset stays true."""
    for file in form_files():
        for phrase in file.boilerplate:
            at = fold.text.find(phrase)
            if at < 0:
                continue
            start = text.rfind("\n", 0, fold.start(at + 1)) + 1
            end = _paragraph_end(text, fold.end(at + len(phrase) - 1))
            text = text[:start] + _NOT_LINE_END.sub(lambda line: " " * len(line[0]), text[start:end]) + text[end:]
    return text


def _paragraph_end(text: str, at: int) -> int:
    blank = _BLANK_LINE.search(text, at)
    return blank.start() if blank else len(text)


def match(text: str, fold: Fold, provider: str | None = None) -> Answered | None:
    """Which form the text answers, if any; `provider` narrows the choice."""
    for file in form_files():
        if provider and file.provider != provider and provider_file(provider):
            continue
        answered = _match(text, fold, file)
        if answered:
            return answered
    return None


def _match(text: str, fold: Fold, file: FormFile) -> Answered | None:
    hits = _hits(text, fold, file)
    asked = frozenset(element for _, _, element in hits)
    form = next((form for form in file.forms if form.asks <= asked), None)
    if form is None:
        return None
    answers = [Answer("preamble", 0, hits[0][0])]
    for (_, end, element), after in zip(hits, [*hits[1:], None], strict=True):
        stop = after[0] if after else len(text)
        lead = _ANSWER_LEAD.match(text, end, stop)
        start = lead.end() if lead else end
        stop = _unlead(text, start, stop)
        if stop > start:
            answers.append(Answer(element, start, stop))
    return Answered(form, file, asked, tuple(answers))


def _hits(text: str, fold: Fold, file: FormFile) -> list[tuple[int, int, str]]:
    """Where each question's sentences stand in the text, without overlaps, the longest first."""
    found: list[tuple[int, int, str]] = []
    words = fold.words()
    for wording in file.wordings:
        if wording.mark not in words:
            continue
        at = fold.text.find(wording.folded)
        while at >= 0:
            end = at + len(wording.folded) - 1
            if not wording.line or _begins_line(text, fold.start(at + 1)):
                found.append((at, -end, wording.element))
            at = fold.text.find(wording.folded, end)
    found.sort()
    hits: list[tuple[int, int, str]] = []
    last = 0
    for at, minus_end, element in found:
        if at < last:
            continue
        last = -minus_end
        hits.append((fold.start(at + 1), fold.end(last), element))
    return hits


def _begins_line(text: str, at: int) -> bool:
    line = text.rfind("\n", max(at - 40, 0), at) + 1 or (0 if at <= 40 else -1)
    return line >= 0 and _LINE_LEAD.match(text, line, at) is not None


def _unlead(text: str, start: int, stop: int) -> int:
    """Give back what belongs to the next question: its bold marks, its number, the tag it begins with."""
    tail = text[max(start, stop - 300) : stop]
    tag = tail.rfind("<")
    if tag >= 0 and ">" in tail[tag:] and not tail[tail.index(">", tag) + 1 :].strip():
        stop -= len(tail) - tag
        tail = tail[:tag]
    line = tail.rfind("\n")
    last = tail[line + 1 :]
    if line >= 0 and _LINE_LEAD.fullmatch(last):
        stop -= len(last)
    return start + len(text[start:stop].rstrip(" \t\r\n*_#"))


def load_form_file(path: Path) -> FormFile:
    """Read and check a form file; raises `FormFileError` saying what is wrong in it."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 -- both are safe loaders
    allowed = {"provider", "hosts", "own", "forms", "questions", "boilerplate"}
    if not isinstance(raw, dict) or set(raw) - allowed:
        raise FormFileError(f"{path}: it must be a mapping with the keys {sorted(allowed)}")
    if raw.get("provider") != path.stem:
        raise FormFileError(f"{path}: `provider` must be {path.stem!r}, as the file is called")
    wordings = _wordings(path, raw.get("questions") or [])
    elements = {wording.element for wording in wordings}
    forms = tuple(_form(path, entry, elements) for entry in raw.get("forms") or [])
    return FormFile(
        raw["provider"],
        tuple(raw.get("hosts") or ()),
        tuple(raw.get("own") or ()),
        forms,
        wordings,
        tuple(folded(text) for text in raw.get("boilerplate") or ()),
    )


def _wordings(path: Path, questions: list[Any]) -> tuple[Wording, ...]:
    wordings: dict[str, Wording] = {}
    for question in questions:
        if (
            not isinstance(question, dict)
            or not set(question) <= {"element", "wordings", "line"}
            or "element" not in question
        ):
            raise FormFileError(f"{path}: a question needs `element` and `wordings` or `line`, not {question!r}")
        for key in ("wordings", "line"):
            for text in question.get(key) or []:
                if not isinstance(text, str) or not folded(text).strip():
                    raise FormFileError(f"{path}: {question['element']}: a wording must be words, not {text!r}")
                phrase = folded(text)
                mark = max(phrase.split(), key=len)
                wordings.setdefault(phrase, Wording(phrase, question["element"], key == "line", mark))
    return tuple(wordings.values())


def _form(path: Path, entry: Any, elements: set[str]) -> Form:
    if not isinstance(entry, dict) or set(entry) != {"id", "kind", "asks"}:
        raise FormFileError(f"{path}: a form needs `id`, `kind` and `asks`, not {entry!r}")
    unknown = set(entry["asks"]) - elements
    if unknown:
        raise FormFileError(f"{path}: form {entry['id']}: no question tells {sorted(unknown)}")
    try:
        kind = NoticeKind(entry["kind"])
    except ValueError:
        raise FormFileError(f"{path}: form {entry['id']}: {entry['kind']!r} is no kind of letter") from None
    return Form(entry["id"], kind, frozenset(entry["asks"]))
