"""The two languages of the law's data on a page: the page's own where there is one, else English that says so."""

from __future__ import annotations

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from causelist.law import Citation

_ARTICLES = re.compile(r"(?:[Aa]rt\.|[Aa]rts) ")
_SECTION = re.compile(r"(?:§§? )?\d[\w()§,. -]*")
_NUMBER = r"\d+(?:-(?:bis|ter))?"
_PLACE = re.compile(rf"({_NUMBER})((?:\(\d+\))*)(?:, item (\d+))?")
_DIVIDER = re.compile(r"(?:, | and | with | to |-|; )")
_DIVIDERS = {", ": "、", " and ": "、", " with ": "、", " to ": "至", "-": "至", "; ": "；"}
_NAMED = re.compile(r"(?P<law>.+?) (?P<article>(?:arts?\.? )\d.*)")


def chinese() -> bool:
    """Whether the page speaks Chinese."""
    return get_language() == "zh-hans"


def said(english: str | None, other: str | None = None) -> SafeString | str:
    """A text of the law's data in the page's language; English on a Chinese page is marked as such."""
    if not chinese():
        return english or ""
    if other:
        return other
    return format_html('<span lang="en">{}</span>', english) if english else ""


def plain(english: str, other: str | None = None) -> str:
    """The same without marks, for titles and attributes."""
    return (chinese() and other) or english


def instrument(name: str) -> SafeString | str:
    """What an instrument is called; several may be named, with semicolons between."""
    parts = [gettext(part) if part else "" for part in name.split("; ")]
    if chinese() and all(part != was for part, was in zip(parts, name.split("; "), strict=True)):
        return "；".join(f"《{part}》" for part in parts)
    return said(name)


def article(words: str) -> SafeString | str:
    """The article: `art. 13(1), item 4` is 第13条第1款第4项; what cannot be turned stays English."""
    if not chinese() or not words:
        return said(words)
    return _article_zh(words) or _of_laws(words) or (words if _SECTION.fullmatch(words) else said(words))


def _of_laws(words: str) -> str:
    """Articles that each name their law, with semicolons between; nothing where one of them cannot be turned."""
    made = []
    for part in words.split("; "):
        named = _NAMED.fullmatch(part)
        name, place = (named["law"], named["article"]) if named else ("", part)
        turned = _article_zh(place)
        if not turned or (name and gettext(name) == name):
            return ""
        made.append(f"《{gettext(name)}》{turned}" if name else turned)
    return "；".join(made)


def _article_zh(words: str) -> str:
    found, rest = [], words
    while rest:
        rest = _ARTICLES.sub("", rest, count=1) if _ARTICLES.match(rest) else rest
        place = _PLACE.match(rest)
        if place is None:
            return ""
        paragraphs = re.findall(r"\d+", place[2])
        made = f"第{place[1]}条" + "".join(f"第{number}款" for number in paragraphs[:1])
        made += "".join(f"第{number}项" for number in paragraphs[1:]) + (f"第{place[3]}项" if place[3] else "")
        found.append(made)
        rest = rest[place.end() :]
        divider = _DIVIDER.match(rest)
        if rest and divider is None:
            return ""
        if divider:
            found.append(_DIVIDERS[divider[0]])
            rest = rest[divider.end() :]
    return "".join(found)


def cited(cite: Citation) -> SafeString:
    """Instrument and article, the instrument a link where its address is known."""
    name = instrument(cite.law)
    if cite.url and cite.url.startswith(("https://", "http://")):
        name = format_html('<a href="{}" rel="noopener external">{}</a>', cite.url, name)
    if not cite.article:
        return format_html("{}", name)
    return format_html("{}{}{}" if chinese() else "{}, {}{}", name, article(cite.article), "")
