"""Tokens: who a program acts for, and what it may be used for."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security import HttpBearer

from causelist.accounts.models import Token
from causelist.accounts.services import Scope, authenticate
from causelist.api.errors import ApiError

_LONGEST = 200  # characters of a secret; longer ones are nobody's
_HINT = "Send the header `Authorization: Bearer <token>`. Tokens are made on the desk, under your organisation."


def token_of(request: HttpRequest) -> Token | None:
    """The token a request carries, or None where it carries none. Raises `ApiError` 401 for one that is no good."""
    header = request.headers.get("Authorization", "")
    if not header:
        return None
    scheme, _, secret = header.partition(" ")
    if scheme.lower() != "bearer":
        raise ApiError(401, code="bad_token", message="The Authorization header is not a bearer token.", hint=_HINT)
    secret = secret.strip()
    token = authenticate(secret) if 0 < len(secret) <= _LONGEST and "\0" not in secret else None
    if token is None:
        raise ApiError(401, code="bad_token", message="This token is unknown, has ended or was revoked.", hint=_HINT)
    return token


class Needs(HttpBearer):
    """The operation needs a token with a scope. The gate has looked the token up before."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Token:
        """The token, or `ApiError` 401 or 403."""
        token: Token | None = getattr(request, "token", None)
        if token is None:
            raise ApiError(401, hint=_HINT)
        if self.scope not in token.scopes:
            raise ApiError(
                403,
                code="missing_scope",
                message=f"This token lacks the scope {self.scope}.",
                hint="Make one that has it, on the desk, under your organisation.",
            )
        return token

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        """Not asked: `__call__` answers from what the gate found."""
        return self(request)
