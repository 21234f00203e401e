"""What a reader says when it cannot read."""

from __future__ import annotations


class Unreadable(ValueError):
    """The bytes hold no letter; `reason` says what is wrong and where, `mend` how to put it right."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(f"{reason}; {mend}")
        self.reason = reason
        self.mend = mend
