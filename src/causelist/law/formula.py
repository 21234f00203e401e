"""A formula over named quantities: numbers, names, `+ - * /`, brackets, `max`, `min`; reckoned in Decimal.

Nothing else can be written in one, so that a formula from a data file can do no harm.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation

from causelist.law.errors import LawError

LONGEST = 400  # signs; bounds the depth of brackets as well
_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([a-z_][a-z0-9_]*)|([-+*/(),]))")
_FUNCTIONS = {"max": max, "min": min}


@dataclass(slots=True)
class _Reader:
    """The signs of a formula, read from left to right."""

    formula: str
    tokens: list[str]
    quantities: Mapping[str, Decimal]
    at: int = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def expect(self, token: str) -> None:
        if self.take() != token:
            raise LawError(f"{self.formula!r}: {token!r} is expected at sign {self.at}")

    def sum(self) -> Decimal:
        value = self.product()
        while self.peek() in ("+", "-"):
            value = value + self.product() if self.take() == "+" else value - self.product()
        return value

    def product(self) -> Decimal:
        value = self.factor()
        while self.peek() in ("*", "/"):
            value = value * self.factor() if self.take() == "*" else value / self.factor()
        return value

    def factor(self) -> Decimal:
        token = self.take()
        if token == "-":  # noqa: S105 -- a minus, no password
            return -self.factor()
        if token == "(":  # noqa: S105 -- a bracket
            value = self.sum()
            self.expect(")")
            return value
        if token[:1].isdigit():
            return Decimal(token)
        if token in _FUNCTIONS and self.peek() == "(":
            return _FUNCTIONS[token](self.arguments())
        if token not in self.quantities:
            raise LawError(
                f"{self.formula!r}: {token!r} is no quantity; given are {', '.join(sorted(self.quantities))}"
            )
        return self.quantities[token]

    def arguments(self) -> list[Decimal]:
        self.expect("(")
        values = [self.sum()]
        while self.peek() == ",":
            self.take()
            values.append(self.sum())
        self.expect(")")
        return values


def reckon(formula: str, quantities: Mapping[str, Decimal]) -> Decimal:
    """The value of a formula; raises `LawError` for what is none, for unknown names and for division by nought."""
    reader = _Reader(formula, _tokens(formula), quantities)
    try:
        value = reader.sum()
    except (DivisionByZero, InvalidOperation) as error:
        raise LawError(f"{formula!r}: division by nought") from error
    if reader.peek():
        raise LawError(f"{formula!r}: {reader.peek()!r} is not expected at sign {reader.at + 1}")
    return value


def _tokens(formula: str) -> list[str]:
    if len(formula) > LONGEST:
        raise LawError(f"{formula[:40]!r}…: a formula has at most {LONGEST} signs")
    tokens, at = [], 0
    while formula[at:].strip():
        match = _TOKEN.match(formula, at)
        if not match:
            raise LawError(f"{formula!r}: {formula[at:].strip()[0]!r} has no place in a formula")
        tokens.append(match[0].strip())
        at = match.end()
    return tokens
