from __future__ import annotations

import pytest

from causelist.parties.names import MAX_NAME, fold, looks_like_person, script_of, slug_for, tidy


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Adobe, Inc.", "ADOBE INC"),
        ("Example Incorporated", "example, inc"),
        ("Example L.L.C.", "EXAMPLE LLC"),
        ("Bøgwald & Søn A/S", "bøgwald and søn a/s"),
        ("Ｅｘａｍｐｌｅ（上海）", "example(上海)"),
        ("O’Example", "O'Example"),
    ],
)
def test_fold_joins_writings_of_one_name(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(
    ("left", "right"), [("Adobe", "Adobe Inc."), ("奥多比", "Adobe"), ("Example Ltd", "Example LLC")]
)
def test_fold_keeps_apart_what_a_person_must_join(left: str, right: str) -> None:
    assert fold(left) != fold(right)


def test_fold_of_punctuation_alone_is_not_empty() -> None:
    assert fold(" *** ") == "***"


def test_fold_of_long_names_keeps_them_apart() -> None:
    assert len(fold("x" * 900 + "a")) <= MAX_NAME
    assert fold("x" * 900 + "a") != fold("x" * 900 + "b")


@pytest.mark.parametrize(
    "name", ["Jane Example", "J. R. Example", "Dr. Example", "王小明", "Wanda van den Example", "Anne-Marie O'Example"]
)
def test_looks_like_person_yes(name: str) -> None:
    assert looks_like_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "Example Ltd",
        "Example",
        "Acme Web Services",
        "示例文化传播有限公司",
        "Acme & Example",
        "IBM France",
        "Studio 54 North",
        "",
    ],
)
def test_looks_like_person_no(name: str) -> None:
    assert not looks_like_person(name)


@pytest.mark.parametrize(
    ("text", "script"),
    [("Adobe", "Latn"), ("奥多比 A", "Hani"), ("Пример", "Cyrl"), ("サンプル", "Kana"), ("123", "Zyyy")],
)
def test_script_of_is_that_of_most_letters(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(("text", "slug"), [("Adobe, Inc.", "adobe-inc"), ("奥多比", "奥多比"), ("a" * 90, "a" * 60)])
def test_slug_for_reads_like_the_name(text: str, slug: str) -> None:
    assert slug_for(text) == slug


def test_tidy_makes_one_printable_line() -> None:
    assert tidy(" Example\n\x00 Ltd\t ") == "Example Ltd"
