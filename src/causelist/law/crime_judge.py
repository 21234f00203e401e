"""Judging quantities by the law of one day: which limbs are met, which are not, which cannot be said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from causelist.law import crime_words as told
from causelist.law.crime_facts import Facts, Number
from causelist.law.crime_rules import Combination, Digest, Limb, Line

State = bool | None  # None: cannot be said


@dataclass(frozen=True, slots=True)
class Judged:
    """The outcome for one digest: the tier at least and at most reached (0 none, 1 base, 2 especially serious)."""

    digest: Digest
    facts: Facts
    low: int
    high: int

    @property
    def met(self) -> State:
        """Whether the threshold is reached."""
        return met_of(self.low, self.high)

    @property
    def missing(self) -> tuple[str, ...]:
        """The unknown facts that would decide whether the threshold is reached; none where it is decided."""
        return tuple(dict.fromkeys(self._open(graver=False))) if self.met is None else ()

    @property
    def tier_missing(self) -> tuple[str, ...]:
        """The unknown facts that would decide whether the graver tier is reached."""
        return tuple(dict.fromkeys(self._open(graver=True))) if self.high == GRAVER and self.low < GRAVER else ()

    def _open(self, *, graver: bool) -> Iterator[str]:
        facts = self.facts
        for limb in self.digest.limbs:
            if limb_state(limb, facts, graver=graver) is None:
                yield from open_facts(limb, facts, graver=graver)
        for combination in self.digest.combinations:
            if combination_state(combination, facts, graver=graver) is None:
                for _, limbs in combination.items:
                    if any_state(limb_state(limb, facts, graver=graver) for limb in limbs) is None:
                        for limb in limbs:
                            if limb_state(limb, facts, graver=graver) is None:
                                yield from open_facts(limb, facts, graver=graver)

    def findings(self, *, graver: bool = False) -> tuple[told.Told, ...]:
        """Every limb and combination of a tier with its arithmetic."""
        found = []
        for limb in self.digest.limbs:
            condition = condition_state(limb, self.facts)
            for line in limb.lines:
                if not graver or line.graver is not None:
                    state = both(condition, line_state(line, self.facts, graver=graver))
                    found.append(told.of_line(limb, line, self.facts, state, graver=graver))
        for combination in self.digest.combinations:
            halves = [(label, *self._best(limbs, graver=graver)) for label, limbs in combination.items]
            state = combination_state(combination, self.facts, graver=graver)
            found.append(told.of_combination(combination, halves, self.facts, state, graver=graver))
        return tuple(found)

    def _best(self, limbs: tuple[Limb, ...], *, graver: bool) -> tuple[State, Line]:
        """The state of an item, and the line of it that comes furthest."""
        state = any_state(limb_state(limb, self.facts, graver=graver) for limb in limbs)
        ranked = [
            (told.RANK[both(condition_state(limb, self.facts), line_state(line, self.facts, graver=graver))], line)
            for limb in limbs
            for line in limb.lines
        ]
        return state, max(ranked, key=lambda pair: (pair[0], share_of(pair[1], self.facts, graver=graver)))[1]


GRAVER = 2
BASE = 1


def judge(digest: Digest, facts: Facts) -> Judged:
    """The outcome under one digest."""
    graver = digest_state(digest, facts, graver=True)
    if graver is True:
        return Judged(digest, facts, GRAVER, GRAVER)
    base = digest_state(digest, facts, graver=False)
    low = BASE if base is True else 0
    high = GRAVER if graver is None else BASE if base is not False else 0
    return Judged(digest, facts, low, high)


def met_of(low: int, high: int) -> State:
    """Met, not met, or not to be said, from the tiers at least and at most reached."""
    return True if low else None if high else False


def digest_state(digest: Digest, facts: Facts, *, graver: bool) -> State:
    """Whether any limb or combination of a tier is reached."""
    best: State = False
    for limb in digest.limbs:
        state = limb_state(limb, facts, graver=graver)
        if state is True:
            return True
        if state is None:
            best = None
    for combination in digest.combinations:
        state = combination_state(combination, facts, graver=graver)
        if state is True:
            return True
        if state is None:
            best = None
    return best


def limb_state(limb: Limb, facts: Facts, *, graver: bool) -> State:
    """Whether one limb is reached: its condition, and any of its lines."""
    condition = condition_state(limb, facts) if limb.condition else True
    if condition is False:
        return False
    best: State = False
    for line in limb.lines:
        state = line_state(line, facts, graver=graver)
        if state is True:
            return condition
        if state is None:
            best = None
    return best


def line_state(line: Line, facts: Facts, *, graver: bool) -> State:
    """Whether one measure reaches its threshold; what is known may suffice though something is unknown."""
    threshold = line.graver if graver else line.base
    if threshold is None:
        return False
    value = value_of(line, facts) if line.plus else facts.known.get(line.measure, 0)
    if value > threshold or (value == threshold and not line.strict):
        return True
    if facts.unknown and (line.measure in facts.unknown or any(name in facts.unknown for name in line.plus)):
        return None
    return False


def value_of(line: Line, facts: Facts) -> Number:
    """What is known of a measure, with what is added to it."""
    value = facts.known.get(line.measure, 0)
    for name in line.plus:
        value += facts.known.get(name, 0)
    return value


def share_of(line: Line, facts: Facts, *, graver: bool) -> Decimal:
    """How much of a threshold is known to be reached."""
    threshold = line.graver if graver else line.base
    return Decimal(value_of(line, facts)) / Decimal(threshold) if threshold else Decimal(0)


def condition_state(limb: Limb, facts: Facts) -> State:
    """Whether the condition of a limb holds."""
    if limb.condition is None:
        return True
    measure, least = limb.condition
    if measure in facts.unknown:
        return None
    return facts.known.get(measure, 0) >= least


def combination_state(combination: Combination, facts: Facts, *, graver: bool) -> State:
    """Whether enough items reach their share."""
    reached = possible = 0
    for _, limbs in combination.items:
        state = any_state([limb_state(limb, facts, graver=graver) for limb in limbs])
        if state is True:
            reached += 1
        elif state is None:
            possible += 1
    if reached >= combination.needed:
        return True
    return None if reached + possible >= combination.needed else False


def open_facts(limb: Limb, facts: Facts, *, graver: bool) -> Iterator[str]:
    """The unknown facts of a limb that cannot be said."""
    states = [line_state(line, facts, graver=graver) for line in limb.lines]
    if True not in states:
        for line, state in zip(limb.lines, states, strict=True):
            if state is None:
                yield from (name for name in (line.measure, *line.plus) if name in facts.unknown)
    if limb.condition and limb.condition[0] in facts.unknown:
        yield limb.condition[0]


def any_state(states: Iterable[State]) -> State:
    """Or: true if one is, unsaid if one might be."""
    best: State = False
    for state in states:
        if state is True:
            return True
        if state is None:
            best = None
    return best


def both(one: State, other: State) -> State:
    """And: false if one is, unsaid if one might be."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True
