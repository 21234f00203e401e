from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from tests.desk.world import World, make_world

from causelist.core.refusal import Refused
from causelist.parties import papers
from causelist.parties.models import Paper, PaperContent
from causelist.parties.permissions import NotAllowed
from causelist.works.papers import works_of_papers

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def add(world: World, **given: Any) -> Paper:
    kept: dict[str, Any] = {
        "kind": "ownership",
        "title": "Register",
        "content": b"%PDF-1.4 register",
        "by": world.people["filer"],
    }
    return papers.add_paper(organisation=world.pictures, **(kept | given))


def test_a_paper_is_kept_once(world: World) -> None:
    first = add(world, name="../../etc/register.pdf", formalities=["notarised"])
    again = add(world, title="The same")
    other = add(world, kind="mandate")
    assert first == again != other
    assert (first.name, first.notarised, first.content.media_type) == ("register.pdf", True, "application/pdf")
    assert PaperContent.objects.count() == 1


def test_a_retired_paper_stays_and_may_be_added_anew(world: World) -> None:
    first = add(world)
    papers.retire_paper(paper=first, reason="Replaced", by=world.people["filer"])
    papers.retire_paper(paper=first, reason="Again", by=world.people["administrator"])
    assert first.retirement.reason == "Replaced"
    assert add(world) != first
    assert papers.in_use(world.pictures).count() == 1
    assert papers.papers_of(world.pictures).count() == 2


@pytest.mark.parametrize(
    ("until", "state"), [(None, "valid"), (7, "ending"), (0, "ending"), (-1, "expired"), (60, "valid")]
)
def test_a_paper_s_state_follows_from_its_last_day(world: World, until: int | None, state: str) -> None:
    paper = add(world, valid_until=None if until is None else TODAY + dt.timedelta(days=until))
    found = papers.papers_of(world.pictures).get(pk=paper.pk)
    assert papers.state_of(found, TODAY) == state
    assert papers.in_use(world.pictures, TODAY).exists() is (state != "expired")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"title": " \0 "}, "bad_title"),
        ({"kind": "horoscope"}, "unknown_kind"),
        ({"formalities": ["sealed"]}, "unknown_formality"),
        ({"issued_on": dt.date(2999, 1, 1)}, "future"),
        ({"issued_on": TODAY, "valid_until": TODAY - dt.timedelta(days=1)}, "order"),
        ({"content": b""}, "empty"),
        ({"content": b"MZ\xff\x00"}, "unknown_type"),
    ],
)
def test_what_cannot_be_a_paper_is_refused_and_nothing_is_stored(
    world: World, given: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        add(world, **given)
    assert refused.value.code == code
    assert not Paper.objects.exists()


@pytest.mark.parametrize("role", ["stranger", "reader", "agent_reader", "officer"])
def test_who_files_nothing_keeps_no_papers(world: World, role: str) -> None:
    with pytest.raises(NotAllowed):
        add(world, by=world.people[role])


def test_the_store_itself_keeps_papers(world: World) -> None:
    add(world)
    for act in (lambda: Paper.objects.update(title="Other"), lambda: PaperContent.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_the_desk_keeps_lists_saves_and_retires_a_paper(world: World) -> None:
    client = world.client("filer")
    address = reverse("desk:papers", args=[world.pictures.slug])
    file = SimpleUploadedFile("登记证.pdf", b"%PDF-1.7 x")
    given = {
        "file": file,
        "kind": "ownership",
        "title": "登记证书",
        "works": "The Long Afternoon",
        "formalities": ["translated"],
    }
    assert client.post(address, given).status_code == 302
    paper = Paper.objects.get()
    assert works_of_papers([paper.pk]) == {paper.pk: ["The Long Afternoon"]}
    assert "登记证书" in client.get(address).content.decode()
    saved = client.get(reverse("desk:paper", args=[world.pictures.slug, paper.pk]))
    assert (saved.content, saved["Content-Type"]) == (b"%PDF-1.7 x", "application/octet-stream")
    client.post(reverse("desk:paper-retire", args=[world.pictures.slug, paper.pk]), {"reason": "Old"})
    assert "no longer used" in client.get(address).content.decode()


def test_a_file_that_is_refused_leaves_what_was_typed(world: World) -> None:
    client = world.client("filer")
    given = {"file": SimpleUploadedFile("a.pdf", b"MZ\xff\x00"), "kind": "mandate", "title": "Power of attorney"}
    page = client.post(reverse("desk:papers", args=[world.pictures.slug]), given)
    assert page.status_code == 200
    assert "Power of attorney" in page.content.decode()
    assert "neither a PDF nor a picture" in page.content.decode()
