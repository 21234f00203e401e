"""Letters taken in by the API: the same request sent twice is answered the same and recorded once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from causelist.accounts.models import User
from causelist.api.errors import ApiError
from causelist.api.models import TakenIn
from causelist.notices.services import Incoming, receive
from causelist.parties.models import Organisation


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered; `new` says whether this very request put the letter on the record."""

    new: bool
    body: dict[str, Any]


def take_in(
    *,
    incoming: Incoming,
    corrections: Mapping[str, Any],
    holder: Organisation,
    sender_id: int,
    key: str,
    digest: str,
    by: User,
) -> Answer:
    """Put a letter on the record of `holder` and remember the answer under `key` ("" for none).

    Keys belong to the organisation `sender_id` whose token was used. Raises `ApiError` 409 for a key that was used
    with another body, 422 for a letter or corrections that cannot be recorded.
    """
    try:
        return _take_in(
            incoming=incoming,
            corrections=corrections,
            holder=holder,
            sender_id=sender_id,
            key=key,
            digest=digest,
            by=by,
        )
    except IntegrityError:
        # Somebody else used the key in the same moment and was first: their answer is ours.
        again = _answered(sender_id, key, digest) if key else None
        if again is None:
            raise
        return again


@transaction.atomic
def _take_in(
    *,
    incoming: Incoming,
    corrections: Mapping[str, Any],
    holder: Organisation,
    sender_id: int,
    key: str,
    digest: str,
    by: User,
) -> Answer:
    if key and (again := _answered(sender_id, key, digest)):
        return again
    try:
        outcome = receive(incoming=incoming, by=by, holder=holder, corrections=corrections)
    except ValueError as error:
        raise ApiError(422, code="bad_correction", message=str(error), field="corrections") from error
    if outcome.status == "refused" or outcome.notice_id is None:
        raise ApiError(422, code="refused", message=outcome.reason, field="letter")
    new = outcome.status == "new"
    body = {
        "number": outcome.number,
        "status": outcome.status,
        "understood": {**incoming.read, **corrections} if new else None,
        "corrected": sorted(corrections) if new else [],
        "remarks": list(outcome.remarks),
    }
    if key:
        TakenIn.objects.create(
            organisation_id=sender_id, key=key, digest=digest, notice_id=outcome.notice_id, answer=body
        )
    return Answer(new, body)


def _answered(sender_id: int, key: str, digest: str) -> Answer | None:
    row = TakenIn.objects.filter(organisation_id=sender_id, key=key).first()
    if row is None:
        return None
    if row.digest != digest:
        raise ApiError(
            409,
            code="idempotency_conflict",
            message="This Idempotency-Key was used before, with another body.",
            hint="Use a new key for each letter, and the same one only to send the same letter again.",
        )
    return Answer(new=False, body=row.answer)
