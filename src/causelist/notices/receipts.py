"""Who is owed a mail about a letter they recorded. What it says is made when it is sent (`web.receipts`)."""

from __future__ import annotations

from causelist.accounts.models import Receipts, User
from causelist.notices.models import Source
from causelist.runtime import outbox

KIND = "notices.receipt"
_SOURCES = {
    Receipts.ALL: frozenset({Source.DESK, Source.API}),
    Receipts.DESK: frozenset({Source.DESK}),
    Receipts.NONE: frozenset[Source](),
}


def owe(*, notice_id: int, source: str, by: User) -> None:
    """Owe `by` a receipt for a letter that is new on the record, if they wish one; in the transaction that records it."""
    if source in _SOURCES[Receipts(by.receipts)]:
        outbox.queue(key=f"receipt:{notice_id}", kind=KIND, detail={"notice": notice_id, "to": by.pk})
