"""Mail: the letter in it, found by its headers and not by a file name, within bounds."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from causelist.formats.decode import MAX_BYTES, check_bytes, decode, tidy
from causelist.formats.errors import Unreadable
from causelist.formats.html import is_html, text_of_html

if TYPE_CHECKING:
    from email.message import Message

MAX_PARTS = 200  # parts of one mail, counted over all levels
MAX_DEPTH = 20
_HEADER = re.compile(rb"\A(?:From [^\n]{1,200}\n)?([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]?[^\n]*\n")
_TRANSPORT = re.compile(
    rb"^(?:received|message-id|mime-version|content-type|return-path|delivered-to|x-[\w-]+|dkim-signature):",
    re.IGNORECASE | re.MULTILINE,
)
_ENVELOPE = re.compile(rb"^(?:from|to|subject|date):", re.IGNORECASE | re.MULTILINE)
_NESTING = re.compile(rb"boundary\s*=|message/rfc822", re.IGNORECASE)
_ADDRESS = re.compile(r"<[^<>]*>|\([^()]*\)|\"")


@dataclass(frozen=True, slots=True)
class Mail:
    """The letter in a mail: its subject and body as one text, and what only the headers say."""

    text: str
    date: dt.date | None
    sender: str | None


def is_mail(data: bytes) -> bool:
    """Whether bytes begin with the headers of a mail."""
    head = data[:32_768].lstrip(b"\r\n\xef\xbb\xbf").replace(b"\r\n", b"\n")
    if not _HEADER.match(head):
        return False
    block = head.partition(b"\n\n")[0]
    envelope = {found.lower() for found in _ENVELOPE.findall(block)}
    return (len(_TRANSPORT.findall(block)) >= 1 and len(envelope) >= 1) or len(envelope) == 4


def read_mail(data: bytes) -> Mail:
    """The letter in a mail; raises `Unreadable` where it is nested too deep or holds no text."""
    if len(_NESTING.findall(data)) > MAX_PARTS:
        raise Unreadable(
            "the mail has too many parts inside each other",
            "save the letter itself as plain text",
        )
    from email import message_from_bytes

    try:
        message = message_from_bytes(data.lstrip(b"\r\n\xef\xbb\xbf"))
        texts = _texts(message)
    except RecursionError:
        raise Unreadable("the mail is nested too deep", "save the letter itself as plain text") from None
    subject = _header(message, "subject")
    body = "\n\n".join(text for text in texts if text.strip())
    if not body.strip():
        raise Unreadable(
            "the mail has no text, only attachments",
            "save the letter itself as plain text",
        )
    text = tidy(f"{subject}\n\n{body}" if subject else body)
    return Mail(text, _date(message), _sender(message))


def _texts(root: Message) -> list[str]:
    """The texts of a mail in order: of alternatives the plain one, of attached mails theirs, no other attachments."""
    texts: list[str] = []
    waiting: list[tuple[Message, int]] = [(root, 0)]
    parts = size = 0
    while waiting:
        part, depth = waiting.pop()
        parts += 1
        if depth > MAX_DEPTH or parts > MAX_PARTS:
            raise Unreadable("the mail is nested too deep", "save the letter itself as plain text")
        content = part.get_content_type()
        payload = part.get_payload()
        if isinstance(payload, list):
            children = [child for child in payload if not isinstance(child, str)]
            if content == "multipart/alternative":
                children = _chosen(children)
            waiting.extend((child, depth + 1) for child in reversed(children))
        elif content.startswith("text/") or content == "application/xml" or part.get_content_maintype() == "multipart":
            text = _text(part, content)
            size += len(text)
            if size > MAX_BYTES:
                raise Unreadable(
                    f"the mail holds more than {MAX_BYTES:,} characters",
                    "cut it down to the letter itself",
                )
            texts.append(text)
    return texts


def _chosen(children: list[Message]) -> list[Message]:
    for wanted in ("text/plain", "text/html"):
        for child in children:
            if child.get_content_type() == wanted and (wanted != "text/plain" or str(child.get_payload()).strip()):
                return [child]
    return children


def _text(part: Message, content: str) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    try:
        check_bytes(raw)
        text = decode(raw, part.get_content_charset())
    except Unreadable:
        return ""  # an attachment that only claims to be text
    return text_of_html(text) if content == "text/html" or is_html(text) else text


def _header(message: Message, name: str) -> str:
    from email.header import decode_header, make_header

    raw = str(message.get(name) or "")[:2_000]
    try:
        value = str(make_header(decode_header(raw)))
    except (ValueError, LookupError):
        value = raw
    return " ".join(value.replace("\x00", "").split())


def _date(message: Message) -> dt.date | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(_header(message, "date")).date()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _sender(message: Message) -> str | None:
    """The name in `From`, where there is one beside the address."""
    name = " ".join(_ADDRESS.sub(" ", _header(message, "from")).split())
    return name if name and "@" not in name else None
