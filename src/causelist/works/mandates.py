"""Which works a mandate covers, where it does not cover all."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.core.refusal import Refused
from causelist.parties.models import Mandate
from causelist.parties.queries import family
from causelist.runtime import audit
from causelist.works.models import MandateWork, Work


@transaction.atomic
def set_mandate_works(*, mandate: Mandate, works: Collection[Work], by: User) -> Mandate:
    """The mandate covers exactly these works of its principal from now on.

    Raises `Refused` for a mandate on all works, and for a work that is another's.
    """
    locked = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    if locked.all_works:
        raise Refused(_("This mandate is on all works. Grant one on listed works instead."), code="all_works")
    owners = family([locked.principal_id])
    if any(work.owner_id not in owners for work in works):
        raise Refused(
            _("A mandate covers only works of the organisation that gives it."), code="not_theirs", field="works"
        )
    wanted = {work.pk for work in works}
    had = set(locked.mandate_works.values_list("work", flat=True))
    locked.mandate_works.exclude(work__in=wanted).delete()
    MandateWork.objects.bulk_create(MandateWork(mandate=locked, work_id=pk) for pk in sorted(wanted - had))
    audit.record(
        by=by,
        act="works.set_mandate_works",
        subject=f"parties.mandate:{locked.pk}",
        detail={"added": sorted(wanted - had), "removed": sorted(had - wanted)},
    )
    return locked


def works_under(mandates: Collection[int]) -> dict[int, list[Work]]:
    """The works that each mandate lists, by the mandate's id; one query."""
    listed: dict[int, list[Work]] = {pk: [] for pk in mandates}
    for row in MandateWork.objects.filter(mandate__in=mandates).select_related("work").order_by("work__title"):
        listed[row.mandate_id].append(row.work)
    return listed
