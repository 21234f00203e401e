"""What broadcasters owe for playing recorded music: on the advertising of the year, or on the minutes played."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Any

from causelist.law import schema
from causelist.law.errors import BadFact, LawError
from causelist.law.sums import (
    EXACT,
    Fact,
    Step,
    amount,
    cents,
    fraction,
    known,
    maybe_amount,
    money,
    percent,
    plain_words,
    product,
    step,
    told,
    total,
    zh,
)

if TYPE_CHECKING:
    from causelist.law.book import Book
    from causelist.law.rule import Citation

schema.kind("share", schema.Spec({"share": schema.number}))
schema.kind(
    "tariff", schema.Spec({"currency": schema.words, "per": schema.words, "prices": schema.mapping_of(schema.number)})
)
schema.kind("shares", schema.mapping_of(schema.number))

_BAND = schema.Spec(
    {"rate": schema.number},
    {
        "below": schema.number,  # the band ends before this share
        "up_to": schema.number,  # the band ends with this share
        "starts": schema.number,  # where the steps of a rising band are counted from
        "each_percent": schema.number,  # how much the rate rises with each whole percent
    },
)


def _bands(value: Any, where: str) -> None:
    """Bands of a share, lowest first; only the last is open, so that every share has a rate."""
    schema.each(_BAND)(value, where)
    ends = [Decimal(band.get("below", band.get("up_to", 2))) for band in value]
    if ends != sorted(set(ends)) or ends[-1] <= 1:
        raise LawError(f"{where}: the bands must rise, and only the last has no end")


schema.kind("rate_bands", schema.Spec({"bands": _bands}))


RULES = "broadcast.remuneration"
READINGS = ("steps", "linear")
BASES = ("advertising", "time", "lump_sum")
_PERCENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Remuneration:
    """What is owed for a year, on which base, and what the other base would give."""

    year: int
    currency: str
    amount: Decimal
    base: str
    bases: dict[str, Decimal]  # every base that the facts allow
    region: str
    rate: Decimal | None
    gap: Decimal | None  # to the rate that the user named; below nought where the tariff gives more
    fair: Decimal | None
    cite: Citation
    steps: tuple[Step, ...]

    def as_json(self) -> dict[str, Any]:
        """For the command line, the API and the pages."""
        return {
            "amount": money(self.amount),
            "currency": self.currency,
            "year": self.year,
            "base": self.base,
            "bases": {name: money(value) for name, value in self.bases.items()},
            "region": self.region,
            "rate": None if self.rate is None else format(self.rate.normalize(), "f"),
            "fair": money(self.fair),
            "gap": money(self.gap),
            "cite": str(self.cite),
            "citation": self.cite.as_json(),
            **told(self.steps),
        }


def remuneration(
    book: Book,
    *,
    year: int,
    medium: str | None = None,
    minutes: Fact | None = None,
    relay_minutes: Fact | None = None,
    total_minutes: Fact | None = None,
    revenue: Fact | None = None,
    share: Fact | None = None,
    region: str = "east",
    reading: str = "steps",
    agreed: str | None = None,
    lump_sum: Fact | None = None,
    fair_rate: Fact | None = None,
) -> Remuneration:
    """The remuneration of a year.

    `share` is the part of all programme time that is recordings (0.08 for 8 %), or follows from `minutes`,
    `relay_minutes` (which count for a tenth) and `total_minutes`. `agreed` names the base that the parties agreed
    on; without an agreement the advertising base decides. `fair_rate` is a part of the whole revenue that the user
    holds to be fair. Raises `BadFact` for facts that cannot be, `NotInForce` for a year before the tariff.
    """
    if isinstance(year, bool) or not isinstance(year, int) or not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise BadFact(f"year: {year!r} is no year; write it with four digits")
    known("reading", reading, READINGS)
    bill = _Bill(book, dt.date(year, 1, 1), region)
    played = bill.counted(minutes, relay_minutes)
    income = maybe_amount("revenue", revenue)
    if income is not None:
        bill.on_advertising(income, _share(share, played, total_minutes), reading)
    if played is not None and (medium is not None or income is None):
        bill.on_time(played, medium)
    if lump_sum is not None:
        bill.agreed_sum(amount("lump_sum", lump_sum))
    base = bill.choose(agreed)
    fair = None if fair_rate is None else bill.fair(income, fraction("fair_rate", fair_rate), bill.bases[base])
    return Remuneration(
        year=year,
        currency=bill.currency,
        amount=bill.bases[base],
        base=base,
        bases=bill.bases,
        region=region,
        rate=bill.rate,
        gap=None if fair is None else total(fair, -bill.bases[base]),
        fair=fair,
        cite=bill.cites[base],
        steps=tuple(bill.steps),
    )


def _share(share: Fact | None, played: Decimal | None, total_minutes: Fact | None) -> Decimal:
    if share is not None:
        return fraction("share", share)
    if played is None or total_minutes is None:
        raise BadFact("share: the advertising base needs it; give the part of the time that is recordings, as 0.08")
    whole = amount("total_minutes", total_minutes)
    if whole == 0 or played > whole:
        raise BadFact("total_minutes: it is less than the minutes of recordings; give the minutes of all programmes")
    return EXACT.divide(played, whole)


class _Bill:
    """The working of one year: what is owed on each base, and how it was found."""

    def __init__(self, book: Book, day: dt.date, region: str) -> None:
        self.book, self.day, self.region = book, day, region
        self.prefix = f"{book.jurisdiction}.{RULES}"
        self.tariff = book.on(f"{self.prefix}.minute", day)
        self.currency: str = self.tariff.value["currency"]
        regions = book.on(f"{self.prefix}.region", day)
        known("region", region, regions.value)
        self.factor, self.region_cite = Decimal(regions.value[region]), regions.cite
        self.bases: dict[str, Decimal] = {}
        self.cites: dict[str, Citation] = {}
        self.steps: list[Step] = []
        self.rate: Decimal | None = None

    def say(self, template: str, template_zh: str, rule: str, cite: Citation, **values: Any) -> None:
        self.steps.append(step(template, template_zh, rule=f"{self.prefix}.{rule}", cite=cite, **values))

    def counted(self, minutes: Fact | None, relay_minutes: Fact | None) -> Decimal | None:
        """The minutes that count: those played, and a part of those that were relayed."""
        own, relayed = maybe_amount("minutes", minutes), maybe_amount("relay_minutes", relay_minutes)
        if relayed is None:
            return own
        relay = self.book.on(f"{self.prefix}.relay", self.day)
        part = Decimal(relay.value["share"])
        made = total(own or 0, product(relayed, part))
        self.say(
            "{relayed} relayed minutes count for {part}: {own} + {relayed} × {part} = {made} minutes.",
            "转播{relayed}分钟按{part}计算：{own} + {relayed} × {part} = {made}分钟。",
            "relay",
            relay.cite,
            relayed=relayed,
            part=percent(part),
            own=own or Decimal(0),
            made=made,
        )
        return made

    def on_advertising(self, revenue: Decimal, share: Decimal, reading: str) -> None:
        """Advertising revenue less costs, times the rate of the share, times the part of the region."""
        costs = self.book.on(f"{self.prefix}.costs", self.day)
        taken = Decimal(costs.value["share"])
        left = product(revenue, total(1, -taken))
        self.say(
            "Advertising revenue {revenue} less {taken} for costs leaves {left}.",
            "广告收入{revenue}元，扣除{taken}成本费用，余额{left}元。",
            "costs",
            costs.cite,
            revenue=revenue,
            taken=percent(taken),
            left=left,
        )
        rates = self.book.on(f"{self.prefix}.rates", self.day)
        self.rate = rate_of(rates.value["bands"], share, reading)
        owed = product(left, self.rate)
        self.say(
            "Recordings take {share} of the time: the rate is {rate}. {left} × {rate} = {owed}.",
            "播放时间比例{share}，付酬标准为{rate}：{left} × {rate} = {owed}元。",
            "rates",
            rates.cite,
            share=percent(share),
            rate=percent(self.rate),
            left=left,
            owed=owed,
        )
        self.enter("advertising", self.in_region(owed), rates.cite)

    def on_time(self, minutes: Decimal, medium: str | None) -> None:
        """Minutes times the price of a minute, times the part of the region."""
        prices = self.tariff.value["prices"]
        if medium is None:
            raise BadFact(f"medium: the price of a minute depends on it; give one of {', '.join(prices)}")
        known("medium", medium, prices)
        price = Decimal(prices[medium])
        owed = product(minutes, price)
        self.say(
            "{minutes} minutes × {price} = {owed}.",
            "{minutes}分钟 × 每分钟{price}元 = {owed}元。",
            "minute",
            self.tariff.cite,
            minutes=minutes,
            price=price,
            owed=owed,
        )
        self.enter("time", self.in_region(owed), self.tariff.cite)

    def in_region(self, owed: Decimal) -> Decimal:
        """What of it a station of the region pays."""
        if self.factor == 1:
            return owed
        made = product(owed, self.factor)
        self.say(
            "Stations of this kind ({region}) pay {part} of it: {owed} × {part} = {made}.",
            "该类电台、电视台（{region_zh}）按{part}计算：{owed} × {part} = {made}元。",
            "region",
            self.region_cite,
            region=plain_words(self.region),
            region_zh=zh(self.region),
            part=percent(self.factor),
            owed=owed,
            made=made,
        )
        return made

    def agreed_sum(self, value: Decimal) -> None:
        """A sum for the year that the parties agreed on."""
        order = self.book.on(f"{self.prefix}.order", self.day)
        self.say(
            "The parties agreed on {value} for the year.",
            "双方约定全年固定数额{value}元。",
            "order",
            order.cite,
            value=value,
        )
        self.enter("lump_sum", value, order.cite)

    def enter(self, base: str, value: Decimal, cite: Citation) -> None:
        self.bases[base], self.cites[base] = cents(value), cite

    def choose(self, agreed: str | None) -> str:
        """Which base decides: a sum agreed on, the base agreed on, else the advertising base."""
        if not self.bases:
            raise BadFact("nothing to count with: give revenue and share, or medium and minutes")
        if agreed is not None:
            known("base", agreed, BASES)
            if agreed not in self.bases:
                raise BadFact(f"agreed: nothing is given to count the base {agreed} with")
            return agreed
        order = self.book.on(f"{self.prefix}.order", self.day)
        if "lump_sum" in self.bases:
            return "lump_sum"
        if "advertising" in self.bases:
            if len(self.bases) > 1:
                self.say(
                    "No base is agreed: the advertising base decides; the time base would give {other}.",
                    "双方未能约定：以广告收入为基础；按播放时间计算则为{other}元。",
                    "order_without_agreement",
                    self.book.on(f"{self.prefix}.order_without_agreement", self.day).cite,
                    other=self.bases["time"],
                )
            return "advertising"
        self.say(
            "The time base counts only if the parties agreed on it; without an agreement the advertising base decides.",
            "按播放时间计算须经双方约定；未能约定的，以广告收入为基础。",
            "order",
            order.cite,
        )
        return "time"

    def fair(self, revenue: Decimal | None, rate: Decimal, owed: Decimal) -> Decimal:
        """What the rate that the user named would give, on the whole revenue."""
        if revenue is None:
            raise BadFact("fair_rate: it is a part of the revenue; give the revenue too")
        made = cents(product(revenue, rate))
        self.steps.append(
            step(
                "A rate of {rate}, which is the user's and no rule's, gives {revenue} × {rate} = {made}: {gap} more.",
                "按使用者自定的费率{rate}（并非法定）计算：{revenue} × {rate} = {made}元，相差{gap}元。",
                rate=percent(rate),
                revenue=revenue,
                made=made,
                gap=total(made, -owed),
            )
        )
        return made


def rate_of(bands: list[dict[str, Any]], share: Decimal, reading: str) -> Decimal:
    """The rate of a share of time; in a rising band by whole percents (`steps`), or `linear` between them."""
    band = next(
        band
        for band in bands
        if not ("below" in band and share >= Decimal(band["below"]))
        and not ("up_to" in band and share > Decimal(band["up_to"]))
    )
    rate = Decimal(band["rate"])
    if "each_percent" not in band:
        return rate
    percents = EXACT.divide(total(share, -Decimal(band["starts"])), _PERCENT)
    rise = percents if reading == "linear" else percents.to_integral_value(ROUND_FLOOR)
    return total(rate, product(rise, Decimal(band["each_percent"])))
