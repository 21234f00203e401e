"""Mails as they come: plain, with papers, hostile."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any

import pytest
from tests.cases.conftest import Country, country  # noqa: F401 -- the fixture

from causelist.accounts.mail_keys import make_mail_key
from causelist.gateway.addresses import with_key

BODY = """\
Law: China
Region: CN-XA-1
Against: Lantern Market Trading
Works: The Long Afternoon
Stall: Stall 14; 3 Market Street

The stall sells copies of our film every day.
"""


def write(
    body: str = BODY, *, subject: str = "Discs on a market stall", sender: str = "complainant@people.example",
    message_id: str = "<1@people.example>", papers: tuple[tuple[str, bytes], ...] = (), **headers: str,
) -> bytes:  # fmt: skip
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "complaints@causelist.test", subject
    if message_id:
        mail["Message-ID"] = message_id
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(body)
    for name, content in papers:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


@pytest.fixture
def keyed(country: Country) -> str:  # noqa: F811 -- the fixture
    """The registry's address with the complainant's key in it."""
    user = country.people["complainant"]
    made = make_mail_key(user=user, organisation_id=country.organisations["holder"].pk, label="t", by=user)
    return with_key(made.secret)


def told(kind: str) -> Any:
    """The one mail of a kind that is owed, as it would be sent."""
    from causelist.runtime import outbox
    from causelist.runtime.models import Mail

    row = Mail.objects.get(kind=kind)
    return outbox._makers[kind](row.detail)
