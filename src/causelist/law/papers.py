"""What papers may be asked for: a list from the law, each paper once for all cases; nothing beyond it.

A rule of kind `papers` lists them for one step (`cn.papers.complaint`, `cn.papers.customs`, `cn.papers.suit` …).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from causelist.law.errors import BadFact, LawError, NotInForce, UnknownName
from causelist.law.points import Point, named_once, points
from causelist.law.schema import Also, Spec, each, flag, kind, one_of, several, whole, words

if TYPE_CHECKING:
    from causelist.law.book import Book
    from causelist.law.rule import Citation

FACTS = {
    "foreign": ("the complainant is from abroad", "投诉人为境外主体"),
    "made_abroad": ("the paper was made abroad", "文件形成于境外"),
    "apostille_state": (
        "the state where it was made is party to the Apostille Convention",
        "文件形成国为《取消外国公文书认证要求的公约》缔约国",
    ),
    "in_other_language": ("the paper is not in Chinese", "文件为外文"),
    "agent": ("somebody acts for the right holder", "由代理人提交"),
    "organisation": ("the complainant is an organisation", "投诉人为法人或者非法人组织"),
    "related_right": ("the right is a related one: of a performer, producer or broadcaster", "涉及与著作权有关的权利"),
    "successor": ("the right was taken over from the author", "权利系受让、继承取得"),
    "samples": ("there are samples or screenshots", "有侵权样品或者页面截图"),
    "licensee": ("the complainant holds a licence only", "投诉人仅为被许可人"),
}
FORMS = ("copy", "original", "signed", "notarised", "legalised", "apostille", "translated")
_condition = one_of(*FACTS)
_when = Spec({}, {"all": each(_condition), "none": each(_condition)})
_form = Spec({"form": one_of(*FORMS)}, {"when": _when, "article": words})
_paper = Spec(
    {"id": words, "title": words, "title_zh": words, "article": words, "once": flag},
    {"when": _when, "forms": each(_form), "valid_months": whole, "words": words, "words_zh": words},
)
_beyond = Spec({"id": words, "words": words, "words_zh": words}, {"article": words})
_spec = Spec({"asked_by": words, "asked_by_zh": words, "papers": several(_paper)}, {"not_asked": each(_beyond)})

Facts = Mapping[str, bool | None]


@dataclass(frozen=True, slots=True)
class Form:
    """A form that a paper must have (notarised, translated …); `asked` None: it hangs on a fact not known."""

    form: str
    asked: bool | None
    article: str | None


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of the list; `asked` True, False, or None where a fact that decides is not known."""

    id: str
    title: str
    title_zh: str
    article: str
    asked: bool | None
    forms: tuple[Form, ...]
    once: bool  # kept once, it serves for every case
    valid_months: int | None  # None: as long as the fact it proves
    hangs_on: tuple[str, ...]  # the facts that decide whether it is asked
    words: str | None = None
    words_zh: str | None = None

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "id": self.id,
            "title": self.title,
            "title_zh": self.title_zh,
            "article": self.article,
            "asked": self.asked,
            "forms": [{"form": one.form, "asked": one.asked, "article": one.article} for one in self.forms],
            "once": self.once,
            "valid_months": self.valid_months,
            "hangs_on": list(self.hangs_on),
            "words": self.words,
            "words_zh": self.words_zh,
        }


