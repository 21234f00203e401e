"""What an authority may fine for an infringement: the range, its conditions, and what goes with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from causelist.law import schema
from causelist.law.errors import BadFact, UnknownName
from causelist.law.sums import Fact, Range, Step, maybe_amount, money, product, step, told, total
from causelist.law.tools import Tools, tools

if TYPE_CHECKING:
    from causelist.law.book import Book
    from causelist.law.rule import Citation, Version

_BRANCH = schema.Spec(
    {},
    {
        "at_least": schema.number,  # of the business amount; 以上 includes the number
        "up_to": schema.number,  # the same, the number included
        "below": schema.number,  # the same, the number not included
        "uncounted": schema.flag,  # also where there is no business amount or it is hard to count
        "serious": schema.flag,  # only where the circumstances are serious, or only where they are not
        "least": schema.number,
        "most": schema.number,
        "least_times": schema.number,  # of the business amount
        "most_times": schema.number,
    },
)
schema.kind(
    "fine",
    schema.Spec(
        {"currency": schema.words, "branches": schema.each(_BRANCH)},
        {"public_interest": schema.flag},  # only if the act also harms the public interest
    ),
)
schema.kind("condition", schema.Spec({"needed": schema.flag}))
schema.kind(
    "fine_multiplier", schema.Spec({"times": schema.whole, "when": schema.each(schema.one_of("wilful", "again"))})
)
schema.kind("set_off", schema.Spec({"set_off": schema.flag, "no_fine_after": schema.flag}))

# Which rule holds the fine for each wrong.
WRONGS = {"infringement": "admin.fine.amount", "network": "network.fine", "platform": "ecommerce.fine"}


@dataclass(frozen=True, slots=True)
class Fine:
    """What may be fined; `possible` None: it cannot be said whether a fine may be imposed at all."""

    on: dt.date
    decided: dt.date
    wrong: str
    rule: str
    possible: bool | None
    range: Range
    currency: str
    cite: Citation
    steps: tuple[Step, ...]
    missing: tuple[str, ...]
    tools: Tools | None  # whether the tools of the infringement may be taken
    court_fine_left: Decimal | None  # of a court's fine, after what was fined before
    other: dict[str, Any] | None  # what the law of the other day would give

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "possible": self.possible,
            **self.range.as_json(),
            "currency": self.currency,
            "wrong": self.wrong,
            "rule": self.rule,
            "on": self.on.isoformat(),
            "decided": self.decided.isoformat(),
            "missing": list(self.missing),
            "tools": self.tools.as_json() if self.tools else None,
            "court_fine_left": money(self.court_fine_left),
            "other": self.other,
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
            **told(self.steps),
        }


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of the act."""

    business: Decimal | None
    uncounted: bool
    serious: bool | None
    public_interest: bool | None
    wilful: bool | None
    again: bool | None


@dataclass(frozen=True, slots=True)
class _Assessed:
    """What one rule on one day gives."""

    wrong: str
    rule: str
    version: Version
    range: Range
    steps: tuple[Step, ...]
    missing: tuple[str, ...]


def fine(
    book: Book,
    *,
    on: dt.date,
    decided: dt.date | None = None,
    wrongs: Sequence[str] = ("infringement",),
    business: Fact | None = None,
    hard_to_count: bool = False,
    gains: Fact | None = None,
    copies: Fact | None = None,
    unit: bool = False,
    again: bool | None = None,
    wilful: bool | None = None,
    serious: bool | None = None,
    public_interest: bool | None = None,
    fined: Fact | None = None,
    court_fine: Fact | None = None,
) -> Fine:
    """What may be fined for an act of one day, decided on another.

    `business`: the illegal business amount, 0 for none, None for not known; `hard_to_count` where it cannot be
    counted. `public_interest`: whether the act also harms it. `fined`: what an authority has already fined for the
    same act; `court_fine`: what a court has. `gains`, `copies`, `unit` (an organisation) and `again` (held liable
    before) decide whether the tools may be taken. Raises `BadFact`, `UnknownName` or `NotInForce`.
    """
    decided = decided or on
    if decided < on:
        raise BadFact(f"decided: {decided} is before the act ({on}); check both dates")
    amount = maybe_amount("business", business)
    if hard_to_count and amount is not None:
        raise BadFact("business: it is given and said to be hard to count; leave one of the two out")
    facts = _Facts(amount, hard_to_count, serious, public_interest, wilful, again)
    earlier, later = _highest(book, wrongs, on, facts), _highest(book, wrongs, decided, facts)
    chosen, other, choice = _lighter(book, earlier, later, decided)
    verdict = _Verdict(book, decided, chosen, facts)
    left = verdict.after(maybe_amount("fined", fined), maybe_amount("court_fine", court_fine))
    return Fine(
        on=on,
        decided=decided,
        wrong=chosen.wrong,
        rule=chosen.rule,
        possible=verdict.possible,
        range=Range(Decimal(0), Decimal(0)) if verdict.possible is False else chosen.range,
        currency=chosen.version.value["currency"],
        cite=chosen.version.cite,
        steps=(*chosen.steps, *choice, *verdict.steps),
        missing=tuple(dict.fromkeys((*chosen.missing, *verdict.missing))) if verdict.possible is not False else (),
        tools=tools(book, on=on, business=amount, gains=gains, copies=copies, unit=unit, again=again),
        court_fine_left=left,
        other=other,
    )


