"""The form of a new complaint: read from what was posted, or filled from what waits; nothing typed is ever lost."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from causelist.cases import filing, papers
from causelist.cases.complaining import MOST_TARGETS
from causelist.cases.filing import Given, GivenTarget
from causelist.cases.models import Channel, Industry
from causelist.law.papers import FACTS
from causelist.notices.overdue import complainable
from causelist.parties import papers as library
from causelist.parties.models import Organisation, Paper
from causelist.parties.permissions import Act, Reach, organisations_for, principals_for

ROWS = 4  # of targets that an empty form shows
MORE = 5  # that a further click adds
MOST_ROWS = 200
SHOWN = 500  # reported addresses that a page lists
_TEXTS = ("title", "law", "region", "industry", "against", "works", "statement", "provider")


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form, as it was typed; `facts` are those the law's list of papers hangs on."""

    key: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    targets: Sequence[tuple[str, str]] = ()
    items: frozenset[int] = frozenset()
    papers: frozenset[int] = frozenset()
    facts: Mapping[str, bool] = field(default_factory=dict)

    def given(self, holder: Organisation, agent: Organisation | None) -> Given:
        """As the service takes it."""
        return Given(
            key=self.key,
            channel=Channel.DESK,
            holder=holder,
            agent=agent,
            title=self.texts["title"],
            law=self.texts["law"],
            region=self.texts["region"],
            industry=self.texts["industry"],
            statement=self.texts["statement"],
            against=self.texts["against"].splitlines(),
            works=self.texts["works"].splitlines(),
            targets=[GivenTarget(kind, words) for kind, words in self.targets if words.strip()],
            items=self.items,
            papers=self.papers,
            facts=self.facts,
        )


def read(data: QueryDict) -> Typed:
    """What was posted."""
    kinds, words = data.getlist("kind"), data.getlist("words")
    told = {name: data.get(f"fact-{name}", "") for name in FACTS}
    return Typed(
        key=data.get("key", "")[:64] or str(uuid.uuid4()),
        texts={name: data.get(name, "") for name in _TEXTS},
        targets=list(zip(kinds, words, strict=False))[:MOST_ROWS],
        items=_ids(data.getlist("items")),
        papers=_ids(data.getlist("papers")),
        facts={name: answer == "yes" for name, answer in told.items() if answer in {"yes", "no"}},
    )


def fresh(holder: Organisation, asked: QueryDict) -> Typed:
    """A new form: papers that are in use are chosen, and all addresses of the provider and law that were asked for."""
    law = asked.get("law", "")[:12]
    here = filing.places_with_bodies()
    items: QuerySet[Any] = (
        waiting(holder, asked.get("provider", ""), law) if "provider" in asked else waiting(holder).none()
    )
    texts = dict.fromkeys(_TEXTS, "") | {"provider": asked.get("provider", "")[:80]}
    texts["law"] = law if law in here else here[0] if len(here) == 1 else ""
    texts["industry"] = str(Industry.OTHER)
    return Typed(
        key=str(uuid.uuid4()),
        texts=texts,
        targets=[("", "")] * ROWS,
        items=frozenset(items.values_list("pk", flat=True)[:MOST_TARGETS]),
        papers=frozenset(paper.pk for paper in library.in_use(holder, timezone.localdate())),
    )


def with_more_rows(typed: Typed) -> Typed:
    """The same with some more empty rows for targets."""
    return replace(typed, targets=[*typed.targets, *[("", "")] * MORE][:MOST_ROWS])


def waiting(holder: Organisation, provider: str | None = None, law: str = "") -> QuerySet[Any]:
    """The holder's addresses that can be complained of now and that no complaint carries; of one provider and law."""
    found: QuerySet[Any] = complainable([holder.pk]).filter(filing.open_to(holder))
    if provider is not None:
        at = {"notice__provider_name__organisation__slug": provider} if provider else {"notice__provider_name": None}
        found = found.filter(**at)
    return found.filter(law=law) if law else found


def holders(reach: Reach, user: Any) -> list[Organisation]:
    """For whom a person may complain: their own organisations, and those that gave theirs a mandate on all works."""
    if not reach.complains:
        return []
    return [*organisations_for(user, Act.COMPLAIN), *principals_for(user, Act.COMPLAIN, all_works=True)]


def agent_of(reach: Reach, holder: Organisation) -> int | None:
    """The organisation by whose mandate one complains; None where it is one's own."""
    if holder.pk in reach.own(Act.COMPLAIN):
        return None
    held = [one.agent for one in reach.by_mandate(Act.COMPLAIN) if one.all_works and one.principal == holder.pk]
    return min(held, default=None)


def papers_asked(typed: Typed, holder: Organisation, chosen: Sequence[Paper], *, agent: bool) -> dict[str, Any] | None:
    """The law's list with what of it is there, missing, or hangs on a fact that the form asks; None without a list."""
    known = papers.facts_of(holder, typed.texts["law"], agent=agent, evidence=bool(typed.items))
    facts: dict[str, bool | None] = {**known, **typed.facts}
    answer = papers.asked(typed.texts["law"], on=timezone.localdate(), facts=facts) if typed.texts["law"] else None
    if answer is None:
        return None
    missing = papers.missing(answer, kinds=[paper.kind for paper in chosen], carried=bool(typed.items))
    lacking = {paper.id for paper in missing}
    open_facts = list(dict.fromkeys(name for paper in answer.perhaps for name in paper.hangs_on if name not in facts))
    return {
        "answer": answer,
        "rows": [
            {"paper": paper, "state": "missing" if paper.id in lacking else "there" if paper.asked else "perhaps"}
            for paper in answer.items
            if paper.asked is not False
        ],
        "facts": [
            {
                "name": name,
                "en": FACTS[name][0],
                "zh": FACTS[name][1],
                "said": typed.facts.get(name),
            }
            for name in [*typed.facts, *open_facts]
        ],
    }


def _ids(values: Sequence[str]) -> frozenset[int]:
    return frozenset(int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 19)
