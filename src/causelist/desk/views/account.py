"""Signing in and out, one's own account and password."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from causelist.accounts import services
from causelist.core.refusal import Refused
from causelist.desk.access import person, posted
from causelist.desk.forms import PasswordForm, PreferencesForm, SignInForm
from causelist.runtime.networks import network_of


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in, and go on to where one was going."""
    onward = _onward(request)
    if request.user.is_authenticated:
        return redirect(onward)
    form = SignInForm(posted(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            user = services.sign_in(**form.cleaned_data, network=network_of(request))
        except Refused as refused:
            form.refuse(refused)
            status = 429 if refused.code == "throttled" else 200
        else:
            login(request, user)
            return redirect(onward)
    page = {"form": form, "onward": onward}
    return render(request, "desk/sign_in.html", page, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request)
    return redirect("public:home")


@never_cache
@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; other sessions end."""
    form = PasswordForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            user = services.change_password(
                user=person(request), old=given["old"], new=given["new"], by=person(request)
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            update_session_auth_hash(request, user)
            messages.success(request, _("Your password is changed."))
            return redirect("desk:account")
    return render(request, "desk/password.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """How one is called and written to, and which letters are answered with a mail."""
    user = person(request)
    form = PreferencesForm(posted(request), initial=model_to_dict(user, ["name", "language", "receipts"]))
    if request.method == "POST" and form.is_valid():
        try:
            services.set_preferences(user=user, by=user, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:account")
    return render(request, "desk/account.html", {"form": form})


def _onward(request: HttpRequest) -> str:
    """Where to go after signing in: only to a page of this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if own and "\0" not in wanted else resolve_url("desk:today")
