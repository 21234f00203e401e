"""Places: the unit that a provider acts on, and how an address maps to one (data in `places.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

import yaml

from causelist.core.addresses import MAX_LENGTH, canonical

PLACES_FILE = Path(__file__).with_name("places.yaml")

# What nearly every address looks like: read without the full parser, because a list can hold millions.
_PLAIN = re.compile(
    r"https?://([a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,63})((?:/[A-Za-z0-9_~$+@-][A-Za-z0-9._~$+@-]*)*/?)(?:\?([A-Za-z0-9._~/&=+@:-]*))?(?:#.*)?\Z"
)
_TAKEN = re.compile(r"\{(\w+)\}")


class PlacesFileError(ValueError):
    """`places.yaml` (or another file of its kind) breaks its own schema."""


@dataclass(frozen=True, slots=True)
class Place:
    """A repository, gist, pages site, account, listing, shop, or elsewhere host and path.

    `key` is lower-case, without scheme, and equal for every address of the same place, e.g. `github.com/owner/name`.
    """

    key: str
    kind: str
    host: str


@dataclass(frozen=True, slots=True)
class _Segment:
    literal: str  # what it must equal, or begin with if it takes a name
    name: str = ""  # what it takes; "*" takes and forgets


@dataclass(frozen=True, slots=True)
class _Rule:
    segments: tuple[_Segment, ...]
    more: bool  # a last `**`
    query: tuple[tuple[str, str], ...]
    key: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Host:
    rules: tuple[_Rule, ...]
    reserved: frozenset[str]
    suffixes: tuple[str, ...]
    names: re.Pattern[str] | None
    label: str = ""  # what the first label of a `{label}.example.com` host is taken as


@dataclass(frozen=True, slots=True)
class _Hosts:
    exact: dict[str, _Host] = field(default_factory=dict)
    below: dict[str, _Host] = field(default_factory=dict)  # by the domain that the first label hangs under


def place_of(url: str) -> Place:
    """The place of an address; raises `BadAddress` where the address is none."""
    plain = _PLAIN.match(url) if len(url) <= MAX_LENGTH else None
    if plain:
        host, path, query = plain[1], plain[2], plain[3] or ""
    else:
        parts = canonical(url)
        host, path, query = parts.host, parts.path, parts.query
        if parts.port:
            host = f"{host}:{parts.port}"
    host = host.removeprefix("www.")
    segments = [segment for segment in path.split("/") if segment]
    entry, label = _entry(host)
    if entry:
        found = _by_rules(entry, host, label, segments, query)
        if found:
            return found
    key = "/".join([host, *segments])
    return Place((unquote(key, errors="replace") if "%" in key else key).lower(), "page", host)


def _entry(host: str) -> tuple[_Host | None, str]:
    hosts = _hosts()
    entry = hosts.exact.get(host)
    if entry:
        return entry, ""
    label, _, domain = host.partition(".")
    return hosts.below.get(domain), label


def _by_rules(entry: _Host, host: str, label: str, segments: list[str], query: str) -> Place | None:
    first = segments[0].lower() if segments else ""
    taken = {"host": host}
    if entry.label:
        taken[entry.label] = label
    parameters: dict[str, list[str]] | None = None
    for rule in entry.rules:
        length = len(rule.segments)
        if length and rule.segments[0].literal != first and not rule.segments[0].name:
            continue
        if len(segments) < length or (len(segments) > length and not rule.more):
            continue
        # A reserved word may still begin a rule that names it: github.com/orgs/... is an account.
        if first in entry.reserved and not (rule.segments and rule.segments[0].literal == first):
            continue
        found = _take(rule, entry, segments)
        if found is None:
            continue
        if rule.query:
            if parameters is None:
                parameters = parse_qs(query)
            if not all(parameters.get(name) for name, _ in rule.query):
                continue
            found |= {as_name: parameters[name][0] for name, as_name in rule.query}
        return Place(rule.key.format_map(taken | found).lower(), rule.kind, host)
    return None


def _take(rule: _Rule, entry: _Host, segments: list[str]) -> dict[str, str] | None:
    taken: dict[str, str] = {}
    for want, got in zip(rule.segments, segments, strict=False):
        if not want.name:
            if got.lower() != want.literal:
                return None
            continue
        if not got.startswith(want.literal):
            return None
        if want.name == "*":
            continue
        value = _clean(got[len(want.literal) :], entry)
        if not value:
            return None
        taken[want.name] = value
    return taken


def _clean(segment: str, entry: _Host) -> str:
    if "%" in segment:
        segment = unquote(segment, errors="replace").strip()
    if entry.names:
        allowed = entry.names.match(segment)
        if not allowed:
            return ""
        segment = allowed[0]
    for suffix in entry.suffixes:
        if segment.lower().endswith(suffix):
            segment = segment[: -len(suffix)]
    return segment.rstrip(".,;:")


@lru_cache(maxsize=1)
def _hosts() -> _Hosts:
    return load_places(PLACES_FILE)


def load_places(path: Path) -> _Hosts:
    """Read and check a places file; raises `PlacesFileError` saying which entry is wrong and how."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    entries = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 -- both are safe loaders
    if not isinstance(entries, list):
        raise PlacesFileError(f"{path}: it must be a list of entries, one for each group of hosts")
    hosts = _Hosts()
    for number, raw in enumerate(entries, start=1):
        where = f"{path}: entry {number}"
        entry = _checked(raw, where)
        for host in raw["hosts"]:
            label, _, domain = host.partition(".")
            if label == "*" or label.startswith("{"):
                table, name = hosts.below, domain
                made = _Host(
                    entry.rules,
                    entry.reserved,
                    entry.suffixes,
                    entry.names,
                    label.strip("{*}"),
                )
            else:
                table, name, made = hosts.exact, host, entry
            if name in table:
                raise PlacesFileError(f"{where}: the host {host!r} is listed twice")
            table[name] = made
    return hosts


def _checked(raw: Any, where: str) -> _Host:
    if not isinstance(raw, dict) or not isinstance(raw.get("hosts"), list) or not isinstance(raw.get("rules"), list):
        raise PlacesFileError(f"{where}: it needs `hosts` and `rules`, both lists")
    unknown = set(raw) - {"hosts", "rules", "reserved", "suffixes", "names"}
    if unknown:
        raise PlacesFileError(f"{where}: unknown keys {sorted(unknown)}")
    rules = tuple(_rule(rule, f"{where}, rule {number}") for number, rule in enumerate(raw["rules"], start=1))
    try:
        names = re.compile(raw["names"]) if "names" in raw else None
    except re.error as error:
        raise PlacesFileError(f"{where}: `names` is not a regular expression: {error}") from None
    return _Host(rules, frozenset(raw.get("reserved", ())), tuple(raw.get("suffixes", ())), names)


def _rule(raw: Any, where: str) -> _Rule:
    if not isinstance(raw, dict) or not {"path", "key", "kind"} <= set(raw) <= {
        "path",
        "key",
        "kind",
        "query",
    }:
        raise PlacesFileError(f"{where}: it needs `path`, `key` and `kind`, and may have `query`")
    path = [str(segment) for segment in raw["path"]]
    more = path[-1:] == ["**"]
    segments = []
    for segment in path[:-1] if more else path:
        if segment == "*":
            segments.append(_Segment("", "*"))
            continue
        name = _TAKEN.search(segment)
        segments.append(_Segment(segment[: name.start()], name[1]) if name else _Segment(segment))
    query = tuple((name, value.strip("{}")) for name, value in raw.get("query", {}).items())
    return _Rule(tuple(segments), more, query, str(raw["key"]), str(raw["kind"]))
