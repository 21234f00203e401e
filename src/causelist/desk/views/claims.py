"""What letters claim to do to others without being heard on it: who runs the registry confirms or refuses."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from causelist.core.refusal import Refused
from causelist.desk.access import person, posted
from causelist.desk.forms import BasisForm
from causelist.notices import queries, services
from causelist.notices.models import Notice, NoticeLink
from causelist.notices.permissions import check_decide
from causelist.parties.queries import home_of, shown_name

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
        "sides": [_side(link.source), _side(link.target)],
        "decisions": queries.decisions_on(link),
    }
    return render(request, "desk/claim.html", context)


def _link(source: str, target: str) -> NoticeLink:
    link = queries.claims(waiting=False).filter(source__number=source, target__number=target).first()
    if link is None:
        raise Http404(_("The one letter claims nothing of the other, or no longer."))
    return link


def _side(notice: Notice) -> dict[str, Any]:
    full = queries.by_number(notice.number) or notice
    items = queries.items_of(full, size=ITEMS_SHOWN)
    language = get_language() or ""
    return {
        "notice": full,
        "holder": shown_name(home_of(full.holder), language) if full.holder else "",
        "provider": shown_name(full.provider, language) if full.provider else "",
        "items": items,
        "more": max(0, full.item_count - len(items)),
    }
