"""Whose letter may move another's state: one table. Pure.

Anybody can write that a notice is taken back. A letter takes effect on another only where it comes from somebody for whom
the table has it do so; where it does not, the two are linked all the same, as claimed, and a person of the registry
confirms or refuses that. `docs/reference/standing.md` is drawn from the table.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType

from causelist.core.elements import NoticeKind


class Voice(StrEnum):
    """From whom a letter comes, seen from the letter it is about; the most telling first."""

    PROVIDER = "provider"  # through the provider that received the other: its archive, its desk, its token
    AUTHORITY = "authority"  # an authority or a court recorded it
    PARTY = "party"  # the other's own sender, right holder or the organisation that recorded it
    MANDATE = "mandate"  # somebody with a mandate from one of these, on the day it was recorded
    MEMBER = "member"  # a person who records for one of these recorded it
    AFFECTED = "affected"  # whoever speaks for addresses that the other reports
    STRANGER = "stranger"  # nobody of whom any of this is known


class Standing(StrEnum):
    """What a link that would move a state comes to."""

    EFFECT = "effect"  # it takes effect, by the table
    CLAIMED = "claimed"  # it does not, and waits for a person to confirm or refuse it
    CONFIRMED = "confirmed"  # a person of the registry confirmed it: it takes effect
    REFUSED = "refused"  # a person of the registry refused it: it never does


_OWN = frozenset({Voice.PROVIDER, Voice.PARTY, Voice.MANDATE, Voice.MEMBER})
_ABOVE = frozenset({Voice.PROVIDER, Voice.AUTHORITY})

# Kind of the letter -> from whom it takes effect on what it is about.
HEARD: Mapping[NoticeKind, frozenset[Voice]] = MappingProxyType(
    {
        # It only marks as contested, which is nothing to be kept from anybody who is reported.
        NoticeKind.COUNTER_NOTICE: _OWN | {Voice.AUTHORITY, Voice.AFFECTED},
        NoticeKind.RETRACTION: _OWN,
        NoticeKind.REVERSAL: _ABOVE,
        NoticeKind.COUNTER_NOTICE_RETRACTION: _OWN,
        NoticeKind.COUNTER_NOTICE_REVERSAL: _ABOVE,
    }
)
IN_EFFECT = frozenset({Standing.EFFECT, Standing.CONFIRMED})


def judge(kind: str, voices: Collection[Voice]) -> tuple[Standing, Voice]:
    """What a letter of this kind comes to when it speaks with these voices, and the voice that decides it."""
    heard = [voice for voice in Voice if voice in voices and voice in HEARD[NoticeKind(kind)]]
    if heard:
        return Standing.EFFECT, heard[0]
    # That it is about the same addresses makes nobody less of a stranger, where it does not count.
    known = (voice for voice in Voice if voice in voices and voice is not Voice.AFFECTED)
    return Standing.CLAIMED, next(known, Voice.STRANGER)


def decided(confirmed: bool) -> Standing:  # noqa: FBT001 -- what a person said is a truth
    """What a link comes to once a person has looked at it."""
    return Standing.CONFIRMED if confirmed else Standing.REFUSED
