"""Setting a password without the old one: asking for a link by mail, and the page it leads to."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from causelist.accounts import links, services
from causelist.accounts.links import Why
from causelist.core.refusal import Refused
from causelist.desk.access import posted
from causelist.desk.forms import ForgottenForm, NewPasswordForm
from causelist.runtime.networks import network_of


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link. The answer is the same whether there is such an account or not."""
    form = ForgottenForm(posted(request), initial={"email": request.GET.get("email", "")[:254]})
    page = {"form": form, "asked": "", "hours": int(links.HOLDS[Why.FORGOTTEN].total_seconds() // 3600)}
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_for_link(email=form.cleaned_data["email"], network=network_of(request))
        except Refused as refused:
            form.refuse(refused)
            status = 429
        else:
            page["asked"] = form.cleaned_data["email"]
    if settings.DEMONSTRATION:
        page["folder"] = getattr(settings, "EMAIL_FILE_PATH", "") or ""
    return render(request, "desk/forgotten.html", page, status=status)


@login_not_required
@never_cache
@sensitive_post_parameters("new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def set_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Where a link leads: set a password, once. Only looking changes nothing, so that mail filters may."""
    if links.person_of(token) is None:
        return _dead(request)
    form = NewPasswordForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.set_by_link(token=token, new=form.cleaned_data["new"])
        except Refused as refused:
            if refused.code == "dead":
                return _dead(request)
            form.refuse(refused)
        else:
            logout(request)  # whoever was signed in here
            messages.success(request, _("Your password is set. Sign in with it."))
            return redirect("desk:sign-in")
    return render(request, "desk/password_set.html", {"form": form})


def _dead(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/password_set.html", {"dead": True}, status=410)
