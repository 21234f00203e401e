"""A decision as a fragment of HTML, for the page and for the PDF alike: headings, lists, tables, nothing but text. Pure.

Every word is escaped here; ids are made from the places in the text, never from its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from causelist.cases.documents import wording
from causelist.cases.documents.redact import Withheld
from causelist.cases.documents.text import DecisionText, Mark, Paragraph, Party, Section, Sum, Term

RuleLink = Callable[[str], str]  # the id of a rule, to its page; empty: it has none


def no_links(rule: str) -> str:
    """Rules without pages."""
    return ""


def fragment(
    text: DecisionText, *, withheld: Sequence[Withheld] = (), link: RuleLink = no_links, level: int = 1
) -> str:
    """The whole decision as one `<article>`; `level` is the level of its title among the page's headings."""
    return _Page(text, tuple(withheld), link, level).article()


def tombstone(text: DecisionText, *, reason: str, how: str = "", level: int = 1) -> str:
    """What stands in the place of a withdrawn decision: its number and why, nothing of its words.

    `how` is empty, `erased` or `sealed`.
    """
    words = wording.words(text.language)
    stone = words["tombstone"]
    lines = [stone["text"].replace("{number}", text.number)]
    lines += [stone[how]] if how else []
    made = [f'<article class="decision tombstone" lang="{wording.tag(text.language)}">']
    made.append(f'<header class="decision-head"><p class="decision-body">{_safe(text.body.name)}</p>')
    made.append(f"<h{level}>{_safe(stone['heading'])}</h{level}></header>")
    made += [f"<p>{_safe(line)}</p>" for line in lines]
    made.append(_facts([(words["labels"]["number"], text.number), (words["labels"]["identifier"], text.identifier)]))
    if reason:
        made.append(f"<p><strong>{_safe(words['labels']['reason'])}</strong> {_safe(reason)}</p>")
    return "".join([*made, "</article>"])


