"""Who is owed a mail that a complaint is on the docket. What it says is made when it is sent (`web.case_receipts`)."""

from __future__ import annotations

from causelist.accounts.models import User
from causelist.cases.models import Complaint
from causelist.runtime import outbox

KIND = "cases.receipt"


def owe(*, complaint: Complaint, by: User) -> None:
    """Owe `by` a receipt for a complaint they filed, in the transaction that files it. The law has them told at once."""
    outbox.queue(key=f"complaint:{complaint.pk}", kind=KIND, detail={"complaint": complaint.pk, "to": by.pk})