def _highest(book: Book, wrongs: Sequence[str], day: dt.date, facts: _Facts) -> _Assessed:
    """The highest of the fines that one act draws: it is fined once."""
    if not wrongs:
        raise BadFact(f"wrongs: none is named; name one of {', '.join(WRONGS)}")
    assessed = [_assess(book, wrong, day, facts) for wrong in dict.fromkeys(wrongs)]
    best = max(assessed, key=lambda one: one.range.weight())
    if len(assessed) == 1:
        return best
    line = step(
        "One act is fined once, by the rule with the higher fine: {by}.",
        "同一违法行为只罚款一次，按罚款数额高的规定处罚：{by}。",
        by=best.rule,
    )
    return _Assessed(best.wrong, best.rule, best.version, best.range, (*best.steps, line), best.missing)


def _assess(book: Book, wrong: str, day: dt.date, facts: _Facts) -> _Assessed:
    if wrong not in WRONGS:
        raise UnknownName("wrong", wrong, WRONGS)
    rule_id = f"{book.jurisdiction}.{WRONGS[wrong]}"
    version = book.on(rule_id, day)
    missing: list[str] = []
    branches = [branch for branch in version.value["branches"] if _applies(branch, facts, missing)]
    ranges = [_range(branch, facts.business) for branch in branches]
    found = Range.over(ranges)
    steps = [_told(branch, made, rule_id, version, facts) for branch, made in zip(branches, ranges, strict=True)]
    if len(branches) > 1 and not missing:
        steps.append(
            step(
                "More than one limb takes in the amount: together they give {range}.",
                "数额同时符合两种情形：合计为{range}。",
                rule=rule_id,
                cite=version.cite,
                range=found.words(),
            )
        )
    multiplier_id = f"{book.jurisdiction}.admin.fine.multiplier"
    if multiplier_id in book.rules and wrong != "platform":
        found, line = _multiplied(multiplier_id, book.on(multiplier_id, day), found, facts, missing)
        steps += [line] if line else []
    return _Assessed(wrong, rule_id, version, found, tuple(steps), tuple(missing))


def _applies(branch: dict[str, Any], facts: _Facts, missing: list[str]) -> bool:
    """Whether a limb takes in the facts; one on facts that are not known stays in, and says what is missing."""
    if "serious" in branch:
        if facts.serious is None:
            missing.append("serious")
        elif facts.serious != branch["serious"]:
            return False
    if not {"at_least", "up_to", "below", "uncounted", "most_times"} & set(branch):
        return True
    if facts.uncounted or facts.business == 0:
        return bool(branch.get("uncounted"))
    if facts.business is None:
        missing.append("business")
        return True
    if branch.get("uncounted") and not {"up_to", "below"} & set(branch):
        return False
    return not (
        ("at_least" in branch and facts.business < Decimal(branch["at_least"]))
        or ("up_to" in branch and facts.business > Decimal(branch["up_to"]))
        or ("below" in branch and facts.business >= Decimal(branch["below"]))
    )


def _range(branch: dict[str, Any], business: Decimal | None) -> Range:
    """The range of one limb; without a known business amount a multiple of it has no top that could be named."""
    if "most_times" not in branch:
        return Range(Decimal(branch.get("least", 0)), Decimal(branch["most"]))
    least_times, most_times = Decimal(branch.get("least_times", 0)), Decimal(branch["most_times"])
    if business is None:
        return Range(product(Decimal(branch.get("at_least", 0)), least_times), None)
    return Range(product(business, least_times), product(business, most_times))


def _told(branch: dict[str, Any], made: Range, rule_id: str, version: Version, facts: _Facts) -> Step:
    if "most_times" in branch:
        from_least = "least_times" in branch
        return step(
            "Business amount {business}: {least} to {most} times of it, {range}."
            if from_least
            else "Business amount {business}: up to {most} times of it, {range}.",
            "违法经营额{business}元：{least}倍以上{most}倍以下，即{range}。"
            if from_least
            else "违法经营额{business}元：{most}倍以下，即{range}。",
            rule=rule_id,
            cite=version.cite,
            business=facts.business if facts.business is not None else "?",
            least=Decimal(branch.get("least_times", 0)),
            most=Decimal(branch["most_times"]),
            range=made.words(),
        )
    return step("The fine is {range}.", "罚款{range}。", rule=rule_id, cite=version.cite, range=made.words())


