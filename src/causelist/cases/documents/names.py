"""Finding a name, a number or other words in a text however they are spaced, cased, wide or accented there. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_TITLES = "mr|mrs|ms|miss|mx|dr|prof|judge|justice"
_TITLES_ZH = "先生|女士|小姐|律师|法官|某某?|某"
_EAST_LABELS = "甲乙丙丁戊己庚辛壬癸"

Span = tuple[int, int]


class Folded:
    """A text without case, width, accents and invisible signs, and where each of its letters came from."""

    def __init__(self, text: str) -> None:
        if text.isascii():
            self.text, self._places = text.lower(), None
            return
        parts: list[str] = []
        places: list[int] = []
        for place, char in enumerate(text):
            made = _folded(char)
            parts.append(made)
            places += [place] * len(made)
        self.text, self._places = "".join(parts), places

    def spans(self, pattern: re.Pattern[str]) -> Iterator[Span]:
        """Every match as a range of the original text."""
        for match in pattern.finditer(self.text):
            start, end = match.span()
            if start == end:
                continue
            if self._places is None:
                yield start, end
            else:
                yield self._places[start], self._places[end - 1] + 1


def folded(text: str) -> str:
    """The text as it is compared."""
    return "".join(_folded(char) for char in text)


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    decomposed = unicodedata.normalize("NFKD", char)
    kept = "".join(part for part in decomposed if unicodedata.category(part) not in {"Mn", "Cf"})
    if len(kept) == 1 or not _WIDE.match(char):
        return kept.casefold()
    return unicodedata.normalize("NFKC", char).casefold()


@lru_cache(maxsize=4096)
def exactly(words: str) -> re.Pattern[str] | None:
    """What finds these words, whatever stands between them; None where there is no letter or digit in them."""
    tokens = _tokens(words)
    whole = "".join(tokens)
    if sum(char.isdigit() for char in whole) >= max(5, len(whole) // 2):
        signs = r"[\s.·-]{0,2}".join(re.escape(char) for char in whole)
        return re.compile(rf"(?<![a-z0-9]){signs}(?![a-z0-9])")
    return _compiled([tokens]) if tokens else None


@lru_cache(maxsize=4096)
def person(name: str) -> re.Pattern[str] | None:
    """What finds a person's name: as given, with the family name in front or behind, or one part after a title."""
    tokens = _tokens(name)
    if not tokens:
        return None
    variants = [tokens]
    wide = all(_WIDE.match(token) for token in tokens)
    if len(tokens) > 1 and not wide:
        variants += [[tokens[-1], *tokens[:-1]], [*tokens[1:], tokens[0]]]
    extra: list[str] = []
    if not wide:
        parts = "|".join(re.escape(token) for token in tokens if len(token) > 1)
        if parts and len(tokens) > 1:
            extra.append(rf"(?<![^\W_])(?:{_TITLES})\b\.?\s{{0,2}}(?:{parts})(?![^\W_])")
        initials = r"\W{0,3}".join(re.escape(token[0]) + r"\." for token in tokens[:-1])
        if initials and len(tokens[-1]) > 1:
            extra.append(rf"(?<![^\W_]){initials}\W{{0,3}}{re.escape(tokens[-1])}(?![^\W_])")
    elif len(tokens) > 1:
        extra.append(rf"{re.escape(tokens[0])}(?:{_TITLES_ZH})")
    return _compiled(variants, extra)


def parts_alone(name: str) -> re.Pattern[str] | None:
    """What finds one part of a name of several, standing alone with a capital as names do; for a second look only."""
    words = [part for part in re.split(r"[^\w]+", name) if part]
    tokens = [part for part in words if len(part) > 2 and part[:1].isupper()]
    if len(words) < 2 or not tokens:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(token) for token in tokens)})(?!\w)")


def label(language: str, kind: str, index: int, taken: Collection[str], stems: dict[str, str]) -> tuple[str, int]:
    """A name in place of a name: Person A, Person B; 甲某, 乙某. The first from `index` on that is not among `taken`.

    `stems` are the words by kind, in the language. Returns it and the index after it.
    """
    while True:
        made = _east(stems[kind], index) if language.startswith("zh") else f"{stems[kind]} {_letters(index)}"
        index += 1
        if not any(made in words for words in taken):
            return made, index


def _letters(index: int) -> str:
    made = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        made = chr(65 + rest) + made
    return made


def _east(stem: str, index: int) -> str:
    rounds, rest = divmod(index, len(_EAST_LABELS))
    return stem.format(_EAST_LABELS[rest] + (str(rounds + 1) if rounds else ""))


def _tokens(words: str) -> list[str]:
    """Folded words; each Chinese letter is one."""
    made: list[str] = []
    for part in re.findall(r"[^\W_]+", folded(words)):
        made += [piece for piece in re.split(f"({_WIDE.pattern})", part) if piece]
    return made


def _compiled(variants: list[list[str]], extra: Collection[str] = ()) -> re.Pattern[str]:
    alternatives = ["".join(_joined(tokens)) for tokens in variants]
    alternatives.sort(key=len, reverse=True)
    return re.compile("|".join([*alternatives, *extra]))


def _joined(tokens: list[str]) -> Iterator[str]:
    """Tokens with what may stand between them; words that are no Chinese begin and end where words do."""
    if not _WIDE.match(tokens[0]):
        yield r"(?<![^\W_\u2e80-\u9fff])"
    for place, token in enumerate(tokens):
        if place:
            yield r"[\s·・•]{0,2}" if _WIDE.match(token) and _WIDE.match(tokens[place - 1]) else r"[\W_]{0,3}"
        yield re.escape(token)
    if not _WIDE.match(tokens[-1]):
        yield r"(?![^\W_\u2e80-\u9fff])"
