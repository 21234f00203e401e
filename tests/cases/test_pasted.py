from __future__ import annotations

import pytest

from causelist.cases import tables
from causelist.cases.fields import BadField, read
from causelist.cases.pasted import BadTable, read_table

NAMES = {"kind": ("Kind", "种类"), "quantity": ("Number", "数量"), "note": ("Note", "备注")}
CHOICES = {"kind": {"copies": ("Copies", "复制品")}}


@pytest.mark.parametrize(
    "text",
    [
        "Kind,Number,Note\nCopies,3,two of them new",
        "种类\t数量\t备注\n复制品\t3\ttwo of them new\n\n",
        "copies;3;two of them new",
        "quantity,note,kind\r\n3,two of them new,copies\r\n",
        '\ufeffkind,quantity,note\nCOPIES,3,"two of them new"',
    ],
)
def test_pasted_table_is_read_whatever_its_shape(text: str) -> None:
    assert read_table(text, NAMES, CHOICES) == [{"kind": "copies", "quantity": "3", "note": "two of them new"}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind,quantity,colour\na,1,b", "no column 'colour'"),
        ("kind,quantity,Kind\na,1,b", "'kind' is there twice"),
        ("copies,1,note,too much", "row 1 has more cells"),
        ("x" * 2_000_001, "longer than"),
    ],
)
def test_pasted_table_that_cannot_be_read_says_where(text: str, said: str) -> None:
    with pytest.raises(BadTable, match=said):
        read_table(text, NAMES, CHOICES)


def test_rows_name_the_row_and_the_column_that_are_wrong() -> None:
    act = tables.act("operation", "seize")
    assert act is not None
    row = {"kind": "copies", "description": "Discs", "quantity": 40}

    with pytest.raises(BadField) as bad:
        read(act.fields, {"taken_at": "2026-03-02T10:00", "inventory": [row, row, row | {"quantity": "-3"}]})

    assert (bad.value.field, bad.value.code) == ("inventory.3.quantity", "out_of_range")
    assert "row 3" in str(bad.value)


def test_rows_as_text_and_as_a_list_are_the_same() -> None:
    act = tables.act("operation", "value")
    assert act is not None
    row = {
        "item": "7",
        "method": "marked",
        "amount": "12000",
        "currency": "cny",
        "valued_on": "2026-03-04",
        "valued_by": "Price office",
        "basis": "Tags",
    }
    text = "\t".join(row) + "\n" + "\t".join({**row, "method": "Marked price"}.values())

    given = read(act.fields, {"valuations": [row]})

    assert read(act.fields, {"valuations": text}) == given
    assert given["valuations"][0]["currency"] == "CNY"
