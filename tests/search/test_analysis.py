from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causelist.search.analysis import MAX_QUERY_WORDS, MAX_WORD, MAX_WORDS, query_words, record_words, words

pytestmark = pytest.mark.storeless


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Café’s film", ["the", "cafe", "film"]),
        ("ＦＵＬＬ ｗｉｄｔｈ", ["full", "width"]),
        ("Straße", ["strasse"]),
        ("don't stop, it's Ann's", ["don", "t", "stop", "it", "ann"]),
        ("盗版影片", ["盗", "版", "影", "片", "盗版", "版影", "影片"]),
        ("奥多比Adobe", ["奥", "多", "比", "奥多", "多比", "adobe"]),
        ("한국어", ["한", "국", "어", "한국", "국어"]),
        (
            "https://www.files.example.com/a_b/movie-2.mkv",
            [
                "files.example.com",
                "example.com",
                "files",
                "example",
                "com",
                "a",
                "b",
                "movie-2.mkv",
                "movie",
                "2",
                "mkv",
            ],
        ),
        ("one ONE one", ["one"]),
        ("12.03.2018 v1.2.3", ["12", "03", "2018", "v1", "2", "3"]),
        ("!?* \0 \ud800 ،。", []),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_words_are_bounded() -> None:
    assert len(words(" ".join(f"w{number}" for number in range(MAX_WORDS * 2)))) == MAX_WORDS
    assert words("x" * 100_000) == ["x" * MAX_WORD]


def test_record_words_keep_the_first_texts_when_cut() -> None:
    kept = record_words(["the title", " ".join(f"w{number}" for number in range(MAX_WORDS))]).split(" ")
    assert kept[:2] == ["the", "title"]
    assert len(kept) == MAX_WORDS


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Café films", ["cafe", "films"]),
        ("盗版影片", ["盗版", "版影", "影片"]),
        ("影", ["影"]),
        ("www.Example.com", ["example.com"]),
        ("https://example.com/x", ["example.com", "x"]),
        ("my-site.example", ["my-site.example"]),
        ("v1.2", ["v1", "2"]),
        ("react-native", ["react", "native"]),
        ("adob*", ["adob*"]),
        ("ab* b*", ["ab", "b"]),
        ('"the end" AND NOT (x) OR near:', ["the", "end", "and", "not", "x", "or", "near"]),
        ("!!! ??? ***", []),
        ("\0\0", []),
        ("😀🎬", []),
    ],
)
def test_query_words(query: str, expected: list[str]) -> None:
    assert query_words(query) == expected


def test_query_words_are_bounded() -> None:
    assert len(query_words("a1 b2 c3 d4 e5 f6 g7 " * 2000)) == 7
    assert len(query_words(" ".join(f"w{number}" for number in range(5000)))) == MAX_QUERY_WORDS


@given(st.text(max_size=300))
def test_what_is_asked_in_the_record_s_own_words_is_found(text: str) -> None:
    kept = set(words(text))
    assert all(word in kept or word.endswith("*") for word in query_words(text))


@given(st.text(max_size=300))
def test_words_hold_nothing_that_a_store_would_read_as_syntax(text: str) -> None:
    assert not {" ", "'", '"', "\\", ":", "*", "&", "|", "(", "\0"} & set("".join(words(text)))
