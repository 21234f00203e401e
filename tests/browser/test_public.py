"""The public site in a real Chromium: axe on every page, keyboard, phone, without JavaScript, on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/search?q=afternoon",
    "/notices",
    "/notices?state=contested",
    "/n/NEWEST",
    "/places/videos.example.com/watch/88",
    "/hosts/videos.example.com",
    "/organisations/example-pictures",
    "/works/1",
    "/listed",
    "/listed?address=videos.example.com/watch/88",
    "/listed?address=nonsense",
    "/statistics",
    "/statistics/notices",
    "/statistics/places?by=host",
    "/about",
    "/privacy",
    "/accessibility",
    "/nothing-here",
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def site(serve: Callable[[str], str]) -> str:
    return serve("tests.browser.world_public:make_record")


@pytest.fixture(params=["light", "dark chinese phone"])
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """A page as different readers have it."""
    ways: dict[str, dict[str, object]] = {
        "light": {"color_scheme": "light"},
        "dark chinese phone": {
            "color_scheme": "dark",
            "locale": "zh-CN",
            "viewport": {"width": 390, "height": 844},
        },
    }
    context = chromium.new_context(**ways[request.param])  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def _open(page: Page, site: str, path: str) -> None:
    if path == "/n/NEWEST":
        page.goto(f"{site}/notices")
        path = page.locator("tbody a.about").first.get_attribute("href") or ""
    page.goto(f"{site}{path}")


@pytest.mark.parametrize("path", PAGES)
def test_page_has_no_barrier_and_no_sideways_scroll(page: Page, site: str, path: str) -> None:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if "Content Security" in message.text else None)
    _open(page, site, path)

    found = Axe().run(page, options=RULES)

    assert [
        f"{one['id']}: {[node['target'] for node in one['nodes']][:3]}" for one in found.response["violations"]
    ] == []
    assert found.response["passes"]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert problems == []


def test_search_by_keyboard_alone(chromium: Browser, site: str) -> None:
    page = chromium.new_page()
    page.goto(site)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.get_by_role("searchbox").focus()
    page.keyboard.type("videos.example.com")
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{site}/hosts/videos.example.com")
    page.close()


def test_field_lights_its_words(chromium: Browser, site: str) -> None:
    page = chromium.new_page()
    _open(page, site, "/n/NEWEST")
    page.locator(".understood .value[data-marks]").first.hover()

    expect(page.locator("mark.lit").first).to_be_visible()
    page.close()


def test_everything_works_without_javascript(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    _open(page, site, "/n/NEWEST")
    page.locator(".understood a.source").first.click()
    assert page.url.endswith("#m1")
    page.get_by_role("button", name="简体中文").click()
    expect(page.locator("h2#none, .understood dt").first).to_have_text("类别")
    page.goto(f"{site}/notices")
    page.get_by_label("状态").select_option("contested")
    page.get_by_role("button", name="显示").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    context.close()


def test_notice_on_paper_leaves_out_what_cannot_be_pressed(chromium: Browser, site: str) -> None:
    page = chromium.new_page()
    _open(page, site, "/n/NEWEST")
    page.emulate_media(media="print")

    expect(page.locator(".masthead nav").first).to_be_hidden()
    expect(page.locator(".letter")).to_be_visible()
    page.close()
