"""What the rules of cases say, readably: kinds of place, papers, competence, publication, grounds, silence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from causelist.law.competence import CIRCUMSTANCES, PLACES
from causelist.law.papers import FACTS
from causelist.public.law.blocks import Block, Words, facts, items, sentence, table
from causelist.public.law.language import article, chinese, said

Value = Mapping[str, Any]


def _point(one: Value) -> str:
    text = said(one["words"], one["words_zh"])
    if not one.get("article"):
        return text
    return format_html("{}（{}）" if chinese() else "{} ({})", text, article(one["article"]))


def _points(many: Iterable[Value], head: str) -> list[Block]:
    lines = [_point(one) for one in many]
    return [items(lines, head)] if lines else []


def _tracks() -> dict[str, str]:
    return {"administrative": _("administrative"), "civil": _("civil"), "criminal": _("criminal")}


def _along(many: Iterable[Value], head: str) -> list[Block]:
    mark = "{}：{}" if chinese() else "{}: {}"
    lines = [format_html(mark, _tracks()[one["track"]], _point(one)) for one in many]
    return [items(lines, head)] if lines else []


def _infringement(value: Value) -> list[Block]:
    public = value["public_interest"]
    return [
        *_points(value["rights"], _("The rights at stake:")),
        *_points(value["acts"], _("What infringes them:")),
        *_points(value["shown"], _("What must be shown:")),
        *_points(value["liable"], _("Who is liable:")),
        *_along(value["competent"], _("Who is competent:")),
        *_along(value["remedies"], _("What follows:")),
        *_along(value.get("minimum", ()), _("The least that counts:")),
        facts([(_("Public interest"), _point(public))]),
    ]


def _infringement_brief(value: Value) -> str:
    return str(_("%s things to show")) % len(value["shown"])


def _forms() -> dict[str, str]:
    return {
        "copy": _("a copy"),
        "original": _("the original"),
        "signed": _("signed"),
        "notarised": _("notarised"),
        "legalised": _("legalised by the consulate"),
        "apostille": _("with an apostille"),
        "translated": _("translated"),
    }


def _when(when: Value | None) -> str:
    """When a paper or a form is asked for, in words; nothing: always."""
    told = [said(*FACTS[name]) for name in (when or {}).get("all", ())]
    told += [format_html(_("not: %s") % "{}", said(*FACTS[name])) for name in (when or {}).get("none", ())]
    return format_html_join("；" if chinese() else "; ", "{}", ((one,) for one in told))


def _form(one: Value) -> str:
    """The form, with a star where it hangs on something that stands below the table."""
    return _forms()[one["form"]] + ("*" if one.get("when") else "")


def _stars(papers: Iterable[Value]) -> list[Words]:
    """When each form with a star is asked for; a form has the same condition in every paper of a list."""
    when = {one["form"]: one["when"] for paper in papers for one in paper.get("forms", ()) if one.get("when")}
    return [format_html(_("* {}: if {}"), _forms()[name], _when(facts)) for name, facts in when.items()]


def _paper_row(paper: Value) -> tuple[Words, ...]:
    forms = format_html_join("、" if chinese() else ", ", "{}", ((_form(one),) for one in paper.get("forms", ())))
    once = _("once") if paper["once"] else _("in each case")
    return said(paper["title"], paper["title_zh"]), _when(paper.get("when")) or _("always"), forms, once


def _papers(value: Value) -> list[Block]:
    head = (_("Paper"), _("Asked if"), _("In what form"), _("How often"))
    return [
        facts([(_("Asked by"), said(value["asked_by"], value["asked_by_zh"]))]),
        table(head, [_paper_row(paper) for paper in value["papers"]]),
        *([items(stars)] if (stars := _stars(value["papers"])) else []),
        *_points(value.get("not_asked", ()), _("What the law does not ask:")),
    ]


def _papers_brief(value: Value) -> str:
    count = len(value["papers"])
    return ngettext("%(count)s paper", "%(count)s papers", count) % {"count": count}


def _levels() -> dict[str, str]:
    return {
        "county": _("county"),
        "municipal": _("municipal"),
        "provincial": _("provincial"),
        "national": _("national"),
    }


def _competence(value: Value) -> list[Block]:
    dispute = value["dispute"]
    return [
        items((_ground(row) for row in value["places"]), _("Places, in the order of the law:")),
        items((_level(row) for row in value["levels"]), _("Level, the first that fits:")),
        facts(
            [
                (_("Where several are competent"), _point(value["several"])),
                (_("Who decides a dispute"), said(dispute["decides"], dispute["decides_zh"])),
                (_("How"), _point(dispute)),
            ]
        ),
        *_points(value.get("also", ()), _("To note:")),
    ]


def _ground(row: Value) -> str:
    only = f"; {_('only if')} {said(*CIRCUMSTANCES[row['only']])}" if "only" in row else ""
    return format_html("{}{}", _point(row), only)


def _level(row: Value) -> str:
    when = said(*CIRCUMSTANCES[row["when"]]) if "when" in row else _("otherwise")
    mark = "{}（{}）：{}" if chinese() else "{} ({}): {}"
    return format_html(mark, _levels()[row["level"]], when, _point(row))


def _competence_brief(value: Value) -> str:
    return str(said(*PLACES[value["places"][0]["place"]]))


def _published() -> dict[str, str]:
    return {"always": _("published"), "conditional": _("published on a condition"), "never": _("not published")}


def _hows() -> dict[str, str]:
    return {"remove": _("taken out"), "pseudonym": _("another name stands for it"), "shorten": _("shortened")}


def _publication(value: Value) -> list[Block]:
    withheld = [(_point(one), _hows()[one["how"]]) for one in value["withheld"]]
    return [
        sentence(said(value["words"], value["words_zh"])),
        table((_("Withheld"), _("How")), withheld),
        *_points(value["kept"], _("Never withheld:")),
        *_points(value.get("not_published", ()), _("Not published at all:")),
    ]


def _publication_brief(value: Value) -> str:
    return _published()[value["published"]]


def _grounds(value: Value) -> list[Block]:
    rows = [(_point(one), _("no") if one["final"] else _("yes")) for one in value["grounds"]]
    return [table((_("Ground"), _("Can be mended")), rows)]


def _grounds_brief(value: Value) -> str:
    count = len(value["grounds"])
    return ngettext("%(count)s ground", "%(count)s grounds", count) % {"count": count}


def _silence(value: Value) -> list[Block]:
    return _points(value["remedies"], _("What is open, in this order:"))


def _surcharge(value: Value) -> list[Block]:
    return [sentence(said(value["text"], value["text_zh"]))]


SHOWS: dict[str, Callable[[Any], list[Block]]] = {
    "infringement": _infringement,
    "papers": _papers,
    "competence": _competence,
    "publication": _publication,
    "grounds": _grounds,
    "silence": _silence,
    "surcharge": _surcharge,
}
BRIEFS: dict[str, Callable[[Any], str]] = {
    "infringement": _infringement_brief,
    "papers": _papers_brief,
    "competence": _competence_brief,
    "publication": _publication_brief,
    "grounds": _grounds_brief,
}
