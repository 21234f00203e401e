"""Who acts for an organisation: its members, its mandates, its programs' tokens."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from causelist.accounts import queries as people
from causelist.accounts import tokens
from causelist.accounts.models import Token
from causelist.core.refusal import Refused
from causelist.desk.access import organisation_for, person, posted, reach
from causelist.desk.forms import MandateForm, MemberForm, TokenForm
from causelist.parties import queries, services
from causelist.parties.models import Membership, Organisation
from causelist.parties.permissions import Act
from causelist.works.mandates import grant_on_works, works_under


def _common(request: HttpRequest, organisation: Organisation) -> dict[str, object]:
    return {
        "organisation": organisation,
        "acts": reach(request).acts_for(organisation),
        "shown": queries.shown_name(organisation, get_language() or ""),
        "today": timezone.localdate(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Who belongs to it, and a form for one more."""
    organisation = organisation_for(request, slug, Act.MEMBERS)
    form = MemberForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            user = people.person_meant(given.pop("email"))
            services.grant_membership(user=user, organisation=organisation, by=person(request), **given)
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("desk:members", slug)
    rows = organisation.memberships.select_related("user").order_by("user__email", "-starts_on")
    return render(request, "desk/members.html", {**_common(request, organisation), "form": form, "members": rows})


@require_POST
def end_membership(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A member acts no longer."""
    organisation = organisation_for(request, slug, Act.MEMBERS)
    membership = get_object_or_404(Membership, pk=pk, organisation=organisation)
    try:
        services.end_membership(membership=membership, by=person(request))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("desk:members", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def mandates(request: HttpRequest, slug: str) -> HttpResponse:
    """Who may act for it and for whom it may act; a form for one more agent."""
    organisation = organisation_for(request, slug, Act.MANDATES)
    form = MandateForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            agent = queries.organisation_meant(given["agent"], field="agent")
            grant_on_works(
                principal=organisation,
                agent=agent,
                basis=given["basis"],
                by=person(request),
                starts_on=given["starts_on"],
                until=given["until"],
                titles=None if given["all_works"] == "yes" else given["works"].splitlines(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("desk:mandates", slug)
    rows = list(queries.all_mandates_of(organisation))
    works = works_under([mandate.pk for mandate in rows])
    language = get_language() or ""
    shown = [
        {
            "mandate": mandate,
            "given": mandate.principal_id == organisation.pk,
            "other": queries.shown_name(
                mandate.agent if mandate.principal_id == organisation.pk else mandate.principal, language
            ),
            "works": works[mandate.pk],
        }
        for mandate in rows
    ]
    return render(request, "desk/mandates.html", {**_common(request, organisation), "form": form, "rows": shown})


@require_POST
def revoke_mandate(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """An agent may act no longer: for the principal to say, or for the agent to give back."""
    organisation = organisation_for(request, slug, Act.MANDATES)
    mandate = get_object_or_404(queries.all_mandates_of(organisation), pk=pk)
    services.revoke_mandate(mandate=mandate, by=person(request))
    return redirect("desk:mandates", slug)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def token_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Its programs' tokens, and a form for one more; the secret is shown in the answer to that form, and never again."""
    organisation = organisation_for(request, slug, Act.TOKENS)
    form = TokenForm(posted(request))
    made = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = tokens.make_token(
                user=person(request),
                organisation_id=organisation.pk,
                label=given["label"],
                scopes=given["scopes"],
                by=person(request),
                expires_at=_end_of(given["until"]),
            )
            form = TokenForm()
        except Refused as refused:
            form.refuse(refused)
    context = {"form": form, "made": made, "tokens": tokens.tokens_of(organisation.pk), "now": timezone.now()}
    return render(request, "desk/tokens.html", {**_common(request, organisation), **context})


@require_POST
def revoke_token(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """End a token at once."""
    organisation = organisation_for(request, slug, Act.TOKENS)
    token = get_object_or_404(Token, pk=pk, organisation_id=organisation.pk)
    tokens.revoke_token(token_id=token.pk, by=person(request))
    return redirect("desk:tokens", slug)


def _end_of(day: dt.date | None) -> dt.datetime | None:
    """The first moment after a day."""
    if day is None:
        return None
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))
