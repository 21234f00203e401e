"""What a rule file may hold, told from the checks themselves: the page that a lawyer writes by."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from causelist.law.book import BILLS, RULES
from causelist.law.files import parse
from causelist.law.schema import KINDS, Each, MappingOf, NothingOr, OneOf, Several, Spec

# What each kind is for. A kind without a line here is still described, by its keys and an example.
USES = {
    "competence": "Which body is competent on a track: places in the order of the law, level, and who decides a dispute.",
    "counting": "How a place counts periods: the day of the event, hours, the last day, and by which calendar.",
    "elements": "What a notice or counter-notice must hold, how each element is met, and what the provider must do.",
    "grounds": "The grounds on which a complaint may be refused.",
    "infringement": "What the law asks of one kind of address or premises: rights, acts, proof, who is liable and competent.",
    "limitation": "How long a claim can be brought.",
    "papers": "Which papers may be asked for at a step, when, in what form; and what is often demanded without a ground.",
    "period": "How long something may take, must wait or must be kept, from which event.",
    "publication": "What of a kind of decision is published, by which clock, what is withheld and what never may be.",
    "silence": "When an authority's silence is unlawful, and which remedies are open, in order.",
    "surcharge": "What is added to a fine that is paid late.",
    "term": "How long a kind of work is protected.",
    "term_kinds": "Which rule of kind `term` holds for which kind of work.",
    "text": "A rule that no number holds: a test, a list of cases, a duty.",
}


def kinds_page() -> str:
    """The schema of every kind of rule, each with a rule file of its kind to copy from."""
    examples = _examples()
    parts = ["# Rule files: what each kind holds", "", _HEAD]
    for name, check in sorted(KINDS.items()):
        parts += ["", f"## `{name}`", ""]
        if name in USES:
            parts += [USES[name], ""]
        parts += list(_lines(check, 0))
        if name in examples:
            parts += ["", f"Example: `{examples[name]}`"]
    return "\n".join([*parts, ""])


_HEAD = """Every file has the same frame (see the guide, *The law as data*); what stands under `value` depends on its `kind`.
Keys in **bold** must be there. A fraction is written in quotes (`"0.15"`), a date as `YYYY-MM-DD` without quotes.
Beware of YAML's old words: `on`, `off`, `yes` and `no` without quotes are read as true and false."""


def _examples() -> dict[str, str]:
    """The first file of each kind, as a path below the package; a bill's where only a bill has one."""
    found: dict[str, str] = {}
    for root in (RULES, *BILLS.glob("*/*")):
        for path in sorted(root.rglob("*.yaml")):
            found.setdefault(parse(path).value["kind"], path.relative_to(RULES.parent.parent).as_posix())
    return found


def _lines(check: Any, depth: int) -> Iterator[str]:
    """The keys of a mapping, one a line, each with what it may be; nested ones further in."""
    spec = _spec(check)
    if spec is None:
        yield f"{'  ' * depth}- {_says(check)}"
        return
    for needed, keys in ((True, spec.needed), (False, spec.allowed)):
        for key, inner in keys.items():
            shown = f"**`{key}`**" if needed else f"`{key}`"
            yield f"{'  ' * depth}- {shown}: {_says(inner)}"
            if _spec(inner) is not None:
                yield from _lines(inner, depth + 1)


def _spec(check: Any) -> Spec | None:
    """The mapping that a check looks into, through lists and other wrappings."""
    while check is not None and not isinstance(check, Spec):
        check = getattr(check, "spec", None) or getattr(check, "check", None)
    return check


def _says(check: Any) -> str:
    if isinstance(check, OneOf):
        return "one of " + ", ".join(f"`{name}`" for name in check.names)
    for wrapping, words in _WRAPPED.items():
        if isinstance(check, wrapping):
            return words.format(_of(check.check))
    if _spec(check) is not None:
        return "a mapping"
    said = (inspect.getdoc(check) or "as the example shows").split("\n")[0].rstrip(".")
    return said[:1].lower() + said[1:]


_WRAPPED: dict[type[Any], str] = {
    Several: "a list that may be empty, of {}",
    Each: "a list of {}",
    MappingOf: "a mapping of any names, each to {}",
    NothingOr: "nothing, or {}",
}


def _of(check: Any) -> str:
    return "mappings" if _spec(check) is not None and not isinstance(check, Each | MappingOf) else _says(check)
