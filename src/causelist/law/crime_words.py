"""The arithmetic of a criminal threshold in words: English and Chinese, each from a template with named numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Any

from causelist.law.answer import Finding
from causelist.law.crime_facts import MEASURES, Facts, Number
from causelist.law.crime_rules import Combination, Limb, Line

State = bool | None
RANK = {True: 2, None: 1, False: 0}
VERDICT = {True: "reached", False: "not reached", None: "cannot be said"}
VERDICT_ZH = {True: "达到", False: "未达到", None: "无法判断"}
ASKED = {False: "at least", True: "more than"}
ASKED_ZH = {False: "不少于", True: "超过"}


@dataclass(frozen=True, slots=True)
class Told(Finding):
    """A finding with its words in Chinese, and the template they were made from."""

    words_zh: str = ""
    template: str = ""  # of the English words, with named values, for other languages
    numbers: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return Finding.as_json(self) | {
            "words_zh": self.words_zh,
            "template": self.template,
            "values": dict(self.numbers),
        }


def _told(
    finding: dict[str, Any], template: str, template_zh: str, numbers: dict[str, str], zh: dict[str, str]
) -> Told:
    return Told(
        **finding,
        words=template.format(**numbers),
        words_zh=template_zh.format(**(numbers | zh)),
        template=template,
        numbers=tuple(numbers.items()),
    )


def of_line(limb: Limb, line: Line, facts: Facts, state: State, *, graver: bool) -> Told:
    """One measure against its threshold."""
    threshold = line.graver if graver and line.graver is not None else line.base
    measure = MEASURES[line.measure]
    names = (line.measure, *line.plus)
    hidden = any(name in facts.unknown for name in names)
    value = sum((facts.known.get(name, 0) for name in names), start=0)
    added = "".join(f" with {MEASURES[name].label}" for name in line.plus)
    added_zh = "".join(f"与{MEASURES[name].label_zh}合计" for name in line.plus)
    numbers = {
        "measure": measure.label + added,
        "fact": measure.told(value),
        "threshold": measure.told(threshold),
        "asked": ASKED[line.strict],
        "percent": percent(value, threshold),
        "verdict": VERDICT[state],
    }
    zh = {
        "measure": measure.label_zh + added_zh,
        "fact": measure.told_zh(value),
        "threshold": measure.told_zh(threshold),
        "asked": ASKED_ZH[line.strict],
        "verdict": VERDICT_ZH[state],
    }
    if hidden:
        template = "{measure}: not known beyond {fact}, {asked} {threshold} asked: {verdict}"
        template_zh = "{measure}：已知{fact}，其余不明，标准{asked}{threshold}：{verdict}"
    else:
        template = "{measure}: {fact} of {asked} {threshold}, {percent} %: {verdict}"
        template_zh = "{measure}：{fact}，标准{asked}{threshold}，占{percent}%：{verdict}"
    if limb.condition:
        template, template_zh = _with_condition(limb, facts, (template, template_zh), numbers=numbers, zh=zh)
    finding = {
        "rule": limb.rule.id,
        "cite": limb.cite,
        "measure": line.measure,
        "fact": None if hidden else Decimal(value),
        "threshold": Decimal(threshold),
        "met": state,
    }
    return _told(finding, template, template_zh, numbers, zh)


def _with_condition(
    limb: Limb, facts: Facts, texts: tuple[str, str], *, numbers: dict[str, str], zh: dict[str, str]
) -> tuple[str, str]:
    measure, least = limb.condition or ("", 0)
    named = MEASURES[measure]
    known = measure not in facts.unknown
    value = facts.known.get(measure, 0)
    numbers |= {
        "condition": named.label,
        "condition_fact": named.told(value) if known else "not known",
        "condition_least": named.told(least),
    }
    zh |= {"condition": named.label_zh, "condition_fact": named.told_zh(value) if known else "不明"}
    return (
        "{condition}: {condition_fact} of at least {condition_least}; " + texts[0],
        "{condition}：{condition_fact}（须{condition_least}次以上）；" + texts[1],
    )


def of_combination(
    combination: Combination,
    items: Sequence[tuple[str, State, Line]],
    facts: Facts,
    state: State,
    *,
    graver: bool,
) -> Told:
    """How many items come to their share, and which."""
    come = [item for item in items if item[1] is True]
    open_ = [item for item in items if item[1] is None]
    numbers = {
        "count": str(len(come)),
        "needed": str(combination.needed),
        "asked": ASKED[combination.strict],
        "share": f"{(combination.share * 100).normalize():f}",
        "items": "; ".join(_half(item, facts, graver=graver) for item in come) or "none",
        "open": "; ".join(f"item ({label}) {MEASURES[line.measure].label}" for label, _, line in open_) or "none",
        "verdict": VERDICT[state],
    }
    zh = {
        "asked": ASKED_ZH[combination.strict],
        "items": "；".join(_half_zh(item, facts, graver=graver) for item in come) or "无",
        "open": "；".join(f"第（{label}）项{MEASURES[line.measure].label_zh}" for label, _, line in open_) or "无",
        "verdict": VERDICT_ZH[state],
    }
    template = "{count} of {needed} items come to {asked} {share} % of their thresholds: {items}"
    template_zh = "{asked}标准{share}%的项目{count}个（须{needed}个）：{items}"
    if graver:
        template, template_zh = template + " (for the graver tier)", template_zh + "（加重档）"
    if open_:
        template, template_zh = template + "; not known: {open}", template_zh + "；不明：{open}"
    finding = {
        "rule": combination.rule.id,
        "cite": combination.cite,
        "measure": "combination",
        "fact": Decimal(len(come)),
        "threshold": Decimal(combination.needed),
        "met": state,
    }
    return _told(finding, template + ": {verdict}", template_zh + "：{verdict}", numbers, zh)


def _amounts(line: Line, facts: Facts, *, graver: bool) -> tuple[Number, Number]:
    value = sum((facts.known.get(name, 0) for name in (line.measure, *line.plus)), start=0)
    return value, line.graver if graver and line.graver is not None else line.base


def _half(item: tuple[str, State, Line], facts: Facts, *, graver: bool) -> str:
    label, _, line = item
    value, half = _amounts(line, facts, graver=graver)
    measure = MEASURES[line.measure]
    return f"item ({label}) {measure.label} {measure.told(value)} of {measure.told(half)}"


def _half_zh(item: tuple[str, State, Line], facts: Facts, *, graver: bool) -> str:
    label, _, line = item
    value, half = _amounts(line, facts, graver=graver)
    measure = MEASURES[line.measure]
    return f"第（{label}）项{measure.label_zh}{measure.told_zh(value)}（须{measure.told_zh(half)}）"


def percent(value: Number, threshold: Number) -> str:
    """A share in hundredths, rounded down, so that 99.99 % is never told as all."""
    if not threshold:
        return "100"
    share = (Decimal(value) * 100 / Decimal(threshold)).quantize(Decimal("0.1"), rounding=ROUND_DOWN)
    return f"{share.normalize():f}"