@dataclass(frozen=True, slots=True)
class PapersAnswer:
    """The list of papers for one step on a day, and what of it is asked on the facts."""

    rule: str
    title: str
    title_zh: str | None
    on: dt.date
    asked_by: str
    asked_by_zh: str
    items: tuple[Paper, ...]
    not_asked: tuple[Point, ...]  # often demanded, though no article does
    cite: Citation

    @property
    def asked(self) -> tuple[Paper, ...]:
        """What is asked for certain."""
        return tuple(paper for paper in self.items if paper.asked)

    @property
    def perhaps(self) -> tuple[Paper, ...]:
        """What hangs on a fact that is not known."""
        return tuple(paper for paper in self.items if paper.asked is None)

    def missing(self, held: Iterable[str]) -> tuple[Paper, ...]:
        """What is asked and not among the ids of papers held."""
        there = set(held)
        return tuple(paper for paper in self.asked if paper.id not in there)

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "rule": self.rule,
            "title": self.title,
            "title_zh": self.title_zh,
            "on": self.on.isoformat(),
            "asked_by": self.asked_by,
            "asked_by_zh": self.asked_by_zh,
            "items": [paper.as_json() for paper in self.items],
            "asked": [paper.id for paper in self.asked],
            "perhaps": [paper.id for paper in self.perhaps],
            "not_asked": [point.as_json() for point in self.not_asked],
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
        }


def papers(book: Book, *, on: dt.date, facts: Facts | None = None, step: str = "complaint") -> PapersAnswer:
    """The papers that may be asked for at a step (`complaint`, `suit`, `preservation`, `customs`, `police`).

    `facts` tells what decides (see `FACTS`): True, False, or None and absent where nobody knows. Raises `BadFact` for
    a fact that is none, `UnknownName` for a step without a list, `NotInForce`.
    """
    told = dict(facts or {})
    for name in told:
        if name not in FACTS:
            raise BadFact(f"no paper hangs on {name!r}; the facts that decide are: {', '.join(FACTS)}")
    lists = {rule.id.rpartition(".")[2]: rule for rule in book if rule.kind == "papers"}
    if not lists:
        raise NotInForce(f"{book.jurisdiction}: no rule lists the papers that may be asked for")
    if step not in lists:
        raise UnknownName("list of papers", step, lists)
    rule = lists[step]
    version = rule.on(on)
    value = version.value
    return PapersAnswer(
        rule.id,
        rule.title,
        rule.title_zh,
        on,
        value["asked_by"],
        value["asked_by_zh"],
        tuple(_paper_of(raw, told) for raw in value["papers"]),
        points(value.get("not_asked", ())),
        version.cite,
    )


def asked_beyond(
    book: Book, *, on: dt.date, asked_names: Iterable[str], facts: Facts | None = None, step: str = "complaint"
) -> tuple[str, ...]:
    """Of the papers an authority asks for, by id, those that the list does not let it ask: never, or not on the facts."""
    answer = papers(book, on=on, facts=facts, step=step)
    allowed = {paper.id for paper in answer.items if paper.asked is not False}
    return tuple(name for name in dict.fromkeys(asked_names) if name not in allowed)


def _holds(when: Mapping[str, Any] | None, told: Facts) -> bool | None:
    answers = [told.get(name) for name in (when or {}).get("all", ())]
    answers += [None if told.get(name) is None else not told[name] for name in (when or {}).get("none", ())]
    if False in answers:
        return False
    return None if None in answers else True


def _paper_of(raw: Mapping[str, Any], told: Facts) -> Paper:
    asked = _holds(raw.get("when"), told)
    forms = tuple(
        Form(one["form"], _both(asked, _holds(one.get("when"), told)), one.get("article"))
        for one in raw.get("forms", ())
    )
    hangs = [name for names in (raw.get("when") or {}).values() for name in names]
    return Paper(
        raw["id"],
        raw["title"],
        raw["title_zh"],
        raw["article"],
        asked,
        forms,
        raw["once"],
        raw.get("valid_months"),
        tuple(hangs),
        raw.get("words"),
        raw.get("words_zh"),
    )


def _both(first: bool | None, second: bool | None) -> bool | None:  # noqa: FBT001 -- two answers, not switches
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def _fit(value: Any, where: str) -> None:
    """That no paper has the id of another, nor of one that is not asked."""
    named_once([*value["papers"], *value.get("not_asked", ())], "papers")
    for index, paper in enumerate(value["papers"]):
        if paper.get("valid_months") == 0:
            raise LawError(f"papers.{index}.valid_months: a paper that is never valid is none; leave the key out")


kind("papers", Also(_spec, _fit))
