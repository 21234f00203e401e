"""What a court may award for an infringement: proven sums, multiples of them, or what the law sets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from causelist.law import schema
from causelist.law.awards import COUNTED, Circumstances, Working, in_time, punitive, statutory
from causelist.law.errors import BadFact
from causelist.law.sums import Fact, Range, Step, count, known, maybe_amount, money, plain_words, told, total, zh

if TYPE_CHECKING:
    from causelist.law.book import Book
    from causelist.law.rule import Citation, Version

SUMS = ("loss", "gain", "licence_fee")
schema.kind(
    "damages_order",
    schema.Spec(
        {
            "currency": schema.words,
            "order": schema.each(schema.each(schema.one_of(*SUMS, "statutory"))),  # the first that is proven decides
        },
        {
            "together": schema.flag,  # the sums of one step are added; else the owner takes the higher
            "election": schema.flag,  # the owner may choose the statutory sum although a loss is proven
        },
    ),
)
schema.kind("costs", schema.Spec({"added": schema.flag, "text": schema.words}, {"text_zh": schema.words}))


@dataclass(frozen=True, slots=True)
class _Rules:
    """Where the rules for one wrong stand, below the place."""

    order: str = "civil.damages.order"
    statutory: str | None = None
    punitive: str | None = None
    registration: str | None = None


WRONGS = {
    "infringement": _Rules(
        statutory="civil.damages.statutory",
        punitive="civil.damages.punitive",
        registration="civil.damages.registration",
    ),
    "circumvention": _Rules(statutory="tpm.damages"),
    "management_information": _Rules(statutory="rmi.damages"),
    "wrong_notice": _Rules(order="notice.wrong.damages", punitive="notice.wrong.multiple"),
}
ELECTIONS = ("statutory", "actual")
PUNITIVE = ("total", "on_top")


@dataclass(frozen=True, slots=True)
class Damages:
    """What may be awarded: a sum or a range, on which basis, with costs apart."""

    on: dt.date
    basis: str  # loss, gain, licence_fee, loss+gain, statutory, election or none
    range: Range
    options: dict[str, Range]  # each way that is open
    currency: str
    costs: Decimal | None  # what is added for costs
    total: Range
    cite: Citation
    steps: tuple[Step, ...]
    missing: tuple[str, ...]
    other: dict[str, Any] | None

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "basis": self.basis,
            **self.range.as_json(),
            "currency": self.currency,
            "options": {name: one.as_json() for name, one in self.options.items()},
            "costs": money(self.costs),
            "total": self.total.as_json(),
            "on": self.on.isoformat(),
            "missing": list(self.missing),
            "other": self.other,
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
            **told(self.steps),
        }


@dataclass(frozen=True, slots=True)
class _Claim:
    """All that is asked."""

    sums: dict[str, Decimal | None]
    unknown: tuple[str, ...]
    given: Circumstances
    costs: Decimal | None
    election: str | None
    registered: bool | dt.date | None
    published: dt.date | None
    wrong: str
    on_top: bool


def damages(
    book: Book,
    *,
    on: dt.date,
    decided: dt.date | None = None,
    act_ended: dt.date | None = None,
    loss: Fact | None = None,
    gain: Fact | None = None,
    licence_fee: Fact | None = None,
    unknown: Sequence[str] = (),
    works: Fact = 1,
    copies: Fact | None = None,
    infringements: Fact = 1,
    wilful: bool | None = None,
    serious: bool | None = None,
    repeat: bool | None = None,
    innocent: bool | None = None,
    punitive_multiple: Fact | None = None,
    costs: Fact | None = None,
    election: str | None = None,
    registered: bool | dt.date | None = None,
    published: dt.date | None = None,
    wrong: str = "infringement",
    per: str | None = None,
    punitive_reading: str = "total",
) -> Damages:
    """What may be awarded for an act of one day, or for one that lasted to `act_ended`, whose law then decides.

    `loss`, `gain`, `licence_fee`: what is proven; None is what cannot be, `unknown` names those that still may be.
    `infringements` counts acts. `registered` (United States): in time or not, or the day. `per` counts statutory
    damages per `case`, `work`, `copy` or `act` instead of as the text has it. `punitive_reading`: the multiple is the
    `total`, or comes `on_top` of the base. Raises `BadFact`, `UnknownName` or `NotInForce`.
    """
    if act_ended and act_ended < on:
        raise BadFact(f"act_ended: {act_ended} is before the act began ({on}); check both dates")
    day = act_ended or on
    decided = decided or day
    if decided < day:
        raise BadFact(f"decided: {decided} is before the act ended ({day}); check both dates")
    for name in unknown:
        known("sum", name, SUMS)
    known("wrong", wrong, WRONGS)
    known("reading", punitive_reading, PUNITIVE)
    if wilful and innocent:
        raise BadFact("innocent: it is said to have been done on purpose and without reason to know; leave one out")
    for name, word, allowed in (("election", election, ELECTIONS), ("per", per, COUNTED)):
        if word is not None:
            known(name, word, allowed)
    sums = {name: maybe_amount(name, value) for name, value in zip(SUMS, (loss, gain, licence_fee), strict=True)}
    doubled = [name for name in unknown if sums[name] is not None]
    if doubled:
        raise BadFact(f"{', '.join(doubled)}: given and said not to be known; leave one of the two out")
    given = Circumstances(
        works=count("works", works, least=1),
        copies=None if copies is None else count("copies", copies, least=1),
        acts=count("infringements", infringements, least=1),
        wilful=wilful,
        serious=serious,
        repeat=repeat,
        innocent=innocent,
        multiple=maybe_amount("punitive_multiple", punitive_multiple),
        per=per,
    )
    claim = _Claim(
        sums,
        tuple(unknown),
        given,
        maybe_amount("costs", costs),
        election,
        registered,
        published,
        wrong,
        punitive_reading == "on_top",
    )
    found = _Award(book, day, claim).answer(on)
    return found if decided == day else _beside(book, found, decided, claim)


def _beside(book: Book, found: Damages, decided: dt.date, claim: _Claim) -> Damages:
    """The answer with what the law of the day of decision would give, where it is another."""
    try:
        later = _Award(book, decided, claim).answer(decided)
    except BadFact:
        return found
    if later.cite == found.cite and later.range == found.range:
        return found
    other = {
        **later.range.as_json(),
        "of": "decision",
        "basis": later.basis,
        "cite": str(later.cite),
        "citation": later.cite.as_json(),
    }
    return replace(found, other=other)


class _Award:
    """The working under the law of one day."""

    def __init__(self, book: Book, day: dt.date, claim: _Claim) -> None:
        self.book, self.day, self.claim = book, day, claim
        self.place = book.jurisdiction
        self.names = WRONGS[claim.wrong]
        self.order_id = f"{self.place}.{self.names.order}"
        self.order = book.on(self.order_id, day)
        self.working = Working()
        self.options: dict[str, Range] = {}
        self.cites: dict[str, Citation] = {}

    def rule(self, name: str | None) -> Version | None:
        """The version of a rule of damages on the day, if the place has it."""
        rule_id = f"{self.place}.{name}"
        return self.book.maybe(rule_id, self.day) if rule_id in self.book.rules else None

    def answer(self, on: dt.date) -> Damages:
        """Every way that is open, and which of them decides."""
        basis, base = self.base()
        elects, election = bool(self.order.value.get("election")), self.claim.election
        registered = self.registered(on)
        if election == "statutory" and not elects and base is not None:
            self.say_order(
                "The law gives no choice: what is proven goes first.", "法律未赋予选择权：已证明的数额优先适用。"
            )
        if base is not None and not (elects and election == "statutory"):
            self.options[basis] = self.proven(base)
            self.cites[basis] = self.order.cite
        if election != "actual" and (base is None or elects):
            self.set_by_law(registered=registered)
        return self.close(on, registered=registered)

    def base(self) -> tuple[str, Decimal | None]:
        """The proven sum that decides, by the order of the law, and its name."""
        sums, unknown = self.claim.sums, set(self.claim.unknown)
        for group in self.order.value["order"]:
            there = [(name, value) for name in group if (value := sums.get(name)) is not None]
            self.working.missing += [name for name in group if name in unknown]
            if not there:
                continue
            if self.order.value.get("together"):
                made, name = total(*(value for _, value in there)), "+".join(name for name, _ in there)
            else:
                name, made = max(there, key=lambda pair: pair[1])
            self.say_order(
                "Proven: {name}, {made}. The law asks in this order: {order}.",
                "已证明：{name_zh}，{made}。法定顺序：{order_zh}。",
                name=plain_words(name),
                name_zh=zh(name),
                made=made,
                **self.order_words(),
            )
            return name, made
        self.say_order(
            "Nothing is proven. The law asks in this order: {order}.",
            "未能证明任何数额。法定顺序：{order_zh}。",
            **self.order_words(),
        )
        return "none", None

    def order_words(self) -> dict[str, str]:
        """The order of the law, in words."""
        joint, joint_zh = (" and ", "和") if self.order.value.get("together") else (" or ", "或者")
        groups = self.order.value["order"]
        return {
            "order": ", then ".join(joint.join(map(plain_words, group)) for group in groups),
            "order_zh": "，其次".join(joint_zh.join(map(zh, group)) for group in groups),
        }

    def say_order(self, template: str, template_zh: str, **values: Any) -> None:
        self.working.say(template, template_zh, self.order_id, self.order, **values)

    def proven(self, base: Decimal) -> Range:
        """The proven sum and its multiple; open at the top while a sum that comes before or beside is not known."""
        open_top = bool(self.working.missing)
        name = self.names.punitive
        made = punitive(
            self.working, f"{self.place}.{name}", self.rule(name), base, self.claim.given, on_top=self.claim.on_top
        )
        return Range(made.least, None) if open_top else made

    def registered(self, on: dt.date) -> bool | None:
        """Whether a registration that the law asks for is there; True where none is asked for."""
        name = self.names.registration
        version = self.rule(name)
        if version is None:
            return True
        found = in_time(version.value, registered=self.claim.registered, published=self.claim.published, on=on)
        if found is None:
            self.working.missing.append("registered" if self.claim.registered is None else "published")
        self.working.say(
            "Statutory damages and fees need a registration before the act, or within {months} months of publication: {found}.",
            "法定赔偿和律师费以侵权前登记或者发表后{months}个月内登记为条件：{found_zh}。",
            f"{self.place}.{name}",
            version,
            months=version.value["grace_months"],
            found={True: "it is there", False: "it is not there", None: "not known"}[found],
            found_zh={True: "已具备", False: "不具备", None: "不明"}[found],
        )
        return found

    def set_by_law(self, *, registered: bool | None) -> None:
        """The range that the law sets, if the place has one and the work was registered where that is asked."""
        name = self.names.statutory
        version = self.rule(name)
        if version is None or registered is False:
            return
        made = statutory(self.working, f"{self.place}.{name}", version, self.claim.given, self.claim.sums["loss"])
        self.options["statutory"], self.cites["statutory"] = made, version.cite

    def close(self, on: dt.date, *, registered: bool | None) -> Damages:
        """The range over what is open, and the costs beside it."""
        missing, options = self.working.missing, self.options
        if not options:
            missing += [name for name in SUMS if any(name in group for group in self.order.value["order"])]
            basis, made, cite = "none", Range(Decimal(0), None), self.order.cite
        else:
            basis = next(iter(options)) if len(options) == 1 else "election"
            made = Range.over(options.values())
            cite = self.cites[next(reversed(options))]
            if len(options) > 1:
                missing.append("election")
        if "statutory" in options and len(options) == 1:
            if registered is None:
                made = Range(Decimal(0), made.most)
            if self.claim.unknown and self.claim.election is None:
                made = Range(Decimal(0), None)
        costs = self.added(registered=registered)
        return Damages(
            on=on,
            basis=basis,
            range=made,
            options=options,
            currency=self.order.value["currency"],
            costs=costs,
            total=made if costs is None else made.plus(costs),
            cite=cite,
            steps=tuple(self.working.steps),
            missing=tuple(dict.fromkeys(missing)),
            other=None,
        )

    def added(self, *, registered: bool | None) -> Decimal | None:
        """What is added for costs; None where there are none, or they are not to be had."""
        name = "civil.damages.costs"
        version = self.rule(name)
        if self.claim.costs is None or version is None:
            return None
        barred = registered is False and "costs" in self.needs()
        if barred or not version.value["added"]:
            self.working.say("Costs are not added.", "合理开支不予计入。", f"{self.place}.{name}", version)
            return None
        self.working.say(
            "Costs of {costs} are added, apart from the damages: {text}",
            "合理开支{costs}另行计入：{text_zh}",
            f"{self.place}.{name}",
            version,
            costs=self.claim.costs,
            text=version.value["text"],
            text_zh=version.value.get("text_zh", version.value["text"]),
        )
        return self.claim.costs

    def needs(self) -> list[str]:
        """What a registration is needed for."""
        version = self.rule(self.names.registration)
        return version.value["needed_for"] if version else []
