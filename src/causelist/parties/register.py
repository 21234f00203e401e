"""Names that letters bring: each becomes an organisation nobody has confirmed yet."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from causelist.parties.models import NameKind, Organisation, OrganisationKind, OrganisationName
from causelist.parties.names import fold, language_of, looks_like_person, script_of, slug_for, tidy
from causelist.runtime import bulk
from causelist.runtime.announcements import announce


@transaction.atomic
def ensure_names(texts: Collection[str]) -> dict[str, int]:
    """The id of the name each text stands for; unknown ones are added in the order given.

    A bounded number of queries. Texts that say nothing (blank after tidying) are left out of the answer.
    A new name becomes an organisation of kind "other", unconfirmed, a person where its name looks like one.
    """
    keys = {text: fold(shown) for text in texts if (shown := tidy(text))}
    wanted = dict.fromkeys(keys.values())
    known = _ids(list(wanted))
    missing = {key: text for text, key in reversed(keys.items()) if key not in known}
    if missing:
        order = [key for key in wanted if key in missing]
        _add({key: tidy(missing[key]) for key in order})
        known |= _ids(order)
    return {text: known[key] for text, key in keys.items()}


def name_of(organisation: Organisation) -> str:
    """The primary name of an organisation; its slug where it has none. One query unless names are prefetched."""
    for name in organisation.names.all():
        if name.is_primary:
            return name.text
    return organisation.slug


def shown_name_id(organisation: Organisation) -> int | None:
    """The id of the name it is shown under today: what a letter points at that names only the organisation."""
    name = organisation.names.order_by("-is_primary", "kind", "id").first()
    return name.pk if name else None


@transaction.atomic
def provider_named(text: str) -> int:
    """The id of the name `text`; its organisation, if new, is a service provider that nobody confirmed."""
    known = OrganisationName.objects.filter(key=fold(text)).values_list("pk", flat=True).first()
    if known is not None:
        return known
    name = OrganisationName.objects.get(pk=ensure_names([text])[text])
    Organisation.objects.filter(pk=name.organisation_id).update(kind=OrganisationKind.SERVICE_PROVIDER, is_person=False)
    announce("organisation", [name.organisation_id])  # it may have been taken for a person at first
    return name.pk


def _ids(keys: list[str]) -> dict[str, int]:
    return dict(OrganisationName.objects.filter(key__among=keys).values_list("key", "id"))


def _add(names: dict[str, str]) -> None:
    """Insert organisations and their first names: key -> text as shown."""
    ids = bulk.reserve_ids(Organisation, len(names))
    slugs = _free_slugs(list(names.values()))
    bulk.insert(
        Organisation,
        [
            (pk, OrganisationKind.OTHER, slug, looks_like_person(text), False, "", "", [])
            for pk, slug, text in zip(ids, slugs, names.values(), strict=True)
        ],
        ["id", "kind", "slug", "is_person", "confirmed", "website", "contact_email", "hosts"],
    )
    bulk.insert(
        OrganisationName,
        [
            (pk, text, key, NameKind.OFFICIAL, language_of(text), script_of(text), True)
            for pk, (key, text) in zip(ids, names.items(), strict=True)
        ],
        ["organisation_id", "text", "key", "kind", "language", "script", "is_primary"],
    )
    announce("organisation", ids)


def _free_slugs(texts: list[str]) -> list[str]:
    """A slug for each text, none taken already or twice: "-2", "-3" … is added where it must be."""
    bases = [slug_for(text) for text in texts]
    # A numbered slug collides only with another of the same base, so asking for each base's family is enough.
    taken = set(Organisation.objects.filter(slug__among=bases).values_list("slug", flat=True))
    slugs: list[str] = []
    for base in bases:
        slug, number = base, 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
            if number == 2 and slug not in taken:
                taken |= set(Organisation.objects.filter(slug__startswith=f"{base}-").values_list("slug", flat=True))
        taken.add(slug)
        slugs.append(slug)
    return slugs
