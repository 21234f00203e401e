"""The one shape of everything that goes wrong: `{"error": {"code", "message", "field"?, "hint"?, "details"?}}`.

`code` is for programs and never changes its meaning; `message` and `hint` are for people.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpRequest, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from causelist.core.refusal import Refused

logger = logging.getLogger(__name__)

# Every code that a status of its own answers with, unless something more telling is known.
CODES: dict[int, tuple[str, str]] = {
    400: ("malformed", "The request cannot be read."),
    401: ("unauthenticated", "This needs a token."),
    403: ("forbidden", "You may not do this."),
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not take this method."),
    409: ("conflict", "This contradicts what is on the record."),
    413: ("too_large", "The request is too large."),
    415: ("unsupported_media_type", "The body must be JSON."),
    422: ("invalid", "The request is not valid."),
    429: ("rate_limited", "Too many requests."),
    500: ("internal", "Something went wrong here. Nothing was stored."),
    503: ("unavailable", "The registry cannot answer now. Try again in a minute."),
}
# Where a mistake stands in a request, as ninja counts from; it is not part of a field's name.
_PLACES = {"body", "query", "path", "header", "payload", "filters"}
_MOST_DETAILS = 20
_MANY_REQUESTS = 429


class ApiError(Exception):
    """Ends a request with one answer in the one shape."""

    def __init__(
        self,
        status: int,
        *,
        code: str = "",
        message: str = "",
        field: str = "",
        hint: str = "",
        details: Sequence[dict[str, Any]] = (),
    ) -> None:
        usual_code, usual_message = CODES.get(status, CODES[400])
        self.status = status
        self.code = code or usual_code
        self.message = message or usual_message
        self.field = field
        self.hint = hint
        self.details = list(details)
        super().__init__(self.message)

    def response(self) -> JsonResponse:
        """The answer."""
        error: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.field:
            error["field"] = self.field
        if self.hint:
            error["hint"] = self.hint
        if self.details:
            error["details"] = self.details
        response = JsonResponse({"error": error}, status=self.status, json_dumps_params={"ensure_ascii": False})
        if self.status == 401:
            response["WWW-Authenticate"] = 'Bearer realm="causelist"'
        return response


def from_exception(error: Exception) -> ApiError:
    """What an exception of ours or of the framework's means to the caller."""
    match error:
        case ApiError():
            found = error
        case ValidationError():
            found = _from_validation(error.errors)
        case Refused():
            found = ApiError(422, code=error.code, message=str(error), field=error.field)
        case PermissionDenied():
            found = ApiError(403, message=str(error))
        case Http404():
            found = ApiError(404, hint="Look at /api/docs for the addresses there are.")
        case HttpError() if error.status_code in CODES:
            found = ApiError(error.status_code, hint=_one_line(str(error)))
        case OperationalError():
            logger.error("The database did not answer: %s", error)
            found = ApiError(503)
        case _:
            logger.error("A request failed", exc_info=error)
            found = ApiError(500)
    return found


def _from_validation(errors: Sequence[dict[str, Any]]) -> ApiError:
    details = [
        {
            "field": _field(error.get("loc", ())),
            "code": str(error.get("type", "")),
            "message": str(error.get("msg", "")),
        }
        for error in errors[:_MOST_DETAILS]
    ]
    first = details[0] if details else {"field": "", "message": ""}
    where = f"{first['field']}: " if first["field"] else ""
    return ApiError(
        422,
        message=f"{where}{_one_line(first['message'])}" if first["message"] else "",
        field=first["field"],
        details=details,
    )


def _field(location: Sequence[Any]) -> str:
    parts = [str(part) for part in location]
    while parts and parts[0] in _PLACES:
        parts.pop(0)
    return ".".join(parts)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]


def install(api: NinjaAPI) -> None:
    """Let every exception in `api` end in the one shape."""

    def answer(request: HttpRequest, error: Any) -> JsonResponse:
        return from_exception(error).response()

    for kind in (Exception, Http404, HttpError, ValidationError):
        api.add_exception_handler(kind, answer)
