"""A provider's inbox: reported addresses that wait for its answer, the oldest first, answered many at once."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from causelist.core.refusal import Refused
from causelist.desk.access import person, posted, reach
from causelist.desk.forms import AnswerForm
from causelist.notices import answers
from causelist.notices.overdue import due_of
from causelist.parties.permissions import Act, NotAllowed

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits, with when the law had it due; choose addresses, say what became of them."""
    far = reach(request)
    if not far.registry and not far.own(Act.ANSWER):
        raise NotAllowed(Act.ANSWER)
    form = AnswerForm(posted(request))
    chosen = [int(pk) for pk in request.POST.getlist("items") if pk.isascii() and pk.isdigit() and len(pk) < 19]
    if request.method == "POST" and form.is_valid():
        try:
            done = answers.answer(items=chosen, by=person(request), **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, ngettext("%d address answered.", "%d addresses answered.", done.new) % done.new)
            return redirect("desk:inbox")
    waiting = answers.inbox(far).select_related("notice__provider_name__organisation__region")
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    rows = [{"item": item, "due": due_of(item), "chosen": item.pk in chosen} for item in page.object_list]
    return render(request, "desk/inbox.html", {"form": form, "page": page, "rows": rows})
