"""A small invented world: a right holder, its agent, a provider, and a person in each role."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from causelist.accounts.models import User
from causelist.accounts.services import create_person
from causelist.filing.models import Draft
from causelist.filing.services import begin
from causelist.notices.incoming import prepare
from causelist.notices.models import Notice
from causelist.notices.services import receive
from causelist.parties.models import Mandate, Organisation
from causelist.parties.services import create_organisation, grant_mandate, grant_membership

PASSWORD = "long-afternoon-7"
LETTER = """\
Dear Sir or Madam,

Please remove the following, which infringe our copyright in the film "The Long Afternoon":

https://videos.example.com/watch/88
https://videos.example.com/watch/91

I have a good faith belief that this use is not authorised by the copyright owner.

Fay Example
Example Pictures
"""
ROLES = ("anonymous", "stranger", "reader", "filer", "administrator", "agent", "agent_reader", "officer", "registry")


@dataclass(frozen=True)
class World:
    people: dict[str, User]
    pictures: Organisation
    agency: Organisation
    videos: Organisation
    mandate: Mandate
    notice: Notice
    draft: Draft

    def claim(self) -> Notice:
        """A retraction that a stranger recorded for themselves, of the notice."""
        umbra = Organisation.objects.filter(names__text="Umbra Ltd").first() or create_organisation(
            name="Umbra Ltd", kind="right_holder", by=self.people["registry"]
        )
        text = f"Retraction\n\nWe retract our DMCA takedown notice {self.notice.number}.\n\nUmbra Ltd\n"
        outcome = receive(incoming=prepare(text.encode(), source="desk"), by=self.people["stranger"], holder=umbra)
        return Notice.objects.get(number=outcome.number)

    def client(self, role: str) -> Client:
        client = Client()
        if role in self.people:
            client.force_login(self.people[role])
        return client


def make_world() -> World:
    """All of it, in an empty registry."""
    ada = create_person(email="registry@causelist.test", name="Ada", by=None, password=PASSWORD, is_staff=True)
    people = {"registry": ada}
    for role in ROLES[1:-1]:
        people[role] = create_person(email=f"{role}@people.example", name=role.title(), by=ada, password=PASSWORD)
    pictures = create_organisation(name="Example Pictures", kind="right_holder", by=ada, language="en")
    agency = create_organisation(name="Guard Agency", kind="agent", by=ada, language="en")
    videos = create_organisation(name="Videos Example", kind="service_provider", by=ada, language="en")
    for role, organisation, held in (
        ("reader", pictures, "reader"),
        ("filer", pictures, "filer"),
        ("administrator", pictures, "administrator"),
        ("agent", agency, "filer"),
        ("agent_reader", agency, "reader"),
        ("officer", videos, "officer"),
    ):
        grant_membership(user=people[role], organisation=organisation, role=held, by=ada)
    mandate = grant_mandate(principal=pictures, agent=agency, basis="Power of attorney of 3 March 2026", by=ada)
    incoming = prepare(LETTER.encode(), source="desk", provider_name_id=videos.names.get().pk)
    outcome = receive(incoming=incoming, by=people["filer"], holder=pictures)
    return World(
        people=people,
        pictures=pictures,
        agency=agency,
        videos=videos,
        mandate=mandate,
        notice=Notice.objects.get(number=outcome.number),
        draft=begin(author=people["filer"], organisation=pictures, content=LETTER.replace("88", "99").encode()),
    )
