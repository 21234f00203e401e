"""What a notice must hold, as a rule file lists it (kind `elements`): the list, checked and ready for use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from causelist.law import letter
from causelist.law.errors import LawError
from causelist.law.rule import Certainty
from causelist.law.schema import Also, Spec, each, flag, join, kind, one_of, several, words

DOCUMENTS = ("notice", "counter-notice")
PROVIDERS = ("hosting", "marketplace", "linking", "cache", "access")
VERDICTS = ("complete", "substantially", "not")
DEFECTS = ("only_hosts", "some_hosts", "lacks", "unusable_email")

_source = one_of(*letter.names())
_part = Spec(
    {"id": words, "title": words},
    {"title_zh": words, "any_of": each(_source), "says": each(words), "minor": flag},
)
_defect = Spec(
    {"when": one_of(*DEFECTS), "words": words},
    {"words_zh": words, "minor": flag, "sources": each(_source)},
)
_element = Spec(
    {"id": words, "title": words, "article": words},
    {
        "title_zh": words,
        "any_of": each(_source),
        "says": each(words),
        "parts": each(_part),
        "minor": flag,
        "defects": each(_defect),
        "unless": words,
        "unless_words": words,
        "unless_words_zh": words,
        "certainty": one_of(*Certainty),
    },
)
_duty = Spec(
    {"words": words, "article": words, "knowledge": flag},
    {
        "words_zh": words,
        "then": each(words),
        "when": Spec({}, {"verdict": each(one_of(*VERDICTS)), "found": each(words)}),
    },
)


_spec = Spec(
    {
        "document": one_of(*DOCUMENTS),
        "providers": each(one_of(*PROVIDERS)),
        "elements": several(_element),
        "duties": each(_duty),
    },
    {"not_asked": each(Spec({"title": words}, {"title_zh": words, "note": words})), "form": words, "form_zh": words},
)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that must stand in the letter: any of some sources, or any of some phrases."""

    id: str
    title: str
    title_zh: str | None
    any_of: tuple[str, ...]
    says: tuple[str, ...]
    minor: bool  # without it the letter still holds what matters


@dataclass(frozen=True, slots=True)
class Defect:
    """A way in which a thing that is there does not do."""

    when: str
    words: str
    words_zh: str | None
    minor: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Element:
    """One element the law asks for, by the article that asks."""

    id: str
    title: str
    title_zh: str | None
    article: str
    parts: tuple[Part, ...]
    defects: tuple[Defect, ...]
    minor: bool
    unless: str | None  # the fact that lifts it
    unless_words: tuple[str, str | None]
    certainty: Certainty | None  # where it is not that of the whole list


@dataclass(frozen=True, slots=True)
class Duty:
    """What the provider must do, and whether the letter gives it knowledge."""

    words: str
    words_zh: str | None
    article: str
    knowledge: bool
    then: tuple[str, ...]  # rules whose clocks start
    verdicts: frozenset[str]
    found: frozenset[str]


@dataclass(frozen=True, slots=True)
class Required:
    """A list of required elements; the first duty that applies is the one."""

    document: str
    providers: frozenset[str]
    elements: tuple[Element, ...]
    duties: tuple[Duty, ...]
    not_asked: tuple[dict[str, str], ...]
    form: tuple[str | None, str | None]

    def names(self) -> set[str]:
        """What may be told about a letter beside its text: elements, their parts, and facts that lift one."""
        parts = {part.id for element in self.elements for part in element.parts}
        return parts | {element.id for element in self.elements} | {e.unless for e in self.elements if e.unless}


def required(value: dict[str, Any]) -> Required:
    """The list that a rule's value holds."""
    return Required(
        document=value["document"],
        providers=frozenset(value["providers"]),
        elements=tuple(_made(raw) for raw in value["elements"]),
        duties=tuple(_duty_of(raw) for raw in value["duties"]),
        not_asked=tuple(value.get("not_asked", ())),
        form=(value.get("form"), value.get("form_zh")),
    )


def _made(raw: dict[str, Any]) -> Element:
    return Element(
        id=raw["id"],
        title=raw["title"],
        title_zh=raw.get("title_zh"),
        article=raw["article"],
        parts=tuple(_part_of(part) for part in raw.get("parts", (raw,))),
        defects=tuple(_defect_of(defect) for defect in raw.get("defects", ())),
        minor=raw.get("minor", False),
        unless=raw.get("unless"),
        unless_words=(raw.get("unless_words", ""), raw.get("unless_words_zh")),
        certainty=Certainty(raw["certainty"]) if "certainty" in raw else None,
    )


def _part_of(raw: dict[str, Any]) -> Part:
    return Part(
        raw["id"],
        raw["title"],
        raw.get("title_zh"),
        tuple(raw.get("any_of", ())),
        tuple(raw.get("says", ())),
        raw.get("minor", False),
    )


def _defect_of(raw: dict[str, Any]) -> Defect:
    return Defect(
        raw["when"],
        raw["words"],
        raw.get("words_zh"),
        raw.get("minor", False),
        tuple(raw.get("sources", ("reported",))),
    )


def _duty_of(raw: dict[str, Any]) -> Duty:
    when = raw.get("when", {})
    return Duty(
        raw["words"],
        raw.get("words_zh"),
        raw["article"],
        raw["knowledge"],
        tuple(raw.get("then", ())),
        frozenset(when.get("verdict", VERDICTS)),
        frozenset(when.get("found", ())),
    )


def _fit(value: Any, where: str) -> None:
    """That each element can be met, has a name of its own, and that every verdict has its duty."""
    seen: set[str] = set()
    for index, element in enumerate(value["elements"]):
        at = join(where, f"elements.{index}")
        for part in element.get("parts", (element,)):
            if not part.get("any_of") and not part.get("says"):
                raise LawError(f"{at}: nothing meets {part['id']!r}; give `any_of` or `says`")
        for name in [element["id"], *(part["id"] for part in element.get("parts", ()))]:
            if name in seen:
                raise LawError(f"{at}: the id {name!r} stands twice")
            seen.add(name)
    for index, duty in enumerate(value["duties"]):
        for name in duty.get("when", {}).get("found", ()):
            if name not in seen:
                raise LawError(f"{join(where, f'duties.{index}.when.found')}: no element is called {name!r}")
    if "when" in value["duties"][-1]:
        raise LawError(f"{join(where, 'duties')}: the last duty must hold for every letter; leave out its `when`")


kind("elements", Also(_spec, _fit))
