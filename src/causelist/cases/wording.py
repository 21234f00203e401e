"""What values of a case are called, in both languages: one file for page, mail, feed, calendar and API. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from causelist.cases.tables import Words

PATH = Path(__file__).with_name("words.yaml")


@cache
def words() -> Mapping[str, Mapping[str, Words]]:
    """Every group of values with their names, in the order of the file."""
    raw = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            group: MappingProxyType({value: Words(*text.split(" / ", 1)) for value, text in values.items()})
            for group, values in raw.items()
        }
    )


def word(group: str, value: str) -> Words:
    """What a value of a group is called; one without a name is shown as it is, rather than hidden."""
    plain = value.replace("_", " ")
    return words()[group].get(value) or Words(plain, plain)
