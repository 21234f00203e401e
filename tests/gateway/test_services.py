from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cases.conftest import Country
from tests.gateway.conftest import BODY, told, write

from causelist.accounts.mail_keys import revoke_mail_key
from causelist.accounts.models import MailKey
from causelist.cases.models import Case, CaseEvent, CasePaper, Complaint, Target
from causelist.gateway.models import ReceivedMail
from causelist.gateway.services import Taken, take
from causelist.runtime.models import Mail

pytestmark = pytest.mark.django_db
PLAIN = "complaints@causelist.test"


def arrive(content: bytes, to: str, return_path: str = "complainant@people.example") -> Taken:
    return take(content=content, recipients=[to], return_path=return_path)


def test_a_mail_with_a_key_is_a_complaint(country: Country, keyed: str) -> None:
    taken = arrive(write(papers=(("mandate.pdf", b"%PDF-1.7 x"),)), keyed)
    complaint = Complaint.objects.get()
    assert (taken.mail.state, taken.mail.case) == ("filed", complaint.case)
    assert (complaint.channel, complaint.by) == ("mail", country.people["complainant"])
    assert complaint.case.title == "Discs on a market stall"
    assert complaint.statement == "The stall sells copies of our film every day."
    assert Target.objects.get().description == "Stall 14"
    assert CasePaper.objects.get().paper.kind == "mandate"
    assert Mail.objects.filter(kind="cases.receipt").count() == 1


def test_the_key_speaks_whatever_from_says(country: Country, keyed: str) -> None:
    arrive(write(sender="somebody@elsewhere.example"), keyed.upper())
    assert Complaint.objects.get().by == country.people["complainant"]


def test_the_same_message_twice_is_once(country: Country, keyed: str) -> None:
    first, again = arrive(write(), keyed), arrive(write(), keyed)
    assert not first.known
    assert again.known
    assert (Complaint.objects.count(), ReceivedMail.objects.count()) == (1, 1)


def test_without_a_message_id_the_same_bytes_are_once(country: Country, keyed: str) -> None:
    for body in (BODY, BODY, BODY + "More."):
        arrive(write(body, message_id=""), keyed)
    assert Complaint.objects.count() == 2


def test_from_alone_proves_nothing_and_the_account_is_asked(country: Country) -> None:
    taken = arrive(write(), PLAIN)
    assert (taken.mail.state, Complaint.objects.exists()) == ("waiting", False)
    mail = told("gateway.confirm")
    assert mail.to == "complainant@people.example"
    address = next(line for line in mail.body.splitlines() if "/mail/confirm/" in line)
    path = "/mail/confirm/" + address.rpartition("/")[2]
    stranger, own = Client(), Client()
    stranger.force_login(country.people["stranger"])
    assert stranger.get(path).status_code == 404
    assert Client().get(path).status_code == 302
    own.force_login(country.people["complainant"])
    assert "Discs on a market stall" in own.get(path).content.decode()
    assert not Complaint.objects.exists()  # looking is not confirming
    slug = country.organisations["holder"].slug
    page = own.post(path, {"organisation": slug}).content.decode()
    assert Complaint.objects.get().case.number in page
    own.post(path, {"organisation": slug})
    assert Complaint.objects.count() == 1


def test_a_revoked_key_is_as_none(country: Country, keyed: str) -> None:
    user = country.people["complainant"]
    revoke_mail_key(key_id=MailKey.objects.get().pk, user=user, by=user)
    assert arrive(write(), keyed).mail.state == "waiting"
    assert arrive(write(message_id="<2@x>"), f"complaints+{'a' * 26}@causelist.test").mail.state == "waiting"


def test_a_sender_without_an_account_is_told_how_once_a_day(country: Country) -> None:
    for number in range(3):
        mail = write(sender="nobody@elsewhere.example", message_id=f"<{number}@elsewhere.example>")
        assert arrive(mail, PLAIN, "nobody@elsewhere.example").mail.state == "unknown"
    mail = told("gateway.how")
    assert mail.to == "nobody@elsewhere.example"
    assert "Discs" not in mail.body + mail.subject


@pytest.mark.parametrize(
    ("headers", "return_path"),
    [
        ({"Auto_Submitted": "auto-replied"}, "a@elsewhere.example"),
        ({"Precedence": "bulk"}, "a@elsewhere.example"),
        ({"List_Id": "<talk.elsewhere.example>"}, "a@elsewhere.example"),
        ({}, ""),
        ({}, "<>"),
        ({}, "MAILER-DAEMON@elsewhere.example"),
    ],
)
def test_programs_lists_and_bounces_are_never_answered(
    country: Country, headers: dict[str, Any], return_path: str
) -> None:
    taken = arrive(write(**headers), PLAIN, return_path)
    assert taken.mail.state == "ignored"
    assert not Mail.objects.exists()


def test_what_cannot_be_filed_is_told_and_leaves_nothing(country: Country, keyed: str) -> None:
    taken = arrive(write("Stall: Stall 14\nRegion: Atlantis\n", papers=(("a.pdf", b"%PDF-1"),)), keyed)
    assert taken.mail.state == "refused"
    mail = told("gateway.outcome")
    assert "Atlantis" in mail.body
    assert mail.to == "complainant@people.example"
    assert not Case.objects.exists()
    assert not country.organisations["holder"].papers.exists()


