"""What a rule says, readably: one function for each kind of value, and one for those without."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from causelist.law import Rule, Version
from causelist.public.law import values_cases, values_crime, values_money, wording
from causelist.public.law.blocks import Block, facts, items, sentence, table
from causelist.public.law.language import chinese, plain, said

Show = Callable[[Any], list[Block]]
Brief = Callable[[Any], str]


def blocks(rule: Rule, version: Version) -> list[Block]:
    """A version's value in the shapes of a page."""
    if version.value is None:
        return [sentence(_("Repealed: from this day no such rule."))]
    show = _SHOWS.get(rule.kind)
    return show(version.value) if show else _anything(version.value)


def brief(rule: Rule, version: Version | None) -> str:
    """A version's value in a few words, or nothing where they would say too little."""
    if version is None or version.value is None:
        return ""
    words = _BRIEFS.get(rule.kind)
    return str(words(version.value)) if words else ""


def _text(value: Mapping[str, Any]) -> list[Block]:
    made = [sentence(said(value["text"], value.get("text_zh")))]
    if value.get("items"):
        made.append(items(said(item) for item in value["items"]))
    return made


def _text_brief(value: Mapping[str, Any]) -> str:
    return str(Truncator(plain(value["text"], value.get("text_zh"))).chars(90))


def _senses() -> dict[str, str]:
    return {
        "latest": _("at the latest"),
        "earliest": _("at the earliest"),
        "wait": _("a wait"),
        "keep": _("at least"),
    }


def _length(value: Mapping[str, Any]) -> str:
    if value.get("count") is None:
        return plain(value.get("words", ""), value.get("words_zh"))
    return wording.length(value["count"], value["unit"])


def _period(value: Mapping[str, Any]) -> list[Block]:
    sense = _senses().get(value.get("sense", "latest"), "")
    numbered = value.get("count") is not None
    pairs = [
        (
            _("How long"),
            f"{_length(value)} ({sense})" if numbered else _("no number; the law says “%s”") % _length(value),
        ),
        (_("What"), said(value["act"], value["act_zh"])),
        (_("From when"), said(value["event_words"], value["event_words_zh"])),
    ]
    return [facts(pairs)]


def _counting(value: Mapping[str, Any]) -> list[Block]:
    words = {
        "first_day": {"not_counted": _("not counted"), "counted": _("counted")},
        "hours": {"from_the_instant": _("from the instant"), "from_the_next_hour": _("from the next full hour")},
        "last_day": {"moves": _("moves to the next working day"), "stays": _("stays")},
    }
    pairs = [
        (_("The day of the event"), words["first_day"][value["first_day"]]),
        (_("Hours run"), words["hours"][value["hours"]]),
        (_("A last day on a holiday"), words["last_day"][value["last_day"]]),
        (_("Calendar"), wording.place_name(value["calendar"])),
    ]
    if value.get("posted_in_time"):
        pairs.append((_("By post"), _("in time if posted before the end")))
    return [sentence(said(value["text"], value["text_zh"])), facts(pairs)]


def _elements(value: Mapping[str, Any]) -> list[Block]:
    made = [sentence(said(value["form"], value.get("form_zh")))] if value.get("form") else []
    lines = [
        _joined(said(one["title"], one.get("title_zh")), said(one["article"])) for one in value.get("elements", ())
    ]
    if lines:
        made.append(items(lines))
    duties = [said(one["words"], one.get("words_zh")) for one in value.get("duties", ())]
    if duties:
        made.append(items(duties, _("What the provider must do then:")))
    not_asked = [said(one["title"], one.get("title_zh")) for one in value.get("not_asked", ())]
    if not_asked:
        made.append(items(not_asked, _("What the law does not ask:")))
    return made


def _joined(text: object, where: object) -> str:
    return format_html("{}（{}）" if chinese() else "{} ({})", text, where)


def _elements_brief(value: Mapping[str, Any]) -> str:
    count = len(value.get("elements", ()))
    return ngettext("%(count)s element", "%(count)s elements", count) % {"count": count}


def _limitation(value: Mapping[str, Any]) -> list[Block]:
    starts = {"knowledge": _("from the knowledge of the harm and of who did it"), "act": _("from the act")}
    pairs = [(_("How long"), wording.length(value["years"], "year")), (_("From when"), starts[value["starts"]])]
    if "long_stop" in value:
        pairs.append(
            (_("Long stop"), _("%s from the act, whatever was known") % wording.length(value["long_stop"], "year"))
        )
    if "back" in value:
        pairs.append((_("An act that continues"), _("damages reach back %s") % wording.length(value["back"], "year")))
    if value.get("restarts"):
        pairs.append((_("Starts anew"), _("with a demand, an acknowledgement or a suit")))
    return [facts(pairs)]


def _years_brief(value: Mapping[str, Any]) -> str:
    return wording.length(value["years"], "year")


_EVENTS = {
    "author_died": lambda: _("the death of the author, or of the last of them"),
    "published": lambda: _("the first publication"),
    "created": lambda: _("the making"),
}


