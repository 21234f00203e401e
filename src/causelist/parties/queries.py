"""What is asked about organisations, their names, their people and their mandates."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable

from django.db import connection
from django.db.models import Case, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.core.refusal import Refused
from causelist.parties import names as naming
from causelist.parties.models import (
    Mandate,
    Membership,
    Organisation,
    OrganisationChange,
    OrganisationName,
)

FOUND_AT_MOST = 50
MOST_MERGES = 3  # in a row, that are followed inside a query


def home_of(organisation: Organisation) -> Organisation:
    """Where the organisation's page is now: itself, or what it was merged into, however often."""
    while organisation.merged_into is not None:  # ends: what was merged away is never merged into
        organisation = organisation.merged_into
    return organisation


def homes(organisation_ids: Iterable[int]) -> dict[int, int]:
    """For each of these what it is today: itself, or what it was merged into; one query for each step of merges."""
    into: dict[int, int | None] = {}
    wanted = set(organisation_ids)
    asked = wanted
    while asked:
        into |= dict(Organisation.objects.filter(pk__in=asked).values_list("pk", "merged_into"))
        asked = {step for step in into.values() if step} - set(into)
    found = {}
    for pk in wanted & set(into):
        home = pk
        while (step := into[home]) is not None:
            home = step
        found[pk] = home
    return found


def family(organisation_ids: Iterable[int]) -> set[int]:
    """These organisations and all that were merged into them, however often; one query."""
    found = set(organisation_ids)
    if found:
        found |= {pk for _root, pk in _kin(sorted(found))}
    return found


def families(organisation_ids: Iterable[int]) -> dict[int, set[int]]:
    """For each of these itself and all that were merged into it; one query for them all."""
    found = {pk: {pk} for pk in organisation_ids}
    if found:
        for root, pk in _kin(sorted(found)):
            found[root].add(pk)
    return found


def _kin(roots: list[int]) -> list[tuple[int, int]]:
    """Pairs of an organisation and one that was merged into it, at however many steps."""
    listed, asked = "= ANY(%s)", roots
    if connection.vendor == "sqlite":
        listed, asked = "IN (SELECT value FROM json_each(%s))", json.dumps(roots)  # type: ignore[assignment]  # one parameter
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE kin(root, id) AS ("  # noqa: S608 -- our own words
            f" SELECT merged_into_id, id FROM parties_organisation WHERE merged_into_id {listed}"
            " UNION SELECT kin.root, o.id FROM parties_organisation o JOIN kin ON o.merged_into_id = kin.id"
            ") SELECT root, id FROM kin",
            [asked],
        )
        return [(int(root), int(pk)) for root, pk in cursor.fetchall()]


def organisation_by_slug(slug: str) -> Organisation | None:
    """An organisation with its names, by the address of its page."""
    return with_names(Organisation.objects.filter(slug=slug)).select_related("region", "merged_into").first()


