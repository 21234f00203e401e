"""The pages of cases in a real Chromium: axe, a phone, Chinese, without JavaScript, a party's key."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.browser.world_cases import KEY

pytestmark = pytest.mark.browser

CASES = ["Copied discs", "A listing", "Unlicensed discs"]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def site(serve: Callable[[str], str]) -> str:
    return serve("tests.browser.world_cases:make_cases")


@pytest.fixture(params=["light", "dark chinese phone"])
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    ways: dict[str, dict[str, object]] = {
        "light": {"color_scheme": "light", "java_script_enabled": True},
        "dark chinese phone": {
            "color_scheme": "dark", "locale": "zh-CN", "viewport": {"width": 390, "height": 844},
        },
    }  # fmt: skip
    context = chromium.new_context(**ways[request.param])  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def _fits(page: Page) -> None:
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("path", ["/cases", "/cases?stage=complaint&late=1", "/about/visibility", "/c/C-2026-999-9"])
def test_page_is_accessible(page: Page, site: str, path: str) -> None:
    page.goto(f"{site}{path}")
    _fits(page)


@pytest.mark.parametrize("title", CASES)
def test_case_is_accessible(page: Page, site: str, title: str) -> None:
    page.goto(f"{site}/cases")
    page.get_by_role("link", name=title).first.click()
    expect(page.locator("ol.stages").first).to_be_visible()
    _fits(page)


def test_party_sees_more_with_its_key(page: Page, site: str) -> None:
    page.goto(f"{site}/cases")
    page.get_by_role("link", name="Copied discs").first.click()
    assert "Ines Hollowell" not in page.content()
    page.locator("a[href$='/key']").click()
    _fits(page)
    page.locator("#id_key").fill("ck_wrong")
    page.locator("main form button").click()
    expect(page.locator("#key-error")).to_be_visible()
    page.locator("#id_key").fill(KEY)
    page.locator("main form button").click()
    expect(page.get_by_text("Ines Hollowell")).to_be_visible()
    _fits(page)
