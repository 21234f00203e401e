"""A mail taken apart, within bounds: its headers, its text, its attachments. Nothing in it is trusted. No store is asked."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parseaddr

from causelist.core.filetypes import LARGEST
from causelist.formats.errors import Unreadable
from causelist.formats.mail import MAX_DEPTH, MAX_PARTS, read_mail
from causelist.runtime.outbox import one_line

MOST_ATTACHMENTS = 20
_ADDRESS = re.compile(r"[^@\s<>\"(),:;\[\]\\]{1,64}@[A-Za-z0-9.-]{1,253}")
_BULK = frozenset({"bulk", "list", "junk", "auto_reply"})
_LIST_HEADERS = ("list-id", "list-unsubscribe", "list-post", "x-auto-response-suppress", "x-loop", "feedback-id")
_NESTING = re.compile(rb"boundary\s*=|message/rfc822", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Headers:
    """What the headers say. `sender` is the one address of From, or empty; `automatic`: no answer may go to it."""

    message_id: str
    sender: str
    subject: str
    automatic: bool


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a mail: its name as given, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Parts:
    """Text (without the subject) and attachments; `left_out` names files that are too many or too large."""

    text: str
    attachments: tuple[Attachment, ...]
    left_out: tuple[str, ...]


def headers_of(content: bytes, return_path: str) -> Headers:
    """The headers alone, however the rest is built."""
    message = BytesHeaderParser(policy=policy.compat32).parsebytes(content[:262_144])
    pairs = getaddresses([_plain(message, "from")])
    senders = [address for _name, address in pairs if _ADDRESS.fullmatch(address)]
    return Headers(
        message_id=one_line(_plain(message, "message-id"), 300),
        sender=senders[0].lower() if len(senders) == len(pairs) == 1 else "",
        subject=one_line(_plain(message, "subject"), 300),
        automatic=_is_automatic(message, return_path),
    )


def identity_of(content: bytes, *, whose: str, message_id: str) -> str:
    """What makes two mails one: whose it is and its Message-ID; its bytes where it has none."""
    named = message_id or hashlib.sha256(content).hexdigest()
    return hashlib.sha256(f"{whose}\n{named}".encode("utf-8", "replace")).hexdigest()


def parts_of(content: bytes) -> Parts:
    """Text and attachments. Raises `Unreadable` for a mail without text, or of too many parts."""
    read = read_mail(content)
    message = message_from_bytes(content, policy=policy.compat32)
    subject = " ".join(_plain(message, "subject").split())
    text = read.text
    if subject and text.startswith(subject):
        text = text[len(subject) :]
    attachments: list[Attachment] = []
    left_out: list[str] = []
    waiting: list[tuple[Message, int]] = [(message, 0)]
    seen = 0
    while waiting:
        part, depth = waiting.pop()
        seen += 1
        if depth > MAX_DEPTH or seen > MAX_PARTS:
            raise Unreadable("the mail is nested too deep", "send the papers as attachments of one plain mail")
        payload = part.get_payload()
        if part.is_multipart() and isinstance(payload, list):
            waiting.extend((child, depth + 1) for child in reversed(payload) if isinstance(child, Message))
            continue
        name = one_line(_decoded(str(part.get_filename() or "")), 200)
        if not name and part.get_content_disposition() != "attachment":
            continue
        raw = part.get_payload(decode=True)
        data = raw if isinstance(raw, bytes) else b""
        if len(attachments) >= MOST_ATTACHMENTS or len(data) > LARGEST:
            left_out.append(name or "?")
        elif data:
            attachments.append(Attachment(name, data))
    return Parts(text.strip(), tuple(attachments), tuple(left_out))


def is_address(text: str) -> bool:
    """Whether a text is one plain mail address, safe to write to."""
    return bool(_ADDRESS.fullmatch(parseaddr(text)[1])) and text == parseaddr(text)[1]


def _is_automatic(message: Message, return_path: str) -> bool:
    said = str(message.get("auto-submitted") or "no").strip().lower()
    bulk = str(message.get("precedence") or "").strip().lower() in _BULK
    local = return_path.partition("@")[0].lower()
    report = "multipart/report" in str(message.get("content-type") or "").lower()
    return (
        (not said.startswith("no"))
        or bulk
        or report
        or return_path in {"", "<>"}
        or local in {"mailer-daemon", "postmaster", "bounce", "bounces", "noreply", "no-reply"}
        or any(message.get(name) is not None for name in _LIST_HEADERS)
    )


def _plain(message: Message, name: str) -> str:
    return _decoded(str(message.get(name) or "")[:4_000])


def _decoded(raw: str) -> str:
    try:
        return str(make_header(decode_header(raw))).replace("\x00", "")
    except (ValueError, LookupError):
        return raw.encode("ascii", "replace").decode()
