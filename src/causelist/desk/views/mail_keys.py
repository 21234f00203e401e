"""One's own addresses for filing by mail: each has a key in it that proves who writes."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from causelist.accounts import mail_keys
from causelist.core.refusal import Refused
from causelist.desk.access import person, posted
from causelist.desk.forms import MailKeyForm
from causelist.parties.models import Organisation
from causelist.parties.permissions import Act, organisations_for, principals_for
from causelist.parties.queries import shown_name, with_names


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """One's keys, and a form for one more; the address is shown in the answer to that form, and never again."""
    user = person(request)
    language = get_language() or ""
    choices = [*organisations_for(user, Act.COMPLAIN), *principals_for(user, Act.COMPLAIN, all_works=True)]
    form = MailKeyForm([(one.slug, shown_name(one, language)) for one in choices], posted(request))
    address = ""
    if request.method == "POST" and form.is_valid():
        chosen = next(one for one in choices if one.slug == form.cleaned_data["organisation"])
        try:
            made = mail_keys.make_mail_key(
                user=user, organisation_id=chosen.pk, label=form.cleaned_data["label"], by=user
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            local, _at, host = settings.MAIL_ADDRESS.rpartition("@")
            address = f"{local}+{made.secret}@{host}"
            form = MailKeyForm([(one.slug, shown_name(one, language)) for one in choices])
    rows = list(user.mail_keys.order_by("-pk"))
    names = {
        one.pk: shown_name(one, language)
        for one in with_names(Organisation.objects.filter(pk__in={row.organisation_id for row in rows}))
    }
    context = {
        "form": form if choices else None,
        "address": address,
        "rows": [{"key": row, "organisation": names.get(row.organisation_id, "")} for row in rows],
        "plain": settings.MAIL_ADDRESS,
    }
    return render(request, "desk/mail_keys.html", context)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own keys at once."""
    mail_keys.revoke_mail_key(key_id=pk, user=person(request), by=person(request))
    return redirect("desk:mail-keys")
