"""HTML to the text a person reads: tags gone, blocks on lines of their own, the addresses of links kept."""

from __future__ import annotations

import re
from html import unescape

from causelist.formats.fold import lower

_BLOCK = frozenset(
    [
        "p",
        "div",
        "br",
        "tr",
        "li",
        "ul",
        "ol",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "hr",
        "section",
        "article",
        "header",
        "footer",
        "dl",
        "dt",
        "dd",
        "pre",
    ]
)
_SILENT = frozenset(("script", "style", "head", "title", "template", "noscript"))
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]*)")
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def is_html(text: str) -> bool:
    """Whether a text is a page rather than a letter with a tag in it."""
    start = text[:400].lstrip().lower()
    return start.startswith(("<!doctype html", "<html", "<head", "<body"))


def text_of_html(page: str) -> str:
    """The text of a page, in one pass over it."""
    out: list[str] = []
    lowered = page.lower() if page.isascii() else lower(page)
    at = 0
    target = ""
    while at < len(page):
        tag = page.find("<", at)
        words = page[at:] if tag < 0 else page[at:tag]
        if words:
            out.append(_SPACE.sub(" ", unescape(words)))
        if tag < 0:
            break
        comment = page.startswith("<!--", tag)
        end = page.find("-->" if comment else ">", tag)
        if end < 0:
            break
        at = end + (3 if comment else 1)
        found = None if comment else _NAME.match(page, tag + 1, end)
        if not found:
            continue
        name, closing = found[1].lower(), page[tag + 1] == "/"
        if name in _SILENT and not closing:
            at = lowered.find(f"</{name}", at)
            if at < 0:
                break
        elif name == "a":
            target = _link(out, page, tag, end, target, closing=closing)
        elif name in _BLOCK:
            out.append("\n")
    return _BLANK_LINES.sub("\n\n", "".join(out)).strip()


def _link(out: list[str], page: str, tag: int, end: int, target: str, *, closing: bool) -> str:
    """At the end of a link write its address too, where the words of the link are not the address itself."""
    if not closing:
        href = _HREF.search(page, tag, min(end, tag + 10_000))
        return unescape((href[1] or href[2] or href[3] or "").strip()) if href else ""
    if target.startswith(("http://", "https://")) and (not out or target.rstrip("/") not in out[-1]):
        out.append(f" <{target}>")
    return ""
