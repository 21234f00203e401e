"""Every page, public and of the desk, as each role sees it: at most twelve queries, and none that grows with rows."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.desk.test_permissions import PAGES as DESK
from tests.desk.test_permissions import address
from tests.desk.world import LETTER, ROLES, World, make_world
from tests.public.test_pages import MOST_QUERIES
from tests.public.test_pages import PAGES as PUBLIC

from causelist.accounts.services import create_person, make_token
from causelist.filing.services import begin
from causelist.notices.incoming import prepare
from causelist.notices.models import Notice
from causelist.notices.services import receive_many
from causelist.parties.register import shown_name_id
from causelist.parties.services import add_name, create_organisation, grant_mandate, grant_membership, merge
from causelist.statistics.services import refresh
from causelist.works.mandates import grant_on_works

# Not pages: bytes to save.
DOWNLOADS = {"original"}


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def more(world: World, mark: str, count: int = 3) -> None:
    """More of everything that pages list, all of it of the same kinds as before."""
    ada, admin = world.people["registry"], world.people["administrator"]
    letters = [
        prepare(
            LETTER.replace("Fay Example", f"{mark} Sender {n} Ltd").replace("/88", f"/{mark}{n}").encode(),
            source="desk",
            provider_name_id=shown_name_id(world.videos),
        )
        for n in range(count)
    ]
    numbers = [row.number for row in receive_many(letters, by=world.people["filer"], holder=world.pictures)]
    Notice.objects.filter(number__in=numbers).update(state="contested")
    for n in range(count):
        other = create_organisation(name=f"{mark} Works {n}", kind="right_holder", by=ada, language="en")
        agent = create_organisation(name=f"{mark} Agents {n}", kind="agent", by=ada, language="en")
        gone = create_organisation(name=f"{mark} Gone {n}", kind="right_holder", by=ada, language="en")
        merge(source=gone, target=world.pictures, basis="One", by=ada)
        add_name(organisation=world.pictures, text=f"{mark} Pictures {n}", language="en", by=ada)
        person = create_person(email=f"{mark}{n}@people.example".lower(), name=f"{mark} {n}", by=ada, password=None)
        grant_membership(user=person, organisation=world.pictures, role="reader", by=ada)
        grant_mandate(principal=world.pictures, agent=agent, basis="Power of attorney", by=ada)
        grant_on_works(principal=other, agent=world.agency, basis="Power", by=ada, titles=[f"{mark} {n}", "More"])
        for member in world.people.values():
            grant_membership(user=member, organisation=other, role="reader", by=ada)
        make_token(user=admin, organisation_id=world.pictures.pk, label=mark, scopes=["notices:read"], by=admin)
        begin(
            author=world.people["filer"],
            organisation=world.pictures,
            content=LETTER.replace("/88", f"/draft-{mark}-{n}").encode(),
        )
    refresh()


# Pages that show, beside their own, the cases that belong to them; and filing, which asks what can be complained of.
MORE = {"n": 14, "organisations": 16, "works": 14, "complaint": 16, "complaint-new": 14, "complaints": 16}


def pages(world: World) -> dict[str, str]:
    """Where each page is."""
    number, work = world.notice.number, world.notice.notice_works.get().work_id
    public = [*PUBLIC, f"/n/{number}", f"/works/{work}", f"/notices?work={work}", "/search?q=example", "/search?q=film"]
    return {path: path for path in public} | {
        name: address(world, name) for name in DESK if name not in DOWNLOADS | {"password-link"}
    }


def counts(client: Client, wanted: dict[str, str]) -> dict[str, int]:
    """How many queries each page takes that the role may open."""
    found = {}
    for name, path in wanted.items():
        client.get(path)  # what the first request keeps
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
        if answer.status_code == 200:
            found[name] = len(captured)
    return found


@pytest.mark.parametrize("role", ROLES)
def test_no_page_takes_many_queries_or_more_with_more_rows(world: World, role: str) -> None:
    client, wanted = world.client(role), pages(world)
    more(world, "First")
    few = counts(client, wanted)
    more(world, "Second", 9)
    many = counts(client, wanted)

    over = {
        name: count
        for name, count in many.items()
        if count > MORE.get(name.split("/")[-2 if "/" in name else 0], MOST_QUERIES)
    }
    assert over == {}
    assert {name: (few[name], count) for name, count in many.items() if count > few[name]} == {}
