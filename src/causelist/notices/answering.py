"""What a provider can answer about a reported address, and on what ground it can refuse. Pure."""

from __future__ import annotations

from enum import StrEnum


class ItemOutcome(StrEnum):
    """What the provider did."""

    REMOVED = "removed"
    DISABLED = "disabled"  # still there, nobody reaches it
    REFUSED = "refused"  # on a ground
    NOT_FOUND = "not_found"  # nothing is at this address
    NOT_OURS = "not_ours"  # another provider's
    NEEDS_MORE = "needs_more"  # it cannot decide on what it was told


class Ground(StrEnum):
    """Why a provider refuses."""

    NOT_INFRINGING = "not_infringing"
    LICENSED = "licensed"  # the user shows a permission
    EXCEPTION = "exception"  # the law allows it: quotation, fair use, private copy
    NOT_PROTECTED = "not_protected"  # no work, or its term is over
    NOT_HOLDER = "not_holder"  # the sender has not shown the right
    COUNTER_NOTICE = "counter_notice"  # the user contested it
    OTHER = "other"  # as the reason says


# What leaves the notice without an end: the address is still there, and the wait goes on.
UNSETTLED = frozenset({ItemOutcome.NEEDS_MORE})
LONGEST_REASON = 1000
