"""The two sums a court may add to a proven loss or put in its place: punitive and statutory damages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from causelist.law import schema
from causelist.law.errors import BadFact
from causelist.law.sums import Range, Step, add_months, step, written, zh

if TYPE_CHECKING:
    from causelist.law.rule import Version

FLAGS = ("wilful", "serious", "repeat")
schema.kind(
    "punitive_damages",
    schema.Spec(
        {
            "least_times": schema.number,
            "most_times": schema.number,
            "needs": schema.each(schema.one_of(*FLAGS)),
        }
    ),
)
COUNTED = ("case", "work", "copy", "act")
_PER = schema.one_of(*COUNTED)
_FLAG_WORDS = {
    "wilful": ("done on purpose", "故意侵权"),
    "serious": ("in serious circumstances", "情节严重"),
    "repeat": ("not the first time", "再次侵权"),
}
schema.kind(
    "statutory_damages",
    schema.Spec(
        {"currency": schema.words, "least": schema.number, "most": schema.number, "per": _PER},
        {
            "least_per": _PER,  # where the bottom is counted otherwise than the top
            "wilful_most": schema.number,  # the top, if it was done on purpose
            "innocent_least": schema.number,  # the bottom, if the infringer had no reason to know
            "aggravated": schema.each(schema.whole),  # the top times one of these, on purpose or again
            "or_loss": schema.flag,  # then the top is the loss, if that is higher
            "repeat_times": schema.whole,  # the top times this, if it was done again
        },
    ),
)
schema.kind(
    "registration",
    schema.Spec({"needed_for": schema.each(schema.one_of("statutory", "costs")), "grace_months": schema.whole}),
)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of the act besides sums; None: not known."""

    works: int = 1
    copies: int | None = None
    acts: int = 1
    wilful: bool | None = None
    serious: bool | None = None
    repeat: bool | None = None
    innocent: bool | None = None
    multiple: Decimal | None = None
    per: str | None = None

    def flag(self, name: str) -> bool | None:
        """One of the flags, by name."""
        return {"wilful": self.wilful, "serious": self.serious, "repeat": self.repeat}[name]

    def number(self, per: str) -> int:
        """How many times a sum counts that is set per case, work, copy or act."""
        if per == "copy" and self.copies is None:
            raise BadFact("copies: the sum counts per copy; give their number")
        return {"case": 1, "work": self.works, "act": self.acts, "copy": self.copies or 0}[per]


@dataclass(slots=True)
class Working:
    """The lines of one calculation and what it lacks."""

    steps: list[Step] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def say(self, template: str, template_zh: str, rule: str, version: Version, **values: Any) -> None:
        """Add a line that stands on a rule."""
        self.steps.append(step(template, template_zh, rule=rule, cite=version.cite, **values))


def punitive(
    working: Working, rule: str, version: Version | None, base: Decimal, given: Circumstances, *, on_top: bool
) -> Range:
    """The proven base, with what may be added for intent and gravity."""
    plain = Range(base, base)
    if version is None:
        if given.multiple is not None:
            raise BadFact("punitive_multiple: the law of that day knows no multiple of the base; leave it out")
        return plain
    value = version.value
    known = {name: given.flag(name) for name in value["needs"]}
    needs, needs_zh = (both(words) for words in zip(*(_FLAG_WORDS[name] for name in value["needs"]), strict=True))
    if False in known.values():
        if given.multiple is not None:
            raise BadFact(f"punitive_multiple: only for an act {needs}, and that is said not to be so; leave one out")
        working.say(
            "No multiple of the base: that is for an act {needs}.",
            "不适用惩罚性赔偿：仅适用于{needs_zh}的行为。",
            rule,
            version,
            needs=needs,
            needs_zh=needs_zh,
        )
        return plain
    least, most = Decimal(value["least_times"]), Decimal(value["most_times"])
    working.say(
        "For an act {needs} the court may award {least} to {most} times the base; costs are no part of it.",
        "{needs_zh}的，可以在基数（不含合理开支）的{least}倍以上{most}倍以下给予赔偿。",
        rule,
        version,
        needs=needs,
        needs_zh=needs_zh,
        least=least,
        most=most,
    )
    if given.multiple is not None:
        if not least <= given.multiple <= most:
            raise BadFact(
                f"punitive_multiple: {written(given.multiple)} is outside {written(least)} to {written(most)}"
            )
        least = most = given.multiple
    made = Range(plain.times(least).least, plain.times(most).most)
    made = made.plus(base) if on_top else made
    working.say(
        "{base} × {times}{top} = {range}.",
        "{base} × {times}{top} = {range}。",
        rule,
        version,
        base=base,
        times=written(least) if least == most else f"({Range(least, most).words()})",
        top=f" + {written(base)}" if on_top else "",
        range=made.words(),
    )
    unknown = [name for name, flag in known.items() if flag is None]
    if unknown:
        working.missing += unknown
        made = Range(base, made.most)
    return made


def both(words: Sequence[str]) -> str:
    """Words joined: on purpose and in serious circumstances."""
    return (" and " if words[0].isascii() else "、").join(words)


