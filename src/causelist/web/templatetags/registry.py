"""Words, dates and addresses in templates: `{% load registry %}`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

from django import template
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from causelist.notices.models import NoticeLink
from causelist.notices.standing import IN_EFFECT
from causelist.web import wording

register = template.Library()

_SCHEME = re.compile(r"\Ahttps?://", re.IGNORECASE)


def _day_format() -> str:
    # Translators: how a day is written out, in the letters of Django's date filter.
    return pgettext("date format", "j F Y")


def _month_format() -> str:
    # Translators: a month in a few letters, for a chart, in the letters of Django's date filter.
    return pgettext("month format", "M")


def _named(words: Mapping[str, str | Promise], value: object) -> str:
    """The word for a value; a value without one is shown as it is, rather than hidden."""
    return str(words.get(str(value), str(value).replace("_", " ")))


def _filter(name: str, words: Mapping[str, str | Promise]) -> Callable[[object], str]:
    """A filter that says what values are called."""

    def named(value: object) -> str:
        return _named(words, value)

    register.filter(name, named)
    return named


kind_name = _filter("kind_name", wording.KINDS)
state_name = _filter("state_name", wording.STATES)
state_title = _filter("state_title", wording.STATE_TITLES)  # how a letter stands, as a heading
field_name = _filter("field_name", wording.FIELDS)
statement_name = _filter("statement_name", wording.STATEMENTS)
place_kind_name = _filter("place_kind_name", wording.PLACE_KINDS)
language_name = _filter("language_name", wording.LANGUAGES)
claim_from = _filter("claim_from", wording.CLAIMS_FROM)  # what a letter claims to do to another
standing_name = _filter("standing_name", wording.STANDINGS)  # nothing for a link that takes effect by itself
voice_name = _filter("voice_name", wording.VOICES)


@register.filter
def state_tone(value: object) -> str:
    """The class that colours a state's pill: good, warn, late, held or nothing."""
    return wording.TONES.get(str(value), "")


outcome_name = _filter("outcome_name", wording.OUTCOMES)
ground_name = _filter("ground_name", wording.GROUNDS)
paper_kind_name = _filter("paper_kind_name", wording.PAPER_KINDS)


@register.filter
def outcome_tone(value: object) -> str:
    """The class that colours the pill of a provider's answer."""
    return wording.OUTCOME_TONES.get(str(value), "")


@register.filter
def state_meaning(value: object) -> str:
    """One sentence on what a notice's state means."""
    return str(wording.STATE_MEANINGS.get(str(value), ""))


@register.filter
def does_words(link: NoticeLink) -> str:
    """What a letter does to another, or claims to do."""
    return _named(wording.CLAIMS_FROM if _only_claims(link) else wording.LINKS_FROM, link.kind)


@register.filter
def undergoes_words(link: NoticeLink) -> str:
    """What is done to a letter by another, or is claimed to be."""
    return _named(wording.CLAIMS_TO if _only_claims(link) else wording.LINKS_TO, link.kind)


def _only_claims(link: NoticeLink) -> bool:
    return bool(link.standing) and link.standing not in IN_EFFECT


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """A legal day, written out; of a moment, the day in the registry's time zone."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = timezone.localdate(value)
    return date_format(value, _day_format())


@register.filter
def moment(value: dt.datetime | None) -> str:
    """A moment with its time zone, e.g. "24 November 2026, 14:31 (UTC+8)"."""
    if not value:
        return ""
    local = timezone.localtime(value)
    minutes = int((local.utcoffset() or dt.timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    zone = "UTC" if not minutes else f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02d}" if rest else "")
    return _("%(day)s, %(time)s (%(zone)s)") % {
        "day": date_format(local, _day_format()),
        "time": f"{local:%H:%M}",
        "zone": zone,
    }


@register.filter
def figure(value: float) -> str:
    """A number as its language writes it; one that is not whole, as money is, with two places."""
    return str(number_format(value, decimal_pos=2 if isinstance(value, float) else None, force_grouping=True))


@register.filter
def month(value: dt.date | None) -> str:
    """A month, written out."""
    return date_format(value, "YEAR_MONTH_FORMAT") if value else ""


@register.filter
def short_month(value: dt.date) -> str:
    """A month in a few letters, with its year where the year begins."""
    return date_format(value, _month_format() if value.month != 1 else "Y")


@register.filter
def month_number(value: str) -> str:
    """A month of any year in a few letters, by its number."""
    return date_format(dt.date(2000, int(value), 1), _month_format())


@register.filter
def bare(value: object) -> str:
    """An address without its scheme, as people read it."""
    return _SCHEME.sub("", str(value)).removesuffix("/")


@register.filter
def web_address(value: object) -> str:
    """The address if it is a web address, else nothing: only these become links."""
    return str(value) if _SCHEME.match(str(value)) else ""


@register.filter
def short_day(value: dt.date | None) -> str:
    """A day in figures, the same in every language and as wide in every row."""
    return value.isoformat() if value else ""


@register.filter
def notice_title(notice: Mapping[str, object]) -> str:
    """What a published letter is about; a letter without work and address goes by what it is."""
    title = str(notice["title"])
    if title not in wording.KINDS:
        return title
    return _("%(kind)s in which no work and no address was found") % {"kind": kind_name(title)}


@register.filter
def state_clock(value: object) -> str:
    """The class that colours the box which says how a letter stands."""
    return state_tone(value) or "plain"


@register.filter
def link_basis(value: object) -> str:
    """How a link between letters was found; what it was found by stands after the colon."""
    how, _colon, by = str(value).partition(":")
    words = str(wording.LINK_BASES.get(how.strip(), ""))
    return words or str(value) or by


@register.filter
def words(value: str) -> list[str]:
    """A text as a list of its words, for loops in templates."""
    return value.split()


@register.filter
def get(mapping: Mapping[str, object], name: str) -> object:
    """A value by a name that is itself a variable; empty where there is none."""
    return mapping.get(name, "")


@register.filter
def moment_or_day(value: dt.date | dt.datetime | None) -> str:
    """When something is due: a legal day, or a moment where the law counts hours."""
    return moment(value) if isinstance(value, dt.datetime) else day(value)


@register.filter
def language_pair(pair: tuple[str, str]) -> str:
    """The one of an English and a Chinese word that fits the page."""
    return pair[1] if (get_language() or "").startswith("zh") and pair[1] else pair[0]
