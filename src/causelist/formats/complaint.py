"""A complaint in plain words: labelled lines (`Against:`, `Shop:`, `Works:` …), the rest is what is alleged. Pure.

A label stands at the beginning of a line and ends with a colon; its value may go on over the next lines, one value on
each, until a blank line or the next label. Labels may be in English or Chinese, in any case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from causelist.core.numbers import BadNumber, parse_number

MOST_VALUES = 5_000
LONGEST_VALUE = 2_000
KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "listing": ("listing", "listings", "商品链接", "商品"),
        "website": ("website", "websites", "address", "addresses", "url", "urls", "网站", "网址", "链接"),
        "app": ("app", "apps", "应用", "应用程序"),
        "shop": ("shop", "shops", "premises", "商店", "店铺", "场所"),
        "stall": ("stall", "stalls", "摊位"),
        "plant": ("plant", "plants", "factory", "工厂", "厂房"),
        "warehouse": ("warehouse", "warehouses", "仓库"),
        "copy_shop": ("copy shop", "copy shops", "复印店", "打印店"),
        "cinema": ("cinema", "cinemas", "影院", "电影院"),
        "cafe": ("internet café", "internet cafe", "café", "cafe", "网吧"),
        "venue": ("venue", "venues", "public performance", "演出场所", "经营场所"),
        "computer": ("computer", "computers", "计算机", "电脑"),
        "device": ("device", "devices", "设备", "装置"),
        "broadcast": ("broadcast", "broadcasts", "广播", "播放"),
        "signal": ("signal", "signals", "信号"),
    }
)
_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": ("about", "title", "subject", "事由", "标题"),
        "law": ("law", "law of", "适用法律", "法律"),
        "region": ("region", "place", "地区"),
        "industry": ("industry", "行业"),
        "against": ("against", "respondent", "respondents", "被投诉人", "被投诉单位"),
        "works": ("work", "works", "作品"),
        "notices": ("notice", "notices", "通知", "通知编号"),
        "case": ("case", "案件", "案号", "案件编号"),
        "for": ("for", "on behalf of", "投诉人", "权利人"),
    }
)
_PLACES = {"china": "cn", "中国": "cn", "united states": "us", "usa": "us", "美国": "us", "india": "in", "印度": "in",
           "italy": "it", "意大利": "it", "european union": "eu", "欧盟": "eu"}  # fmt: skip
_LABEL = re.compile(r"[ \t>]*([^:：\n]{1,40}?)[ \t]*[:：][ \t]*(.*)")
_NUMBER = re.compile(r"\b([NCD])[-‐‑–][0-9]{4}[-‐‑–][0-9]{1,18}[-‐‑–][0-9]\b", re.IGNORECASE)
_BY_LABEL = MappingProxyType(
    {label: name for table in (_FIELDS, KINDS) for name, labels in table.items() for label in labels}
)


@dataclass(frozen=True, slots=True)
class ComplaintLetter:
    """What labelled lines say; `targets` are (kind of the law, words). Nothing is trusted, nothing is checked yet."""

    title: str
    law: str
    region: str
    industry: str
    holder: str
    against: tuple[str, ...]
    works: tuple[str, ...]
    notices: tuple[str, ...]  # numbers of letters on the record
    case: str  # the number of a case that it is about, where it is a reply
    targets: tuple[tuple[str, str], ...]
    statement: str


def read_complaint(text: str, *, subject: str = "") -> ComplaintLetter:
    """Read a complaint; what is not labelled is its statement. Never fails: what is missing is empty."""
    found: dict[str, list[str]] = {}
    rest: list[str] = []
    targets: list[tuple[str, str]] = []
    under = ""
    for line in text.splitlines():
        match = _LABEL.fullmatch(line)
        label = _BY_LABEL.get(" ".join(match[1].casefold().split())) if match else None
        if match and label:
            under, value = label, match[2]
        elif not line.strip():
            under, value = "", ""
            rest.append("")
        elif under:
            value = line
        else:
            rest.append(line.rstrip())
            value = ""
        value = value.strip(" \t-*•")[:LONGEST_VALUE]
        if under and value and len(targets) + sum(map(len, found.values())) < MOST_VALUES:
            if under in KINDS:
                targets.append((under, value))
            else:
                found.setdefault(under, []).append(value)
    return ComplaintLetter(
        title=_one(found, "title") or _plain_subject(subject),
        law=_law(_one(found, "law")),
        region=_one(found, "region"),
        industry=_one(found, "industry").lower(),
        holder=_one(found, "for"),
        against=_distinct(found.get("against", ())),
        works=_distinct(found.get("works", ())),
        notices=_numbers(" ".join(found.get("notices", ())), "N"),
        case=_case(" ".join([*found.get("case", ()), subject])),
        targets=tuple(dict.fromkeys(targets)),
        statement=re.sub(r"\n{3,}", "\n\n", "\n".join(rest)).strip(),
    )


def _one(found: Mapping[str, list[str]], name: str) -> str:
    return next(iter(found.get(name, ())), "")


def _distinct(values: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _law(said: str) -> str:
    name = said.strip().casefold()
    return _PLACES.get(name, name if re.fullmatch(r"[a-z]{2}", name) else "")


def _plain_subject(subject: str) -> str:
    """A subject without what mail programs put before it."""
    return re.sub(r"^(?:\s*(?:re|fwd?|aw|答复|回复|转发)\s*[:：])+\s*", "", subject, flags=re.IGNORECASE).strip()


def _numbers(text: str, kind: str) -> tuple[str, ...]:
    found = []
    for match in _NUMBER.finditer(text):
        try:
            number = parse_number(match[0])
        except BadNumber:
            continue
        if number.kind == kind:
            found.append(str(number))
    return tuple(dict.fromkeys(found))


def _case(text: str) -> str:
    """The first number of a case in a text, as it was written where it is no number: the reply says that there is none."""
    for match in _NUMBER.finditer(text):
        if match[1].upper() == "C":
            try:
                return str(parse_number(match[0]))
            except BadNumber:
                return match[0]
    return ""
