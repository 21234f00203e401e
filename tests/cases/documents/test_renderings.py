from __future__ import annotations

import io
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pypdf
import pytest
from tests.cases.documents import sample

from causelist.cases.documents import akn, html, pdf
from causelist.cases.documents.draft import draft
from causelist.cases.documents.redact import Ask, Redaction, redact
from causelist.cases.documents.text import KINDS, LANGUAGES, STATUSES, Party

EVERY = [(kind, language) for kind in KINDS for language in LANGUAGES]
HOSTILE = '<script>alert("x")</script>&amp;\u202e\x00]]>{}'
needs_pdf = pytest.mark.skipif(not pdf.available(), reason="pango is not installed, so no PDF can be made")


def done(kind: str, language: str, **changes: str) -> Redaction:
    made = draft(sample.frame(kind, language), sample.facts(language)).text
    return redact(replace(made, **changes))  # type: ignore[arg-type]


def read(content: bytes) -> tuple[pypdf.PdfReader, str]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    return reader, "\n".join(page.extract_text() for page in reader.pages)


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_akoma_ntoso_is_well_formed_and_complete(kind: str, language: str) -> None:
    made = done(kind, language)
    document = akn.xml(made.text, withheld=made.withheld)
    root = ET.fromstring(document)  # noqa: S314 -- it is ours
    ns = {"a": akn.NAMESPACE}
    name = "judgment" if made.text.judicial else "doc"
    assert root.find(f"a:{name}/a:meta/a:identification/a:FRBRWork/a:FRBRalias", ns) is not None
    ids = akn.eids(document.decode())
    assert [one for one, count in Counter(ids).items() if count > 1] == []
    for element in root.iter():
        for attribute in ("refersTo", "as", "source", "href"):
            target = element.get(attribute, "")
            if target.startswith("#"):
                assert target[1:] in ids
    for paragraph in made.text.paragraphs():
        assert paragraph.text.split("\n")[0] in "".join(root.itertext())


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_html_has_every_word_and_unique_ids(kind: str, language: str) -> None:
    made = done(kind, language)
    fragment = html.fragment(made.text, withheld=made.withheld, link=lambda rule: f"/law/{rule}")
    ids = re.findall(r'id="([^"]+)"', fragment)
    assert len(ids) == len(set(ids))
    bare = unescape(re.sub(r"<[^>]+>", "", fragment))
    assert made.text.title in bare
    assert made.text.identifier in bare
    root = ET.fromstring(fragment.replace("<br>", "<br/>"))  # noqa: S314 -- it is ours
    assert root.get("lang") == ("zh-Hans" if language == "zh" else "en")
    if made.text.citations and kind != "settlement":
        assert 'href="/law/cn.admin.fine.amount"' in fragment


def test_markup_in_every_part_is_only_words() -> None:
    frame = sample.frame("penalty", "en")
    parties = tuple(replace(one, name=f"{one.name} {HOSTILE}", role=HOSTILE) for one in frame.parties)
    body = replace(frame.body, name=HOSTILE, office=HOSTILE)
    text = draft(replace(frame, parties=parties, body=body, note=HOSTILE, status="annulled"), sample.facts("en")).text
    made = redact(text, asks=[Ask("knew since", "secret", HOSTILE)])
    fragment = html.fragment(made.text, withheld=made.withheld)
    assert "<script" not in fragment
    ET.fromstring(akn.xml(made.text, withheld=made.withheld))  # noqa: S314 -- it is ours
    assert "<script" not in akn.xml(made.text, withheld=made.withheld).decode()
    assert "<script" not in html.tombstone(made.text, reason=HOSTILE)


@pytest.mark.parametrize("status", STATUSES)
def test_how_a_decision_stands_is_said_first(status: str) -> None:
    fragment = html.fragment(replace(done("penalty", "en").text, status=status, note="See D-2026-5-1."))
    said = fragment.find("decision-standing") >= 0
    assert said == (status in {"draft", "corrected", "annulled", "withdrawn"})
    assert not said or fragment.index("decision-standing") < fragment.index('id="parties"')