def _multiplied(
    rule_id: str, version: Version, found: Range, facts: _Facts, missing: list[str]
) -> tuple[Range, Step | None]:
    """Under a bill: the fine doubled for intent or repetition."""
    times = version.value["times"]
    known = [{"wilful": facts.wilful, "again": facts.again}[name] for name in version.value["when"]]
    if not any(known):
        if None in known:
            missing += [name for name, value in zip(version.value["when"], known, strict=True) if value is None]
            return Range(found.least, found.times(times).most), step(
                "Times {times} if it was done on purpose or again, which is not known.",
                "故意侵权或者再次侵权的，加至{times}倍；情况不明。",
                rule=rule_id,
                cite=version.cite,
                times=times,
            )
        return found, None
    made = found.times(times)
    return made, step(
        "Done on purpose or again: times {times}, {range}.",
        "故意侵权或者再次侵权：{times}倍，即{range}。",
        rule=rule_id,
        cite=version.cite,
        times=times,
        range=made.words(),
    )


def _lighter(
    book: Book, earlier: _Assessed, later: _Assessed, decided: dt.date
) -> tuple[_Assessed, dict[str, Any] | None, tuple[Step, ...]]:
    """The law of the act, unless that of the decision is lighter; with the other one beside it."""
    if earlier.version is later.version:
        return earlier, None, ()
    rule_id = f"{book.jurisdiction}.admin.lighter"
    lighter = book.maybe(rule_id, decided)
    newer = lighter is not None and later.range.weight() < earlier.range.weight()
    chosen, other = (later, earlier) if newer else (earlier, later)
    line = step(
        "The law changed after the act. The law of the {which} decides: {chosen}; the other gives {other}.",
        "行为后法律已修改。适用{which_zh}的规定：{chosen}；另一规定为{other}。",
        rule=rule_id if lighter else None,
        cite=lighter.cite if lighter else None,
        which="decision, which is lighter," if newer else "act",
        which_zh="处罚较轻的新法" if newer else "行为时",
        chosen=chosen.range.words(),
        other=other.range.words(),
    )
    beside = {
        **other.range.as_json(),
        "of": "act" if newer else "decision",
        "rule": other.rule,
        "cite": str(other.version.cite),
        "citation": other.version.cite.as_json(),
    }
    return chosen, beside, (line,)


class _Verdict:
    """Whether a fine may be imposed, and what a court's fine leaves."""

    def __init__(self, book: Book, decided: dt.date, chosen: _Assessed, facts: _Facts) -> None:
        self.book, self.decided = book, decided
        self.possible: bool | None = True
        self.steps: list[Step] = []
        self.missing: list[str] = []
        condition = f"{book.jurisdiction}.admin.fine.public_interest"
        if not chosen.version.value.get("public_interest"):
            return
        version = book.on(condition, decided)
        if not version.value["needed"]:
            self.say("No harm to the public interest is needed.", "不要求损害公共利益。", condition, version)
        elif facts.public_interest is None:
            self.possible = None
            self.missing.append("public_interest")
            self.say(
                "Only an act that also harms the public interest is fined; whether it does is not known.",
                "侵权行为同时损害公共利益的，方可处罚；是否损害不明。",
                condition,
                version,
            )
        elif not facts.public_interest:
            self.possible = False
            self.say(
                "It does not harm the public interest, so there is no fine.",
                "未损害公共利益，不予罚款。",
                condition,
                version,
            )

    def say(self, template: str, template_zh: str, rule_id: str, version: Version, **values: Any) -> None:
        self.steps.append(step(template, template_zh, rule=rule_id, cite=version.cite, **values))

    def after(self, fined: Decimal | None, court_fine: Decimal | None) -> Decimal | None:
        """What earlier fines change; returns what is left to pay of a court's fine."""
        place = self.book.jurisdiction
        if fined is not None:
            once = self.book.on(f"{place}.admin.one_fine", self.decided)
            self.possible = False
            self.say(
                "It was fined {fined} already: the same act is not fined twice; other penalties remain.",
                "已被罚款{fined}元：同一违法行为不得再次罚款，其他处罚不受影响。",
                f"{place}.admin.one_fine",
                once,
                fined=fined,
            )
        if court_fine is None:
            return None
        rule_id = f"{place}.admin.set_off"
        version = self.book.on(rule_id, self.decided)
        if fined is None:
            if version.value["no_fine_after"]:
                self.possible = False
                self.say(
                    "A court has fined {court}: no fine is added to it.",
                    "人民法院已判处罚金{court}元：不再给予罚款。",
                    rule_id,
                    version,
                    court=court_fine,
                )
            return court_fine
        left = max(total(court_fine, -fined), Decimal(0))
        self.say(
            "The fine paid before is set off against the court's: {court} - {fined} leaves {left}.",
            "已缴罚款折抵罚金：{court} - {fined}，余{left}元。",
            rule_id,
            version,
            court=court_fine,
            fined=fined,
            left=left,
        )
        return left
