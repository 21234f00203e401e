"""The back room: for those who run the registry, to look and not to touch."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import RequestFactory
from tests.desk.world import ROLES, World

from causelist.accounts.tokens import make_token

OURS = {"accounts", "parties", "works", "notices", "runtime"}
MODELS = [model for model in admin.site._registry if model._meta.app_label in OURS]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_list_and_search_and_a_row_open(world: World, model: type) -> None:
    ada = world.people["registry"]
    made = make_token(user=ada, organisation_id=world.pictures.pk, label="x", scopes=["notices:read"], by=ada)
    place = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"  # type: ignore[attr-defined]  # a model
    client = world.client("registry")

    pages = [client.get(place), client.get(place, {"q": "example"})]
    row = model._default_manager.first()  # type: ignore[attr-defined]  # a model
    if row is not None:
        pages.append(client.get(f"{place}{row.pk}/change/"))

    assert {page.status_code for page in pages} == {200}
    secrets = (ada.password, made.secret, made.token.digest)
    assert not any(secret in page.content.decode() for secret in secrets for page in pages)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_nothing_is_changed_here(world: World, model: type) -> None:
    request = RequestFactory().get("/")
    request.user = world.people["registry"]
    held = admin.site._registry[model]

    assert [
        held.has_add_permission(request),
        held.has_change_permission(request),
        held.has_delete_permission(request),
    ] == [False] * 3


@pytest.mark.parametrize("role", [role for role in ROLES if role != "registry"])
def test_nobody_else_enters(world: World, role: str) -> None:
    assert world.client(role).get("/admin/").status_code == 302
