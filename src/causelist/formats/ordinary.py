"""Ordinary words: what tells a heading, a phrase or a law from the name of a party."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

_LISTS = Path(__file__).parent / "letters"  # words, one list a file
_LETTERS = re.compile(r"[^\W\d_][\w'’-]*")
_LINKING = frozenset({"of", "and", "the", "for", "de", "du", "la", "a", "in", "to", "on", "by", "at", "s"})
# Laws, courts, registers and market places: letters name them, and they send none.
_NO_PARTY = re.compile(
    r"\b(?:Act|ACT|Courts?|Directive|Treaty|Treaties|Convention|Agreement|Regulations?|Licen[cs]e|Statutes?|Guide|Conditions|Constitution|Certificate"
    r"|Copyright Office|Library of Congress|WIPO|USPTO|Patent and Trademark Office|Supreme|Asset Store|App Store|Play Store|Web Store|Google Play"
    r"|CodeCanyon|ThemeForest|Stack ?Overflow|Free Software Foundation|GitHub|Github|GITHUB|Schedule [A-Z0-9]|Exhibit [A-Z0-9]|Appendix|Safe Harbor|CLAIMANT|DEFENDANT|PLAINTIFF|Claimant|Defendant|Plaintiff)\b"
    r"|^\d+\w? .*\b(?:Drive|Street|St|Road|Rd|Ave|Avenue|Way|Blvd|Boulevard|Lane|Parkway|Square|Place|Court)\b"
    r"|^(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(?:st|nd|rd|th)?\b"
    r"|^[A-Z]{2} \d{5}\b|^(?:EU|USA?|UK|OSI|GPL\S*|LGPL|AGPL|MIT|BSD|API|SDK|HTML|PDF|OCILLA|DRM|IP|ISP|NDA|EULA|TOS|URL|United States.*|European Union|San Francisco.*|[Tt]itle \d+.*)$"
)


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """The ordinary words of letters, in lower case."""
    return frozenset(" ".join(_lines("ordinary")).split())


@lru_cache(maxsize=1)
def no_names() -> frozenset[str]:
    """The words that make no name, not even several of them together, in lower case."""
    return frozenset(" ".join(_lines("no_names")).split())


@lru_cache(maxsize=4096)
def ordinary(name: str) -> bool:
    """Whether a name is made of ordinary words alone."""
    known = ordinary_words()
    words = [word.lower().replace("’", "'") for word in _LETTERS.findall(name)]
    return all(word in known or word in _LINKING or len(word) == 1 for word in words)


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """Countries, states and large towns, in lower case."""
    return frozenset(place.lower() for line in _lines("places") for place in line.split(" / "))


def _lines(name: str) -> list[str]:
    lines = (_LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def no_party(name: str) -> bool:
    """Whether a name is that of a law, a court, a register, a market place or a town, which sends no letters."""
    if _NO_PARTY.search(name):
        return True
    return name.lower().rpartition(", ")[2].rstrip(".") in places() and not name.startswith("University of ")
