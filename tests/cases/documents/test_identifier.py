from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causelist.cases.documents import identifier
from causelist.cases.documents.identifier import BadIdentifier, Identifier
from causelist.core.numbers import PublicNumber


@given(
    kind=st.sampled_from(["D", "DX"]),
    of=st.integers(2000, 2100),
    year=st.integers(2000, 2100),
    sequence=st.integers(1, 10**15),
)
def test_a_number_makes_an_identifier_that_leads_back_to_it(kind: str, of: int, year: int, sequence: int) -> None:
    number = str(PublicNumber(kind, of, sequence))
    made = identifier.make(country="cn", code="npca", year=year, number=number)
    parts = str(made).split(":")
    assert len(parts) == 5
    assert len(parts[4]) <= 25
    assert identifier.parse(str(made).lower()) == made
    assert made.number == number


def test_the_year_of_the_number_is_told_only_where_it_differs() -> None:
    number = str(PublicNumber("D", 2026, 4182))
    assert str(identifier.make(country="CN", code="NPCA", year=2026, number=number)) == "ECLI:CN:NPCA:2026:D4182.7"
    assert str(identifier.make(country="CN", code="NPCA", year=2027, number=number)) == "ECLI:CN:NPCA:2027:D2026.4182.7"


def test_an_ordinal_of_somebody_else_has_no_number_here() -> None:
    assert identifier.parse("ECLI:NL:HR:2014:952").number is None
    assert identifier.parse("ECLI:CN:NPCA:2026:D4182.6").number is None  # a wrong check digit


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("D-2026-4182-7", "five parts"),
        ("ECLI:CHN:NPCA:2026:1", "country"),
        ("ECLI:CN:NORTHERN1:2026:1", "code of the body"),
        ("ECLI:CN:1PCA:2026:1", "code of the body"),
        ("ECLI:CN:NPCA:26:1", "year"),
        ("ECLI:CN:NPCA:2026:", "ordinal"),
        ("ECLI:CN:NPCA:2026:" + "1" * 26, "ordinal"),
        ("ECLI:CN:NPCA:2026:<b>", "ordinal"),
        ("ECLI:CN:NPCA:２０２６:1", "year"),
    ],
)
def test_what_is_no_identifier_is_refused_with_the_part_that_is_wrong(text: str, says: str) -> None:
    with pytest.raises(BadIdentifier, match=says):
        identifier.parse(text)


def test_a_bad_number_is_refused() -> None:
    with pytest.raises(BadIdentifier, match="check digit"):
        identifier.make(country="CN", code="NPCA", year=2026, number="D-2026-4182-6")
    with pytest.raises(BadIdentifier, match="country"):
        Identifier("C", "NPCA", 2026, "1")