class _Page:
    def __init__(self, text: DecisionText, withheld: tuple[Withheld, ...], link: RuleLink, level: int) -> None:
        self.text, self.withheld, self.link, self.level = text, withheld, link, level
        self.words = wording.words(text.language)
        self.labels = self.words["labels"]

    def article(self) -> str:
        text = self.text
        kind = text.kind.replace("_", "-")
        parts = [
            f'<article class="decision decision-{kind}" lang="{wording.tag(text.language)}">',
            self.head(),
            self.standing(),
            self.parties(),
        ]
        for section in text.sections:
            parts.append(self.section(section))
            if section.kind == "holding":
                parts += [self.sums(), self.terms()]
        parts += [self.law(), self.without(), "</article>"]
        return "".join(parts)

    def head(self) -> str:
        text, labels = self.text, self.labels
        rows = [
            (labels["number"], text.number),
            (labels["identifier"], text.identifier),
            (labels["case"], text.case),
            (labels["office"], text.body.office),
            (labels["decided"], wording.day(text.decided, text.language) if text.decided else ""),
            (labels["published"], wording.day(text.published, text.language) if text.published else ""),
            (labels["status"], self.words["statuses"][text.status]),
        ]
        if text.version > 1:
            rows.append((labels["version"], str(text.version)))
        return (
            f'<header class="decision-head"><p class="decision-body">{_safe(text.body.name)}</p>'
            f'<p class="decision-kind">{_safe(self.words["kinds"][text.kind])}</p>'
            f"<h{self.level}>{_safe(text.title)}</h{self.level}>{_facts(rows)}</header>"
        )

    def standing(self) -> str:
        note = self.words["status_notes"].get(self.text.status)
        if not note:
            return ""
        why = f" {_safe(self.text.note)}" if self.text.note else ""
        name = _safe(self.words["statuses"][self.text.status])
        return (
            f'<aside class="decision-standing decision-{self.text.status}">'
            f"<p><strong>{name}.</strong> {_safe(note)}{why}</p></aside>"
        )

    def parties(self) -> str:
        if not self.text.parties:
            return ""
        rows = "".join(self.party(party) for party in self.text.parties)
        return self.titled("parties", self.labels["parties"], f'<dl class="facts decision-parties">{rows}</dl>')

    def party(self, party: Party) -> str:
        role = self.words["roles"].get(party.role, party.role)
        of = self.text.party(party.of)
        more = [f"{self.labels['of']} {of.name}"] if of else []
        more += [party.address] if party.address else []
        tail = f'<br><span class="small quiet">{_safe("; ".join(more))}</span>' if more else ""
        return f"<div><dt>{_safe(role)}</dt><dd>{_safe(party.name)}{tail}</dd></div>"

    def section(self, section: Section) -> str:
        blocks: list[str] = []
        numbered = list(enumerate(section.paragraphs, 1))
        for form, group in groupby(numbered, key=lambda pair: pair[1].form):
            rows = list(group)
            if form:
                items = "".join(f'<li id="{section.kind}-{at}">{self.inline(one)}</li>' for at, one in rows)
                blocks.append(f'<ol class="decision-orders">{items}</ol>' if form == "point" else f"<ul>{items}</ul>")
            else:
                blocks += [f'<p id="{section.kind}-{at}">{self.inline(one)}</p>' for at, one in rows]
        return self.titled(section.kind, section.heading, "".join(blocks))

    def titled(self, kind: str, heading: str, body: str) -> str:
        level = self.level + 1
        head = f"<h{level}>{_safe(heading)}</h{level}>" if heading else ""
        return f'<section class="decision-section decision-{kind}" id="{kind}">{head}{body}</section>'

    def inline(self, paragraph: Paragraph) -> str:
        parts: list[str] = []
        position = 0
        for mark in _apart(paragraph.marks):
            words = _safe(paragraph.text[mark.start : mark.end])
            parts += [_safe(paragraph.text[position : mark.start]), self.marked(mark, words)]
            position = mark.end
        return "".join([*parts, _safe(paragraph.text[position:])]).replace("\n", "<br>")

    def marked(self, mark: Mark, words: str) -> str:
        if mark.kind == "withheld":
            return f'<span class="withheld" data-rule="{_safe(mark.rule)}">{words}</span>'
        if mark.kind == "citation" and mark.key[1:].isdigit():
            at = int(mark.key[1:]) - 1
            cited = self.text.citations[at] if at < len(self.text.citations) else None
            url = self.link(cited.rule) if cited and cited.rule else ""
            return f'<a href="{_safe(url)}">{words}</a>' if url else words
        return words

    def sums(self) -> str:
        if not self.text.sums:
            return ""
        labels = self.labels
        head = "".join(
            f'<th scope="col"{css}>{_safe(labels[name])}</th>'
            for name, css in (("kind", ""), ("against", ""), ("rule", ""), ("sum", ' class="n"'))
        )
        body = "".join(self.sum(one) for one in self.text.sums)
        table = f'<div class="scroll"><table class="decision-sums"><thead><tr>{head}</tr></thead>{body}</table></div>'
        return self.titled("sums", labels["sums"], table)

    def sum(self, one: Sum) -> str:
        text = self.text
        payer, paid = text.party(one.against), text.party(one.to)
        who = payer.name if payer else ""
        who += f" → {paid.name}" if paid else ""
        kind = self.words["sums"][wording.sum_kind(text, one)]
        steps = "".join(f"<li>{_safe(step)}</li>" for step in one.steps)
        under = (
            f'<tr class="steps"><td colspan="4"><p class="small quiet">{_safe(self.labels["steps"])}</p>'
            f"<ul>{steps}</ul></td></tr>"
            if steps
            else ""
        )
        return (
            f'<tbody><tr><th scope="row">{_safe(kind)}</th><td>{_safe(who)}</td><td>{self.rule(one.rule, one.cite)}</td>'
            f'<td class="n">{_safe(wording.money(one.amount, one.currency, text.language))}</td></tr>{under}</tbody>'
        )

    def rule(self, rule: str, cite: str) -> str:
        url = self.link(rule) if rule else ""
        words = _safe(cite or rule)
        return f'<a href="{_safe(url)}">{words}</a>' if url else words

    def terms(self) -> str:
        if not self.text.terms:
            return ""
        return self.titled("terms", self.labels["terms"], _facts([self.term(one) for one in self.text.terms]))

    def term(self, one: Term) -> tuple[str, str]:
        who = self.text.party(one.against)
        time = wording.months(one.months, self.text.language)
        probation = wording.months(one.suspended_months, self.text.language)
        parts = [who.name] if who else []
        parts.append(time)
        if one.kind == "prison":
            served = self.labels["served"]
            parts.append(self.labels["suspended"].replace("{}", probation) if one.suspended_months else served)
        return self.words["terms"][one.kind], " · ".join(parts)

    def law(self) -> str:
        if not self.text.citations:
            return ""
        rows = []
        for one in self.text.citations:
            url = self.link(one.rule) if one.rule else ""
            words = _safe(wording.cited(one, self.text.language))
            rows.append(f'<li><a href="{_safe(url)}">{words}</a></li>' if url else f"<li>{words}</li>")
        return self.titled("law", self.labels["law"], f'<ul class="plain-list">{"".join(rows)}</ul>')

    def without(self) -> str:
        if not self.withheld:
            return ""
        total = sum(one.count for one in self.withheld)
        reasons: dict[str, int] = {}
        for one in self.withheld:
            reasons[one.reason] = reasons.get(one.reason, 0) + one.count
        rows = "".join(
            f'<tr><td>{_safe(reason)}</td><td class="n">{count}</td></tr>' for reason, count in reasons.items()
        )
        labels = self.labels
        table = (
            f"<p>{_safe(self.words['redacted'].replace('{}', str(total)))}</p>"
            f'<table class="decision-withheld"><thead><tr><th scope="col">{_safe(labels["why"])}</th>'
            f'<th scope="col" class="n">{_safe(labels["times"])}</th></tr></thead><tbody>{rows}</tbody></table>'
        )
        return self.titled("withheld", labels["withheld"], table)


def _facts(rows: Iterable[tuple[str, str]]) -> str:
    made = "".join(f"<div><dt>{_safe(name)}</dt><dd>{_safe(value)}</dd></div>" for name, value in rows if value)
    return f'<dl class="facts">{made}</dl>'


def _apart(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Marks in order, without those that overlap one before."""
    position = 0
    for mark in sorted(marks, key=lambda one: (one.start, -one.end)):
        if mark.start >= position:
            yield mark
            position = mark.end


def _safe(words: str) -> str:
    return escape(words, quote=True)
