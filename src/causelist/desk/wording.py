"""What the review calls its fields, and what can be wrong with one. Kinds and states have their words in `web.wording`."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from causelist.filing.review import Problem

FIELDS: dict[str, Promise] = {
    "kind": _("Kind"),
    "date": _("Date of the letter"),
    "sender": _("Sender"),
    "right_holder": _("Right holder"),
    "works": _("Works"),
    "reported": _("Addresses reported"),
    "originals": _("Addresses of the original"),
    "subject": _("What it is about"),
    "refers_to": _("Refers to"),
    "whole": _("The whole place is meant"),
    "forks_named": _("Forks named"),
    "circumvention": _("Circumvention claimed"),
    "statements": _("Statements made"),
}
HELP: dict[str, Promise] = {
    "works": _("One on each line."),
    "reported": _("One on each line; empty for a counter-notice, a retraction or a reversal."),
    "originals": _("Where the work is found with its owner’s consent. One on each line."),
    "subject": _("For a counter-notice, a retraction or a reversal: the addresses it is about. One on each line."),
    "refers_to": _("Numbers or addresses of earlier letters. One on each line."),
    "forks_named": _("How many forks it names beyond those reported; empty where it says nothing."),
}
TRUTHS = [("", _("not said, or mixed")), ("yes", _("yes")), ("no", _("no"))]

_PROBLEMS: dict[str, Promise] = {
    "unknown_kind": _("Choose one of the kinds."),
    "unknown_choice": _("“%(given)s” is not one of the choices."),
    "bad_date": _("“%(given)s” is not a date. Write it as year-month-day, like 2026-11-24."),
    "date_out_of_range": _("%(given)s cannot be the date of this letter. Write it as year-month-day, like 2026-11-24."),
    "nul": _("It holds a NUL character (shown as ␀). Take it out."),
    "too_long": _("“%(given)s…” is too long: at most %(reason)s characters."),
    "bad_address": _("“%(given)s” cannot be on the record: %(reason)s. Mend the address or take the line out."),
    "private_address": _("“%(given)s” is not a public address. Mend it or take the line out."),
    "bad_count": _("“%(given)s” is not a count. Write a number of at most a million, or leave it empty."),
    "nothing_reported": _("A notice reports at least one address. Add it, or choose another kind."),
}


def say(problem: Problem) -> str:
    """A problem of a field in words, with its line where it has one."""
    given = {"given": problem.given, "reason": gettext(problem.reason) if problem.reason else ""}
    text = str(_PROBLEMS[problem.code]) % given
    return gettext("Line %(line)d: %(text)s") % {"line": problem.line, "text": text} if problem.line else text
