"""The pages of this room: the API for people, and the answer to addresses that it does not have."""

from __future__ import annotations

import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from causelist.api import examples, reference
from causelist.api.errors import CODES, ApiError
from causelist.api.v1 import api


@login_not_required
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters, a line for the shell and an example of what is answered."""
    context = {
        "groups": reference.groups(api.get_openapi_schema(), settings.SITE_URL),
        "base": settings.SITE_URL,
        "address_limit": settings.API_LIMIT_ADDRESS,
        "token_limit": settings.API_LIMIT_TOKEN,
        "letter_limit": settings.API_LIMIT_LETTERS,
        "errors": [(status, code, message) for status, (code, message) in sorted(CODES.items())],
        "error_example": json.dumps(examples.ERROR, indent=2),
    }
    return render(request, "api/reference.html", context)


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """404 in the API's own shape, for every address below it that does not exist."""
    raise ApiError(404, message=f"There is nothing at {request.path[:200]}.", hint="Look at /api/docs.")