@pytest.mark.parametrize("how", ["", "erased", "sealed"])
def test_a_tombstone_holds_the_number_and_nothing_of_the_text(how: str) -> None:
    text = done("penalty", "en").text
    stone = html.tombstone(text, reason="By order of the court", how=how)
    assert text.number in stone
    assert "By order of the court" in stone
    assert "Person A" not in stone
    assert "Example Tunes" not in stone


@needs_pdf
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_tagged_kept_whole_and_says_nothing_withheld(language: str) -> None:
    made = done("criminal_judgment", language)
    reader, words = read(pdf.pdf(made.text, withheld=made.withheld))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith(language)
    assert b"pdfaid:part" in root["/Metadata"].get_data()
    assert made.text.number in words
    assert made.text.identifier in words
    everything = words + str(reader.metadata) + root["/Metadata"].get_data().decode()
    inside = root["/Names"]["/EmbeddedFiles"]["/Names"][1].get_object()
    assert str(inside["/UF"]) == f"{made.text.number}.{language}.akn.xml"
    embedded = inside["/EF"]["/F"].get_object().get_data()
    assert embedded == akn.xml(made.text, withheld=made.withheld)
    everything += embedded.decode() + repr(reader.outline)
    for secret in (*sample.PEOPLE[language], *sample.PEOPLE[language][0].split(), "11010519491231002X", "22260"):
        assert secret not in everything


@needs_pdf
def test_the_same_text_makes_the_same_bytes_in_another_process() -> None:
    made = done("penalty", "zh")
    here = pdf.pdf(made.text, withheld=made.withheld)
    program = (
        "import hashlib,sys\nfrom tests.cases.documents.test_renderings import done, pdf\nmade = done('penalty', 'zh')\n"
        "sys.stdout.buffer.write(pdf.pdf(made.text, withheld=made.withheld))"
    )
    root = Path(__file__).parents[3]
    other = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, check=True,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": f"{root}:{root / 'src'}", "PATH": "/usr/bin:/bin", "TZ": "Asia/Shanghai"},
    )  # fmt: skip
    assert other.stdout == here


@needs_pdf
def test_a_tombstone_as_pdf_has_no_title_in_its_metadata() -> None:
    text = done("penalty", "en").text
    reader, words = read(pdf.tombstone(text, reason="Sealed by the court", how="sealed"))
    assert text.number in words
    assert "Example Tunes" not in words + str(reader.metadata)
    root: Any = reader.trailer["/Root"]
    assert "/EmbeddedFiles" not in root.get("/Names", {})


@needs_pdf
def test_a_letter_that_no_font_has_is_an_error_that_names_the_fonts() -> None:
    text = done("penalty", "en").text
    with pytest.raises(pdf.NoPdf, match="fonts-noto-cjk"):
        pdf.pdf(replace(text, title="\U00012000"))  # a cuneiform sign


@needs_pdf
def test_hostile_names_and_a_very_long_text_are_set() -> None:
    text = done("penalty", "en").text
    long = tuple(Party(f"q{index}", "third_party", "W" * 300, "firm") for index in range(3))
    section = replace(
        text.sections[0],
        paragraphs=(replace(text.sections[0].paragraphs[0], text="W" * 2_000 + " W" * 9_000, marks=()),),
    )
    reader, words = read(
        pdf.pdf(replace(text, parties=long, sections=(section,), sums=(), terms=(), title=HOSTILE[:30]))
    )
    assert len(reader.pages) > 3
    assert "<script>" in words


def test_the_name_of_a_file_is_made_of_the_number_alone() -> None:
    text = done("penalty", "en").text
    assert pdf.file_name(text) == f"{text.number}.en.pdf"
    assert pdf.file_name(replace(text, version=2), "xml") == f"{text.number}-v2.en.xml"
