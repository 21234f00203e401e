"""Names of parties as texts: when two are the same, whose they may be, how they are written. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

import yaml

MAX_NAME = 300

# Legal forms as one token, so that "Adobe, Inc." and "ADOBE INC" meet while "Adobe" stays apart: whether a company
# and its bare name are one is for a person to say. Spelt-out forms become the short one.
_FORMS = {
    "incorporated": "inc",
    "corporation": "corp",
    "limited": "ltd",
    "company": "co",
    "llc": "llc",
    "inc": "inc",
    "corp": "corp",
    "ltd": "ltd",
    "llp": "llp",
    "lp": "lp",
    "plc": "plc",
    "gmbh": "gmbh",
    "ag": "ag",
    "sa": "sa",
    "sas": "sas",
    "sarl": "sarl",
    "srl": "srl",
    "spa": "spa",
    "bv": "bv",
    "nv": "nv",
    "ab": "ab",
    "oy": "oy",
    "as": "as",
    "aps": "aps",
    "kk": "kk",
    "pty": "pty",
    "pte": "pte",
    "co": "co",
    "kg": "kg",
}
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?")  # "l.l.c.", "s.a.", "b.v"
_APOSTROPHES = re.compile(r"['’‘`´]")
_NOT_WORD = re.compile(r"[^\w]+|_+", re.UNICODE)
_SPACE = re.compile(r"\s+")
_CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")

_WORDS = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
_ORGANISATION_WORDS = frozenset(_FORMS) | frozenset(_WORDS["organisation"])
_NO_NAMES = frozenset(_WORDS["frame"])
_CJK_ORGANISATION = re.compile(
    r"公司|集团|协会|学会|出版社|大学|学院|中心|局|委员会|法院|事务所|工作室|出版|传媒|科技|网络|影业|唱片|基金会|银行|研究所|株式会社|社団|協会|會社|集團|公會"
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻餘鍾陸顧龍萬錢湯賴龔"
)
_CJK_PERSON = re.compile(
    rf"(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|[{_SURNAMES}])[\u4e00-\u9fff·]{{1,2}}(?:先生|女士|律师)?"
)
_TITLES = re.compile(r"^(?:mr|mrs|ms|miss|dr|prof|sir|madam)\b\.?", re.IGNORECASE)
_PERSON_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?", re.UNICODE)
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_PARTICLES = frozenset(
    {"van", "von", "der", "den", "de", "da", "di", "del", "la", "le", "bin", "ibn", "al", "el", "y", "e", "dos"}
)


def fold(text: str) -> str:
    """The key by which two writings are the same name: case, width, accents of punctuation and spacing folded.

    Legal forms are folded among themselves but never dropped: "Adobe" and "Adobe Inc." have different keys.
    Never empty for a text that is not blank; at most 300 characters (a longer one ends in its digest).
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), folded)
    folded = _APOSTROPHES.sub("", folded).replace("&", " and ")
    words = [word for word in _NOT_WORD.split(folded) if word]
    key = " ".join(_FORMS.get(word, word) for word in words) or _SPACE.sub(" ", folded).strip()
    if len(key) > MAX_NAME:
        key = f"{key[: MAX_NAME - 33]} {hashlib.sha256(key.encode()).hexdigest()[:32]}"
    return key


def looks_like_person(text: str) -> bool:
    """Whether a name is probably a natural person's.

    In doubt between two or three plain words it says yes: a company's name withheld for a day does less harm than a
    person's published for ever.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if _CJK.search(text):
        return _CJK_ORGANISATION.search(text) is None and _CJK_PERSON.fullmatch(_SPACE.sub("", text)) is not None
    if _TITLES.match(text):
        return True
    words = text.split(",")[0].split()
    if not 2 <= len(words) <= 4 or any(char.isdigit() for char in text):
        return False
    bare = {word.strip(".,").casefold() for word in words}
    if bare & _ORGANISATION_WORDS or bare & _NO_NAMES or "&" in text:
        return False
    return all(
        _INITIALS.fullmatch(word) is not None
        or (
            _PERSON_WORD.fullmatch(word) is not None
            and (word[0].isupper() or word in _PARTICLES)
            and not _shouted(word)
        )
        for word in words
    )


def script_of(text: str) -> str:
    """The ISO 15924 code of the script most letters of `text` are in; "Zyyy" where it has none."""
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else "Zyyy"
    counts: dict[str, int] = {}
    for char in text:
        if char.isalpha():
            script = _script(ord(char))
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda script: (counts[script], script)) if counts else "Zyyy"


def language_of(text: str) -> str:
    """BCP 47 of a name where its script decides: Chinese characters without kana are "zh", else "und"."""
    return "zh" if script_of(text) == "Hani" else "und"


def slug_for(text: str) -> str:
    """A readable address for a name, at most 60 characters, in its own script: "adobe-inc", "奥多比". Never empty."""
    slug = "-".join(fold(text).split())[:60].strip("-")
    return slug or f"name-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def tidy(text: str) -> str:
    """A name as it is shown: one line, no control characters, at most 300 characters."""
    printable = text  # nearly always: what is plain and printable has nothing to take out
    if not (text.isascii() and text.isprintable()):
        printable = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    return _SPACE.sub(" ", printable).strip()[:MAX_NAME].rstrip()


def _shouted(word: str) -> bool:
    """An abbreviation such as "IBM": names of people are seldom written so."""
    return len(word) > 1 and word.isupper() and not word.endswith(".")


_RANGES = (
    (0x0370, 0x03FF, "Grek"),
    (0x0400, 0x052F, "Cyrl"),
    (0x0590, 0x05FF, "Hebr"),
    (0x0600, 0x06FF, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x3040, 0x309F, "Hira"),
    (0x30A0, 0x30FF, "Kana"),
    (0x3400, 0x4DBF, "Hani"),
    (0x4E00, 0x9FFF, "Hani"),
    (0xF900, 0xFAFF, "Hani"),
    (0x20000, 0x3134F, "Hani"),
    (0xAC00, 0xD7AF, "Hang"),
)


def _script(point: int) -> str:
    return next((script for low, high, script in _RANGES if low <= point <= high), "Latn")
