"""What letters claim to do to others without being heard on it: who runs the registry confirms or refuses."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from causelist.core.refusal import Refused
from causelist.desk.access import person, posted
from causelist.desk.forms import BasisForm
from causelist.notices import queries, services
from causelist.notices.models import Notice, NoticeLink, NoticeParty
from causelist.notices.permissions import check_decide
from causelist.parties.queries import holder_name_of, shown_name_of

PAGE = 50
ITEMS_SHOWN = 12


@require_GET
def claims(request: HttpRequest) -> HttpResponse:
    """Those that wait, oldest first."""
    check_decide(person(request))
    page = Paginator(queries.claims(), PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/claims.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, source: str, target: str) -> HttpResponse:
    """One: both letters side by side, what is known of who wrote it, and the decision with its reason."""
    user = person(request)
    check_decide(user)
    link = _link(source, target)
    form = BasisForm(posted(request))
    said = {"confirm": True, "refuse": False}.get(request.POST.get("do", ""))
    if request.method == "POST" and said is None:
        form.add_error(None, _("Choose whether you confirm or refuse it."))
    if said is not None and form.is_valid():
        try:
            services.decide(
                source=link.source, target=link.target, confirmed=said, reason=form.cleaned_data["basis"], by=user
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            done = _("Confirmed: it has taken effect.") if said else _("Refused: nothing changes by it.")
            messages.success(request, done)
            return redirect("desk:claims")
    context = {
        "link": link,
        "form": form,
        "sides": _sides(link),
        "decisions": queries.decisions_on(link),
    }
    return render(request, "desk/claim.html", context)


def _link(source: str, target: str) -> NoticeLink:
    link = queries.claims(waiting=False).filter(source__number=source, target__number=target).first()
    if link is None:
        raise Http404(_("The one letter claims nothing of the other, or no longer."))
    return link


def _sides(link: NoticeLink) -> list[dict[str, Any]]:
    """Both letters with what the page shows of them; five queries."""
    language = get_language() or ""
    rows = {
        row.pk: row
        for row in Notice.objects.filter(pk__in=[link.source_id, link.target_id])
        .select_related("published_letter", "recorded_by")
        .prefetch_related(Prefetch("parties", NoticeParty.objects.select_related("name").order_by("pk")))
        .annotate(
            holder_shown=holder_name_of("holder", language),
            provider_shown=shown_name_of("provider_name__organisation", language),
        )
    }
    sides = []
    for pk in (link.source_id, link.target_id):
        items = queries.items_of(rows[pk], size=ITEMS_SHOWN)
        sides.append(
            {
                "notice": rows[pk],
                "holder": rows[pk].holder_shown or "",
                "provider": rows[pk].provider_shown or "",
                "items": items,
                "more": max(0, rows[pk].item_count - len(items)),
            }
        )
    return sides
