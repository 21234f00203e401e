"""Fields of the calculators: numbers as people write them, days with the browser's calendar, errors in the page's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from causelist.law import LawError, UnknownName, bills, jurisdictions
from causelist.public.law import wording
from causelist.public.law.language import chinese, said

_PLAIN = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_SPACES = re.compile(r"[\s,，_']")
_DIGITS = 15  # no case is larger


class NumberField(forms.CharField):
    """A number, nought or more; thousands may stand apart. Gives a `Decimal`, or None where nothing was typed."""

    def __init__(self, *, whole: bool = False, share: bool = False, **given: Any) -> None:
        self.whole, self.share = whole, share
        given.setdefault("required", False)
        super().__init__(max_length=60, **given)
        self.widget.attrs |= {"inputmode": "numeric" if whole else "decimal", "autocomplete": "off"}

    def clean(self, value: Any) -> Decimal | None:
        """The number, or what is wrong with it."""
        text = _SPACES.sub("", str(value or "").strip())
        percent = self.share and text.endswith(("%", "％"))
        text = text.rstrip("%％") if percent else text
        if not text:
            if self.required:
                raise ValidationError(_("Write a number."))
            return None
        if not _PLAIN.fullmatch(text):
            raise ValidationError(_("This is no number. Write digits, such as 50000."))
        if len(text.partition(".")[0]) > _DIGITS or len(text) > 3 * _DIGITS:
            raise ValidationError(_("No case is that large. Look for a slip of the keys."))
        number = Decimal(text)
        if number < 0:
            raise ValidationError(_("It cannot be less than nought. Leave it empty if there is none."))
        if self.whole and number != number.to_integral_value():
            raise ValidationError(_("It is counted one by one. Write a whole number."))
        number = number / 100 if percent else number
        if self.share and number > 1:
            raise ValidationError(_("It is more than the whole. Write 8 % or 0.08."))
        return number


class DayField(forms.DateField):
    """A day, with the browser's own calendar where it has one."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("This is no day. Write it as 2026-03-31.")}

    def __init__(self, **given: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **given)


class ThreeField(forms.ChoiceField):
    """Yes, no, or not known."""

    def __init__(self, **given: Any) -> None:
        super().__init__(choices=[("", _("not known")), ("yes", _("yes")), ("no", _("no"))], required=False, **given)

    def clean(self, value: Any) -> bool | None:
        """True, False, or None: not known."""
        return {"yes": True, "no": False}.get(super().clean(value))


def place_field(*codes: str) -> forms.ChoiceField:
    """The place whose law is asked; the codes that have such rules."""
    return forms.ChoiceField(label=_("Jurisdiction"), choices=[(code, wording.place_name(code)) for code in codes])


def bill_choices(*places: str) -> list[tuple[str, Any]]:
    """The law as it is, or under one of the bills of some places."""
    names = dict.fromkeys(bill for place in places or jurisdictions() for bill in bills(place))
    return [("", _("the law as it is")), *((name, wording.BILLS.get(name, name)) for name in names)]


class Calculation(forms.Form):
    """A question to the law. It is asked when one of its `triggers` stands in the address, even empty."""

    triggers: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()  # what stands behind a summary until it is used
    ages: tuple[str, ...] = ()  # it is asked by the law of a day: what to forget when it is asked by today's
    use_required_attribute = False  # the browser's own bubbles speak its language, not the page's
    error_css_class = "wrong"
    given: QueryDict  # what the address says

    @classmethod
    def read(cls, data: QueryDict) -> Self:
        """The form as the address asks it; without a question only filled in."""
        given = data.copy()
        for name in list(given):
            given.setlist(name, [value.replace("\x00", "") for value in given.getlist(name)])
        defaults = cls.defaults()
        asked = any(name in given for name in cls.triggers)
        if asked:
            for name, value in defaults.items():
                if name not in given:
                    given[name] = value
        form = cls(given if asked else None, initial=defaults | given.dict(), label_suffix="")
        form.given = given
        return form

    @classmethod
    def defaults(cls) -> dict[str, str]:
        """What is taken where the address says nothing."""
        return {"on": timezone.localdate().isoformat()}

    @property
    def has_more(self) -> bool:
        """Whether one of the fields that are folded away is filled in."""
        return any(self[name].value() or self[name].errors for name in self.folded if name in self.fields)

    def refuse(self, error: LawError, names: Mapping[str, str] | None = None) -> None:
        """Show what the law cannot answer beside the field it names, or above the form."""
        word, colon, rest = str(error).partition(":")
        field = (names or {}).get(word, word) if colon else ""
        if isinstance(error, UnknownName) and not field:
            field = {"bill": "bill", "place": "place"}.get(error.kind, "")
        if field in self.fields:
            self.add_error(field, refusal(rest.strip() or str(error)))
        else:
            self.add_error(None, refusal(str(error)))


def refusal(words: str) -> SafeString | str:
    """What the law's own room says is wrong: English, and marked so on a Chinese page."""
    made = words[:1].upper() + words[1:] + ("" if words.endswith((".", "?", "!")) else ".")
    return said(made) if chinese() else made
