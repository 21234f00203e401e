"""A decision as a PDF to keep (PDF/A-3a: tagged, with its Akoma Ntoso inside), the same bytes for the same text.

Pure but for the library that sets it, which is loaded when it is first needed. Nothing is fetched: the text holds no
pictures, and its style is beside this file.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from importlib import metadata
from pathlib import Path
from typing import Any

from causelist.cases.documents import akn, html, serial, wording
from causelist.cases.documents.redact import Withheld
from causelist.cases.documents.text import DecisionText

_STYLE = Path(__file__).with_name("decision.css")
_PACKAGES = "libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0 (Debian and Ubuntu; elsewhere: pango, harfbuzz)"
_FONTS = "fonts-noto-cjk (Debian and Ubuntu; elsewhere: Noto Serif CJK)"


class NoPdf(RuntimeError):
    """No PDF can be made on this machine: the message names the packages that are missing."""


def file_name(text: DecisionText, ending: str = "pdf") -> str:
    """A name made of the number, the version and the language alone."""
    version = f"-v{text.version}" if text.version > 1 else ""
    return f"{text.number}{version}.{text.language}.{ending}"


def pdf(text: DecisionText, *, withheld: Sequence[Withheld] = (), page_url: str = "") -> bytes:
    """The bytes of a decision. `page_url` is where its page is, for the foot. Raises `NoPdf`."""
    body = html.fragment(text, withheld=withheld)
    return _set(text, body, page_url, akn.xml(text, withheld=withheld))


def tombstone(text: DecisionText, *, reason: str, how: str = "", page_url: str = "") -> bytes:
    """The bytes of what stands in the place of a withdrawn decision. Raises `NoPdf`."""
    return _set(text, html.tombstone(text, reason=reason, how=how), page_url, b"", stone=True)


def available() -> bool:
    """Whether PDFs can be made on this machine."""
    try:
        _library()
    except NoPdf:
        return False
    return True


@lru_cache(maxsize=1)
def _library() -> Any:
    try:
        import weasyprint  # late: a second to load, and absent where its libraries are
    except OSError as error:
        raise NoPdf(f"no PDF can be made here: install {_PACKAGES} ({error})") from None
    return weasyprint


def _set(text: DecisionText, body: str, page_url: str, source: bytes, *, stone: bool = False) -> bytes:
    library = _library()
    title = text.number if stone else f"{text.number} · {text.title}"
    day = (text.published or text.decided or dt.date(1970, 1, 1)).isoformat()
    words = wording.words(text.language)
    page = (
        f'<!doctype html><html lang="{wording.tag(text.language)}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>"
        f'<meta name="author" content="{escape(text.body.name)}">'
        f'<meta name="dcterms.created" content="{day}"><meta name="dcterms.modified" content="{day}">'
        f'<meta name="description" content="{escape(words["kinds"][text.kind])} {escape(text.identifier)}">'
        f'</head><body><div class="registry">{escape(words["registry"])}</div>'
        f'<div class="run-number">{escape(text.number)}</div>'
        f'<div class="run-identifier">{escape(" · ".join(filter(None, (text.identifier, page_url))))}</div>'
        f"{body}</body></html>"
    )
    seen = _Seen()
    attachments = [_attachment(library, text, source, day)] if source else []
    document = library.HTML(string=page, base_url=None, url_fetcher=_fetch_nothing).render(
        stylesheets=[_style(text.language)], font_config=_fonts()
    )
    document.metadata.attachments = attachments
    identifier = hashlib.sha256(serial.canonical(text) + body.encode()).hexdigest()[:32]
    made: bytes = document.write_pdf(
        pdf_variant="pdf/a-3a", pdf_identifier=identifier.encode(), finisher=seen, pdf_tags=True
    )
    if seen.missing:
        raise NoPdf(f"no PDF can be made here: no font has the letter {seen.missing[0]!r}; install {_FONTS}")
    return made


class _Seen:
    """Looks, when the PDF is done, for letters that no font had."""

    def __init__(self) -> None:
        self.missing: list[str] = []

    def __call__(self, document: Any, pdf_file: Any) -> None:
        for font in document.fonts.values():
            self.missing += [chr(code) for code in font.missing if chr(code).isalpha()]


def _attachment(library: Any, text: DecisionText, source: bytes, day: str) -> Any:
    moment = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)
    return library.Attachment(
        string=source,
        name=file_name(text, "akn.xml"),
        description="Akoma Ntoso 3.0",
        created=moment,
        modified=moment,
        relationship="Alternative",
    )


@lru_cache(maxsize=1)
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration  # late: as above

    return FontConfiguration()


@lru_cache(maxsize=2)
def _style(language: str) -> Any:
    counted = f"@page {{ @bottom-right {{ content: {wording.words(language)['labels']['pages']} }} }}"
    return _library().CSS(string=_STYLE.read_text(encoding="utf-8") + counted, font_config=_fonts())


def _fetch_nothing(url: str, *args: Any, **kwargs: Any) -> Any:
    raise ValueError(f"a decision holds nothing to be fetched, and {url[:80]} is not")


def maker() -> str:
    """The library and its version, for the record of how a PDF was made."""
    return f"weasyprint {metadata.version('weasyprint')}"
