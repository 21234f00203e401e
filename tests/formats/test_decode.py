"""Bytes to text: encodings as letters really come, and clear refusals."""

import pytest

from causelist.formats import Unreadable, read
from causelist.formats.decode import MAX_BYTES, decode

CHINESE = "致：平台。侵权链接：https://example.com/侵权 请立即删除，谢谢合作。此致 敬礼"
WESTERN = "Société Héron réclame le retrait de https://github.com/alice-example/editor"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfHello", "Hello"),
        ("Hello, alice".encode("utf-16"), "Hello, alice"),
        ("Hello, alice and bob".encode("utf-16-le"), "Hello, alice and bob"),
        ("Hello, alice and bob".encode("utf-16-be"), "Hello, alice and bob"),
        (CHINESE.encode("utf-8"), CHINESE),
        (CHINESE.encode("gb18030"), CHINESE),
        (WESTERN.encode("utf-8"), WESTERN),
        (WESTERN.encode("cp1252"), WESTERN),
        ("“quoted” – dash".encode("cp1252"), "“quoted” – dash"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"one\x00two", "onetwo"),
        ("sound ünïcödé text".encode() + b" \xff end", "sound ünïcödé text \ufffd end"),
    ],
)
def test_decode(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "empty"),
        (b" \r\n\t\x00 ", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (bytes(range(32)) * 40, "binary"),
        (b"a" * (MAX_BYTES + 1), "the limit is 20,000,000"),
    ],
)
def test_read_refuses(data: bytes, complaint: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert complaint in refused.value.reason
    assert refused.value.mend
    assert "\n" not in str(refused.value)


def test_wrongly_decoded_text_is_read_as_far_as_it_goes() -> None:
    mangled = f"Ã©â€™Â§ æµç‹¬ {WESTERN}".encode().decode("latin-1").encode()
    assert [address.url for address in read(mangled).reported] == ["https://github.com/alice-example/editor"]
