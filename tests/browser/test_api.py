"""The API's page in a real Chromium: axe, no width beyond a phone's, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(serve: Callable[[str], str]) -> str:
    return serve("tests.browser.world_public:make_record")


@pytest.mark.parametrize("locale", ["en", "zh-CN"])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_page_of_the_api_is_for_everybody(chromium: Browser, site: str, locale: str, colours: str) -> None:
    page = chromium.new_page(locale=locale, color_scheme=colours, viewport={"width": 390, "height": 844})  # type: ignore[arg-type] # a literal to playwright
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{site.rstrip('/')}/api/docs")

    assert Axe().run(page).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".api-operation").count() >= 10
    assert said == []
    page.close()
