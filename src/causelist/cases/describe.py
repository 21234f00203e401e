"""The tables of cases as pages of the reference: lifecycles drawn, who may do what, clocks, who sees what. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from causelist.cases import tables, visibility
from causelist.cases.tables import Act, Lifecycle

SAYS = {
    "complainant": "who complains, claims or was harmed, and who acts for them by mandate",
    "respondent": "who is complained of, sued or accused",
    "party": "another party",
    "officer": "the officer of the track, or any officer of its body while it has none",
    "office": "an officer of the body where the track lies",
    "reader": "a reader of that body",
    "head": "its head",
    "other_body": "a body that has another track of the case, or handed this one on",
    "superior": "a body above",
    "registry": "who runs the registry",
    "system": "the registry itself, by the clock or as part of another act",
}

_ABOUT_ACTS = (
    "Drawn from the tables of the lifecycles, which are all that decides. A person may be several of these to a case,"
    " for each track anew; an officer who was recused from a track is none of them there."
)
_ABOUT_CLOCKS = (
    "Each begins with an act, ends with one, and has its length from the rule named here for the place whose law the"
    " case is under. A place without a rule gives no time, and no clock runs."
)
_ABOUT_VISIBILITY = (
    "Every page, feed, mail, search entry and answer of the API is made through this table. A field that it does not"
    " give is withheld; a case whose number it does not give is not there. `restricted` and `sealed` stand for a case"
    " that is closed to view, whatever its stage."
)


def diagrams() -> str:
    """Every lifecycle of a case as a diagram, for the page of lifecycles."""
    return "\n\n".join(f"## {table.title.en}\n\n{_diagram(table)}" for table in tables.lifecycles().values()) + "\n"


def acts_page() -> str:
    """Who may do what from which state, with what it asks for and which clocks it moves; then the clocks."""
    parts = [
        "# Acts in cases",
        _ABOUT_ACTS,
        _rows(("as", "is"), ((f"`{name}`", words) for name, words in SAYS.items())),
    ]
    for table in tables.lifecycles().values():
        parts += [f"## {table.title.en} ({table.title.zh})", _grid(table)]
        parts.append(
            _rows(
                ("act", "from", "to", "asks for", "clocks", "told to"),
                (_act_row(act) for act in table.acts.values()),
            )
        )
    clocks = tables.clock_kinds().values()
    parts += [
        "## Clocks",
        _ABOUT_CLOCKS,
        _rows(
            ("clock", "what is awaited", "who must act", "rules"),
            (
                (
                    f"`{kind.name}`", f"{kind.title.en} ({kind.title.zh})", kind.waits_for,
                    ", ".join(f"`{rule}`" for rule in kind.rules.values()),
                )
                for kind in clocks
            ),
        ),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def visibility_page() -> str:
    """Who sees which field of a case in which stages."""
    parts = [
        "# Who sees what of a case",
        _ABOUT_VISIBILITY,
        _rows(
            ("field", *visibility.RELATIONS),
            (
                (f"`{field}`", *(_stages(row[relation]) for relation in visibility.RELATIONS))
                for field, row in visibility.table().items()
            ),
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _diagram(table: Lifecycle) -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    for act in table.acts.values():
        for source in act.sources or ("[*]",):
            lines += [f"    {source} --> {target}: {act.name}" for target in act.to]
    lines += [f"    {name} --> [*]" for name, state in table.states.items() if state.ended]
    return "\n".join([*lines, "```"])


def _grid(table: Lifecycle) -> str:
    relations = [name for name in tables.RELATIONS if any(name in act.by for act in table.acts.values())]
    return _rows(
        ("act", *relations),
        (
            (f"`{act.name}`: {act.title.en}", *("yes" if name in act.by else "" for name in relations))
            for act in table.acts.values()
        ),
    )


def _act_row(act: Act) -> tuple[str, ...]:
    fields = ", ".join(f"{field.name}{'' if field.required else '?'}" for field in act.fields.values())
    clocks = [f"starts {name}" for name in act.starts] + [f"stops {name} ({how})" for name, how in act.stops.items()]
    return (
        f"`{act.name}`", ", ".join(act.sources) or "new", ", ".join(act.to) or "stays", fields, "; ".join(clocks),
        act.audience,
    )  # fmt: skip


def _stages(given: frozenset[str]) -> str:
    if given == frozenset(visibility.STAGES):
        return "always"
    if given == frozenset(visibility.STAGES) - {"sealed"}:
        return "but sealed"
    if given == frozenset(visibility.STAGES) - {"sealed", "restricted"}:
        return "open"
    return ", ".join(stage for stage in visibility.STAGES if stage in given)


def _rows(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = list(heads)
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)
