from __future__ import annotations

import pytest
from django.urls import reverse
from tests.desk.world import World

from causelist.notices.models import Item, ItemAnswer

pytestmark = pytest.mark.django_db


def test_chosen_addresses_are_answered_and_leave_the_inbox(world: World) -> None:
    client = world.client("officer")
    first, second = world.notice.items.order_by("position")
    page = client.get(reverse("desk:inbox")).content.decode()
    assert first.canonical.removeprefix("https://") in page
    client.post(reverse("desk:inbox"), {"items": [first.pk], "outcome": "refused", "ground": "licensed"})
    assert list(Item.objects.order_by("position").values_list("answer", flat=True)) == ["refused", None]
    page = client.get(reverse("desk:inbox")).content.decode()
    assert f'value="{first.pk}"' not in page
    assert f'value="{second.pk}"' in page
    public = client.get(reverse("public:notice", args=[world.notice.number])).content.decode()
    assert "there is a permission" in public


def test_an_answer_that_is_refused_leaves_what_was_chosen(world: World) -> None:
    first = world.notice.items.order_by("position")[0]
    page = world.client("officer").post(reverse("desk:inbox"), {"items": [first.pk], "outcome": "refused"})
    assert "A refusal needs its ground" in page.content.decode()
    assert f'value="{first.pk}" id="item-{first.pk}" checked' in page.content.decode()
    assert not ItemAnswer.objects.exists()
