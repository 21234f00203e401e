"""Pages about the site itself, the language switch, and what machines ask: health, robots."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from causelist.record import redaction

YEAR = 365 * 24 * 3600


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the registry is, and how its figures are made."""
    return render(request, "public/about.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is withheld and by which rules: the very rules that were applied."""
    tongue = "zh" if get_language() == "zh-hans" else "en"
    rules = [(rule.marker[tongue], rule.why[tongue]) for rule in redaction.rules()]
    return render(request, "public/privacy.html", {"rules": rules, "version": redaction.version()})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done so that everybody can use the site, and what to do if you cannot."""
    return render(request, "public/accessibility.html", {"contact": settings.DEFAULT_FROM_EMAIL})


@login_not_required
@csrf_exempt  # it changes nothing but the language of the pages, and public pages carry no session
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Show the site in another language and go back to the page that was being read."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = reverse("public:home")
    response = HttpResponseRedirect(target)
    code = request.POST.get("language", "")
    if code in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, code, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    return response


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether the record can be read: 200 and "ok", or 503 and what is wrong. For monitors."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM notices_notice WHERE id < 0")
            cursor.fetchone()
    except DatabaseError as error:
        return JsonResponse({"status": "failing", "record": str(error).splitlines()[0]}, status=503)
    return JsonResponse({"status": "ok", "record": connection.vendor})


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything published may be indexed; searches and the desk are not pages to crawl."""
    lines = ["User-agent: *", "Disallow: /desk/", "Disallow: /admin/", "Disallow: /search", "Disallow: /listed?"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
