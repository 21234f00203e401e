"""The language of a letter, as far as pages need it: English, Chinese in either script, or undetermined."""

from __future__ import annotations

import re

_HAN = re.compile("[\u4e00-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
_TRADITIONAL = re.compile("[權與為聯網頁業個來國說請護侵標題電話於這會學經據發現應該處實際]")
_SIMPLIFIED = re.compile("[权与为联网页业个来国说请护题电话于这会学经据发现应该处实际]")
_ENGLISH = frozenset(("the", "and", "of", "to", "is", "that", "this", "for", "are", "have", "you", "copyright"))
_TOKENS = re.compile(r"\w+")
_WORDS = re.compile(r"[^\W\d_]{2,}")


def language_of(text: str) -> str:
    """A BCP 47 tag; `und` where the words tell nothing."""
    sample = text[:3_000]
    han = 0 if sample.isascii() else len(_HAN.findall(sample))
    english = sum(token in _ENGLISH for token in _TOKENS.findall(sample.lower()))
    if han > 40 and han > english * 4:
        if len(_KANA.findall(sample)) > han // 4:
            return "ja"
        traditional, simplified = (
            len(_TRADITIONAL.findall(sample)),
            len(_SIMPLIFIED.findall(sample)),
        )
        return "zh-Hant" if traditional > simplified else "zh-Hans"
    if english < 3:
        return "und"
    # A word takes three characters with its space: often it is plain without counting.
    return "en" if english * 75 > len(sample) or english * 25 >= len(_WORDS.findall(sample)) else "und"
