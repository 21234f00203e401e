"""How a service says no: what is wrong, where, and how to mend it. Pure."""

from __future__ import annotations


class Refused(ValueError):
    """An act that cannot be done as asked; nothing was stored.

    The message is for the person who asked, in their language where the caller translated it. `code` is for programs
    (snake_case, stable); `field` names the input that is to be mended, where there is one.
    """

    def __init__(self, message: object, *, code: str, field: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.field = field

    def __str__(self) -> str:
        return str(self.args[0])
