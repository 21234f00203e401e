"""What is withheld from a decision before it is published, and what stands in its place: data in `policy.yaml`. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("policy.yaml")
_LEAD = {"en": "withheld: ", "zh": "已隐去："}


@dataclass(frozen=True, slots=True)
class Policy:
    """Which kinds of words go and which stay; words by language are keyed `en` and `zh`."""

    withhold: Mapping[str, Mapping[str, Mapping[str, str]]]
    keep: frozenset[str]
    names: Mapping[str, dict[str, str]]
    patterns: Mapping[str, str]
    always_public: frozenset[str]
    never_public: frozenset[str]

    def marker(self, rule: str, language: str) -> str:
        """What stands in the place of words withheld by a rule."""
        return f"[{_LEAD[language]}{self.withhold[rule]['marker'][language]}]"

    def why(self, rule: str, language: str) -> str:
        """Why a rule withholds."""
        return self.withhold[rule]["why"][language]


@lru_cache(maxsize=1)
def policy() -> Policy:
    """The policy in force. Raises `KeyError` for a file without one of its parts, so that a bad one stops the start."""
    raw: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return Policy(
        withhold=raw["withhold"],
        keep=frozenset(raw["keep"]),
        names=raw["names"],
        patterns=raw["patterns"],
        always_public=frozenset(raw["always_public"]),
        never_public=frozenset(raw["never_public"]),
    )
