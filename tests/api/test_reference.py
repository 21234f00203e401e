from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from causelist.api import reference
from causelist.api.v1 import api

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def description() -> dict[str, Any]:
    return dict(api.get_openapi_schema())


def test_description_is_committed_as_it_is(description: dict[str, Any]) -> None:
    kept = json.loads((PROJECT / "docs" / "reference" / "openapi.json").read_text(encoding="utf-8"))

    assert kept == json.loads(json.dumps(description)), "run make reference"


def test_every_operation_has_a_summary_a_description_and_an_example(description: dict[str, Any]) -> None:
    bare = []
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            answered = operation["responses"].get("201") or operation["responses"]["200"]
            asked = operation.get("requestBody", {}).get("content", {}).get("application/json", {"example": 1})
            if not (
                operation.get("summary")
                and operation.get("description")
                and "example" in asked
                and all("example" in kind for name, kind in answered["content"].items() if name.endswith("/json"))
            ):
                bare.append(f"{method} {path}")

    assert bare == []


def test_examples_fit_what_they_are_examples_of(description: dict[str, Any]) -> None:
    """Each example of an answer has exactly the fields that the answer has."""
    for methods in description["paths"].values():
        for operation in methods.values():
            for answer in operation["responses"].values():
                content = answer.get("content", {}).get("application/json", {})
                if "example" in content and "$ref" in content["schema"]:
                    name = content["schema"]["$ref"].rsplit("/", 1)[-1]
                    assert set(content["example"]) == set(description["components"]["schemas"][name]["properties"])


def test_every_operation_says_which_errors_it_answers_with(description: dict[str, Any]) -> None:
    for methods in description["paths"].values():
        for operation in methods.values():
            assert {"401", "422", "429", "500", "503"} <= set(operation["responses"])


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 100}, "number from 1 to 100"),
        ({"type": "integer"}, "number"),
        ({"type": "string", "format": "date"}, "day, YYYY-MM-DD"),
        ({"type": "string", "maxLength": 5}, "text of at most 5 characters"),
        ({"type": "string"}, "text"),
        ({"type": "boolean"}, "true or false"),
        ({"enum": ["a", "b"]}, "one of a, b"),
        ({"type": "array", "items": {"type": "string"}}, "list of text"),
        ({"anyOf": [{"type": "boolean"}, {"type": "null"}]}, "true or false"),
        ({"$ref": "#/components/schemas/Colour"}, "one of red"),
        ({}, ""),
    ],
)
def test_kinds_are_said_as_people_say_them(schema: dict[str, Any], kind: str) -> None:
    described = {"components": {"schemas": {"Colour": {"enum": ["red"]}}}}

    assert reference.kind_of(described, schema) == kind


def test_page_shows_every_operation_with_a_line_for_the_shell(client: Client, settings: Settings, db: None) -> None:
    settings.SITE_URL = "https://registry.example"

    page = client.get("/api/docs").content.decode()

    for operation in ("list_notices", "read_notice", "is_listed", "read_metric", "record_letter", "read_letter"):
        assert f'id="{operation}"' in page
    assert "curl -s &#x27;https://registry.example/api/v1/notices?kind=notice" in page
    assert "<code>letter.base64</code>" in page
    assert "<script" not in page.replace('<script src="/static', "")
    assert " style=" not in page


def test_page_leads_from_the_root_of_the_api(client: Client) -> None:
    assert client.get("/api/")["Location"] == "/api/docs"
