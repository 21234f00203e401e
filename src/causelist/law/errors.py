"""What can be wrong with a rule file, a question put to the law, or the facts given."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path


class LawError(ValueError):
    """A question that cannot be answered as it was put; the message says what, where and how to mend it."""


class RuleFileError(LawError):
    """A rule file that cannot be trusted: `path`, `line` (1 is the first) and what to mend."""

    def __init__(self, path: Path, line: int, what: str, mend: str) -> None:
        super().__init__(f"{path}:{line}: {what}; {mend}")
        self.path, self.line, self.what, self.mend = path, line, what, mend


class UnknownName(LawError):
    """A rule, place, measure or bill that is not there, with the nearest that is."""

    def __init__(self, kind: str, name: str, known: Iterable[str], hint: str | None = None) -> None:
        names = sorted(known)
        near = get_close_matches(name, names, n=3, cutoff=0.5)
        if hint is None:
            hint = f"did you mean {' or '.join(near)}?" if near else f"known are: {', '.join(names[:12])}"
        super().__init__(f"no {kind} is called {name!r}; {hint}")
        self.kind, self.name, self.near = kind, name, tuple(near)


class NotInForce(LawError):
    """No version of a rule was in force on a day: it came later, or was repealed without another in its place."""


class BadFact(LawError):
    """A fact that cannot be: negative, a fraction of a copy, or one that contradicts another."""
