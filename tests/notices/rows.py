"""Letters as rows, for tests of what is asked and shown: no reader, no service, any state."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from itertools import count
from typing import Any

from causelist.core.addresses import canonical
from causelist.core.numbers import PublicNumber
from causelist.core.places import place_of
from causelist.notices.models import (
    Item,
    Letter,
    Notice,
    NoticeParty,
    NoticeReading,
    NoticeTransition,
    NoticeWork,
    PublishedLetter,
)
from causelist.parties.models import Organisation, OrganisationName
from causelist.parties.register import ensure_names, shown_name_id
from causelist.works.models import Work
from causelist.works.services import title_key, work_key

TEXT = (
    "To the abuse desk\n\nI act for Example Pictures, owner of the film The Long Afternoon.\n"
    "It is at https://videos.example.com/watch/88 without permission.\n"
    "I believe in good faith that this use is not authorised.\n[withheld: signature]"
)
_sequence = count(1)


def name(text: str, *, person: bool = False) -> OrganisationName:
    """A name and its organisation."""
    row = OrganisationName.objects.select_related("organisation").get(pk=ensure_names([text])[text])
    Organisation.objects.filter(pk=row.organisation_id).update(is_person=person)
    return row


def passage(text: str, words: str, value: Any = None) -> dict[str, Any]:
    """A value as readings keep it, with where its words stand."""
    start = text.index(words)
    return {"value": words if value is None else value, "start": start, "end": start + len(words)}


def letter(
    *,
    kind: str = "notice",
    state: str = "recorded",
    received_on: dt.date = dt.date(2026, 11, 20),
    sender: OrganisationName | None = None,
    right_holder: OrganisationName | None = None,
    provider: Organisation | None = None,
    addresses: Sequence[str] = ("https://videos.example.com/watch/88",),
    work: str = "The Long Afternoon",
    language: str = "en",
    text: str = TEXT,
    item_state: str | None = "noticed",
) -> Notice:
    """One letter on the record."""
    sequence = next(_sequence)
    places = {place_of(address).key for address in addresses}
    notice = Notice.objects.create(
        number=str(PublicNumber("N", received_on.year, sequence)),
        identity=f"test:{sequence}",
        kind=kind,
        state=state,
        source="demo",
        provider_name_id=shown_name_id(provider) if provider else None,
        title=work,
        language=language,
        shape="letter",
        dated_on=received_on,
        received_on=received_on,
        statements=["good_faith"],
        item_count=len(addresses),
        place_count=len(places),
    )
    content = text.encode()
    Letter.objects.create(notice=notice, content=content, sha256=hashlib.sha256(content).hexdigest())
    PublishedLetter.objects.create(notice=notice, text=text, rules="1")
    reported = [passage(text, address) for address in addresses if address in text]
    NoticeReading.objects.create(notice=notice, reader="1", fields={"reported": reported})
    NoticeTransition.objects.create(
        notice=notice, to_state="recorded", occurred_at=dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC), basis="import"
    )
    parties = (("sender", sender), ("right_holder", right_holder))
    NoticeParty.objects.bulk_create(NoticeParty(notice=notice, role=role, name=one) for role, one in parties if one)
    if work:
        key = work_key(work, right_holder.text if right_holder else "")
        described = {"title": work, "title_key": title_key(work), "holder": right_holder}
        NoticeWork.objects.create(notice=notice, work=Work.objects.get_or_create(key=key, defaults=described)[0])
    Item.objects.bulk_create(item(notice, position, address, item_state) for position, address in enumerate(addresses))
    return notice


def item(notice: Notice, position: int, address: str, state: str | None) -> Item:
    """One address of a letter."""
    parts, place = canonical(address), place_of(address)
    return Item(
        notice=notice,
        position=position,
        written=address,
        canonical=parts.url,
        key=hashlib.sha256(parts.url.encode()).hexdigest()[:32],
        host=parts.host,
        domain=parts.registrable_domain,
        place=place.key,
        place_kind=place.kind,
        state=state,
    )
