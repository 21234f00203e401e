"""Following a case: by mail, after a link in a mail was confirmed; by a private address for feeds and calendars."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from causelist.accounts.models import User
from causelist.cases.access import tidy
from causelist.cases.fields import BadField, Field, read
from causelist.cases.models import AccessKey, Case, CaseEvent, CaseParty, Office, Subscription
from causelist.core.refusal import Refused
from causelist.parties.permissions import reach_of
from causelist.runtime import counters, outbox

CONFIRM, STEP = "case_follow", "case_step"  # kinds of mail
MOST_AN_HOUR = 10  # confirmations asked for from one network address, or for one mail address
UNCONFIRMED = dt.timedelta(days=7)
_FOLLOW = Signer(salt="causelist.cases.following")
_FEED = Signer(salt="causelist.cases.feed")
_EMAIL = Field("email", "email", required=True, title="Mail address", title_zh="电子邮箱", choices={})


@dataclass(frozen=True, slots=True)
class Looks:
    """As whom a private address looks."""

    user: User | None = None
    party: CaseParty | None = None


@transaction.atomic
def ask(*, case: Case, email: str, language: str, party: CaseParty | None = None, origin: str = "") -> None:
    """Send a link by which the owner of a mail address confirms that they want mail on each step of a case.

    The answer is the same whether or not the address follows the case already. Raises `Refused`.
    """
    try:
        address = str(read({"email": _EMAIL}, {"email": email})["email"]).lower()
    except (BadField, KeyError) as error:
        raise Refused(
            _("Write one mail address, such as name@example.com."), code="not_email", field="email"
        ) from error
    _limit(address, origin)
    # What was never confirmed does not stand in the way of who asks as somebody else now.
    Subscription.objects.filter(case=case, email=address, confirmed_at__isnull=True, ended_at__isnull=True).update(
        ended_at=timezone.now()
    )
    if Subscription.objects.filter(case=case, email=address, ended_at__isnull=True, party=party).exists():
        return
    nonce = hashlib.sha256(secrets.token_bytes(32)).hexdigest()
    try:
        with transaction.atomic():
            row = Subscription.objects.create(case=case, party=party, email=address, language=language, digest=nonce)
    except IntegrityError:  # follows it already, as somebody else: that stays as it is
        return
    outbox.queue(key=f"case-follow:{row.pk}", kind=CONFIRM, detail={"subscription": row.pk})


def _limit(address: str, origin: str) -> None:
    until = int(time.time()) + 3600
    keys = [counters.key_of("case-follow", address), counters.key_of("case-follow-from", origin)]
    counted = counters.add(dict.fromkeys(keys, until))
    if max(count for count, _until in counted.values()) > MOST_AN_HOUR:
        raise Refused(_("Too many requests. Try again in an hour."), code="too_many", field="email")


def token_of(row: Subscription) -> str:
    """What stands in a subscription's links."""
    return _FOLLOW.sign(row.digest)


def by_token(token: str) -> Subscription | None:
    """The subscription that a link belongs to."""
    try:
        digest = _FOLLOW.unsign(token)
    except BadSignature:
        return None
    return Subscription.objects.select_related("case", "party").filter(digest=digest).first()


@transaction.atomic
def confirm(*, token: str) -> Subscription | None:
    """The owner of the address says yes; twice is once. None where the link is of nothing, ended or too old."""
    row = by_token(token)
    if row is None or row.ended_at is not None:
        return None
    now = timezone.now()
    if row.confirmed_at is None:
        if row.asked_at < now - UNCONFIRMED:
            return None
        row.confirmed_at = now
        row.save(update_fields=["confirmed_at"])
    return row


@transaction.atomic
def end(*, token: str) -> Subscription | None:
    """No more mail; twice is once."""
    row = by_token(token)
    if row is not None and row.ended_at is None:
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
    return row


def tell(kind: str, ids: Sequence[int]) -> None:
    """Owe a mail on the newest step to all who follow; whether they may know of it is asked when it is sent."""
    if kind != "case":
        return
    following = Subscription.objects.filter(case__in=ids, confirmed_at__isnull=False, ended_at__isnull=True)
    for pk, case_id in following.values_list("pk", "case_id"):
        event = CaseEvent.objects.filter(case=case_id).order_by("-pk").values_list("pk", flat=True).first()
        if event is not None:
            outbox.queue(key=f"case-step:{pk}:{event}", kind=STEP, detail={"subscription": pk, "event": event})


def feed_token(*, user: User | None = None, party: CaseParty | None = None) -> str:
    """What makes a feed's or a calendar's address private: it looks as this person, or as this party while its key is good."""
    if party is not None:
        key = AccessKey.objects.filter(party=party, revoked_at__isnull=True).order_by("-pk").first()
        return _FEED.sign(f"k{key.pk}") if key else ""
    return _FEED.sign(f"u{user.pk}") if user is not None and user.is_authenticated else ""


def looks_of(token: str, number: str) -> Looks | None:
    """As whom a private address looks at the case of this number; None where it is none. At most one query."""
    try:
        said = _FEED.unsign(token)
    except BadSignature:
        return None
    kind, pk = said[:1], said[1:]
    if kind not in ("k", "u"):
        return None
    if kind == "k":
        key = AccessKey.objects.select_related("party").filter(
            pk=pk, revoked_at__isnull=True, party__case__number=tidy(number)
        ).first()  # fmt: skip
        return Looks(party=key.party) if key else None
    user = User.objects.filter(pk=pk, is_active=True).first()
    return Looks(user=user) if user else None


def office_token(office: Office, user: User) -> str:
    """What makes the calendar of an office private to somebody who works there."""
    return _FEED.sign(f"o{office.pk}.{user.pk}")


def office_of(token: str) -> tuple[Office, User] | None:
    """The office and the person of such a token, as long as the person belongs to its body."""
    try:
        said = _FEED.unsign(token)
    except BadSignature:
        return None
    if not said.startswith("o"):
        return None
    office_id, user_id = (int(part) for part in said[1:].split("."))
    office = Office.objects.select_related("body__organisation").filter(pk=office_id).first()
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if office is None or user is None:
        return None
    member = any(body == office.body_id for _role, body in reach_of(user).roles)
    return (office, user) if member else None
