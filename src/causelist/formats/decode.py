"""Bytes to text: encodings as letters really come, and a clear refusal of what is no text."""

from __future__ import annotations

import codecs
import re

from causelist.formats.errors import Unreadable

MAX_BYTES = 20_000_000
_SAMPLE = 65_536

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_IDEOGRAPHS = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029")


def check_bytes(data: bytes) -> None:
    """Refuse what is empty, too large or plainly not text."""
    if not data.strip(b" \t\r\n\x00"):
        raise Unreadable("it is empty", "give a file that holds the text of a letter")
    if len(data) > MAX_BYTES:
        raise Unreadable(
            f"it is {len(data):,} bytes; the limit is {MAX_BYTES:,}",
            "cut it down to the letter itself, without attachments",
        )
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(
                f"it is {what}, not text",
                "save the letter as plain text or as mail (.eml)",
            )


def decode(data: bytes, charset: str | None = None) -> str:
    r"""The text of some bytes, with newlines as `\\n` and no NULs; `charset` is what a mail claims it to be."""
    return tidy(_decode(data, charset))


def tidy(text: str) -> str:
    r"""Newlines as `\\n`, no NULs: the form that every span points into."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    text = text.removeprefix("\ufeff")
    if "\r" in text or "\u2028" in text or "\u2029" in text:
        text = _LINE_ENDS.sub("\n", text)
    return text


def _decode(data: bytes, charset: str | None) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, errors="replace")
    wide = _wide(data)
    if wide:
        return data.decode(wide, errors="replace")
    sample = data[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) // 50 + 8:
        raise Unreadable(
            "it holds binary data, not text",
            "save the letter as plain text or as mail (.eml)",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if charset and not charset.lower().startswith(("utf", "us-ascii", "ascii", "iso-8859-1", "latin")):
        try:
            return data.decode(charset, errors="replace")
        except (LookupError, ValueError):
            pass  # a charset nobody knows: guess as if it had not been named
    return _guess(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, evident because every other byte of Latin text is then zero."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _guess(data: bytes) -> str:
    loose = data.decode("utf-8", errors="replace")
    broken = loose.count("\ufffd")
    kept = len(_NOT_ASCII.findall(loose)) - broken
    if kept > broken * 3:  # mostly sound UTF-8 with a few bytes damaged on the way
        return loose
    try:
        chinese = data.decode("gb18030")
    except UnicodeDecodeError:
        chinese = data.decode("gb18030", errors="replace")
    foreign = len(_NOT_ASCII.findall(chinese))
    if foreign and len(_IDEOGRAPHS.findall(chinese)) >= foreign * 0.9 and chinese.count("\ufffd") <= foreign * 0.02:
        western = data.decode("latin-1")
        # One accented letter between ASCII letters also makes a valid Chinese pair; real Chinese comes in runs.
        if len(re.findall("[\u4e00-\u9fff]{2}", chinese)) * 3 >= foreign // 4 and len(_NOT_ASCII.findall(western)) >= 4:
            return chinese
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
