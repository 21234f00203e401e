"""What changes about organisations and what they are called.

Who belongs to them and who acts for them is in `parties.acting`; merging and splitting in `parties.merging`; names that
letters bring are made in bulk by `parties.register`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.core.refusal import Refused
from causelist.parties import names as naming
from causelist.parties.acting import end_membership, grant_mandate, grant_membership, revoke_mandate
from causelist.parties.basics import clean_name, free_slug, lock, log
from causelist.parties.merging import merge, split, undo_merge
from causelist.parties.models import NameKind, Organisation, OrganisationKind, OrganisationName, Region

__all__ = [
    "add_name",
    "choose_primary",
    "confirm",
    "create_organisation",
    "end_membership",
    "ensure_region",
    "grant_mandate",
    "grant_membership",
    "merge",
    "rename",
    "revoke_mandate",
    "split",
    "undo_merge",
    "update_organisation",
]


@transaction.atomic
def create_organisation(
    *,
    name: str,
    kind: str,
    by: User | None,
    language: str = "und",
    aliases: Collection[tuple[str, str]] = (),
    is_person: bool = False,
    region: Region | None = None,
    website: str = "",
    contact_email: str = "",
    hosts: Sequence[str] = (),
) -> Organisation:
    """A confirmed organisation with its official name, and `aliases` as (text, language) pairs.

    `hosts` are those a service provider answers for. Raises `Refused` for a bad or already known name.
    """
    organisation = Organisation(kind=_kind(kind), is_person=is_person, confirmed=True, region=region)
    _describe(organisation, website=website, contact_email=contact_email, hosts=hosts)
    text = clean_name(name)
    organisation.slug = free_slug(text)
    organisation.save()
    add_name(organisation=organisation, text=text, by=by, kind=NameKind.OFFICIAL, language=language, primary=True)
    for alias, alias_language in aliases:
        add_name(organisation=organisation, text=alias, by=by, language=alias_language)
    log(by, "create_organisation", organisation, {"kind": organisation.kind})
    return organisation


@transaction.atomic
def update_organisation(
    *,
    organisation: Organisation,
    by: User,
    kind: str,
    region: Region | None = None,
    website: str = "",
    contact_email: str = "",
    hosts: Sequence[str] = (),
    is_person: bool | None = None,
) -> Organisation:
    """New particulars. Whether it is a natural person stays as it is unless said."""
    locked = lock(organisation)
    locked.kind = _kind(kind)
    locked.region = region
    if is_person is not None:
        locked.is_person = is_person
    _describe(locked, website=website, contact_email=contact_email, hosts=hosts)
    locked.save()
    log(by, "update_organisation", locked, {"kind": locked.kind, "is_person": locked.is_person})
    return locked


@transaction.atomic
def confirm(*, organisation: Organisation, by: User, kind: str | None = None) -> Organisation:
    """A person of the registry has looked at an organisation that only stood in letters."""
    locked = lock(organisation)
    locked.confirmed = True
    locked.kind = locked.kind if kind is None else _kind(kind)
    locked.save(update_fields=["confirmed", "kind"])
    log(by, "confirm", locked, {"kind": locked.kind})
    return locked


@transaction.atomic
def add_name(
    *,
    organisation: Organisation,
    text: str,
    by: User | None,
    kind: str = NameKind.ALIAS,
    language: str = "und",
    primary: bool = False,
) -> OrganisationName:
    """One more name, in any language and script; the script is told from the text.

    Raises `Refused` (code `known`) when the name is already somebody's: then the two are to be merged instead.
    """
    locked = lock(organisation)
    text = clean_name(text)
    key = naming.fold(text)
    holder = OrganisationName.objects.filter(key=key).select_related("organisation").first()
    if holder is not None:
        own = holder.organisation_id == locked.pk
        raise Refused(
            _("“%s” is already one of its names.") % text
            if own
            else _("“%(name)s” is already a name of another organisation (%(slug)s). Merge the two, if they are one.")
            % {"name": text, "slug": holder.organisation.slug},
            code="known",
            field="text",
        )
    if primary:
        locked.names.filter(is_primary=True).update(is_primary=False)
    name = OrganisationName.objects.create(
        organisation=locked,
        text=text,
        key=key,
        kind=NameKind(kind),
        language=language,
        script=naming.script_of(text),
        is_primary=primary or not locked.names.filter(is_primary=True).exists(),
    )
    log(by, "add_name", locked, {"name": name.pk, "text": text})
    return name


@transaction.atomic
def choose_primary(*, name: OrganisationName, by: User | None) -> OrganisationName:
    """Show the organisation under this one of its names."""
    organisation = lock(name.organisation)
    chosen = OrganisationName.objects.select_for_update(of=("self",)).get(pk=name.pk, organisation=organisation)
    organisation.names.filter(is_primary=True).exclude(pk=chosen.pk).update(is_primary=False)
    chosen.is_primary = True
    chosen.save(update_fields=["is_primary"])
    log(by, "choose_primary", organisation, {"name": chosen.pk})
    return chosen


@transaction.atomic
def rename(*, organisation: Organisation, text: str, by: User, language: str = "und") -> OrganisationName:
    """It is called otherwise from now on: the new official name is shown, the old official one becomes a former name.

    Letters keep the name that stands in them; its page keeps its address.
    """
    name = add_name(
        organisation=organisation, text=text, by=by, kind=NameKind.OFFICIAL, language=language, primary=True
    )
    older = name.organisation.names.filter(kind=NameKind.OFFICIAL, language=language).exclude(pk=name.pk)
    older.update(kind=NameKind.FORMER)
    return name


@transaction.atomic
def ensure_region(*, code: str, name: str, name_zh: str = "", parent: Region | None = None) -> Region:
    """The region with a code of ISO 3166, made or brought up to date."""
    region, _made = Region.objects.update_or_create(
        code=code.strip().upper(), defaults={"name": name, "name_zh": name_zh, "parent": parent}
    )
    return region


def _kind(kind: str) -> OrganisationKind:
    try:
        return OrganisationKind(kind)
    except ValueError as error:
        raise Refused(_("Choose what the organisation is."), code="bad_kind", field="kind") from error


def _describe(organisation: Organisation, *, website: str, contact_email: str, hosts: Sequence[str]) -> None:
    website, contact_email = website.strip(), contact_email.strip()
    try:
        if website:
            URLValidator(schemes=["http", "https"])(website)
    except ValidationError as error:
        raise Refused(
            _("That is not a web address. Write it like https://example.com."), code="bad_website", field="website"
        ) from error
    try:
        if contact_email:
            validate_email(contact_email)
    except ValidationError as error:
        raise Refused(
            _("That is not a mail address. Write it like name@example.com."), code="bad_email", field="contact_email"
        ) from error
    organisation.website = website
    organisation.contact_email = contact_email
    organisation.hosts = sorted({host.strip().lower().rstrip(".") for host in hosts if host.strip()})
