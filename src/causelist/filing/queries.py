"""What the desk asks: letters under review, the letters one may see there, what was noticed before."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django.db.models import QuerySet

from causelist.accounts.models import User
from causelist.core.addresses import BadAddress, canonical
from causelist.filing.models import Draft
from causelist.notices.lifecycle import NoticeState
from causelist.notices.lookup import address_keys
from causelist.notices.models import Item, Notice

ASKED_AT_MOST = 500  # addresses of one letter that are looked up
ANSWERED_AT_MOST = 200
WAITING = (NoticeState.CONTESTED, NoticeState.PARTLY_WITHDRAWN, NoticeState.REVERSED)


@dataclass(frozen=True, slots=True)
class Before:
    """An address that an earlier letter reported, and how it stands."""

    url: str
    number: str
    state: str  # of the item
    received_on: dt.date


def open_drafts(user: User) -> QuerySet[Draft]:
    """A person's letters under review, the last touched first; without the letters themselves."""
    return Draft.objects.filter(author=user, notice__isnull=True).defer("content", "typed").order_by("-saved_at")


def draft_of(user: User, draft_id: uuid.UUID) -> Draft | None:
    """A person's own draft, with the organisation and the notice it became."""
    drafts = Draft.objects.select_related("organisation", "notice").prefetch_related("organisation__names")
    return drafts.filter(author=user, pk=draft_id).first()


def waiting(letters: QuerySet[Notice]) -> QuerySet[Notice]:
    """Those that something happened to: contested, partly taken back, reversed; newest first."""
    return letters.filter(state__in=WAITING).order_by("-received_on", "-id")


def noticed_before(urls: Iterable[str]) -> list[Before]:
    """Which of these addresses stand in letters already, newest first; at most 500 are asked and 200 answered.

    One query.
    """
    keys: dict[str, str] = {}
    for url in islice(urls, ASKED_AT_MOST):
        try:
            keys |= dict.fromkeys(address_keys(canonical(url).url), url)
        except BadAddress:
            continue
    items = Item.objects.filter(key__among=list(keys), state__isnull=False).select_related("notice")
    return [
        Before(keys[item.key], item.notice.number, str(item.state), item.notice.received_on)
        for item in items.order_by("-notice__received_on", "-notice_id", "position")[:ANSWERED_AT_MOST]
    ]


def recorded_as(draft: Draft) -> Notice | None:
    """The notice that this very letter is on the record as already, by whomever."""
    return Notice.objects.filter(identity=f"sha256:{draft.sha256}").first()
