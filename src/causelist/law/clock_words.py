"""The steps of a deadline in words, English and Chinese: templates with named values, so that pages can retell them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from causelist.law.clock_calendars import WEEKDAYS

WEEKDAYS_ZH = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the counting: its template by name, the values in it, and both languages."""

    name: str
    values: tuple[tuple[str, str], ...]
    words: str
    words_zh: str


UNIT_WORDS = {
    "minute": ("minute", "minutes", "分钟"),
    "hour": ("hour", "hours", "小时"),
    "calendar_day": ("day", "days", "日"),
    "working_day": ("working day", "working days", "个工作日"),
    "month": ("month", "months", "个月"),
    "year": ("year", "years", "年"),
}

TEMPLATES = {
    "event": (
        "The clock starts on {start}, when {event}.",
        "自{start}起算：{event}。",
    ),
    "length": (
        "{act_cap}: the period is {length} ({cite}).",
        "{act}：期间为{length}（{cite}）。",
    ),
    "no_number": (
        "{act_cap}: the law gives no number; it says “{said}” ({cite}).",
        "{act}：法律未规定具体期限，原文为“{said}”（{cite}）。",
    ),
    "no_due": (
        "So no day can be computed; whether it was in time depends on the circumstances.",
        "因此无法算出具体日期，是否及时须视具体情况而定。",
    ),
    "at_once": (
        "So no day can be computed: it is due at once.",
        "因此无法算出具体日期：应当立即履行。",
    ),
    "first_day_out": (
        "The day of the event is not counted; the first day is {day} ({cite}).",
        "开始的当日不计入，自{day}起计算（{cite}）。",
    ),
    "first_day_in": (
        "The day of the event is counted as the first ({cite}).",
        "开始的当日计入期间（{cite}）。",
    ),
    "from_instant": (
        "The time runs from the instant itself ({cite}).",
        "自该时刻起计算（{cite}）。",
    ),
    "from_next_hour": (
        "The hour of the event is not counted; the time runs from {instant} ({cite}).",
        "开始的当时不计入，自{instant}起计算（{cite}）。",
    ),
    "left_out": (
        "Not counted, as no working days: {days} ({calendar}).",
        "不计入（非工作日）：{days}（{calendar}）。",
    ),
    "worked": (
        "Counted, though of a weekend, as moved working days: {days} ({calendar}).",
        "虽为周末但为调休上班日，计入：{days}（{calendar}）。",
    ),
    "paused": (
        "From {first} to {last} the time does not run: {reason}.",
        "{first}至{last}期间中止计算：{reason}。",
    ),
    "paused_open": (
        "From {first} on the time does not run: {reason}; the end can be said only when it runs again.",
        "自{first}起中止计算：{reason}；恢复计算后方可确定届满日。",
    ),
    "pause_capped": (
        "The pause that began on {first} counts until {last} at the latest ({cite}).",
        "自{first}起的中止最长至{last}（{cite}）。",
    ),
    "pause_idle": (
        "The pause from {first} ({reason}) lies outside the period and changes nothing.",
        "自{first}起的中止（{reason}）不在期间之内，不影响计算。",
    ),
    "ends": (
        "The {length} end with {day}.",
        "{length}至{day}届满。",
    ),
    "ends_one": (
        "The {length} ends with {day}.",
        "{length}至{day}届满。",
    ),
    "extended": (
        "Extended by {length} ({reason}): to {day}.",
        "延长{length}（{reason}）：至{day}。",
    ),
    "moved": (
        "{day} is {why}, so the last day moves to the next working day, {to} ({cite}).",
        "{day}为{why}，期间最后一日顺延至{to}（{cite}）。",
    ),
    "worked_last": (
        "{day} is of a weekend, but a moved working day, so the last day does not move ({cite}).",
        "{day}虽为周末，但为调休上班日，不顺延（{cite}）。",
    ),
    "stays": (
        "{day} is {why}, but this law does not move the last day ({cite}).",
        "{day}为{why}，但该法未规定顺延（{cite}）。",
    ),
    "unsettled": (
        "The notice on the next year's holidays may still turn days around New Year into working days.",
        "下一年度的放假通知仍可能调整元旦前后的工作日。",
    ),
    "expected": (
        "The holidays after {last} are not announced yet: only weekends are left out, the day may move ({calendar}).",
        "{last}之后的放假安排尚未公布，其后仅排除周末，届满日可能变动（{calendar}）。",
    ),
    "then": (
        "That day is still part of the wait; the step after it can be taken from {day}.",
        "该日仍在等待期内，自{day}起方可采取下一步。",
    ),
    "zone": (
        "In {zone} it is then {instant}.",
        "按{zone}时间为{instant}。",
    ),
    "posted": (
        "What is posted before the end is in time.",
        "期满前交邮的，不算过期。",
    ),
    "doubt": (
        "To note: {note}",
        "注意：{note}",
    ),
}


def say(name: str, /, **values: Any) -> Step:
    """A step from its template; days, instants and pairs of words are put into each language."""
    english, chinese = TEMPLATES[name]
    en = {key: value if isinstance(value, str) else _en(value) for key, value in values.items()}
    zh = {key: value if isinstance(value, str) else _zh(value) for key, value in values.items()}
    if "act" in en:
        en["act_cap"] = en["act"][:1].upper() + en["act"][1:]
    return Step(name, tuple(sorted(en.items())), english.format(**en), chinese.format(**zh))


def length_words(count: int, unit: str) -> tuple[str, str]:
    """`15 days`, in both languages."""
    one, many, chinese = UNIT_WORDS[unit]
    return f"{count} {one if count == 1 else many}", f"{count}{chinese}"


def day_words(day: dt.date) -> tuple[str, str]:
    """A day with its weekday, in both languages."""
    weekday = WEEKDAYS[day.weekday()].capitalize()  # not strftime, which speaks the language of the machine
    return f"{day} ({weekday})", f"{day.year}年{day.month}月{day.day}日（星期{WEEKDAYS_ZH[day.weekday()]}）"


def _pair(value: Any) -> tuple[str, str]:
    if isinstance(value, tuple):
        return str(value[0]), str(value[1])
    if isinstance(value, dt.datetime):
        text = value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")
        return text, text
    if isinstance(value, dt.date):
        return day_words(value)
    return str(value), str(value)


def _en(value: Any) -> str:
    return _pair(value)[0]


def _zh(value: Any) -> str:
    return _pair(value)[1]
