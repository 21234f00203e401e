"""How text becomes the words that are looked up: one analysis for both stores. Pure.

Case, width and accents are folded. Scripts written without spaces are cut into single characters and pairs, so that
any part of a Chinese sentence is found. A host or a file's name (`www.example.com`) is kept whole, by its endings
(`example.com`) and as its parts. Nothing is stemmed and nothing is left out for being common.

A word never holds a space, a quote, a backslash or a colon, so that either store takes it as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

MAX_TEXT = 200_000  # characters of one text that are read
MAX_WORDS = 4_000  # distinct words kept of one record
MAX_WORD = 64  # characters of one word
MAX_QUERY = 1_000  # characters of a query that are read
MAX_QUERY_WORDS = 16
MIN_BEGINNING = 3  # characters before a `*`: fewer begin too many words

# Han, kana, Hangul, Thai, Lao, Khmer, Burmese.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0003134f"
)
_RUN = re.compile(f"(?:(?=[^\\W_])[{_UNSPACED}])+")
_WORD = re.compile(f"[^\\W_{_UNSPACED}]+(?:[.-][^\\W_{_UNSPACED}]+)*")
_POSSESSIVE = re.compile(r"'s(?![^\W_])")
# What word processors put for plain signs: replaced first, so that most English letters take the quick way.
_TYPOGRAPHY = (
    ("’", "'"),
    ("‘", "'"),
    ("“", '"'),
    ("”", '"'),
    ("–", " "),
    ("—", " "),
    ("…", " "),
    ("•", " "),
    ("\xa0", " "),
)
# Plain text: letters in small, digits and the three signs that may stand in a word stay, all else parts words.
_PLAIN = (
    bytes(ord(char.lower()) if (char := chr(code)).isalnum() or char in ".-'" else 32 for code in range(128))
    + b" " * 128
)
_ACCENTS = re.compile("[\u0300-\u036f]+")
_NOISE = frozenset({"http", "https", "www"})  # in every letter, asked for by nobody
_MAX_LABELS = 6


def fold(text: str) -> str:
    """The text with case, width, accents and typographic signs folded: "Ｃａｆé" is "cafe"."""
    if not text.isascii():
        for sign, plain in _TYPOGRAPHY:
            text = text.replace(sign, plain)
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold()
    # Composed again after the accents are gone, because decomposition also takes Hangul apart.
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", folded)))


def words(text: str, *, limit: int = MAX_WORDS) -> list[str]:
    """The words a text is found by, each once, in the order they come; at most `limit`."""
    folded = fold(text[:MAX_TEXT])
    found: dict[str, None] = {}
    if folded.isascii():
        for piece in dict.fromkeys(folded.encode().translate(_PLAIN).decode().split()):
            if piece.isalnum():
                found[piece] = None
            else:
                found.update(_compound(piece) if len(piece) <= MAX_WORD else _words_of(piece))
    else:
        for run in dict.fromkeys(_RUN.findall(folded)):
            found.update(dict.fromkeys(run))
            found.update(dict.fromkeys(_pairs(run)))
        found.update(_words_of(folded))
    return [word[:MAX_WORD] for word in _bounded(found, limit)]


def record_words(texts: Iterable[str]) -> str:
    """The words of a record's texts, each once, as the stores take them; the first texts weigh most when it is cut."""
    return " ".join(words("\n".join(texts)))


def query_words(text: str) -> list[str]:
    """The words a record must all have to answer a query; at most 16.

    A word of three characters or more that the person ended in `*` comes with it: any word that begins so will do. Empty when nothing can be
    looked up, as for punctuation alone.
    """
    if len(text) > MAX_QUERY:
        text = text[:MAX_QUERY]
        text = text[: text.rfind(" ")] if " " in text else text  # a word cut in two would find nothing
    folded = _POSSESSIVE.sub("", fold(text))
    found: dict[str, None] = {}
    for run in _RUN.findall(folded):
        found.update(dict.fromkeys(_pairs(run) if len(run) > 1 else run))
    for match in _WORD.finditer(folded):
        token = match[0]
        asked = _endings(token)[:1] or _parts(token)
        starred = folded[match.end() : match.end() + 1] == "*" and len(asked[-1]) >= MIN_BEGINNING
        last = asked.pop()[:MAX_WORD]
        found.update(dict.fromkeys(word[:MAX_WORD] for word in asked))
        found[f"{last}*" if starred else last] = None
    return _bounded(found, MAX_QUERY_WORDS)


def _words_of(folded: str) -> dict[str, None]:
    """The words between the signs that part words; hosts and files' names whole, by their endings and as their parts."""
    found: dict[str, None] = {}
    for token in dict.fromkeys(_WORD.findall(_POSSESSIVE.sub("", folded))):
        if token.isalnum():
            found[token] = None
        else:
            found.update(dict.fromkeys(_endings(token)))
            found.update(dict.fromkeys(_parts(token)))
    return found


# Letter after letter ends its sentences in the same words and names the same hosts.
_compound = lru_cache(maxsize=8192)(_words_of)


def _bounded(found: dict[str, None], limit: int) -> list[str]:
    for word in _NOISE:
        found.pop(word, None)
    return list(found)[:limit]


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _parts(token: str) -> list[str]:
    return token.replace("-", ".").split(".")


def _endings(token: str) -> list[str]:
    """A host or a file's name whole and by its endings of two labels or more, without a leading `www`: longest first.

    None for what only has dots in it, such as a date or a version.
    """
    labels = token.removeprefix("www.").split(".")[-_MAX_LABELS:]
    if len(labels) < 2 or len(labels[-1]) < 2 or not labels[-1].isalpha():
        return []
    return [".".join(labels[at:])[:MAX_WORD] for at in range(len(labels) - 1)]
