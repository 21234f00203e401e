"""A country with a few cases in it, for the browser."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils import timezone
from tests.cases.conftest import PASSWORD as PASSWORD  # noqa: PLC0414 -- those who sign in need it
from tests.cases.conftest import Country, make_country

from causelist.cases import campaigns
from causelist.cases.sweep import sweep

STATEMENT = "Copies of every film of the season are sold at the stall, three to a case.\n\nThe seller says they come from a plant in the north."


def make_world() -> Country:
    """One case just come in, one filed, one silent, and a campaign."""
    country = make_country()
    now = timezone.now()
    country.complaint(statement=STATEMENT, filed_at=now - dt.timedelta(days=2))
    filed = country.complaint(title="Unlicensed films at a café", kind="cafe", filed_at=now - dt.timedelta(days=40))
    country.do(filed.case, "complaint.accept", "officer", filed.pk, at=now - dt.timedelta(days=38), reason="Complete.")
    country.do(filed.case, "administrative.file_case", "officer", at=now - dt.timedelta(days=37), reference="2026-17")
    silent = country.complaint(
        title="Pirated books in a copy shop", kind="copy_shop", filed_at=now - dt.timedelta(days=60)
    )
    sweep(now)
    officer = country.people["officer"]
    made = campaigns.create(
        body=country.bodies["municipal"], title="Clean markets", title_zh="清市行动", starts_on=now.date().replace(day=1),
        aim="Every market of the city is visited twice before the holidays.", by=officer,
    )  # fmt: skip
    campaigns.add(campaign=made, kind="case", keys=[filed.case.number, silent.case.number], by=officer)
    for moment, count in (("before", 117), ("after", 45)):
        campaigns.record_count(
            campaign=made, what="stalls offering copies", moment=moment, count=count, counted_on=now.date(),
            method="Counted on foot, all nine markets", by=officer,
        )  # fmt: skip
    campaigns.record_enforcement_notice(
        campaign=made, issuer="Culture Enforcement of Lantern City", reference="2026/3", issued_on=now.date(), named=117,
        closed=72, source="The body's own report", by=officer,
    )  # fmt: skip
    campaigns.record_reported(
        campaign=made, reporter="Association of Larkspur", what="stalls visited", value=Decimal(191), unit="stalls",
        source="Press release of the association", by=officer,
    )  # fmt: skip
    campaigns.log_activity(
        body=country.bodies["municipal"], organiser="Culture Enforcement of Lantern City", kind="training",
        title="Reading a disc's source code", held_on=now.date(), audience="officers of the city", people=34, by=officer,
    )  # fmt: skip
    return country
