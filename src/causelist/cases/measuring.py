"""How long publication takes, for `causelist bench cases`: the text, its redaction and every file, beside the bare PDF."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from causelist.cases.documents import akn, diff, html, pdf
from causelist.cases.documents.redact import redact
from causelist.cases.documents.text import Body, Cited, DecisionText, Paragraph, Party, Section, Sum
from causelist.core.numbers import PublicNumber

PARAGRAPHS = 60
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of one publication by step; `pdf` None where this machine makes none. `bare` is the PDF alone, again."""

    redact: float
    difference: float
    html: float
    akn: float
    pdf: float | None
    bare: float | None
    passages: int
    size: int

    @property
    def total(self) -> float:
        """All of it."""
        return self.redact + self.difference + self.html + self.akn + (self.pdf or 0)


def publication(language: str = "en") -> Measured:
    """Publish one long invented decision in memory; the first of a process also loads the library that sets it."""
    text = sample(language)
    redaction, first = _timed(lambda: redact(text))
    _shown, second = _timed(lambda: diff.of_redaction(text, redaction))
    withheld = redaction.withheld
    _page, third = _timed(lambda: html.fragment(redaction.text, withheld=withheld))
    _xml, fourth = _timed(lambda: akn.xml(redaction.text, withheld=withheld))
    made: bytes = b""
    fifth = bare = None
    if pdf.available():
        made, fifth = _timed(lambda: pdf.pdf(redaction.text, withheld=withheld))
        _again, bare = _timed(lambda: pdf.pdf(redaction.text, withheld=withheld))
    passages = sum(one.count for one in withheld)
    return Measured(first, second, third, fourth, fifth, bare, passages, len(made))


def sample(language: str = "en") -> DecisionText:
    """An invented decision of sixty paragraphs with people, numbers and sums in it."""
    number = str(PublicNumber("D", 2026, 4182))
    person, friend = ("邱明远", "谭玥") if language == "zh" else ("Qiu Ming", "Tan Yue")
    words = (
        f"{person}自2026年9月起经营该网站，{friend}负责服务器，联系电话13800138000，提供录音制品1,240首。"
        if language == "zh"
        else f"{person} has run the site since September 2026, {friend} kept its servers (+86 138 0013 8000), and 1,240 recordings were offered there without permission."
    )
    lines = tuple(Paragraph(f"{place}. {words}") for place in range(1, PARAGRAPHS + 1))
    return DecisionText(
        number, "ECLI:CN:NPCA:2026:D4182.7", language, "penalty", f"{person} / Example Tunes Ltd",
        str(PublicNumber("C", 2026, 415)), Body("Copyright Administration, Northern Province", "NPCA", "CN"),
        decided=dt.date(2026, 11, 20),
        parties=(
            Party("a", "respondent", person, "person"),
            Party("b", "witness", friend, "person"),
            Party("f", "respondent", "Example Tunes Ltd"),
        ),
        sections=(Section("facts", "Facts", lines[:40]), Section("reasons", "Reasons", lines[40:])),
        citations=(Cited("Copyright Law (2020)", "53", "cn.admin.fine.amount"),),
        sums=(Sum("fine", Decimal(120000), "CNY", "a"),), status="issued",
    )  # fmt: skip


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    made = work()
    return made, time.perf_counter() - start
