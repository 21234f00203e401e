"""What every act on an organisation needs: a locked row, a clean name, a free slug, a line in the audit trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.core.refusal import Refused
from causelist.parties import names as naming
from causelist.parties.models import Organisation
from causelist.runtime import audit
from causelist.runtime.announcements import announce

LONGEST_NAME = 300
LONGEST_SLUG = 80
LONGEST_BASIS = 500


def lock(organisation: Organisation) -> Organisation:
    """The organisation's row, locked; one that was merged away can no longer be changed."""
    locked = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if locked.merged_into_id is not None:
        raise Refused(
            _("This organisation was merged into another. Make the change there."), code="merged", field="organisation"
        )
    return locked


def clean_name(text: str) -> str:
    """A name as it is kept: one line, single spaces. Raises `Refused` for what cannot be a name."""
    if "\0" in text:
        raise Refused(_("A name cannot contain a NUL character."), code="bad_name", field="text")
    text = " ".join(text.split())
    if not any(character.isalnum() for character in text):
        raise Refused(_("Give a name with at least one letter or digit."), code="bad_name", field="text")
    if len(text) > LONGEST_NAME:
        raise Refused(_("A name has at most %d characters. Shorten it.") % LONGEST_NAME, code="bad_name", field="text")
    return text


def free_slug(text: str) -> str:
    """An address for the organisation's page that nobody has yet."""
    wanted = (naming.slug_for(text) or "organisation")[:LONGEST_SLUG]
    taken = set(Organisation.objects.filter(slug__startswith=wanted[: LONGEST_SLUG - 8]).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    stem = wanted[: LONGEST_SLUG - 8]
    return next(slug for count in range(2, len(taken) + 3) if (slug := f"{stem}-{count}") not in taken)


def clean_basis(basis: str) -> str:
    """The reason that stays on the record: one line. Raises `Refused` when there is none."""
    basis = " ".join(basis.split())
    if not basis or len(basis) > LONGEST_BASIS or "\0" in basis:
        raise Refused(
            _("Say why, in 1 to %d characters: it stays on the record.") % LONGEST_BASIS, code="no_basis", field="basis"
        )
    return basis


def log(by: User | None, act: str, organisation: Organisation, detail: dict[str, object]) -> None:
    """One line in the audit trail, about an organisation; search and statistics are told that it changed."""
    audit.record(by=by, act=f"parties.{act}", subject=f"parties.organisation:{organisation.pk}", detail=detail)
    announce("organisation", [organisation.pk])
