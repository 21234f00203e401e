"""The page on which the sender of a mail without a key says that it is theirs, and for whom they wrote."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from causelist.accounts.models import User
from causelist.gateway import mails, services
from causelist.gateway.models import MailState
from causelist.parties.permissions import Act, organisations_for, principals_for
from causelist.parties.queries import shown_name


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Shown to nobody but the account that the link was sent to."""
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    found = mails.mail_of(token)
    mail = services.waiting_for(user, found[0]) if found is not None and found[1] == user.pk else None
    if mail is None:
        raise Http404
    choices = [*organisations_for(user, Act.COMPLAIN), *principals_for(user, Act.COMPLAIN, all_works=True)]
    chosen = next((one for one in choices if one.slug == request.POST.get("organisation")), None)
    if request.method == "POST" and chosen is not None and mail.state == MailState.WAITING:
        mail = services.confirm(mail_id=mail.pk, organisation=chosen, by=user)
    language = get_language() or ""
    context = {
        "mail": mail,
        "choices": [(one.slug, shown_name(one, language)) for one in choices],
        "waiting": mail.state == MailState.WAITING,
    }
    return render(request, "gateway/confirm.html", context)
