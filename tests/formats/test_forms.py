"""Forms: answers by question, in every wording."""

import re
from pathlib import Path

import pytest
from tests.formats.letters import COUNTER_FORM, FORM_1, form_3

from causelist.core.elements import NoticeKind, Reading
from causelist.formats import read_text
from causelist.formats.questions import FormFileError, form_files, load_form_file


def urls(reading: Reading) -> list[str]:
    return [address.url for address in reading.reported]


def test_form_1_reads_each_answer() -> None:
    reading = read_text(FORM_1)
    assert reading.shape == "github-1"
    assert reading.as_json() | {"works": [], "remarks": []} == {
        "kind": "notice",
        "date": "2021-03-03",
        "sender": "Heron Software, Inc.",
        "right_holder": "Heron Software, Inc.",
        "reported": [
            "https://github.com/alice-example/editor",
            "https://github.com/bob-example/editor.git",
            "https://github.com/dave-example/editor",
        ],
        "originals": [
            "https://heron.example/editor",
            "https://github.com/heron-example/editor",
        ],
        "subject": [],
        "refers_to": [],
        "places": [
            "github.com/alice-example/editor",
            "github.com/bob-example/editor",
            "github.com/dave-example/editor",
        ],
        "whole": True,
        "forks_named": 1,
        "circumvention": None,
        "statements": ["good_faith", "accuracy", "authority", "perjury", "signature"],
        "works": [],
        "shape": "github-1",
        "language": "en",
        "remarks": [],
    }


def test_form_1_takes_a_bare_repository_where_no_address_is_given() -> None:
    answer = re.sub(r"- https://github.com/alice-example/editor\n.*\n", "", FORM_1, count=1)
    assert urls(read_text(answer))[0] == "https://github.com/carol-example/editor"


def test_a_licence_file_that_is_asked_for_is_reported() -> None:
    file = "https://github.com/alice-example/editor/blob/main/license.lic"
    answer = FORM_1.replace("- https://github.com/alice-example/editor\n", f"- {file}\n", 1)
    assert urls(read_text(answer))[0] == file


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("**", ""),
        lambda text: text.replace("**", "*"),
        lambda text: text.replace("**", "__"),
        lambda text: re.sub(r"\*\*(.+?)\*\*", r"### \1", text),
        lambda text: re.sub(r"(.{60,}?) ", r"\1\n", text),
        lambda text: text.replace("'", "’").replace('"', "”"),
        lambda text: re.sub(r"[?:]\*\*", "**", text),
        lambda text: text.replace("**\n", "** "),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.upper().replace("HTTPS://GITHUB.COM", "https://github.com"),
        lambda text: re.sub(r"\?\*\*\n", "?** Select a response\n", text),
    ],
    ids=["plain", "star", "underline", "heading", "wrapped", "curly", "no-mark", "same-line", "crlf", "capitals", "select"],
)  # fmt: skip
def test_form_1_in_any_wording(change: object) -> None:
    reading = read_text(change(FORM_1))  # type: ignore[operator]
    assert reading.shape == "github-1"
    assert [place.key for place in reading.places] == [
        "github.com/alice-example/editor",
        "github.com/bob-example/editor",
        "github.com/dave-example/editor",
    ]
    assert reading.forks_named == 1


@pytest.mark.parametrize(
    ("filled", "whole", "forks", "circumvention"),
    [
        (form_3(), True, 0, False),
        (form_3(circumvention="Yes"), True, 0, True),
        (
            form_3(forks="https://github.com/bob-example/night\nhttps://github.com/carol-example/night"),
            True,
            2,
            False,
        ),
        (
            form_3(
                tick="Specific files within the repository are infringing",
                addresses="https://github.com/alice-example/night/blob/main/a.c",
            ),
            False,
            0,
            False,
        ),
        (form_3(circumvention=""), True, 0, None),
    ],
)
def test_form_3(filled: str, whole: bool, forks: int, circumvention: bool | None) -> None:  # noqa: FBT001
    reading = read_text(filled)
    assert reading.shape == "github-3"
    assert (reading.whole and reading.whole.value, reading.forks_named) == (
        whole,
        forks,
    )
    assert (reading.circumvention and reading.circumvention.value) == circumvention
    assert [address.fork for address in reading.reported] == [False] + [True] * forks
    assert [address.url for address in reading.originals] == ["https://kestrel.example/night"]
    assert [found.value for found in reading.refers_to] == ["1234567"]
    assert reading.sender is not None
    assert reading.sender.value == "Kestrel Games GmbH"


def test_form_3_passes_over_what_the_provider_wrote() -> None:
    reading = read_text(form_3())
    assert reading.kind.value is NoticeKind.NOTICE
    assert all("github.com/github" not in address.url for address in reading.reported + reading.originals)


def test_spans_point_at_what_was_written_behind_a_blanked_paragraph() -> None:
    reading = read_text(form_3())
    for address in reading.reported + reading.originals:
        assert reading.text[address.span.start : address.span.end] == address.written
        assert address.written in address.url


def test_counter_form_has_a_subject_and_reports_nothing() -> None:
    reading = read_text(COUNTER_FORM)
    assert (reading.shape, reading.kind.value, reading.reported) == (
        "github-counter",
        NoticeKind.COUNTER_NOTICE,
        (),
    )
    assert [address.url for address in reading.subject] == ["https://github.com/alice-example/editor"]


def test_every_form_file_is_sound() -> None:
    assert [file.provider for file in form_files()] == ["github"]


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("[]", "must be a mapping"),
        ("provider: other", "must be 'acme'"),
        ("{provider: acme, colour: red}", "must be a mapping"),
        ("{provider: acme, questions: [{wordings: [a b]}]}", "a question needs"),
        (
            "{provider: acme, questions: [{element: x, wordings: ['?']}]}",
            "must be words",
        ),
        (
            "{provider: acme, forms: [{id: a, kind: notice, asks: [x]}]}",
            "no question tells",
        ),
        (
            "{provider: acme, questions: [{element: x, wordings: [a b]}], forms: [{id: a, kind: no, asks: [x]}]}",
            "no kind",
        ),
    ],
)
def test_load_form_file_says_what_is_wrong(tmp_path: Path, written: str, complaint: str) -> None:
    file = tmp_path / "acme.yaml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(FormFileError, match=complaint):
        load_form_file(file)


def test_a_new_form_is_a_new_file(tmp_path: Path) -> None:
    file = tmp_path / "acme.yaml"
    file.write_text(
        "provider: acme\nquestions: [{element: reported, wordings: [Which page?]}]\n"
        "forms: [{id: acme-1, kind: notice, asks: [reported]}]\n",
        encoding="utf-8",
    )
    assert [form.id for form in load_form_file(file).forms] == ["acme-1"]
