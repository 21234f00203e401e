"""What a counter-notice, retraction or reversal is about."""

from __future__ import annotations

import re

from causelist.core.elements import Address
from causelist.formats.addressed import Roles, address_of, distinct, is_earlier, is_provider, own
from causelist.formats.layout import Layout, wordy
from causelist.formats.letters.roles import is_hosted
from causelist.formats.named import bare_repositories
from causelist.formats.questions import FormFile

_TAKEN = re.compile(
    r"\b(?:disabled|removed|taken[- ]?down|take[- ]?down|takedown|blocked|repositor\w+|restore\w*|reinstat\w+)\b"
)


def from_reply(layout: Layout, file: FormFile | None, *, counter: bool) -> Roles:
    """What a counter-notice, retraction or reversal is about: in so short a letter, nearly every place it names."""
    hosts = file.hosts if file else ()
    subject: list[Address] = []
    others: list[tuple[Address, bool]] = []
    for index, link in enumerate(layout.links):
        if own(link, file) or is_provider(link, file) or link.bare:
            continue
        address = address_of(layout.text, link)
        if not is_hosted(link, hosts):
            others.append((address, layout.lines[layout.line_at(link.start)].rest == ""))
        elif (
            not counter
            or not subject
            or _TAKEN.search(layout.before(index))
            or (
                any(known.place.key == link.place.key for known in subject)
                or not wordy(layout.lines[layout.line_at(link.start)].rest)
            )
        ):
            subject.append(address)
    if not subject and hosts:
        subject = bare_repositories(layout.text, 0, len(layout.text), hosts[0])[:1]
    if not subject:  # a host no provider is known for: what stands on lines of its own, in a counter-notice
        subject = [address for address, listed in others if address.place.kind != "account" and (listed or not counter)]
    earlier = [address_of(layout.text, link) for link in layout.links if is_earlier(link)]
    return Roles(distinct(subject), (), distinct(earlier), None)
