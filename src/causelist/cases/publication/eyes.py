"""With whose eyes a case is looked at: the table of visibility asked for one person and one case. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from causelist.cases import visibility
from causelist.cases.relations import Relations


@dataclass(frozen=True, slots=True)
class Eyes:
    """What somebody is to a case, and the column of the table that the case stands in."""

    relations: Relations
    stage: str
    confidentiality: str

    def relation(self, track_id: int | None = None) -> str:
        """As what they look at a track; without one, at the case as a whole."""
        if track_id is None:
            return self.relations.sight
        return self.relations.sees.get(track_id, "public")

    def sees(self, field: str, track_id: int | None = None) -> bool:
        """Whether they see a field, of the case or of what belongs to a track."""
        return visibility.sees(field, self.relation(track_id), self.stage, self.confidentiality)

    def hears(self, audience: str, track_id: int | None = None) -> bool:
        """Whether a step told to an audience is told to them.

        A step of the case itself, kept to its office, is told to where the case lies, not to every body that has a track.
        """
        relation = self.relations.sees.get(track_id, "public")
        return audience in visibility.audiences(relation, self.stage, self.confidentiality)

    @property
    def seen(self) -> frozenset[str]:
        """Every field of the table that they see."""
        return frozenset(field for field in visibility.table() if self.sees(field))
