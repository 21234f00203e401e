"""Version 1 of the API: what belongs to it, and how it describes itself."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from causelist.api import errors, examples
from causelist.api.routes import acts, answers, cases, decisions, figures, letters, notices, papers, places

_DESCRIPTION = (
    "Read what the registry publishes, without a token; take letters in with one. Every error has one shape: "
    '`{"error": {"code", "message", "field"?, "hint"?, "details"?}}`.'
)
_TAGS = [
    {"name": "notices", "description": "Letters on the record: notices, counter-notices, retractions, reversals."},
    {"name": "addresses", "description": "Whether an address is listed, and the places that providers act on."},
    {"name": "organisations", "description": "Who sends letters, who holds rights, who receives them."},
    {"name": "statistics", "description": "Figures, each with its definition and the time it was made."},
    {"name": "letters", "description": "Having a letter read, and recording one."},
    {"name": "answers", "description": "What a service provider did about the addresses reported to it."},
    {"name": "cases", "description": "Complaints and the cases they open."},
    {
        "name": "acts",
        "description": "What may be done in a case: every act of its lifecycles, for whoever the tables give it to.",
    },
    {"name": "decisions", "description": "Decisions as they are published: redacted, with sums and arithmetic."},
    {"name": "papers", "description": "The papers of an organisation, kept once for all its cases."},
]
_ERROR_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "field": {"type": "string"},
                "hint": {"type": "string"},
                "details": {"type": "array", "items": {"type": "object"}},
            },
            "additionalProperties": False,
        }
    },
    "example": examples.ERROR,
}


class RegistryAPI(NinjaAPI):
    """Adds to every operation the errors it may answer with, in the one shape."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The description, complete: what ninja knows, and what the door adds."""
        schema = super().get_openapi_schema(path_prefix=path_prefix or "/api/v1/", path_params=path_params)
        components = schema["components"]
        components["schemas"]["Error"] = _ERROR_SCHEMA
        components["responses"] = {
            f"Error{status}": {
                "description": message,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
            }
            for status, (_, message) in errors.CODES.items()
        }
        for methods in schema["paths"].values():
            for method, operation in methods.items():
                for parameter in operation.get("parameters", ()):
                    if shown := parameter.pop("examples", None):  # ninja's list is no map of examples
                        parameter["example"] = shown[0]
                operation["responses"] = {str(status): answer for status, answer in operation["responses"].items()}
                for status in _errors_of(method, operation):
                    operation["responses"].setdefault(str(status), {"$ref": f"#/components/responses/Error{status}"})
        return schema


def _errors_of(method: str, operation: dict[str, Any]) -> list[int]:
    """Which errors an operation may answer with."""
    found = {401, 422, 429, 500, 503}
    if any(parameter["in"] == "path" for parameter in operation.get("parameters", ())):
        found.add(404)
    if method == "post":
        found |= {400, 403, 413, 415}
    if any(parameter["name"] == "Idempotency-Key" for parameter in operation.get("parameters", ())):
        found |= {409}
    return sorted(found)


api = RegistryAPI(
    title="Causelist",
    version="1",
    description=_DESCRIPTION,
    urls_namespace="api-v1",
    docs_url=None,
    openapi_url=None,
    openapi_extra={"tags": _TAGS},
)
errors.install(api)
for room in (notices, places, figures, letters, answers, papers, cases, acts, decisions):
    api.add_router("", room.router)