def with_names(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """The same, each with its names (`names.all()`), the one it is shown under first; one more query for them all."""
    names = OrganisationName.objects.order_by("-is_primary", "kind", "id")
    return organisations.prefetch_related(Prefetch("names", queryset=names))


def shown_name(organisation: Organisation, language: str = "") -> str:
    """What to call an organisation in a language: its official name there, else its primary name, else its slug.

    Costs no query where the names were fetched by `with_names`.
    """
    names = list(organisation.names.all())
    wanted = language.split("-", maxsplit=1)[0].lower()
    if wanted:
        for name in names:
            if name.kind == "official" and name.language.split("-")[0].lower() == wanted:
                return name.text
    return next((name.text for name in names if name.is_primary), organisation.slug)


def shown_name_of(organisation: str, language: str = "") -> Subquery:
    """As `shown_name`, for the organisation that a row points at by this relation: to be asked for with the row.

    None where it has no name, as one that was merged away has not.
    """
    wanted = language.split("-", maxsplit=1)[0].lower()
    here = Q(kind="official", language__istartswith=wanted) if wanted else Q(pk__in=[])
    names = OrganisationName.objects.filter(organisation=OuterRef(organisation))
    return Subquery(names.order_by(Case(When(here, then=0), default=1), "-is_primary", "kind", "id").values("text")[:1])


def holder_name_of(organisation: str, language: str = "") -> Coalesce:
    """As `shown_name_of`, also for one that was merged away: what it is called where it went."""
    steps = (organisation + "__merged_into" * step for step in range(MOST_MERGES + 1))
    return Coalesce(*(shown_name_of(step, language) for step in steps))


def find_organisations(text: str, *, exclude: Iterable[int] = ()) -> list[Organisation]:
    """Organisations one of whose names begins with or contains what was typed; at most 50, by name."""
    key = naming.fold(text.replace("\0", ""))
    if not any(character.isalnum() for character in key):
        return []
    ids = (
        OrganisationName.objects.filter(key__contains=key, organisation__merged_into__isnull=True)
        .exclude(organisation__in=list(exclude))
        .order_by("key")
        .values_list("organisation_id", flat=True)[: FOUND_AT_MOST * 4]
    )
    wanted = list(dict.fromkeys(ids))[:FOUND_AT_MOST]
    rows = {row.pk: row for row in with_names(Organisation.objects.filter(pk__in=wanted))}
    return [rows[pk] for pk in wanted]


def in_force(day: dt.date) -> Q:
    """Rows whose period covers a day."""
    return Q(starts_on__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def memberships_in_force(user: User, day: dt.date) -> QuerySet[Membership]:
    """What a person may act for on a day; nothing for somebody who may not sign in."""
    if not user.is_authenticated or not user.is_active:
        return Membership.objects.none()
    return Membership.objects.filter(in_force(day), user=user, organisation__merged_into__isnull=True)


def members_of(organisation: Organisation, day: dt.date) -> QuerySet[Membership]:
    """Who acts for an organisation on a day or will later."""
    open_ = Q(until__isnull=True) | Q(until__gte=day)
    return organisation.memberships.filter(open_).select_related("user").order_by("role", "user__email", "starts_on")


def mandates_in_force(day: dt.date) -> QuerySet[Mandate]:
    """Every mandate that covers a day and was not revoked."""
    return Mandate.objects.filter(
        in_force(day),
        revoked_at__isnull=True,
        principal__merged_into__isnull=True,
        agent__merged_into__isnull=True,
    )


def mandates_of(organisation: Organisation, day: dt.date) -> QuerySet[Mandate]:
    """Unrevoked mandates that an organisation gave or holds, on a day or later."""
    open_ = Q(until__isnull=True) | Q(until__gte=day)
    return Mandate.objects.filter(
        open_, Q(principal=organisation) | Q(agent=organisation), revoked_at__isnull=True
    ).order_by("starts_on", "id")


def all_mandates_of(organisation: Organisation) -> QuerySet[Mandate]:
    """Every mandate an organisation ever gave or held, newest first, with both sides and their names."""
    return (
        Mandate.objects.filter(Q(principal=organisation) | Q(agent=organisation))
        .select_related("principal", "agent")
        .prefetch_related(_names_of("principal"), _names_of("agent"))
        .order_by("-starts_on", "-id")
    )


def history_of(organisation: Organisation) -> QuerySet[OrganisationChange]:
    """Merges and splits an organisation took part in, newest first."""
    return (
        OrganisationChange.objects.filter(Q(source=organisation) | Q(target=organisation))
        .select_related("by", "source", "target")
        .prefetch_related(_names_of("source"), _names_of("target"))
        .order_by("-id")
    )


def _names_of(side: str) -> Prefetch[str]:
    """The names of an organisation that a row points at, the one it is shown under first."""
    return Prefetch(f"{side}__names", OrganisationName.objects.order_by("-is_primary", "kind", "id"))


def organisation_named(text: str) -> Organisation | None:
    """The living organisation that somebody meant by its slug or by one of its names."""
    text = text.replace("\0", "").strip()
    key = naming.fold(text) if text else ""
    named = Q(names__key=key) if key else Q(pk__in=[])
    return Organisation.objects.filter(Q(slug=text) | named, merged_into__isnull=True).distinct().first()


def organisation_meant(text: str, *, field: str) -> Organisation:
    """As `organisation_named`; raises `Refused` for that field where nobody is called so."""
    found = organisation_named(text)
    if found is None:
        raise Refused(
            _("No organisation is called that. Type one of its names in full, or the last part of its address."),
            code="unknown",
            field=field,
        )
    return found


def unconfirmed() -> QuerySet[Organisation]:
    """Organisations that only stand in letters and wait for a person to look at them, oldest first, with names."""
    return with_names(Organisation.objects.filter(confirmed=False, merged_into__isnull=True, is_person=False)).order_by(
        "pk"
    )
