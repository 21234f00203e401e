"""Who may know of a measure at all: the audience of what is only planned, asked for, or was never carried out. Pure.

A raid that its target hears of finds nothing, and an order asked without hearing the other side is asked so for a
reason. Once carried out, the table of visibility alone decides.
"""

from __future__ import annotations

import datetime as dt


def audience_of(lifecycle: str, *, carried_out: bool, asked_by_party: bool) -> str:
    """The audience (as of a step) that a person must belong to; "public": the table of visibility alone decides."""
    if carried_out:
        return "public"
    if lifecycle == "operation":
        return "office"
    return "asker" if asked_by_party else "bodies"


def is_secret_ruling(lifecycle: str | None, carried_out_at: dt.datetime | None) -> bool:
    """Whether a decision rules on an order that the other side does not know of yet (`lifecycle` of its measure)."""
    return lifecycle == "order" and carried_out_at is None