def statutory(working: Working, rule: str, version: Version, given: Circumstances, loss: Decimal | None) -> Range:
    """The range that the law sets where no loss is proven, or the owner may choose it."""
    value = version.value
    # A rule that counts its bottom apart keeps its own count of the top, however the bottom is read.
    per = value["per"] if "least_per" in value else given.per or value["per"]
    least_per = given.per or value.get("least_per", per)
    least, most = Decimal(value["least"]), Decimal(value["most"])
    working.say(
        "The law sets at least {least} per {least_per} ({lows}) and at most {most} per {per} ({highs}).",
        "法定赔偿最低{least}（按{least_per_zh}计：{lows}），最高{most}（按{per_zh}计：{highs}）。",
        rule,
        version,
        least=least,
        most=most,
        per=per,
        least_per=least_per,
        per_zh=zh(per),
        least_per_zh=zh(least_per),
        lows=given.number(least_per),
        highs=given.number(per),
    )
    least, most = _at_the_ends(working, rule, version, given, Range(least, most))
    made = Range(
        Range(least, least).times(given.number(least_per)).least, Range(most, most).times(given.number(per)).least
    )
    if given.multiple is not None and "aggravated" not in value:
        working.say(
            "The multiple of {times} needs a proven base; what the law sets is not multiplied.",
            "{times}倍以已证明的基数为前提；法定赔偿不再加倍。",
            rule,
            version,
            times=given.multiple,
        )
    if "aggravated" in value:
        made = _aggravated(working, rule, version, given, made, loss=loss)
    if "repeat_times" in value and given.repeat is not False:
        made = _again(working, rule, version, given, made)
    if made.most is not None and made.least > made.most:
        working.say(
            "The least for each, {least}, is above the most, {most}: the least stands.",
            "按件计算的最低额{least}高于最高额{most}：以最低额为准。",
            rule,
            version,
            least=made.least,
            most=made.most,
        )
        made = Range(made.least, made.least)
    working.say("That makes {range}.", "合计{range}。", rule, version, range=made.words())
    return made


def _at_the_ends(
    working: Working, rule: str, version: Version, given: Circumstances, ends: Range
) -> tuple[Decimal, Decimal]:
    """The bottom for the innocent and the top for the wilful."""
    value = version.value
    least, most = ends.least, Decimal(value["most"])
    if "wilful_most" in value and given.wilful is not False and not given.innocent:
        most = Decimal(value["wilful_most"])
        if given.wilful is None:
            working.missing.append("wilful")
        working.say("On purpose: up to {most}.", "故意侵权的，最高{most}。", rule, version, most=most)
    if "innocent_least" in value and given.innocent is not False and not given.wilful:
        least = Decimal(value["innocent_least"])
        if given.innocent is None:
            working.missing.append("innocent")
        working.say(
            "With no reason to know that it infringed: down to {least}.",
            "不知且无理由知道侵权的，可减至{least}。",
            rule,
            version,
            least=least,
        )
    return least, most


def _aggravated(
    working: Working, rule: str, version: Version, given: Circumstances, made: Range, *, loss: Decimal | None
) -> Range:
    """The top doubled or trebled on purpose or again, or the loss if that is higher."""
    flags = (given.wilful, given.repeat)
    if True not in flags and None not in flags:
        return made
    times = [Decimal(one) for one in version.value["aggravated"]]
    if given.multiple is not None:
        if given.multiple not in times:
            raise BadFact(f"punitive_multiple: it is one of {', '.join(written(one) for one in times)} here")
        times = [given.multiple]
    tops = [Range(Decimal(0), made.most).times(one).most or Decimal(0) for one in times]
    if loss is not None and version.value.get("or_loss"):
        tops = [max(top, loss) for top in tops]
    if True not in flags:
        working.missing += [name for name, flag in zip(("wilful", "repeat"), flags, strict=True) if flag is None]
    working.say(
        "On purpose or again: the top is {times} times as high, or the loss if that is higher: {tops}.",
        "故意侵权或者再次侵权的，最高额为{times_zh}倍，或者以较高的实际损失为限：{tops_zh}。",
        rule,
        version,
        times=" or ".join(map(written, times)),
        times_zh="或者".join(map(written, times)),
        tops=" or ".join(map(written, tops)),
        tops_zh="或者".join(map(written, tops)),
    )
    return Range(made.least, max(tops))


def _again(working: Working, rule: str, version: Version, given: Circumstances, made: Range) -> Range:
    """The top for who does it again."""
    times = version.value["repeat_times"]
    if given.repeat is None:
        working.missing.append("repeat")
    raised = Range(made.least, made.times(times).most)
    working.say(
        "Again within the time set: up to {times} times as much, {range}.",
        "在规定期间内再犯的，最高{times}倍：{range}。",
        rule,
        version,
        times=times,
        range=raised.words(),
    )
    return raised


def in_time(
    value: Mapping[str, Any], *, registered: bool | dt.date | None, published: dt.date | None, on: dt.date
) -> bool | None:
    """Whether a work was registered in time: before the act, or within the months of grace after publication."""
    if registered is None or isinstance(registered, bool):
        return registered
    if registered <= on:
        return True
    if published is None:
        return None
    return published <= registered <= add_months(published, value["grace_months"])
