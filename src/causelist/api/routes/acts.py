"""Every act that somebody may do in a case, as an operation of its own: made from the tables of the lifecycles."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Header, Path, Router
from pydantic import StringConstraints

from causelist.accounts.models import Token
from causelist.accounts.services import Scope
from causelist.api import act_shapes, examples
from causelist.api.act_shapes import ActDone, ActIn
from causelist.api.auth import Needs
from causelist.api.errors import ApiError
from causelist.cases import access, services, tables
from causelist.cases.access import Found
from causelist.core.refusal import Refused
from causelist.parties.permissions import Reach, reach_of

router = Router(tags=["acts"])

CaseNumber = Annotated[
    Annotated[str, StringConstraints(max_length=60, pattern=r"^[^\x00/]+$")],
    Path(description="The case's number.", examples=["C-2026-14-0"]),
]
Key = Annotated[
    Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[\x21-\x7e]+$")] | None,
    Header(
        alias="Idempotency-Key",
        description="Any text of yours, new for each act. Sent again with the same body, the same answer comes back.",
    ),
]
# What contradicts how things stand, rather than being wrong in itself.
_CONFLICTS = frozenset({"changed_meanwhile", "wrong_state", "joined", "track_open", "key_reused"})


def reach_through(token: Token) -> Reach:
    """As far as a token reaches: what its person may do as a member of its organisation."""
    return reach_of(token.user).through(token.organisation_id)


def find(number: str, token: Token) -> Found:
    """The case, or `ApiError` 404, the same for one that is not there and one that the token must not know of."""
    found = access.find(number, token.user, reach=reach_through(token))
    if found is None:
        raise not_there()
    return found


def not_there() -> ApiError:
    """What is absent and what is forbidden answer alike."""
    return ApiError(404, message="There is no such case.", field="number")


def do(request: HttpRequest, act: tables.Act, number: str, payload: ActIn, key: str | None) -> dict[str, Any]:
    """Do an act for the token of a request; the answer's body."""
    token: Token = request.token  # type: ignore[attr-defined] # the door has put it there
    found = find(number, token)
    try:
        event = services.act(
            case_id=found.case.pk,
            lifecycle=act.lifecycle,
            act=act.name,
            subject_id=getattr(payload, "subject", None),
            data=act_shapes.given(payload),
            by=token.user,
            reach=reach_through(token),
            key=f"api:{token.organisation_id}:{hashlib.sha256(key.encode()).hexdigest()}" if key else None,
            request=hashlib.sha256(request.body).hexdigest() if key else None,
            seen=payload.seen,
        )
    except services.NotThere as error:
        raise ApiError(404, message="This case has no such subject.", field="subject") from error
    except Refused as error:
        raise _said(act, error) from error
    case = event.case
    return {
        "event": event.pk,
        "act": event.act,
        "subject": {"lifecycle": event.subject_kind, "id": event.subject_id},
        "from_state": event.from_state,
        "to_state": event.to_state,
        "occurred_at": event.occurred_at,
        "case": case.number,
        "stage": case.stage,
        "once": {name: str(value) for name, value in event.once.items()},
    }


def _said(act: tables.Act, error: Refused) -> ApiError:
    asked = error.field.split(".")[0] in act.fields
    field = f"fields.{error.field}" if asked else error.field
    return ApiError(409 if error.code in _CONFLICTS else 422, code=error.code, message=str(error), field=field)


def _operation(act: tables.Act) -> None:
    """Give an act its address."""
    model = act_shapes.model_of(act)

    def operation(request: HttpRequest, number: str, payload: ActIn, key: str | None = None) -> dict[str, Any]:
        return do(request, act, number, payload, key)

    operation.__annotations__ = {
        "request": HttpRequest, "number": CaseNumber, "payload": model, "key": Key, "return": dict[str, Any],
    }  # fmt: skip
    operation.__doc__ = _description(act)
    add: Callable[..., Any] = router.post(
        f"/cases/{{number}}/acts/{act.lifecycle}/{act.name}",
        response=ActDone,
        auth=Needs(Scope.ACT),
        summary=f"{tables.lifecycle(act.lifecycle).title.en}: {act.title.en.lower()}",
        operation_id=f"{act.lifecycle}_{act.name}",
        openapi_extra=examples.operation(body=act_shapes.example_of(act), answer=act_shapes.done_example(act)),
    )
    add(operation)


def _description(act: tables.Act) -> str:
    states = tables.lifecycle(act.lifecycle).states
    who = ", ".join(sorted(act.by - {"system"}))
    where = "; ".join(f"{states[name].title.en.lower()}" for name in act.sources)
    lines = [f"{act.title.zh}。By: {who}."]
    if where:
        lines.append(f"From: {where}.")
    if act.to:
        lines.append("To: " + " or ".join(states[name].title.en.lower() for name in act.to) + ".")
    return " ".join(lines)


for _act in act_shapes.acts():
    _operation(_act)
