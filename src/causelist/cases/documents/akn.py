"""A decision as Akoma Ntoso 3.0: a judgment where a court speaks, else a document, valid against the standard's schema.

Pure. The work is named by the country, the kind, the year and the number; the expression by language and version; the
manifestation is this XML. Everything is made from the text given, so what is withheld there is nowhere here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from causelist.cases.documents import wording
from causelist.cases.documents.redact import Withheld
from causelist.cases.documents.text import DecisionText, Mark, Paragraph, Section

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_LANGUAGES = {"en": "eng", "zh": "zho"}
_PARTS = {
    "header": "introduction",
    "parties": "introduction",
    "procedure": "introduction",
    "facts": "background",
    "evidence": "background",
    "reasons": "motivation",
    "holding": "decision",
    "sums": "decision",
    "appeal": "remedies",
    "corrections": "remedies",
}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml(text: DecisionText, *, withheld: Sequence[Withheld] = ()) -> bytes:
    """The document in UTF-8."""
    return _Document(text, tuple(withheld)).written().encode()


def work_uri(text: DecisionText) -> str:
    """The name of the work: `/akn/cn/judgment/2026/D-2026-4182-7`."""
    year = text.decided.year if text.decided else text.number.split("-")[1]
    kind = "judgment" if text.judicial else f"doc/{text.kind.replace('_', '-')}"
    return f"/akn/{text.body.country.lower()}/{kind}/{year}/{text.number}"


class _Document:
    def __init__(self, text: DecisionText, withheld: tuple[Withheld, ...]) -> None:
        self.text, self.withheld = text, withheld
        self.words = wording.words(text.language)
        day = text.decided or text.published
        self.day = day.isoformat() if day else "1970-01-01"  # the standard asks for a day; a draft has none
        roles = dict.fromkeys(["author", "editor", *(party.role for party in text.parties)])
        # A role of its own words gets a number: an id takes nothing from a text.
        self.roles = {
            role: f"role-{role.replace('_', '-') if role in self.words['roles'] or index < 2 else index}"
            for index, role in enumerate(roles)
        }
        self.sections = [one for one in text.sections if one.kind != "signature"]

    def written(self) -> str:
        text = self.text
        element, body = ("judgment", self.judgment()) if text.judicial else ("doc", self.doc())
        name = "judgment" if text.judicial else text.kind
        head = f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{NAMESPACE}">'
        return f"{head}\n<{element} name={_q(name)} contains={_q('singleVersion')}>{self.meta()}{body}</{element}>\n</akomaNtoso>\n"

    # Metadata.

    def meta(self) -> str:
        text = self.text
        work = work_uri(text)
        language = _LANGUAGES[text.language]
        expression = f"{work}/{language}@{self.day}"
        expression += f":v{text.version}" if text.version > 1 else ""
        published = text.published.isoformat() if text.published else self.day
        author = '<FRBRauthor href="#body" as="#role-author"/>'
        return "".join([
            '<meta><identification source="#registry">',
            f"<FRBRWork><FRBRthis value={_q(f'{work}/!main')}/><FRBRuri value={_q(work)}/>",
            f"<FRBRalias name={_q('ECLI')} value={_q(text.identifier)}/>" if text.identifier else "",
            f'<FRBRdate date={_q(self.day)} name="decided"/>{author}',
            f"<FRBRcountry value={_q(text.body.country.lower())}/><FRBRsubtype value={_q(text.kind)}/>",
            f"<FRBRnumber value={_q(text.number)}/><FRBRname value={_q(text.title or text.number)}/></FRBRWork>",
            f"<FRBRExpression><FRBRthis value={_q(f'{expression}/!main')}/><FRBRuri value={_q(expression)}/>",
            f'<FRBRdate date={_q(published)} name="published"/>{author}',
            f"<FRBRversionNumber value={_q(str(text.version))}/><FRBRlanguage language={_q(language)}/></FRBRExpression>",
            f"<FRBRManifestation><FRBRthis value={_q(f'{expression}/!main.xml')}/><FRBRuri value={_q(f'{expression}.xml')}/>",
            f'<FRBRdate date={_q(published)} name="made"/><FRBRauthor href="#registry" as="#role-editor"/>',
            f"<FRBRformat value={_q('application/akn+xml')}/></FRBRManifestation></identification>",
            f"<publication date={_q(published)} name={_q('Causelist')} showAs={_q(self.words['registry'])}/>",
            self.subjects(),
            f'<lifecycle source="#registry"><eventRef eId="e1" date={_q(self.day)} source="#body" type="generation"/></lifecycle>',
            self.references(),
            self.notes(),
            "</meta>",
        ])  # fmt: skip

    def subjects(self) -> str:
        rows = "".join(
            f'<keyword value={_q(one)} showAs={_q(one.replace("_", " "))} dictionary="#registry"/>'
            for one in self.text.subjects
        )
        return f'<classification source="#registry">{rows}</classification>' if rows else ""

    def references(self) -> str:
        text = self.text
        made = ['<references source="#registry">']
        made.append('<TLCOrganization eId="registry" href="/ontology/organization/causelist" showAs="Causelist"/>')
        made.append(
            f'<TLCOrganization eId="body" href={_q(f"/ontology/organization/{text.body.code.lower()}")} showAs={_q(text.body.name)}/>'
        )
        for party in text.parties:
            kind = "TLCOrganization" if party.kind in {"firm", "authority"} else "TLCPerson"
            folder = "organization" if kind == "TLCOrganization" else "person"
            href = f"/ontology/{folder}/{text.number.lower()}.{party.key}"
            made.append(f"<{kind} eId={_q(party.key)} href={_q(href)} showAs={_q(party.name)}/>")
        for role, key in self.roles.items():
            shown = self.words["roles"].get(role, role)
            made.append(f"<TLCRole eId={_q(key)} href={_q(f'/ontology/role/{key}')} showAs={_q(shown)}/>")
        for index, one in enumerate(text.citations, 1):
            href = one.url or f"/ontology/rule/{one.rule or index}"
            made.append(
                f'<TLCReference eId="c{index}" name="rule" href={_q(href)} showAs={_q(wording.cited(one, text.language))}/>'
            )
        return "".join([*made, "</references>"])

    def notes(self) -> str:
        reasons = dict.fromkeys(f"{one.rule}: {one.reason}" for one in self.withheld)
        lines = [self.text.note] if self.text.note else []
        rows = "".join(
            f'<note eId="note_{index}"><p eId="note_{index}__p_1">{_safe(words)}</p></note>'
            for index, words in enumerate([*lines, *reasons], 1)
        )
        return f'<notes source="#registry">{rows}</notes>' if rows else ""

    # The text.

    def opening(self) -> str:
        text = self.text
        rows = [
            f"<p>{_safe(text.body.name)}</p>",
            f"<p><docType>{_safe(self.words['kinds'][text.kind])}</docType></p>",
            f"<p><docTitle>{_safe(text.title)}</docTitle></p>",
            f"<p><docNumber>{_safe(text.number)}</docNumber></p>",
        ]
        if text.decided:
            shown = _safe(wording.day(text.decided, text.language))
            rows.append(f"<p><docDate date={_q(self.day)}>{shown}</docDate></p>")
        if text.status in self.words["status_notes"]:
            rows.append(f"<p>{_safe(self.words['status_notes'][text.status])}</p>")
        for party in text.parties:
            role = _safe(self.words["roles"].get(party.role, party.role))
            shown = f'<party refersTo="#{party.key}" as="#{self.roles[party.role]}">{_safe(party.name)}</party>'
            rows.append(f"<p>{role}: {shown}</p>")
        return "".join(rows)

    def judgment(self) -> str:
        parts: list[str] = []
        for index, section in enumerate(self.sections, 1):
            part = _PARTS[section.kind]
            parts.append(f'<{part} eId="{part}_{index}">{self.section(index, section)}{self.table(section)}</{part}>')
        return f"<header>{self.opening()}</header><judgmentBody>{''.join(parts)}</judgmentBody>{self.conclusions()}"

    def doc(self) -> str:
        parts = [f"{self.section(index, section)}" for index, section in enumerate(self.sections, 1)]
        tables = "".join(self.table(section) for section in self.sections)
        body = "".join(parts) + (
            f'<hcontainer name="sums" eId="sums"><content eId="sums__content">{tables}</content></hcontainer>'
            if tables
            else ""
        )
        return f"<preface>{self.opening()}</preface><mainBody>{body}</mainBody>{self.conclusions()}"

    def section(self, index: int, section: Section) -> str:
        eid = f"sec_{index}"
        heading = f'<heading eId="{eid}__heading">{_safe(section.heading)}</heading>' if section.heading else ""
        lines: list[str] = []
        count = 0
        for at, paragraph in enumerate(section.paragraphs, 1):
            count += paragraph.form == "point"
            number = f"{count}. " if paragraph.form == "point" else ""
            lines.append(f'<p eId="{eid}__p_{at}">{number}{self.inline(paragraph)}</p>')
        body = "".join(lines) or "<p/>"
        return f'<section eId="{eid}">{heading}<content eId="{eid}__content">{body}</content></section>'

    def table(self, section: Section) -> str:
        text = self.text
        if section.kind != "holding" or not text.sums:
            return ""
        rows = []
        for one in text.sums:
            payer = text.party(one.against)
            kind = self.words["sums"][wording.sum_kind(text, one)]
            cells = (
                kind,
                payer.name if payer else "",
                wording.money(one.amount, one.currency, text.language),
                one.rule,
            )
            steps = "".join(f"<p>{_safe(step)}</p>" for step in one.steps)
            rows.append(
                "<tr>" + "".join(f"<td><p>{_safe(cell)}</p></td>" for cell in cells[:3])
                + f"<td><p>{_safe(cells[3])}</p>{steps}</td></tr>"
            )  # fmt: skip
        return f'<table eId="tbl_1">{"".join(rows)}</table>'

    def conclusions(self) -> str:
        signed = [one for one in self.text.sections if one.kind == "signature"]
        rows = "".join(f"<p>{self.inline(line)}</p>" for section in signed for line in section.paragraphs)
        return f"<conclusions>{rows}</conclusions>" if rows else ""

    def inline(self, paragraph: Paragraph) -> str:
        parts: list[str] = []
        position = 0
        for mark in sorted(paragraph.marks, key=lambda one: (one.start, -one.end)):
            if mark.start < position:
                continue
            words = _safe(paragraph.text[mark.start : mark.end])
            parts += [_safe(paragraph.text[position : mark.start]), self.marked(mark, words)]
            position = mark.end
        return "".join([*parts, _safe(paragraph.text[position:])]).replace("\n", "<br/>")

    def marked(self, mark: Mark, words: str) -> str:
        party = self.text.party(mark.key) if mark.key else None
        if party:
            return f'<party refersTo="#{party.key}" as="#{self.roles[party.role]}">{words}</party>'
        if mark.kind == "citation" and mark.key:
            return f"<ref href={_q('#' + mark.key)}>{words}</ref>"
        if mark.kind == "withheld":
            return f"<omissis class={_q('withheld ' + mark.rule)}>{words}</omissis>"
        return words


def _safe(words: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", words))


def _q(words: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", words))


def eids(document: str) -> Iterable[str]:
    """Every id of a document, in order."""
    return re.findall(r'eId="([^"]+)"', document)
