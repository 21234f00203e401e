"""Finding premises."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from causelist.cases.models import Premises

LARGEST = 2**63 - 1


def premises_by_id(pk: int) -> Premises | None:
    """The premises of a number, with their region."""
    return Premises.objects.select_related("region").filter(pk=pk if pk <= LARGEST else 0).first()


def search(text: str) -> QuerySet[Premises]:
    """Those whose name or street has a text in it; the newest first."""
    rows = Premises.objects.filter(merged_into__isnull=True).select_related("region").order_by("-pk")
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(street__icontains=text))
    return rows