def test_a_paper_that_is_none_is_told_and_the_complaint_is_filed(country: Country, keyed: str) -> None:
    taken = arrive(write(papers=(("run.exe", b"MZ\x90\x00\xff"), ("登记证.pdf", b"%PDF-1.7"))), keyed)
    assert taken.mail.state == "filed"
    assert CasePaper.objects.get().paper.kind == "ownership"
    assert "run.exe" in told("gateway.outcome").body


def test_a_reply_reaches_the_office_of_ones_own_case(country: Country, keyed: str) -> None:
    complaint = country.complaint()
    taken = arrive(write("Here is more.\n", subject=f"Re: {complaint.case.number}"), keyed)
    assert (taken.mail.state, taken.mail.case) == ("added", complaint.case)
    assert CaseEvent.objects.get(act="case.message").detail["message"] == "Here is more."


def test_anothers_case_and_one_that_is_not_there_are_answered_alike(country: Country, keyed: str) -> None:
    stranger = country.complaint(
        holder=country.organisations["holder"], key="x", against=[], targets=list(country_targets())
    ).case
    Case.objects.filter(pk=stranger.pk).update(number="C-2026-77-1")
    stranger.parties.all().delete()
    answers = []
    for number in ("C-2026-77-1", "C-2026-78-8", "C-2026-1-3"):
        arrive(write("Show me.\n", subject=f"Re: {number}", message_id=f"<{number}@x>"), keyed)
        row = ReceivedMail.objects.latest("pk")
        answers.append((row.state, [text.replace(number, "N") for text in row.problems], row.case))
    assert answers[0] == answers[1] == answers[2]
    assert not CaseEvent.objects.filter(act="case.message").exists()


def country_targets() -> list[object]:
    from causelist.cases.complaining import NewTarget

    return [NewTarget("stall", "Stall 2")]


def test_a_reply_without_the_key_waits(country: Country) -> None:
    complaint = country.complaint()
    taken = arrive(write("Here is more.\n", subject=f"Re: {complaint.case.number}"), PLAIN)
    assert taken.mail.state == "waiting"
    assert not CaseEvent.objects.filter(act="case.message").exists()


HOSTILE = {
    "nested": b"From: complainant@people.example\nMIME-Version: 1.0\n"
    + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(1000))
    + b"Content-Type: text/plain\n\nhello",
    "no text": b"From: complainant@people.example\nContent-Type: application/pdf\nMIME-Version: 1.0\n\n%PDF",
    "bad charset": b"From: complainant@people.example\nSubject: =?x-unknown?B?/////w==?=\nMIME-Version: 1.0\n"
    b"Content-Type: text/plain; charset=klingon\n\nStall: \xff\xfe Stall 14\nRegion: CN-XA-1\n",
    "no from": b"Subject: hello\nMIME-Version: 1.0\n\nStall: Stall 14\n",
    "two from": b"From: a@x.example, complainant@people.example\nMIME-Version: 1.0\n\nStall: Stall 14\n",
    "empty": b"",
    "no headers": b"\n\nhello",
    "nul": b"From: complainant@people.example\nSubject: a\x00b\nMIME-Version: 1.0\n\nStall: S\x0014\n",
    "injected": b"From: complainant@people.example\nSubject: =?utf-8?Q?a=0D=0ABcc:_victim@elsewhere.example?=\n"
    b"MIME-Version: 1.0\n\nRegion: Atlantis\nStall: Stall\n",
    "long": b"From: complainant@people.example\nSubject: " + b"x" * 100_000 + b"\nMIME-Version: 1.0\n\nStall: S\n",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("with_key", [True, False])
def test_a_hostile_mail_is_kept_and_nothing_breaks(country: Country, keyed: str, name: str, with_key: bool) -> None:  # noqa: FBT001 -- a parameter of the test
    taken = arrive(HOSTILE[name], keyed if with_key else PLAIN)
    assert bytes(ReceivedMail.objects.get().content) == HOSTILE[name]
    assert taken.mail.state in {"filed", "refused", "waiting", "unknown", "ignored"}
    for row in Mail.objects.all():
        mail = told(row.kind)
        assert "\n" not in mail.subject.strip()
        assert "Bcc" not in mail.to


def test_two_senders_in_from_are_nobody(country: Country) -> None:
    assert arrive(HOSTILE["two from"], PLAIN).mail.state == "unknown"


def test_the_desk_makes_and_revokes_a_key_and_shows_it_once(country: Country) -> None:
    client = Client()
    client.force_login(country.people["complainant"])
    page = client.post(
        reverse("desk:mail-keys"), {"organisation": country.organisations["holder"].slug, "label": "Office"}
    ).content.decode()
    address = page.partition('id="secret">')[2].partition("<")[0]
    assert arrive(write(), address).mail.state == "filed"
    key = MailKey.objects.get()
    assert address.partition("+")[2][:26] not in client.get(reverse("desk:mail-keys")).content.decode()
    client.post(reverse("desk:mail-key-revoke", args=[key.pk]))
    assert arrive(write(message_id="<9@x>"), address).mail.state == "waiting"
