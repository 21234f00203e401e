"""The pages of published decisions."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.test import Client
from tests.cases.conftest import Country, country
from tests.cases.test_decisions import AT, case, issued, publish

from causelist.cases import publishing
from causelist.cases.documents import pdf
from causelist.cases.models import Case, Decision, RedactionRequest

__all__ = ["case", "country"]  # fixtures


@pytest.fixture
def decision(country: Country, case: Case) -> Decision:
    row = issued(country, case)
    publish(country, case, row)
    return row


def test_the_list_shows_it_with_its_facets(client: Client, decision: Decision) -> None:
    page = client.get("/decisions").content.decode()
    assert f"/d/{decision.number}" in page
    assert "Culture Enforcement of Lantern City" in page
    assert "Hollowell" not in page
    assert "film and television (1)" in page
    slug = decision.body.organisation.slug
    for query in (f"authority={slug}", "region=CN-XA", "subject=film", "kind=penalty", "year=2026"):
        assert f"/d/{decision.number}" in client.get(f"/decisions?{query}").content.decode(), query
    for query in ("authority=nobody", "region=CN-XB", "subject=music", "kind=refusal", "year=2025"):
        assert f"/d/{decision.number}" not in client.get(f"/decisions?{query}").content.decode(), query


@pytest.mark.parametrize("query", ["year=zero", "kind=%00", "subject=" + "x" * 200, "kind=<script>"])
def test_odd_criteria_break_nothing(client: Client, decision: Decision, query: str) -> None:
    answer = client.get(f"/decisions?{query}")
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()


def test_a_place_in_the_list_that_is_none_is_not_found(client: Client, db: None) -> None:
    assert client.get("/decisions?after=x").status_code == 404


def test_the_page_shows_the_redacted_text_and_leads_on(client: Client, decision: Decision) -> None:
    answer = client.get(f"/d/{decision.number}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Person A" in page
    assert "Hollowell" not in page
    assert decision.document["identifier"] in page
    assert f"/d/{decision.number}/akn" in page
    assert "/law/cn/admin/fine/amount" in page
    assert client.get(f"/d/{str(decision.number).lower()}").status_code == 302


def test_the_files_carry_their_names_and_digests(client: Client, decision: Decision) -> None:
    answer = client.get(f"/d/{decision.number}/akn")
    assert answer["Content-Type"] == "application/akn+xml"
    assert f'filename="{decision.number}.en.akn.xml"' in answer["Content-Disposition"]
    ET.fromstring(answer.content)  # noqa: S314 -- it is ours
    if pdf.available():
        answer = client.get(f"/d/{decision.number}/pdf")
        assert answer.content.startswith(b"%PDF-1.7")


def test_the_feed_is_atom_and_by_criteria(client: Client, decision: Decision) -> None:
    feed = client.get("/feeds/decisions.atom?subject=film").content
    entries = ET.fromstring(feed).findall("{http://www.w3.org/2005/Atom}entry")  # noqa: S314 -- it is ours
    assert len(entries) == 1
    assert b"Hollowell" not in feed
    assert b"<entry>" not in client.get("/feeds/decisions.atom?subject=music").content


def test_absent_unpublished_and_closed_answer_alike(
    client: Client, country: Country, case: Case, django_assert_num_queries: Any
) -> None:
    row = issued(country, case)

    def asked(number: str) -> tuple[int, bytes]:
        with django_assert_num_queries(2):
            answer = client.get(f"/d/{number}")
        return answer.status_code, answer.content.replace(number.encode(), b"")

    absent = asked("D-2026-999-6")
    assert absent[0] == 404
    assert asked(str(row.number)) == absent
    publish(country, case, row)
    Case.objects.filter(pk=case.pk).update(confidentiality="sealed")
    assert asked(str(row.number)) == absent
    assert b"/d/D-2026-1" not in client.get("/decisions").content
    assert client.get(f"/d/{row.number}/akn").status_code == 404


def test_a_withdrawn_decision_leaves_its_tombstone(
    client: Client, country: Country, case: Case, decision: Decision
) -> None:
    live = decision.publications.get()
    country.do(case, "publication.withdraw", "officer", live.pk, at=AT, reason="Annulled.")
    answer = client.get(f"/d/{decision.number}")
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "Annulled." in page
    assert "Lantern Market Trading" not in page
    assert client.get(f"/d/{decision.number}/pdf").status_code == 404
    assert f"/d/{decision.number}" not in client.get("/decisions").content.decode()


def test_an_earlier_wording_is_told_and_not_shown(
    client: Client, country: Country, case: Case, decision: Decision
) -> None:
    withhold = [{"words": "stall 14", "rule": "address", "reason": "asked for"}]
    digest = publishing.propose(decision, publishing.asks_of(withhold)).difference.digest
    live = decision.publications.get()
    country.do(
        case, "publication.replace", "officer", live.pk, at=AT, digest=digest, withhold=withhold, reason="Asked for."
    )
    page = client.get(f"/d/{decision.number}").content.decode()
    assert "Version 2" in page
    assert "stall 14" not in page
    assert b"stall 14" not in client.get(f"/d/{decision.number}/akn").content


def test_anybody_named_asks_for_redaction(client: Client, decision: Decision) -> None:
    url = f"/d/{decision.number}/redaction"
    assert client.get(url).status_code == 200
    wrong = client.post(url, {"ground": "person", "what": "My name <b>", "email": "nobody"})
    assert wrong.status_code == 422
    assert "My name &lt;b&gt;" in wrong.content.decode()
    assert not RedactionRequest.objects.exists()
    done = client.post(url, {"ground": "person", "what": "My name stands there.", "email": "me@people.example"})
    assert "has been recorded" in done.content.decode()
    assert RedactionRequest.objects.get().what == "My name stands there."


def test_requests_for_redaction_are_bounded(client: Client, decision: Decision) -> None:
    url = f"/d/{decision.number}/redaction"
    data = {"ground": "person", "what": "My name.", "email": "me@people.example"}
    answers = [client.post(url, data).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]


def test_the_list_costs_the_same_for_one_and_for_three(
    client: Client, country: Country, case: Case, decision: Decision, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(10):
        client.get("/decisions")
    with django_assert_max_num_queries(8):
        client.get(f"/d/{decision.number}")


def test_the_search_box_finds_a_decision_by_words_number_and_identifier(client: Client, decision: Decision) -> None:
    found = client.get("/search?q=photographs+stall").content.decode()
    assert f"/d/{decision.number}" in found
    assert f"/d/{decision.number}" not in client.get("/search?q=Hollowell").content.decode()
    for asked in (str(decision.number), decision.document["identifier"].lower()):
        answer = client.get("/search", {"q": asked})
        assert answer.status_code == 302
        assert answer["Location"] == f"/d/{decision.number}"


def test_a_withdrawn_decision_is_no_longer_found_by_words(
    client: Client, country: Country, case: Case, decision: Decision
) -> None:
    country.do(case, "publication.withdraw", "officer", decision.publications.get().pk, at=AT, reason="Annulled.")
    assert f"/d/{decision.number}" not in client.get("/search?q=photographs+stall").content.decode()
