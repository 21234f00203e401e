"""Which works a mandate covers, where it does not cover all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import User
from causelist.core.refusal import Refused
from causelist.parties import names
from causelist.parties.models import Mandate, Organisation
from causelist.parties.queries import family, shown_name
from causelist.parties.services import grant_mandate
from causelist.runtime import audit
from causelist.works.models import MandateWork, Work
from causelist.works.services import title_key, work_key

LONGEST_TITLE = 500


@transaction.atomic
def grant_on_works(
    *,
    principal: Organisation,
    agent: Organisation,
    basis: str,
    by: User,
    titles: Collection[str] | None,
    starts_on: dt.date | None = None,
    until: dt.date | None = None,
) -> Mandate:
    """A mandate on works of these titles, or on all works where `titles` is None. Works not known yet are added.

    Raises `Refused` as `parties.services.grant_mandate` does, and where no title is given.
    """
    mandate = grant_mandate(
        principal=principal,
        agent=agent,
        basis=basis,
        by=by,
        starts_on=starts_on,
        until=until,
        all_works=titles is None,
    )
    if titles is not None:
        clean = list(dict.fromkeys(title for given in titles if (title := " ".join(given.split()))))
        if not clean:
            raise Refused(_("List at least one work, or let the mandate cover all."), code="no_works", field="works")
        if any(len(title) > LONGEST_TITLE or "\0" in title for title in clean):
            raise Refused(
                _("A title has at most %d characters, on one line.") % LONGEST_TITLE, code="bad_title", field="works"
            )
        set_mandate_works(mandate=mandate, works=own_works(principal=principal, titles=clean), by=by)
    return mandate


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


def own_works(*, principal: Organisation, titles: Collection[str]) -> list[Work]:
    """The principal's works of these titles; those it does not have yet are registered as its own."""
    owners = family([principal.pk])
    had = {names.fold(work.title): work for work in Work.objects.filter(owner__in=owners)}
    works = []
    for title in titles:
        work = had.get(names.fold(title))
        if work is None:
            name = principal.names.filter(is_primary=True).first()
            key = work_key(title, name.text if name else shown_name(principal))
            known = {"title": title, "title_key": title_key(title), "holder": name}
            work, _made = Work.objects.get_or_create(key=key, defaults=known)
            if work.owner_id not in owners:
                work.owner, work.confirmed = principal, True
                work.save(update_fields=["owner", "confirmed"])
        works.append(work)
    return works
