from __future__ import annotations

import datetime as dt
import re
from collections import Counter

from causelist.cli.demo_data.cast import load
from causelist.cli.demo_data.letters import letters
from causelist.formats import read
from causelist.notices.incoming import REPORTING

TODAY = dt.date(2026, 11, 24)
RESERVED = re.compile(r"(^|\.)(example|test|invalid|localhost|example\.(com|net|org))$")


def test_letters_are_the_same_every_time() -> None:
    assert letters(TODAY) == letters(TODAY)


def test_letters_come_in_order_over_eighteen_months_and_none_from_tomorrow() -> None:
    days = [letter.received_on for letter in letters(TODAY)]

    assert days == sorted(days)
    assert days[-1] < TODAY
    assert (TODAY - days[0]).days > 500


def test_letters_are_of_every_kind_and_none_twice() -> None:
    written = letters(TODAY)
    kinds = Counter(letter.kind for letter in written)

    assert len({letter.content for letter in written}) == len(written)
    assert 60 <= len(written) <= 150
    assert set(kinds) == {
        "notice",
        "counter-notice",
        "retraction",
        "reversal",
        "counter-notice-retraction",
        "legal-action",
    }
    assert min(kinds.values()) >= 2


def test_every_host_is_reserved() -> None:
    text = "\n".join(read(letter.content).text for letter in letters(TODAY))
    hosts = set(re.findall(r"(?:https?://|@)([\w.-]+\w)", text))

    assert hosts
    assert [host for host in hosts if not RESERVED.search(host)] == []


def test_cast_names_only_what_is_in_it() -> None:
    cast = load()
    named = {key for pair in (*cast.mandates,) for key in (pair["principal"], pair["agent"])}
    named |= {key for pair in (*cast.merges, *cast.mistaken_merges) for key in (pair["source"], pair["target"])}
    named |= {key for work in cast.works for key in (work.owner, work.copied_on)}
    named |= {key for person in cast.people.values() for key in person.member}

    assert named <= set(cast.organisations)


def test_every_letter_is_read_as_it_was_meant() -> None:
    misread = []
    for letter in letters(TODAY):
        reading = read(letter.content)
        reported = {address.url for address in reading.reported}
        subject = {address.url for address in reading.subject}
        told = set(letter.subject) if reading.kind.value not in REPORTING else set()
        if (str(reading.kind.value), subject) != (letter.kind, told) or (
            letter.kind == "notice" and reported != set(letter.reported)
        ):
            misread.append(letter.name)

    assert misread == []
