"""Who may sign in: for those who run the registry."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from causelist.accounts import queries, services
from causelist.accounts.links import Why
from causelist.accounts.models import User
from causelist.core.refusal import Refused
from causelist.desk.access import person, posted
from causelist.desk.forms import PersonForm
from causelist.parties.permissions import check_registry

PAGE = 50


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who may sign in, and a form for one more."""
    check_registry(person(request))
    form = PersonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            given = {**form.cleaned_data, "password": form.cleaned_data["password"] or None}
            made = services.create_person(**given, by=person(request))
        except Refused as refused:
            form.refuse(refused)
        else:
            said = (
                _("%s may sign in now. Give them a role in an organisation next.")
                if made.has_usable_password()
                else _("%s is sent a link to set their password. Give them a role in an organisation next.")
            )
            messages.success(request, said % made)
            return redirect("desk:people")
    typed = request.GET.get("q", "")[:100]
    page = Paginator(queries.people(typed), PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/people.html", {"form": form, "page": page, "q": typed})


@require_POST
def set_active(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody sign in, or no longer."""
    check_registry(person(request))
    user = get_object_or_404(User, pk=pk)
    try:
        services.set_active(user=user, active=request.POST.get("active") == "yes", by=person(request))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("desk:people")


@require_POST
def send_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Send somebody a link to set their password."""
    check_registry(person(request))
    user = get_object_or_404(User, pk=pk)
    why = Why.INVITED if user.last_login is None else Why.FORGOTTEN
    try:
        services.send_link(user=user, why=why, by=person(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("A link is on its way to %s.") % user.email)
    return redirect("desk:people")
