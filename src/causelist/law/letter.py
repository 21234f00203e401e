"""Where a letter says a thing: the names that a list of required elements may use, and how each is looked up.

A name is one of the fields of a `core.elements.Reading`, a detail of contact that the record keeps apart
(`contact.email`), or a detail found in the text itself (`text.email`). What the law asks stands in the rule files.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from causelist.core.elements import Address, Found, Reading, Span, Statement

MOST = 200  # places named for one element; a letter may list a million addresses


@dataclass(frozen=True, slots=True)
class Contact:
    """How the sender can be reached, as the record keeps it beside the letter; empty or None: not given."""

    name: str | None = None
    address: str | None = None
    telephone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter and what is kept beside it."""

    reading: Reading
    contact: Contact


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: by which name, and where in the text (nowhere, where the record says it)."""

    source: str
    spans: tuple[Span, ...] = ()


_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,6}")
_TELEPHONE = re.compile(r"(?<![\w/.=-])\+?\(?\d[\d ().-]{6,20}\d(?![\w/=-])")
_ADDRESS = re.compile(
    r"(?im)(?:^[ \t>*_•-]{0,8}(?:(?:postal|mailing|street|physical|business|office|registered|full)[ \t]+)?address[ \t*_]{0,4}:"
    r"[ \t*_]{0,4}(?![^\n]{0,80}(?:@|://))\S[^\n]{5,200}"
    r"|\b[A-Z][a-zA-Z.]{2,30},[ \t]{1,3}[A-Z]{2}[ \t]{1,3}\d{5}\b"
    r"|(?:通讯|联系|通信|办公|注册)?(?:地址|住所)[ \t]{0,4}[:：][^\n]{4,200}"
    r"|[\u4e00-\u9fff]{2,20}[市区县][\u4e00-\u9fff\d]{1,20}[路街道巷]\d{1,5}号)"
)
_NAME = re.compile(
    r"(?im)^[ \t>*_•-]{0,8}(?:my|full|legal|your)?[ \t]{0,2}(?:legal[ \t]+)?name[ \t*_]{0,4}:[ \t]{0,4}\S[^\n]{1,100}"
    r"|(?:姓名|名称|权利人)[ \t]{0,4}[:：][^\n]{2,100}"
)
_URL = re.compile(r"https?://[^\s<>\"'）)，。；、]{3,2000}")
_TITLE = re.compile(r"(?i)\bworks?\b[^.。\n]{0,80}?[\"“][^\"”\n]{2,200}[\"”]|《[^》\n]{1,200}》")
_WITHHELD = re.compile(r"\[(?:private|redacted)\]", re.IGNORECASE)
_LEAST_DIGITS = 7  # fewer are a number of something else


def names() -> tuple[str, ...]:
    """Every name that a rule file may use."""
    return tuple(_SOURCES)


def look_up(letter: Letter, source: str) -> Hit | None:
    """What a letter has under a name, or None."""
    spans = _SOURCES[source](letter)
    return None if spans is None else Hit(source, tuple(islice((span for span in spans if span), MOST)))


def said(letter: Letter, phrases: tuple[str, ...]) -> Hit | None:
    """Where a letter says one of some phrases; `…` in a phrase stands for up to eighty characters."""
    match = _phrases(phrases).search(letter.reading.text)
    return Hit("text", (Span(*match.span()),)) if match else None


@lru_cache(maxsize=256)
def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_phrase(phrase) for phrase in phrases), re.IGNORECASE)


def _phrase(phrase: str) -> str:
    parts = [r"\s+".join(_word(word) for word in part.split()) for part in phrase.split("…")]
    made = r"[^.。]{0,80}?".join(parts)
    return rf"\b{made}" if phrase[0].isascii() and phrase[0].isalnum() else made


def _word(word: str) -> str:
    return re.escape(word).replace("'", "['’]")


Spans = list[Span | None] | None


def _one(found: Found[str] | None) -> Spans:
    return [found.span] if found and found.value.strip() else None


def _many(found: tuple[Found[str], ...]) -> Spans:
    return [item.span for item in found] or None


def _addresses(found: tuple[Address, ...]) -> Spans:
    return [address.span for address in found] or None


def _kept(value: str | None) -> Spans:
    return [] if value and value.strip() else None


def _matching(pattern: re.Pattern[str]) -> Callable[[Letter], Spans]:
    def find(letter: Letter) -> Spans:
        match = pattern.search(letter.reading.text)
        return [Span(*match.span())] if match else None

    return find


def _telephone(letter: Letter) -> Spans:
    for match in _TELEPHONE.finditer(letter.reading.text):
        if sum(sign.isdigit() for sign in match[0]) >= _LEAST_DIGITS and not re.match(r"\d{4}-\d\d-\d\d", match[0]):
            return [Span(*match.span())]
    return None


def _statement(statement: Statement) -> Callable[[Letter], Spans]:
    def find(letter: Letter) -> Spans:
        return [found.span for found in letter.reading.statements if found.value is statement] or None

    return find


def usable_email(letter: Letter) -> bool | None:
    """Whether the address for mail that the record keeps can be one; None where it keeps none."""
    kept = (letter.contact.email or "").strip()
    return bool(_EMAIL.fullmatch(kept)) if kept else None


_SOURCES: dict[str, Callable[[Letter], Spans]] = {
    "sender": lambda letter: _one(letter.reading.sender),
    "right_holder": lambda letter: _one(letter.reading.right_holder),
    "works": lambda letter: _many(letter.reading.works),
    "reported": lambda letter: _addresses(letter.reading.reported),
    "originals": lambda letter: _addresses(letter.reading.originals),
    "subject": lambda letter: _addresses(letter.reading.subject),
    "refers_to": lambda letter: _many(letter.reading.refers_to),
    "contact.name": lambda letter: _kept(letter.contact.name),
    "contact.address": lambda letter: _kept(letter.contact.address),
    "contact.telephone": lambda letter: _kept(letter.contact.telephone),
    "contact.email": lambda letter: _kept(letter.contact.email),
    "text.name": _matching(_NAME),
    "text.address": _matching(_ADDRESS),
    "text.telephone": _telephone,
    "text.email": _matching(_EMAIL),
    "text.title": _matching(_TITLE),
    "text.url": _matching(_URL),
    "text.withheld": _matching(_WITHHELD),
    **{f"statements.{statement}": _statement(statement) for statement in Statement},
}
