"""The papers of an organisation: what it keeps, until when each holds, one more, one no longer used."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from causelist.core.filetypes import LARGEST
from causelist.core.refusal import Refused
from causelist.desk.access import organisation_for, person, posted, reach
from causelist.desk.forms import PaperForm
from causelist.parties import papers as library
from causelist.parties.permissions import Act
from causelist.parties.queries import shown_name
from causelist.works.papers import about, works_of_papers


@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest, slug: str) -> HttpResponse:
    """Every paper with its validity, and a form for one more."""
    organisation = organisation_for(request, slug, Act.PAPERS)
    form = PaperForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        file, titles = given.pop("file"), given.pop("works").splitlines()
        try:
            with transaction.atomic():
                content = file.read(LARGEST + 1)
                paper = library.add_paper(
                    organisation=organisation, content=content, name=file.name or "", by=person(request), **given
                )
                about(paper=paper, titles=titles)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The paper is kept."))
            return redirect("desk:papers", slug)
    today = timezone.localdate()
    rows = list(library.papers_of(organisation))
    works = works_of_papers([row.pk for row in rows])
    context = {
        "organisation": organisation,
        "acts": reach(request).acts_for(organisation),
        "shown": shown_name(organisation, get_language() or ""),
        "form": form,
        "rows": [{"paper": row, "state": library.state_of(row, today), "works": works.get(row.pk, [])} for row in rows],
    }
    return render(request, "desk/papers.html", context)


@require_GET
def paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A paper, byte for byte, to save; never shown by the browser, whatever is in it."""
    organisation = organisation_for(request, slug, Act.PAPERS)
    found = get_object_or_404(organisation.papers.select_related("content"), pk=pk)
    return saved(bytes(found.content.content), found.name or f"paper-{found.pk}")


def saved(content: bytes, name: str) -> HttpResponse:
    """Bytes to save under a name."""
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = _disposition(name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _disposition(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"


@require_POST
def retire(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A paper is used no longer."""
    organisation = organisation_for(request, slug, Act.PAPERS)
    found = get_object_or_404(organisation.papers.all(), pk=pk)
    try:
        library.retire_paper(paper=found, reason=request.POST.get("reason", ""), by=person(request))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("desk:papers", slug)
