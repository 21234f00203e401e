"""The one door of the API: before an operation who asks and how often, after it what every answer carries."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.http.request import UnreadablePostError
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from causelist.api import limits
from causelist.api.auth import token_of
from causelist.api.errors import CODES, ApiError, from_exception

View = Callable[..., HttpResponseBase]
_EXPOSED = "ETag, Link, Location, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, RateLimit-Policy"


def guarded(view: View) -> View:
    """`view` behind the door: tokens, limits, one error shape, caching, CORS. No sign-in and no cookie counts here."""

    @wraps(view)
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return _with_cors(_preflight())
        allowance: limits.Allowance | None = None
        try:
            try:
                token = token_of(request)
            except ApiError:
                allowance = limits.of_request(request, None)  # guesses at tokens count against the address
                raise
            request.token = token  # type: ignore[attr-defined]
            allowance = limits.of_request(request, token.pk if token else None)
            _check_allowance(allowance)
            _check_body(request)
            response = _answer(view, request, *args, **kwargs)
        except Exception as error:  # noqa: BLE001 -- whatever it is, it leaves in the one shape
            response = from_exception(error).response()
        if allowance is not None:
            allowance.put_into(response)
        return _with_cors(_cached(request, _in_one_shape(response)))

    through.csrf_exempt = True  # type: ignore[attr-defined] # no cookie counts here, so nothing can be forged
    through.login_required = False  # type: ignore[attr-defined] # tokens decide, operation by operation
    return through


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    if request.method != "HEAD":
        return view(request, *args, **kwargs)
    request.method = "GET"  # the server leaves the body out
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = "HEAD"


def _check_allowance(allowance: limits.Allowance) -> None:
    if allowance.exceeded:
        raise ApiError(429, hint=f"Wait {allowance.reset} seconds. With a token the limit is higher.")


def _check_body(request: HttpRequest) -> None:
    """Refuse a body that is too large or not JSON before anybody parses it."""
    if request.method != "POST":
        return
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    try:
        request.body  # noqa: B018 -- reading it is the test
    except RequestDataTooBig as error:
        raise ApiError(
            413, hint=f"At most {most // 2**20} MiB a request. Larger letters come in by `causelist import`."
        ) from error
    except UnreadablePostError as error:
        raise ApiError(400, message="The request broke off before its end.") from error
    if request.content_type != "application/json":
        raise ApiError(415, hint="Send the header `Content-Type: application/json` and a JSON body.")


def _in_one_shape(response: HttpResponseBase) -> HttpResponseBase:
    """The framework's own refusals (405 …) put into the one shape, their headers kept."""
    if response.status_code not in CODES or "json" in response.get("Content-Type", ""):
        return response
    hint = f"It takes: {response['Allow']}." if response.has_header("Allow") else ""
    shaped = ApiError(response.status_code, hint=hint).response()
    for name, value in response.items():
        if name.lower() not in {"content-type", "content-length"}:
            shaped[name] = value
    return shaped


def _cached(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Answers to questions may be kept for a minute and asked for again by their ETag; all others never."""
    patch_vary_headers(response, ("Authorization",))
    if request.method not in {"GET", "HEAD"} or response.status_code != 200 or not isinstance(response, HttpResponse):
        response["Cache-Control"] = "no-store"
        return response
    etag = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    kept = HttpResponseNotModified() if "*" in known or etag in known else response
    if kept is not response:
        for name, value in response.items():
            if name.lower() not in {"content-type", "content-length"}:
                kept[name] = value
    kept["ETag"] = etag
    kept["Cache-Control"] = "public, max-age=60" if "Authorization" not in request.headers else "private, max-age=60"
    return kept


def _preflight() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response["Access-Control-Allow-Headers"] = "Authorization, If-None-Match"
    response["Access-Control-Max-Age"] = "86400"
    return response


def _with_cors(response: HttpResponseBase) -> HttpResponseBase:
    """Pages of other sites may read what is published. No cookie counts here, so this gives nothing away."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = _EXPOSED
    return response
