"""Drafting, issuing and publishing decisions at the desk."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.cases.conftest import Country, country
from tests.cases.test_decisions import AT, FACTS, case, drafted, issued, publish

from causelist.cases.models import Case, CaseParty, Decision

__all__ = ["case", "country"]  # fixtures


def desk(country: Country, who: str) -> Client:
    client = Client()
    client.force_login(country.people[who])
    return client


def form(case: Case, row: Decision, **more: str) -> dict[str, object]:
    against = CaseParty.objects.get(case=case, name__organisation__is_person=True).pk
    return {
        "version": str(row.version),
        "fact-accepted_on": "2026-03-05",
        "fact-told_on": "2026-03-12",
        "fact-acts": FACTS["acts"],
        "fact-reasons": FACTS["reasons"],
        "fact-evidence": "Photographs of the stall | E-1",
        "fact-pay_within": "15 days",
        "sanction-kind": ["fine", ""],
        "sanction-against": [str(against), ""],
        "sanction-amount": ["20000", ""],
        "sanction-currency": ["CNY", ""],
        "sanction-business": ["32000", ""],
        "sanction-public_interest": ["yes", ""],
        **more,
    }


def test_a_draft_is_filled_in_issued_and_published(country: Country, case: Case) -> None:
    client = desk(country, "officer")
    row = drafted(country, case)
    page = client.get(f"/desk/decisions/{row.pk}").content.decode()
    assert "Still to be filled in" in page
    assert client.post(f"/desk/decisions/{row.pk}", form(case, row)).status_code == 302
    row.refresh_from_db()
    assert [one["name"] for one in row.document["missing"]] == ["decided"]
    page = client.get(f"/desk/decisions/{row.pk}").content.decode()
    assert "Ines Hollowell pays a fine of CNY 20,000." in page
    issue = {"version": str(row.version), "decided_on": "2026-03-20", "outcome": "penalty", "issue": "1"}
    assert client.post(f"/desk/decisions/{row.pk}", issue).status_code == 302
    row.refresh_from_db()
    assert row.state == "issued"
    page = client.get(f"/desk/decisions/{row.pk}/publish").content.decode()
    assert "<del>Ines Hollowell</del>" in page
    assert "<ins>Person A</ins>" in page
    marked = {"withhold-words": ["stall 14"], "withhold-rule": ["secret"], "withhold-reason": ["of a witness"]}
    page = client.post(f"/desk/decisions/{row.pk}/publish", {**marked, "look": "1"}).content.decode()
    assert "<del>stall 14</del>" in page
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', page)
    assert found is not None
    assert (
        client.post(f"/desk/decisions/{row.pk}/publish", {**marked, "publish": "1", "digest": found[1]}).status_code
        == 302
    )
    assert "stall 14" not in Client().get(f"/d/{row.number}").content.decode()


def test_what_was_typed_is_kept_where_it_is_refused(country: Country, case: Case) -> None:
    client = desk(country, "officer")
    row = drafted(country, case)
    data = form(case, row, **{"fact-reasons": "My <b>reasons</b>"}) | {"sanction-amount": ["900000", ""]}
    answer = client.post(f"/desk/decisions/{row.pk}", data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "the law allows 0 – 250,000" in page
    assert "My &lt;b&gt;reasons&lt;/b&gt;" in page
    assert 'value="900000"' in page


def test_publishing_what_was_not_shown_is_refused_and_shows_it(country: Country, case: Case) -> None:
    row = issued(country, case)
    answer = desk(country, "officer").post(f"/desk/decisions/{row.pk}/publish", {"publish": "1", "digest": "0" * 64})
    assert answer.status_code == 422
    assert "not what you were shown" in answer.content.decode()
    assert "<del>Ines Hollowell</del>" in answer.content.decode()
    assert not row.publications.exists()


@pytest.mark.parametrize(
    "who", ["complainant", "respondent", "stranger", "policeman", "colleague", "reader", "registry"]
)
def test_a_draft_is_there_for_its_officer_and_head_alone(country: Country, case: Case, who: str) -> None:
    row = drafted(country, case)
    client = desk(country, who)
    absent = client.get("/desk/decisions/999999")
    answer = client.get(f"/desk/decisions/{row.pk}")
    assert (answer.status_code, answer.content) == (absent.status_code, absent.content) or answer.status_code == 404
    assert b"Hollowell" not in answer.content
    assert desk(country, "head").get(f"/desk/decisions/{row.pk}").status_code == 200


def test_the_whole_text_is_not_for_strangers_nor_is_publishing_for_parties(country: Country, case: Case) -> None:
    row = issued(country, case)
    publish(country, case, row)
    assert desk(country, "stranger").get(f"/desk/decisions/{row.pk}").status_code == 404
    assert desk(country, "respondent").get(f"/desk/decisions/{row.pk}/publish").status_code == 404
    assert desk(country, "respondent").get(f"/desk/decisions/{row.pk}").status_code == 200


def test_words_of_a_section_are_changed_and_taken_back(country: Country, case: Case) -> None:
    client = desk(country, "officer")
    row = drafted(country, case)
    client.post(f"/desk/decisions/{row.pk}", form(case, row))
    row.refresh_from_db()
    client.post(f"/desk/decisions/{row.pk}", form(case, row, **{"section-reasons": "Only this."}))
    row.refresh_from_db()
    assert row.document["edited"] == {"reasons": "Only this."}
    client.post(
        f"/desk/decisions/{row.pk}", form(case, row, **{"section-reasons": "Only this.", "reset-reasons": "on"})
    )
    row.refresh_from_db()
    assert row.document["edited"] == {}


def test_a_request_for_redaction_is_read_by_the_body(country: Country, case: Case) -> None:
    row = issued(country, case)
    publish(country, case, row)
    country.do(
        case,
        "redaction.ask",
        None,
        at=AT,
        decision=row.pk,
        what="My street.",
        ground="person",
        email="me@people.example",
    )
    assert "My street." in desk(country, "officer").get(f"/desk/decisions/{row.pk}").content.decode()
    assert "My street." not in desk(country, "respondent").get(f"/desk/decisions/{row.pk}").content.decode()
