"""Two kinds of rules: `grounds` on which a complaint may be refused, and what is open against `silence`."""

from __future__ import annotations

from typing import Any

from causelist.law.points import POINT, named_once
from causelist.law.schema import Also, Spec, each, flag, kind, words

_ground = Spec(POINT.needed | {"final": flag}, POINT.allowed | {"instead": words})
_remedy = Spec(POINT.needed | {"clock": words}, POINT.allowed)


def _fit_grounds(value: Any, where: str) -> None:
    named_once(value["grounds"], "grounds")


def _fit_silence(value: Any, where: str) -> None:
    named_once(value["remedies"], "remedies")


kind("grounds", Also(Spec({"grounds": each(_ground)}), _fit_grounds))
kind("silence", Also(Spec({"clock": words, "remedies": each(_remedy)}), _fit_silence))
