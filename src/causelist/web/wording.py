"""What things are called: one place for the words of kinds, states, fields and rules, on every page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from causelist.core.elements import NoticeKind, Statement
from causelist.notices.answering import Ground, ItemOutcome
from causelist.notices.lifecycle import ItemState, NoticeState
from causelist.notices.standing import Standing, Voice
from causelist.parties.models import PaperKind

KINDS = {
    str(NoticeKind.NOTICE): _("Notice"),
    str(NoticeKind.COUNTER_NOTICE): _("Counter-notice"),
    str(NoticeKind.RETRACTION): _("Retraction"),
    str(NoticeKind.REVERSAL): _("Reversal"),
    str(NoticeKind.COUNTER_NOTICE_RETRACTION): _("Counter-notice taken back"),
    str(NoticeKind.COUNTER_NOTICE_REVERSAL): _("Counter-notice reversed"),
    str(NoticeKind.LEGAL_ACTION): _("Legal action"),
    str(NoticeKind.OTHER): _("Other letter"),
}

STATES = {
    str(NoticeState.RECORDED): _("on record"),
    str(NoticeState.CONTESTED): _("contested"),
    str(NoticeState.PARTLY_WITHDRAWN): _("partly withdrawn"),
    str(NoticeState.WITHDRAWN): _("withdrawn"),
    str(NoticeState.REVERSED): _("reversed"),
    str(ItemState.NOTICED): _("noticed"),
    str(ItemState.PUT_BACK): _("put back"),
}

# good: nothing stands against it; held: somebody contests; late: taken back; warn: in part.
TONES = {
    str(NoticeState.RECORDED): "",
    str(NoticeState.CONTESTED): "held",
    str(NoticeState.PARTLY_WITHDRAWN): "warn",
    str(NoticeState.WITHDRAWN): "good",
    str(NoticeState.REVERSED): "good",
    str(ItemState.NOTICED): "late",
    str(ItemState.PUT_BACK): "good",
}

OUTCOMES = {
    str(ItemOutcome.REMOVED): _("removed"),
    str(ItemOutcome.DISABLED): _("disabled"),
    str(ItemOutcome.REFUSED): _("refused"),
    str(ItemOutcome.NOT_FOUND): _("not found"),
    str(ItemOutcome.NOT_OURS): _("not ours"),
    str(ItemOutcome.NEEDS_MORE): _("needs more"),
}
GROUNDS = {
    str(Ground.NOT_INFRINGING): _("it infringes nothing"),
    str(Ground.LICENSED): _("there is a permission"),
    str(Ground.EXCEPTION): _("the law allows this use"),
    str(Ground.NOT_PROTECTED): _("it is not protected, or no longer"),
    str(Ground.NOT_HOLDER): _("the right was not shown"),
    str(Ground.COUNTER_NOTICE): _("the user contested it"),
    str(Ground.OTHER): _("another ground"),
}
OUTCOME_TONES = {
    str(ItemOutcome.REMOVED): "good",
    str(ItemOutcome.DISABLED): "good",
    str(ItemOutcome.REFUSED): "late",
    str(ItemOutcome.NOT_FOUND): "",
    str(ItemOutcome.NOT_OURS): "",
    str(ItemOutcome.NEEDS_MORE): "held",
}
PAPER_KINDS = dict(PaperKind.choices)

FORMALITIES = {
    "notarised": _("notarised"),
    "legalised": _("legalised, or with an apostille"),
    "translated": _("translated"),
}

STATE_MEANINGS = {
    str(NoticeState.RECORDED): _("It was taken in and nothing has been recorded against it since."),
    str(NoticeState.CONTESTED): _("A counter-notice answers it, in whole or in part."),
    str(NoticeState.PARTLY_WITHDRAWN): _("Its sender took back part of it."),
    str(NoticeState.WITHDRAWN): _("Its sender took all of it back."),
    str(NoticeState.REVERSED): _("The provider undid what it had done on it."),
}

STATE_TITLES = {
    str(NoticeState.RECORDED): _("On record"),
    str(NoticeState.CONTESTED): _("Contested"),
    str(NoticeState.PARTLY_WITHDRAWN): _("Withdrawn in part"),
    str(NoticeState.WITHDRAWN): _("Withdrawn"),
    str(NoticeState.REVERSED): _("Reversed"),
}

FIELDS = {
    "kind": _("Kind"),
    "date": _("Dated"),
    "sender": _("Sender"),
    "right_holder": _("Right holder"),
    "works": _("Work"),
    "reported": _("Reported address"),
    "originals": _("Original"),
    "subject": _("Address concerned"),
    "refers_to": _("Refers to"),
    "whole": _("Whole place"),
    "forks_named": _("Forks"),
    "circumvention": _("Circumvention"),
    "statements": _("Statement"),
}

STATEMENTS = {
    str(Statement.GOOD_FAITH): _("good faith"),
    str(Statement.ACCURACY): _("accuracy"),
    str(Statement.AUTHORITY): _("authority to act"),
    str(Statement.PERJURY): _("under penalty of perjury"),
    str(Statement.SIGNATURE): _("signature"),
}

PLACE_KINDS = {
    "repository": _("repository"),
    "gist": _("gist"),
    "pages": _("pages site"),
    "account": _("account"),
    "listing": _("listing"),
    "shop": _("shop"),
    "page": _("page"),
    "site": _("site"),
    "video": _("video"),
    "channel": _("channel"),
    "file": _("file"),
    "package": _("package"),
    "playlist": _("playlist"),
    "post": _("post"),
}

LANGUAGES = {
    "en": _("English"),
    "zh": _("Chinese"),
    "zh-Hans": _("Chinese (simplified)"),
    "zh-Hant": _("Chinese (traditional)"),
    "und": _("not known"),
}

# What a letter does to another, seen from the one that does it and from the other.
LINKS_FROM = {
    "counters": _("contests"),
    "retracts": _("takes back"),
    "reverses": _("reverses"),
    "refers": _("refers to"),
}
LINKS_TO = {
    "counters": _("is contested by"),
    "retracts": _("is taken back by"),
    "reverses": _("is reversed by"),
    "refers": _("is referred to by"),
}

# The same where the letter that does it may not: nothing has moved.
CLAIMS_FROM = {
    "counters": _("claims to contest"),
    "retracts": _("claims to take back"),
    "reverses": _("claims to reverse"),
}
CLAIMS_TO = {
    "counters": _("is, it is claimed, contested by"),
    "retracts": _("is, it is claimed, taken back by"),
    "reverses": _("is, it is claimed, reversed by"),
}
STANDINGS: dict[str, str | Promise] = {
    str(Standing.EFFECT): "",
    str(Standing.CLAIMED): _("not confirmed: nothing has changed by it"),
    str(Standing.CONFIRMED): _("confirmed by the registry"),
    str(Standing.REFUSED): _("refused by the registry: nothing has changed by it"),
}
VOICES = {
    str(Voice.PROVIDER): _("it came through the provider"),
    str(Voice.AUTHORITY): _("an authority or a court recorded it"),
    str(Voice.PARTY): _("it comes from the letter’s own sender, right holder or recorder"),
    str(Voice.MANDATE): _("it comes from somebody with a mandate from its party"),
    str(Voice.MEMBER): _("a person who records for its party recorded it"),
    str(Voice.AFFECTED): _("it is about addresses that the letter reports"),
    str(Voice.STRANGER): _("nothing connects who wrote it with the letter"),
}

LINK_BASES = {
    "named": _("the letter names it"),
    "place": _("the latest earlier letter about the same place"),
    "series": _("it stands before it in the archive under the same name"),
}
