"""What a file is, found from its bytes and never from its name; what is not safe to keep is refused. Pure."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

LARGEST = 20 * 1024 * 1024  # bytes of one paper
MOST_ENTRIES = 2_000  # of a document that is an archive within
MOST_UNPACKED = 100 * 1024 * 1024  # bytes such a document may come to
_CHUNK = 1 << 20
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"II*\x00", "image/tiff", "tif"),
    (b"MM\x00*", "image/tiff", "tif"),
)
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ODT = "application/vnd.oasis.opendocument.text"
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13}


@dataclass(frozen=True, slots=True)
class FileType:
    """A media type and the ending that files of it have."""

    media_type: str
    ending: str


class Unacceptable(ValueError):
    """A file that is not taken in: `reason` says why, `code` for programs."""

    def __init__(self, reason: str, code: str) -> None:
        super().__init__(reason)
        self.reason, self.code = reason, code


def type_of(data: bytes) -> FileType:
    """The type of a paper's bytes. Raises `Unacceptable`: empty, too large, of no known kind, or one that unpacks too far."""
    if not data:
        raise Unacceptable("the file is empty", "empty")
    if len(data) > LARGEST:
        raise Unacceptable(f"the file has {len(data):,} bytes; at most {LARGEST:,} are taken", "too_large")
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for signature, media_type, ending in _SIGNATURES:
        if head.startswith(signature):
            return FileType(media_type, ending)
    if data[:4] == b"PK\x03\x04":
        return _document(data)
    if _is_text(data):
        return FileType("text/plain", "txt")
    raise Unacceptable(
        "its bytes are neither a PDF nor a picture (PNG, JPEG, TIFF), plain text, DOCX or ODT", "unknown_type"
    )


def _document(data: bytes) -> FileType:
    """A DOCX or ODT, which are archives: unpacked once, within bounds, to see that they can be."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise Unacceptable("it unpacks to more than a document can be", "unpacks_too_far")
            names = {entry.filename for entry in entries}
            if "word/document.xml" in names and "[Content_Types].xml" in names:
                found = FileType(_DOCX, "docx")
            elif "mimetype" in names and archive.open("mimetype").read(64).startswith(_ODT.encode()):
                found = FileType(_ODT, "odt")
            else:
                raise Unacceptable("it is an archive and not a document: send each paper by itself", "archive")
            left = MOST_UNPACKED
            for entry in entries:
                with archive.open(entry) as part:
                    while chunk := part.read(_CHUNK):
                        left -= len(chunk)
                        if left < 0:
                            raise Unacceptable("it unpacks to more than a document can be", "unpacks_too_far")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        if isinstance(error, Unacceptable):
            raise
        raise Unacceptable("it begins like a document and is broken, or locked by a password", "broken") from error
    return found


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(ord(character) in _CONTROL for character in text[:100_000]) and "\0" not in text
