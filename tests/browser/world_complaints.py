"""A country in which a provider was silent about two addresses and refused one; a holder with some papers."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from tests.cases.conftest import Country, make_country
from tests.notices.rows import letter

from causelist.notices import answers
from causelist.notices.models import Item, Notice
from causelist.parties.papers import add_paper
from causelist.parties.services import create_organisation, grant_membership

PAPERS = (
    ("identity", "Business licence of Larkspur Pictures", None, ["notarised"]),
    ("ownership", "Registration certificate, The Long Afternoon", None, ["notarised", "translated"]),
    ("mandate", "Power of attorney for the year", 20, ["notarised", "legalised", "translated"]),
)


def make_world() -> Country:
    """All of it, in an empty registry."""
    country = make_country()
    today = timezone.localdate()
    provider = create_organisation(
        name="Videos Example", kind="service_provider", by=None, region=country.regions["city"]
    )
    grant_membership(
        user=country.people["stranger"], organisation=provider, role="officer", by=None, starts_on=dt.date(2020, 1, 1)
    )
    urls = [f"https://videos.example.com/watch/{number}" for number in (88, 91, 103, 117)]
    made = letter(provider=provider, received_on=today - dt.timedelta(days=9), addresses=urls)
    Notice.objects.filter(pk=made.pk).update(holder=country.organisations["holder"])
    ids = list(Item.objects.order_by("position").values_list("pk", flat=True))
    officer = country.people["stranger"]
    answers.answer(items=ids[:1], outcome="removed", by=officer)
    answers.answer(items=ids[1:2], outcome="refused", ground="licensed", reason="Licence of 3 May 2025.", by=officer)
    for kind, title, days, formalities in PAPERS:
        add_paper(
            organisation=country.organisations["holder"], kind=kind, title=title, content=f"{title}\n".encode(),
            by=country.people["complainant"], valid_until=None if days is None else today + dt.timedelta(days=days),
            issued_on=today - dt.timedelta(days=200), formalities=formalities,
        )  # fmt: skip
    return country
