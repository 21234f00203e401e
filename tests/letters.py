"""Letters put on the record without being read: for tests of what shows the record."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence

from causelist.core.addresses import canonical
from causelist.core.elements import NoticeKind
from causelist.core.numbers import PublicNumber
from causelist.core.places import place_of
from causelist.notices.models import Item, Notice, NoticeParty, NoticeWork, PartyRole, PublishedLetter
from causelist.parties.models import Organisation
from causelist.parties.register import ensure_names, shown_name_id
from causelist.works.models import Work

_sequence = itertools.count(1)
REPORTS = {str(NoticeKind.NOTICE), str(NoticeKind.LEGAL_ACTION), str(NoticeKind.OTHER)}


def make_letter(
    *,
    text: str = "",
    title: str = "Example film",
    kind: str = "notice",
    on: dt.date = dt.date(2026, 3, 2),
    addresses: Sequence[str] = (),
    senders: Sequence[str] = (),
    right_holders: Sequence[str] = (),
    works: Sequence[Work] = (),
    provider: Organisation | None = None,
    jurisdiction: str = "",
) -> Notice:
    """One letter with its items, parties, works and published text, as a service would leave them."""
    sequence = next(_sequence)
    places = [place_of(address) for address in addresses]
    notice = Notice.objects.create(
        number=str(PublicNumber("N", on.year, sequence)),
        identity=f"sha256:{sequence:064x}",
        kind=kind,
        source="import",
        title=title,
        shape="letter",
        received_on=on,
        provider_name_id=shown_name_id(provider) if provider else None,
        jurisdiction=jurisdiction,
        item_count=len(addresses),
        place_count=len({place.key for place in places}),
    )
    Item.objects.bulk_create(
        Item(
            notice=notice,
            position=position,
            written=address,
            canonical=canonical(address).url,
            key=f"{position:032x}",
            host=canonical(address).host,
            domain=canonical(address).registrable_domain,
            place=place.key,
            place_kind=place.kind,
            state="noticed" if kind in REPORTS else None,
        )
        for position, (address, place) in enumerate(zip(addresses, places, strict=True))
    )
    names = ensure_names([*senders, *right_holders])
    for role, texts in ((PartyRole.SENDER, senders), (PartyRole.RIGHT_HOLDER, right_holders)):
        NoticeParty.objects.bulk_create(NoticeParty(notice=notice, role=role, name_id=names[text]) for text in texts)
    NoticeWork.objects.bulk_create(NoticeWork(notice=notice, work=work) for work in works)
    PublishedLetter.objects.create(notice=notice, text=text, rules="1")
    return notice
