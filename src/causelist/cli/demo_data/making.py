"""Making the demonstration through the services that everybody uses.

All of it is one transaction: killed half-way it leaves nothing, and run again it ends complete.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from dataclasses import dataclass
from pathlib import Path

import click
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from causelist.accounts import services as accounts
from causelist.accounts.models import User
from causelist.cases.models import Complaint
from causelist.cli.demo_data import cases, country
from causelist.cli.demo_data.cast import Cast, load
from causelist.cli.demo_data.letters import letters
from causelist.notices import services as notices
from causelist.notices.models import Notice, Source
from causelist.parties import services as parties
from causelist.parties.models import Organisation
from causelist.parties.register import shown_name_id
from causelist.runtime.announcements import together
from causelist.statistics.services import refresh


@dataclass(frozen=True, slots=True)
class SignIn:
    """How one person of the demonstration signs in, and what they may do there."""

    email: str
    password: str
    does: str


def password() -> str:
    """The demonstration's password: the same on every start of this registry, another for every other registry."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"demonstration", hashlib.sha256).digest()
    # Digits, which no mail address of the cast shares: a password like its owner's address would be refused.
    digits = f"{int.from_bytes(digest[:8], 'big') % 10**12:012}"
    return f"demo-{digits[:4]}-{digits[4:8]}-{digits[8:]}"


def sign_ins() -> list[SignIn]:
    """Everybody who can sign in."""
    everybody = [*load().people.values(), *country.people().values()]
    return [SignIn(person.email, password(), person.does) for person in everybody]


def ensure(today: dt.date | None = None, *, complaints: int = 400) -> str:
    """Make the demonstration if it is not there yet; one line that says what there is.

    Raises `click.ClickException` for a registry that holds anything else: demo data has no place there.
    """
    cast = load()
    with transaction.atomic():
        if _is_demo(cast):
            _keep_passwords(cast)
            return (
                f"The demonstration is there: {Notice.objects.count()} letters, {Complaint.objects.count()} complaints."
            )
        if User.objects.exists() or Notice.objects.exists():
            raise click.ClickException(
                "this registry holds data that is not the demonstration's. "
                "Point CAUSELIST_HOME or DATABASE_URL at an empty one"
            )
        count = _make(cast, today or timezone.localdate(), complaints)
        refresh()
    return f"The demonstration was made: {count} letters, {complaints} complaints."


def throw_away() -> None:
    """Delete the demonstration's data, all of it. Raises `click.ClickException` for a registry that is not one."""
    if not _has_tables():
        return
    if (User.objects.exists() or Notice.objects.exists()) and not _is_demo(load()):
        raise click.ClickException("this registry is not the demonstration: its data is not thrown away")
    connection.close()
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        for suffix in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        return
    with transaction.atomic(), connection.cursor() as cursor:
        # A schema of its own data and nothing else (see above): drop it whole, triggers and functions included.
        cursor.execute("SELECT current_schema()")
        schema = connection.ops.quote_name(cursor.fetchone()[0])
        cursor.execute(f"DROP SCHEMA {schema} CASCADE")
        cursor.execute(f"CREATE SCHEMA {schema}")


def _has_tables() -> bool:
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    return {"accounts_user", "notices_notice"} <= tables


def _is_demo(cast: Cast) -> bool:
    return User.objects.filter(email=cast.people["administrator"].email).exists()


def _keep_passwords(cast: Cast) -> None:
    """What is printed works, also where the registry's secret key, and so the password, is another than before."""
    wanted = password()
    emails = [person.email for person in (*cast.people.values(), *country.people().values())]
    people = {user.email: user for user in User.objects.filter(email__in=emails)}
    if people[cast.people["administrator"].email].check_password(wanted):
        return
    for user in people.values():
        accounts.set_password(user=user, new=wanted, by=None)


def _make(cast: Cast, today: dt.date, complaints: int) -> int:
    begun = today - dt.timedelta(days=800)
    regions = {
        given["code"]: parties.ensure_region(code=given["code"], name=given["name"], name_zh=given["name_zh"])
        for given in cast.regions
    }
    organisations = {
        key: parties.create_organisation(
            name=given.name,
            kind=given.kind,
            by=None,
            language=given.language,
            aliases=given.aliases,
            is_person=given.is_person,
            region=regions.get(given.region or ""),
            website=given.website,
            hosts=given.hosts,
        )
        for key, given in cast.organisations.items()
    }
    people = _make_people(cast, organisations, begun)
    land = country.make(people["administrator"])
    country.seat(land, people, begun)
    administrator = people["administrator"]
    for given in cast.mandates:
        parties.grant_mandate(
            principal=organisations[given["principal"]],
            agent=organisations[given["agent"]],
            basis=given["basis"],
            by=administrator,
            starts_on=begun,
        )
    count = _record_letters(cast, organisations, people, today)
    _merge_and_split(cast, organisations, administrator)
    with together():
        cases.make(land, organisations, people, now=timezone.now(), complaints=complaints)
    return count


def _make_people(cast: Cast, organisations: dict[str, Organisation], begun: dt.date) -> dict[str, User]:
    made = {}
    for key, given in {**cast.people, **country.people()}.items():
        made[key] = accounts.create_person(
            email=given.email,
            name=given.name,
            by=None,
            password=password(),
            language=given.language,
            is_staff=given.staff,
        )
        for organisation, role in given.member.items():
            if organisation in organisations:  # bodies are made after the people who sit there
                parties.grant_membership(
                    user=made[key], organisation=organisations[organisation], role=role, by=None, starts_on=begun
                )
    return made


def _record_letters(cast: Cast, organisations: dict[str, Organisation], people: dict[str, User], today: dt.date) -> int:
    """Each letter recorded by somebody who may, for the organisation on whose desk it lies."""
    filers = {
        organisation: people[key]
        for key, given in cast.people.items()
        for organisation, role in given.member.items()
        if role != "reader"
    }
    written = letters(today)
    for letter in written:
        notices.receive(
            incoming=notices.prepare(
                letter.content,
                received_on=letter.received_on,
                provider_name_id=shown_name_id(organisations[letter.provider]),
                source=Source.DEMO,
                jurisdiction="cn"
                if organisations[letter.provider].region_id == organisations["yunxia"].region_id
                else "us",
            ),
            by=filers.get(letter.holder, people["administrator"]),
            holder=organisations[letter.holder],
        )
    return len(written)


def _merge_and_split(cast: Cast, organisations: dict[str, Organisation], by: User) -> None:
    for given in cast.merges:
        parties.merge(
            source=organisations[given["source"]], target=organisations[given["target"]], basis=given["basis"], by=by
        )
    for given in cast.mistaken_merges:
        source, target = organisations[given["source"]], organisations[given["target"]]
        change = parties.merge(source=source, target=target, basis=given["basis"], by=by)
        parties.undo_merge(change=change, basis=given["undone"], by=by)
