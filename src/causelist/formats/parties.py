"""Who sends a letter and whose right it is: by what is said of names, by the signature, by lines of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from causelist.core.elements import Found, NoticeKind, Span
from causelist.formats.names import Candidates, formal, fullest
from causelist.formats.ordinary import ordinary
from causelist.formats.questions import Answered
from causelist.formats.said import account_of, candidates
from causelist.formats.signatures import alone, domains_in, has_domain, signed_by
from causelist.formats.windows import Flat

_BODY = re.compile(
    r"\b(?:Team|Group|Foundation|University|College|Association|Institute|Society|Press|Publishing|Publishers|Studios?|Entertainment|Media|Labs|Bank|Coalition|Corporation)\b"
)
_PARTNERS = re.compile(r"[A-Z][\w.’']+,? [A-Z][\w.’']+ (?:&|and) [A-Z][\w’']+")
HEAD, FOOT = 12_000, 5_000
_SIGNED_BY_FIRM = 7.0
_MISDECODED = re.compile(r"Â(?![\w-])|Â(?=[A-Z])")  # what UTF-8 spaces and signs become when read as Latin-1
# A client that stays unnamed: its agent is no right holder.
_UNNAMED_CLIENT = re.compile(
    r"(?:holder|owner)[^:\n]{0,30}\brepresent[^:\n]{0,20}:\s*\[\w+\]",
    re.IGNORECASE,
)
_BY_AGENT = re.compile(
    r"\b(?:(?:our|my|its|their) clients?\b|(?:its|their|the authori[sz]ed) agents? (?:authori|for|of)|agent authori[sz]ed)",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"DMCA|[Pp]irac|[Tt]ake ?[Dd]own|[Ee]nforcement|Legal Services")
_DESK = re.compile(r"\b(?:Team|Department|Cent(?:er|re)|Office|Manager|Officer|Director)\Z")  # of whatever firm
_NEVER = 99.0
_ENOUGH = 1.5  # less says too little to name a party
_REVERSER = re.compile(r"\b([A-Z]\w+) (?:has|have) (?:reversed|reconsidered|restored|reinstated)")


@dataclass(frozen=True, slots=True)
class Parties:
    """The sender and the right holder, where the letter names them."""

    sender: Found[str] | None
    right_holder: Found[str] | None


def parties_of(text: str, flat: Flat, answered: Answered | None, kind: NoticeKind, own: str | None) -> Parties:
    """Who sends and whose right it is; `own` is the provider's name, never a party to a notice."""
    if kind in {NoticeKind.REVERSAL, NoticeKind.COUNTER_NOTICE_REVERSAL}:
        reverser = _REVERSER.search(text)
        if reverser and reverser[1].lower() != "we":
            return Parties(Found(reverser[1], Span(*reverser.span(1))), None)
        return Parties(signed_by(text, answered, None), None)
    text = _MISDECODED.sub(" ", text)
    stretches = _stretches(text, answered)
    domains = domains_in(text)
    disputed = kind is NoticeKind.COUNTER_NOTICE
    holders, senders = candidates(text, flat, stretches, own, domains, disputed=disputed)
    signed = signed_by(text, answered, own)
    if answered is None:
        senders.extend(alone(text, own))
    if signed:
        senders.append(
            (
                _SIGNED_BY_FIRM if formal(signed.value) or _is_firm(signed.value) else 2.5,
                signed,
            )
        )
    holder = _best(text, holders, domains)
    sender = _best(text, senders, domains)
    if sender and holder and sender.value == holder.value and _BY_AGENT.search(text):
        others = [(score, other) for score, other in senders if not _same(other.value, holder.value)]
        agent = _best(text, others, domains)
        sender = agent if agent and (formal(agent.value) or _AGENCY.search(agent.value)) else sender
    user = None if sender or holder else account_of(text, flat, stretches)
    if kind not in {NoticeKind.NOTICE, NoticeKind.RETRACTION}:
        return Parties(
            _full(
                text,
                sender or user or (holder if kind is not NoticeKind.COUNTER_NOTICE else None),
            ),
            _full(text, holder),
        )
    longer = [found.value for _, found in [*holders, *senders] if formal(found.value)]
    if holder and sender and f"{sender.value} ".lower().startswith(f"{holder.value} ".lower()):
        holder = sender  # the fuller name of the same party
    return Parties(
        _full(text, sender or holder or user, longer),
        _full(text, holder or (None if _acts_for_another(text, sender) else sender or user), longer),
    )


def _same(name: str, other: str) -> bool:
    """Whether one name is a part of the other: the same party, said shorter."""
    return name.lower() in other.lower() or other.lower() in name.lower()


def _acts_for_another(text: str, sender: Found[str] | None) -> bool:
    """Whether the letter keeps the client of its sender to itself."""
    return sender is not None and (_AGENCY.search(sender.value) is not None or _UNNAMED_CLIENT.search(text) is not None)


def _is_firm(name: str) -> bool:
    """Whether a name without a form is that of a body, or of a firm by its partners."""
    if _BODY.search(name):
        return True
    return _PARTNERS.fullmatch(name) is not None and not any(ordinary(word) for word in name.split() if len(word) > 1)


def _stretches(text: str, answered: Answered | None) -> list[tuple[int, int]]:
    if answered is None:
        ends = HEAD + FOOT  # parties are named at either end; between stand lists
        return [(0, len(text))] if len(text) <= ends else [(0, HEAD), (len(text) - FOOT, len(text))]
    wanted = {
        "authority",
        "counter_authority",
        "nature",
        "works",
        "license",
        "signature",
        "phone",
        "preamble",
        "mistake",
        "solution",
    }
    return [
        (answer.start, min(answer.end, answer.start + 6000)) for answer in answered.answers if answer.element in wanted
    ]


def _best(text: str, candidates: Candidates, domains: frozenset[str]) -> Found[str] | None:
    """The name most surely of a party; one said twice is surer."""
    totals: dict[str, tuple[float, Found[str]]] = {}
    for score, found in candidates:
        key = found.value.lower()
        before = totals.get(key)
        totals[key] = (max(score, before[0]) + 0.3, before[1]) if before else (score, found)
    if not totals:
        return None
    weighed = [(score + _speaks_for(text, found.value, domains), found) for score, found in totals.values()]
    score, best = max(weighed, key=lambda entry: entry[0])
    return best if score >= _ENOUGH else None


def _speaks_for(text: str, name: str, domains: frozenset[str]) -> float:
    """What a name says for itself: its domain is in the letter, it is a work, or but a phrase of ordinary words."""
    if not formal(name) and f"owner of {name}" in text:
        return -_NEVER  # a work, which somebody owns
    if has_domain(name, domains):
        return 0.4
    if formal(name) or not ordinary(name):
        return 0.0
    return -_NEVER if name.isupper() or text.count(name) < 2 or _DESK.search(name) else -1.5


def _holds(name: str, escaped: str) -> bool:
    return re.search(rf"(?<!\w){escaped}(?!\w)", name) is not None


def _full(text: str, found: Found[str] | None, candidates: list[str] | None = None) -> Found[str] | None:
    """The same party by its fullest name in the text."""
    if found is None:
        return None
    name = found.value
    short = re.escape(name.lower().removeprefix("the "))
    for other in candidates or ():
        if len(other) > len(name) and formal(other) and not formal(name) and _holds(other.lower(), short):
            name = other
    name = fullest(text, name)
    at = text.find(name) if name != found.value else -1
    return Found(name, Span(at, at + len(name)) if at >= 0 else found.span)
