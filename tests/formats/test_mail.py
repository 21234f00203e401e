"""Mail: found by its headers, read within bounds."""

import base64
import quopri

import pytest
from tests.formats.letters import LETTER

from causelist.formats import Unreadable, read
from causelist.formats.html import text_of_html

HEAD = (
    "From: Heron Rights Desk <desk@heron.example>\r\nTo: notices@example.com\r\nSubject: =?utf-8?q?Notice_of_infringement?=\r\n"
    "Date: Fri, 5 Mar 2021 10:00:00 +0000\r\nMessage-ID: <1@heron.example>\r\nMIME-Version: 1.0\r\n"
)
BODY = "The infringing file:\r\nhttps://github.com/alice-example/editor/blob/main/a.c\r\n"
URL = "https://github.com/alice-example/editor/blob/main/a.c"


def part(kind: str, body: str, more: str = "") -> str:
    return f"Content-Type: {kind}\r\n{more}\r\n{body}\r\n"


def multi(kind: str, *parts: str, mark: str = "xx") -> str:
    inner = "".join(f"--{mark}\r\n{each}" for each in parts)
    return f"Content-Type: multipart/{kind}; boundary={mark}\r\n\r\n{inner}--{mark}--\r\n"


HTML = (
    f'<html><head><style>p {{}}</style></head><body><p>The infringing file:</p><a href="{URL}">here</a></body></html>'
)


@pytest.mark.parametrize(
    "mail",
    [
        HEAD + part("text/plain; charset=utf-8", BODY),
        HEAD + part("text/plain", quopri.encodestring(BODY.encode()).decode(), "Content-Transfer-Encoding: quoted-printable\r\n"),
        HEAD + part("text/plain", base64.encodebytes(BODY.encode()).decode(), "Content-Transfer-Encoding: base64\r\n"),
        HEAD + part("text/html; charset=utf-8", HTML),
        HEAD + multi("alternative", part("text/plain", BODY), part("text/html", "<p>something else</p>")),
        HEAD + multi("alternative", part("text/plain", ""), part("text/html", HTML)),
        HEAD + multi("mixed", part("image/png", "iVBORw0KGgo="), part("text/plain", BODY)),
        HEAD + multi("mixed", part("text/plain", "See below."), part("message/rfc822", HEAD + part("text/plain", BODY))),
        HEAD + multi("mixed", multi("alternative", part("text/plain", BODY), mark="yy"), part("text/plain", "--")),
        HEAD.replace("\r\n", "\n") + "\n" + BODY,
        HEAD + part("text/plain; charset=no-such-charset", BODY),
    ],
    ids=["plain", "quoted", "base64", "html", "alternative", "empty-plain", "image", "attached", "nested", "lf", "charset"],
)  # fmt: skip
def test_mail_in_every_dress(mail: str) -> None:
    got = read(mail.encode()).as_json()
    assert got["reported"] == [URL]
    assert got["date"] == "2021-03-05"
    assert got["sender"] == "Heron Rights Desk"


def test_the_letter_beats_the_headers() -> None:
    mail = HEAD + part("text/plain; charset=utf-8", "March 1, 2021\n\n" + LETTER)
    got = read(mail.encode()).as_json()
    assert (got["date"], got["sender"]) == ("2021-03-01", "Oriole & Finch LLP")


def test_spans_of_a_mail_point_into_subject_and_body() -> None:
    reading = read((HEAD + part("text/plain", BODY)).encode())
    assert reading.text.startswith("Notice of infringement\n\nThe infringing file:")
    address = reading.reported[0]
    assert reading.text[address.span.start : address.span.end] == URL


def test_a_letter_with_a_colon_is_no_mail() -> None:
    reading = read(b"Subject: copyright\n\nInfringing: https://github.com/alice-example/editor\n")
    assert reading.text.startswith("Subject: copyright")


def test_mail_with_attachments_only_is_refused() -> None:
    mail = HEAD + multi("mixed", part("image/png", "iVBORw0KGgo="))
    with pytest.raises(Unreadable, match="no text"):
        read(mail.encode())


def test_deeply_nested_mail_is_refused() -> None:
    mail = part("text/plain", BODY)
    for depth in range(400):
        mail = multi("mixed", mail, mark=f"b{depth}")
    with pytest.raises(Unreadable, match=r"nested|inside"):
        read((HEAD + mail).encode())


def test_attached_mail_without_end_is_refused() -> None:
    mail = HEAD + "Content-Type: message/rfc822\r\n\r\n" * 5_000 + BODY
    with pytest.raises(Unreadable):
        read(mail.encode())


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("a<br>b", "a\nb"),
        ("<script>x < y</script>seen", "seen"),
        ("<!-- a > b -->seen", "seen"),
        ("1 &lt; 2", "1 < 2"),
        ('<a href="https://example.com/a">this</a>', "this <https://example.com/a>"),
        (
            '<a href="https://example.com/a">https://example.com/a</a>',
            "https://example.com/a",
        ),
        ("<p unclosed", ""),
        ("<!-- unclosed", ""),
    ],
)
def test_text_of_html(page: str, text: str) -> None:
    assert text_of_html(page) == text
