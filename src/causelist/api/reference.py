"""The API's description for people: the page at /api/docs, made on the server from the OpenAPI file."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

_METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an operation."""

    name: str
    where: str
    kind: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of an operation, with an example as JSON text where there is one."""

    status: str
    description: str
    example: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked of the API."""

    anchor: str
    method: str
    path: str
    summary: str
    paragraphs: list[str]
    needs_token: bool
    parameters: list[Parameter]
    fields: list[Parameter]  # of the body, the inner ones as letter.text
    body: str
    curl: str
    answers: list[Answer]


@dataclass(frozen=True, slots=True)
class Group:
    """Operations on one thing."""

    name: str
    description: str
    operations: list[Operation] = field(default_factory=list)


def groups(description: dict[str, Any], base: str) -> list[Group]:
    """Everything in an OpenAPI description, by tag in its order; `base` is the site's address for the curl lines."""
    found = {tag["name"]: Group(tag["name"], tag.get("description", "")) for tag in description.get("tags", ())}
    for path, methods in description["paths"].items():
        for method in _METHODS:
            if method in methods:
                operation = methods[method]
                tag = (operation.get("tags") or ["other"])[0]
                group = found.setdefault(tag, Group(tag, ""))
                group.operations.append(_operation(description, base, path, method, operation))
    return [group for group in found.values() if group.operations]


def _operation(description: dict[str, Any], base: str, path: str, method: str, given: dict[str, Any]) -> Operation:
    parameters = [_parameter(description, one) for one in given.get("parameters", ())]
    body = _body_example(given)
    needs_token = bool(given.get("security"))
    return Operation(
        anchor=given["operationId"],
        method=method.upper(),
        path=path,
        summary=given.get("summary", ""),
        paragraphs=[" ".join(part.split()) for part in given.get("description", "").split("\n\n")],
        needs_token=needs_token,
        parameters=parameters,
        fields=list(_fields(description, _body(given).get("schema", {}))),
        body=body,
        curl=_curl(base, path, method, given, body, needs_token=needs_token),
        answers=[
            _answer(description, status, answer)
            for status, answer in sorted(given["responses"].items(), key=_by_status)
        ],
    )


def _by_status(pair: tuple[Any, Any]) -> str:
    return str(pair[0])


def _parameter(description: dict[str, Any], given: dict[str, Any]) -> Parameter:
    return Parameter(
        name=given["name"],
        where=given["in"],
        kind=kind_of(description, given.get("schema", {})),
        required=bool(given.get("required")),
        description=given.get("description", ""),
    )


def kind_of(description: dict[str, Any], schema: dict[str, Any]) -> str:
    """A type as people say it: `one of notice, counter-notice`, `day, YYYY-MM-DD`, `number from 1 to 100`."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        schema = description["components"]["schemas"].get(name, {})
    if "anyOf" in schema:
        kinds = [kind_of(description, one) for one in schema["anyOf"] if one.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    if "enum" in schema:
        return "one of " + ", ".join(str(value) for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {kind_of(description, schema.get('items', {}))}"
    return _plain_kind(schema)


def _plain_kind(schema: dict[str, Any]) -> str:
    kind = schema.get("type", "")
    if kind == "integer":
        bounded = "minimum" in schema and "maximum" in schema
        return f"number from {schema['minimum']} to {schema['maximum']}" if bounded else "number"
    if schema.get("format") == "date":
        return "day, YYYY-MM-DD"
    if kind == "string" and "maxLength" in schema:
        return f"text of at most {schema['maxLength']:,} characters"
    return {"boolean": "true or false", "string": "text"}.get(kind, str(kind))


def _body(given: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = given.get("requestBody", {}).get("content", {}).get("application/json", {})
    return content


def _fields(description: dict[str, Any], schema: dict[str, Any], before: str = "") -> Iterator[Parameter]:
    """What a body holds, outer fields before inner ones."""
    schema = _resolved(description, schema)
    for name, given in schema.get("properties", {}).items():
        inner = _resolved(description, given)
        required = name in schema.get("required", ())
        kind = "object" if inner.get("properties") else kind_of(description, given)
        yield Parameter(before + name, "body", kind, required, given.get("description", inner.get("description", "")))
        yield from _fields(description, inner, f"{before}{name}.")


def _resolved(description: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A schema behind a reference, or the one that is not null of two."""
    for one in schema.get("anyOf", ()):
        if "$ref" in one:
            schema = one
    if "$ref" in schema:
        found: dict[str, Any] = description["components"]["schemas"].get(schema["$ref"].rsplit("/", 1)[-1], {})
        return found
    return schema


def _body_example(given: dict[str, Any]) -> str:
    content = _body(given)
    return _pretty(content["example"]) if "example" in content else ""


def _answer(description: dict[str, Any], status: Any, given: dict[str, Any]) -> Answer:
    if "$ref" in given:
        given = description["components"]["responses"][given["$ref"].rsplit("/", 1)[-1]]
    content = given.get("content", {}).get("application/json", {})
    return Answer(
        str(status), given.get("description", ""), _pretty(content["example"]) if "example" in content else ""
    )


def _curl(base: str, path: str, method: str, given: dict[str, Any], body: str, *, needs_token: bool) -> str:
    """A line to paste into a shell, with each parameter's example filled in."""
    query = {}
    for parameter in given.get("parameters", ()):
        example = parameter.get("example", parameter.get("schema", {}).get("example"))
        if parameter["in"] == "path":
            path = path.replace("{" + parameter["name"] + "}", quote(str(example or parameter["name"]), safe="/"))
        elif parameter["in"] == "query" and example is not None:
            query[parameter["name"]] = example
    url = base + path + (f"?{urlencode(query)}" if query else "")
    parts = ["curl", "-s"]
    if needs_token:
        parts += ["-H", '"Authorization: Bearer $TOKEN"']
    if body:
        parts += ["-H", "'Content-Type: application/json'"]
    parts += [shlex.quote(url)]
    line = " ".join(parts)
    if method == "post":
        return f"{line} \\\n  --data @letter.json"
    return line


def _pretty(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
