"""A wording filled in with the facts of one letter. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache

from causelist.cli.demo_data.cast import FOLDER, Organisation, Work

SIGNERS = ("Judith Amsel", "Omar Field", "Peter Wren", "Mirela Stone", "Tobias Lark", "Grace Underhill")
SIGNERS_ZH = ("何衡", "林知秋", "周远帆", "沈若溪")
COUNTER_SIGNERS = ("R. Mossman", "Ottilie Barnes", "Kit Wright", "D. Unlin")
COUNTER_SIGNERS_ZH = ("陈小舟", "许一鸣")
REASONS = (
    "The repository holds only my own code. It shares nothing but a name with the work in the notice.",
    "This is a review of four minutes with short excerpts and my own commentary, which is fair use.",
    "I bought a licence for resale and sell genuine copies; the invoices can be seen on request.",
    "The files are under a free licence that the sender gave out themselves two years ago.",
)
REASONS_ZH = ("该内容为本人原创，与所称作品无关。", "所上传的是本人购买的正版目录和读书笔记，并非作品本身。")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a letter is about; `earlier` is the day of the letter it answers."""

    owner: Organisation
    sender: Organisation
    provider: Organisation
    work: Work
    day: dt.date
    position: int
    earlier: dt.date | None = None


@cache
def _wording(name: str) -> str:
    return (FOLDER / "wordings" / f"{name}.txt").read_text(encoding="utf-8")


def fill(name: str, facts: Facts, *, addresses: list[str], forks: list[str], whole: bool) -> str:
    """The letter as it was written."""
    earlier = facts.earlier or facts.day
    host = facts.sender.website.removeprefix("https://").rstrip("/") or "letters.example.net"
    chinese = facts.work.chinese
    signer = _signer(facts, chinese=chinese)
    sender_of = (
        facts.sender.name_in(chinese=chinese)
        if not facts.sender.is_person
        else ("权利人" if facts.work.chinese else "the photographer")
    )
    return _wording(name).format(
        provider=facts.provider.name,
        provider_host=facts.provider.website.removeprefix("https://").rstrip("/"),
        owner=facts.owner.name_in(chinese=facts.work.chinese),
        sender=facts.sender.name_in(chinese=facts.work.chinese),
        sender_of=sender_of,
        title=facts.work.title,
        what=facts.work.what,
        original=facts.work.at,
        signer=signer,
        mail=f"{'rights' if chinese else signer.split()[0].lower()}@{host}",
        mail_host=host,
        phone=f"+44 20 7946 0{100 + facts.position * 37 % 900}",
        phone_zh=f"010-5550-{1000 + facts.position * 53 % 9000}",
        street=f"{1 + facts.position % 90} Example Street, Exampleton",
        key=f"{facts.day:%Y%m%d}.{facts.position}",
        counter_signer=COUNTER_SIGNERS[facts.position % len(COUNTER_SIGNERS)],
        counter_signer_zh=COUNTER_SIGNERS_ZH[facts.position % len(COUNTER_SIGNERS_ZH)],
        counter_mail=f"user{facts.position % 97}@mail.example.org",
        counter_host="mail.example.org",
        reason=REASONS[facts.position % len(REASONS)],
        reason_zh=REASONS_ZH[facts.position % len(REASONS_ZH)],
        docket=1000 + facts.position,
        day=_day(facts.day, facts.position),
        day_zh=_day_zh(facts.day),
        iso_day=facts.day.isoformat(),
        day_of=_day(earlier, facts.position),
        day_of_zh=_day_zh(earlier),
        mail_date=format_datetime(dt.datetime.combine(facts.day, dt.time(9, 30), dt.UTC)),
        reported="\n".join(f"    {address}" for address in addresses),
        reported_numbered="\n".join(f"   {place}) {address}" for place, address in enumerate(addresses, 1)),
        reported_bulleted="\n".join(f"- {address}" for address in addresses),
        subject="\n".join(addresses),
        whole=_whole(facts, addresses, whole=whole),
        whole_short="Yes, everything in it." if whole else "No, only the files named above.",
        forks=_forks(facts, forks),
        forks_short="\n".join(forks) if forks else "None that we know of.",
    )


def mangled(text: str, position: int) -> bytes:
    """A Chinese letter in the bytes it came in: mostly UTF-8, now and then as older programs write it, once garbled."""
    if position % 20 == 14:
        return text.encode("gb18030")
    if position % 20 == 8:
        return text.encode("utf-16")
    if position % 40 == 15:
        return text.encode().decode("latin-1").encode()
    if position % 20 == 5:
        mail = EmailMessage()
        mail["From"] = "rights@qingwu.example"
        mail["To"] = "copyright@yunxia.example"
        mail["Subject"] = "侵权通知"
        mail["Message-ID"] = f"<{position}@qingwu.example>"
        mail.set_content(text, cte="base64")
        return mail.as_bytes()
    return text.encode()


def _signer(facts: Facts, *, chinese: bool) -> str:
    if facts.owner.is_person:
        return facts.owner.name
    choice = SIGNERS_ZH if chinese else SIGNERS
    return choice[sum(map(ord, facts.sender.key)) % len(choice)]


def _whole(facts: Facts, addresses: list[str], *, whole: bool) -> str:
    if facts.provider.key != "codehaven":
        return ""
    if whole:
        return (
            "The entire repository infringes; please take down the whole of it. "
            if len(addresses) == 1
            else ("The entire repositories infringe; please take down the whole of them. ")
        )
    return "Only part of what is there is ours; the files in question lie in the folder release. "


def _forks(facts: Facts, forks: list[str]) -> str:
    if facts.provider.key != "codehaven":
        return ""
    if not forks:
        return "We know of no forks."
    return "These forks of it infringe to the same extent:\n\n" + "\n".join(f"    {fork}" for fork in forks) + "\n"


def _day(day: dt.date, position: int) -> str:
    return f"{day:%B} {day.day}, {day.year}" if position % 2 else f"{day.day} {day:%B} {day.year}"


def _day_zh(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
