from __future__ import annotations

import io
import zipfile

import pytest

from causelist.core import filetypes
from causelist.core.filetypes import Unacceptable, type_of


def archive(**entries: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


def docx(**more: bytes) -> bytes:
    return archive(**{"word__document_dot_xml": b"<w/>", "[Content_Types]_dot_xml": b"<t/>"}, **more)


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"II*\x00rest", "tif"),
        (b"MM\x00*rest", "tif"),
        ("委托书\n".encode(), "txt"),
        (docx(), "docx"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.text", content=b"x"), "odt"),
    ],
)
def test_a_type_is_found_from_the_bytes(data: bytes, ending: str) -> None:
    assert type_of(data).ending == ending


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"x" * (filetypes.LARGEST + 1), "too_large"),
        (b"MZ\x90\x00\xff", "unknown_type"),
        (b"text with a \0 in it", "unknown_type"),
        (archive(readme=b"hello"), "archive"),
        (docx()[:-30], "broken"),
        (b"PK\x03\x04 and nothing of the kind", "broken"),
    ],
)
def test_what_is_no_paper_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        type_of(data)
    assert refused.value.code == code


def test_a_document_that_unpacks_too_far_is_refused_by_what_it_declares() -> None:
    bomb = docx(big=bytes(filetypes.MOST_UNPACKED))
    assert len(bomb) < 200_000
    with pytest.raises(Unacceptable) as refused:
        type_of(bomb)
    assert refused.value.code == "unpacks_too_far"


def test_a_document_that_lies_about_its_size_is_refused_too() -> None:
    lying = bytearray(docx(big=bytes(4_000_000)))
    place = lying.rindex(b"PK\x01\x02", 0, lying.rindex(b"big"))
    lying[place + 24 : place + 28] = (10).to_bytes(4, "little")
    with pytest.raises(Unacceptable) as refused:
        type_of(bytes(lying))
    assert refused.value.code == "broken"