def _clock(clock: Mapping[str, Any]) -> str:
    event = _EVENTS[clock["event"]]()
    if "until" in clock:
        words = _("to %(day)s, counted for %(event)s") % {"day": clock["until"], "event": event}
    else:
        words = _("%(length)s from %(event)s, to 31 December of that year") % {
            "length": wording.length(clock["years"], "year"),
            "event": event,
        }
    conditions = [_condition(one) for one in clock.get("when", ())]
    if clock.get("needs"):
        conditions.append(_("its term was renewed") if clock["needs"] == "renewed" else _("its term was not renewed"))
    return (
        _("%(clock)s, if %(conditions)s") % {"clock": words, "conditions": "; ".join(conditions)}
        if conditions
        else words
    )


def _condition(one: Mapping[str, Any]) -> str:
    event = _EVENTS[one["event"]]()
    if "before" in one:
        return _("%(event)s was before %(day)s") % {"event": event, "day": one["before"]}
    if "from" in one:
        return _("%(event)s was on %(day)s or later") % {"event": event, "day": one["from"]}
    return _("%(event)s came within %(length)s of %(other)s") % {
        "event": event,
        "length": wording.length(one["within_years"], "year"),
        "other": _EVENTS[one["of"]](),
    }


def _term(value: Mapping[str, Any]) -> list[Block]:
    clocks = [_clock(clock) for clock in value["clocks"]]
    picks = {
        "first": _("The first of these that runs decides:"),
        "earliest": _("The earliest of these decides:"),
        "latest": _("The latest of these decides:"),
    }
    made = (
        [items(clocks, picks[value["pick"]])] if len(clocks) > 1 else [sentence(clocks[0][:1].upper() + clocks[0][1:])]
    )
    for floor in value.get("not_before", ()):
        conditions = "; ".join(_condition(one) for one in floor["when"])
        made.append(
            sentence(_("Not before %(day)s, if %(conditions)s.") % {"day": floor["until"], "conditions": conditions})
        )
    if value.get("not_revived"):
        made.append(sentence(_("What had run out under the version before is not protected again.")))
    for older in value.get("instead", ()):
        words = _("Another rule where %(event)s was before %(day)s: %(rule)s") % {
            "event": _EVENTS[older["event"]](),
            "day": older["before"],
            "rule": older["rule"],
        }
        made.append(sentence(words))
    return made


def _term_brief(value: Mapping[str, Any]) -> str:
    numbers = sorted({clock["years"] for clock in value["clocks"] if "years" in clock})
    died = next((c["years"] for c in value["clocks"] if c["event"] == "author_died" and "years" in c), None)
    if died is not None:
        return _("life and %s") % wording.length(died, "year")
    return " / ".join(wording.length(number, "year") for number in numbers)


def _term_kinds(value: Mapping[str, Any]) -> list[Block]:
    rows = [
        (term_kind(kind), rule, value.get("legal_person", {}).get(kind, ""), value.get("anonymous", {}).get(kind, ""))
        for kind, rule in value["kinds"].items()
    ]
    return [table((_("Kind of work"), _("Rule"), _("Organisation as author"), _("Anonymous")), rows)]


def term_kind(kind: str) -> str:
    """What a kind of work or right is called."""
    names = {
        "literary": _("literary work"),
        "musical": _("musical work"),
        "dramatic": _("dramatic work"),
        "artistic": _("work of art"),
        "architectural": _("architectural work"),
        "graphic": _("graphic work, map or model"),
        "software": _("software"),
        "photograph": _("photograph"),
        "simple_photograph": _("simple photograph"),
        "film": _("film or audiovisual work"),
        "film_fixation": _("film, the producer’s right"),
        "performance": _("performance"),
        "performance_on_film": _("performance on film"),
        "performance_on_phonogram": _("performance on a sound recording"),
        "phonogram": _("sound recording"),
        "broadcast": _("broadcast"),
        "layout": _("typographical arrangement"),
        "hire": _("work made for hire"),
    }
    return names.get(kind, kind.replace("_", " "))


def _anything(value: Any) -> list[Block]:
    """A value of a kind without its own shape: every key and what it holds."""
    if isinstance(value, Mapping):
        shown = [(key, item) for key, item in value.items() if not str(key).endswith("_zh")]
        return [facts((key_name(key), _cell(item, value.get(f"{key}_zh"))) for key, item in shown)]
    return [sentence(_cell(value))]


def key_name(key: object) -> str:
    """What a key of a value is called."""
    return values_money.KEYS[str(key)]() if str(key) in values_money.KEYS else str(key).replace("_", " ")


def _cell(value: Any, other: str | None = None) -> str:
    if value is True or value is False:
        return _("yes") if value else _("no")
    if isinstance(value, int | Decimal):
        return wording.number(value)
    if isinstance(value, Mapping):
        return format_html_join("; ", "{}: {}", ((key_name(key), _cell(item)) for key, item in value.items()))
    if isinstance(value, list):
        return format_html_join(", ", "{}", ((_cell(item),) for item in value))
    return said(str(value), other) if other else said(str(value).replace("_", " "))


_SHOWS: dict[str, Show] = {
    "text": _text,
    "period": _period,
    "counting": _counting,
    "elements": _elements,
    "limitation": _limitation,
    "term": _term,
    "term_kinds": _term_kinds,
    **values_cases.SHOWS,
    **values_crime.SHOWS,
    **values_money.SHOWS,
}
_BRIEFS: dict[str, Brief] = {
    "text": _text_brief,
    "period": _length,
    "elements": _elements_brief,
    "limitation": _years_brief,
    "term": _term_brief,
    **values_cases.BRIEFS,
    **values_crime.BRIEFS,
    **values_money.BRIEFS,
}
