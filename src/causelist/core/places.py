"""Places: the unit a provider acts on, and how an address maps to one (data in `places.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A repository, gist, pages site, account, listing, shop, or elsewhere host and path.

    `key` is lower-case, without scheme, and equal for every address of the same place, e.g. `github.com/owner/name`.
    """

    key: str
    kind: str
    host: str
