"""The pages for what went wrong."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; 413 where more was sent than a form may hold."""
    if isinstance(exception, RequestDataTooBig):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2
        page = {
            "status": 413,
            "title": _("That is too much for one form"),
            "detail": _("A form holds at most %d MB. Nothing was stored.") % most,
            "mend": _("Go back, and send the letter as a file, without attachments."),
        }
        return render(request, "web/error.html", page, status=413)
    return render(request, "web/error.html", {"status": 400}, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "web/error.html", {"status": 403}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render(request, "web/error.html", {"status": 404}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return render(request, "web/error.html", {"status": 500}, status=500)
