"""The law in a real Chromium: axe on its pages, by day and by night, on a phone in Chinese, without JavaScript, on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PAGES = [
    "/law",
    "/law?q=clicks",
    "/law?q=zebra",
    "/law/cn",
    "/law/changes?place=cn",
    "/law/compare?place=cn&on=2025-04-25&and=2025-04-26",
    "/law/report",
    "/law/bills/cn/iipa-2012",
    "/law/thresholds",
    "/law/thresholds?act=217&on=2024-03-01&decided=2025-09-01&clicks=50000&unknown=gains",
    "/law/thresholds?act=217&on=2012-06-01&works=-1&clicks=x",
    "/law/deadlines?rule=cn.ecommerce.reinstatement_wait&start=2026-02-13",
    "/law/damages?place=cn&on=2022-06-01&loss=200000&wilful=yes&serious=yes&costs=30000",
    "/law/fine?place=cn&on=2012-06-01&decided=2022-06-01&hard_to_count=on",
    "/law/remuneration?year=2012&revenue=100000000&share=0.08&minutes=1000&medium=tv&fair_rate=0.05",
    "/law/term?place=cn&kind=film&published=1990-05-01&on=2026-01-01",
    "/law/limitation?place=cn&on=2026-11-24&act=2023-12-01&knew=2024-01-15",
    "/law/letter",
    "/law/cn/crime/217/gains",
    "/law/cn/crime/217/combination",
    "/law/cn/notice/takedown?bill=iipa-2012",
    "/law/us/dmca/notice_elements",
    "/law/cn/broadcast/remuneration/rates",
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


@pytest.mark.parametrize("path", PAGES)
def test_page_has_no_barrier_and_no_sideways_scroll(page: Page, site: str, path: str) -> None:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if "Content Security" in message.text else None)
    page.goto(f"{site}{path}")

    found = Axe().run(page, options=RULES)

    assert [
        f"{one['id']}: {[node['target'] for node in one['nodes']][:3]}" for one in found.response["violations"]
    ] == []
    assert found.response["passes"]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert problems == []


def test_threshold_is_asked_and_sent_on_without_javascript(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/law")
    page.get_by_role("link", name="Criminal thresholds").click()
    page.get_by_label("Day of the act").fill("2012-06-01")
    page.get_by_label("works made available", exact=True).fill("250")
    page.get_by_label("clicks", exact=True).fill("25000")
    page.get_by_role("button", name="Work it out").click()

    expect(page.locator(".clock b")).to_have_text("Reached: the base tier")
    assert "works=250" in page.url
    assert page.url.endswith("#answer")
    page.get_by_label("not known: registered members").check()
    page.get_by_role("link", name="The wishes of the 2012 report").first.click()
    expect(page.locator(".clock b")).to_have_text("Not reached")
    page.get_by_role("link", name="Law of the act").click()
    expect(page.locator(".clock b")).to_have_text("Reached: the base tier")
    context.close()


def test_mistake_is_told_beside_the_field_and_above(chromium: Browser, site: str) -> None:
    page = chromium.new_page()
    page.goto(f"{site}/law/thresholds")
    page.get_by_label("Day of the act").fill("2012-06-01")
    page.get_by_label("copies", exact=True).fill("1.5")
    page.get_by_role("button", name="Work it out").click()

    page.get_by_role("alert").get_by_role("link", name="copies").click()
    expect(page.get_by_label("copies", exact=True)).to_have_value("1.5")
    expect(page.get_by_label("copies", exact=True)).to_have_attribute("aria-invalid", "true")
    page.close()


def test_letter_is_judged_in_place(chromium: Browser, site: str) -> None:
    page = chromium.new_page()
    page.goto(f"{site}/law/letter")
    page.get_by_label("The letter").fill("A notice about https://videos.example.com/watch/88 by Example Pictures.")
    page.get_by_label("It is").select_option("notice")
    page.get_by_role("button", name="Check").click()

    expect(page.locator(".clock b")).to_have_text("It lacks something that the law asks")
    assert Axe().run(page, options=RULES).response["violations"] == []
    page.close()


def test_answer_on_paper_keeps_the_question_and_the_reasons(chromium: Browser, site: str) -> None:
    page = chromium.new_page()
    page.goto(f"{site}/law/remuneration?year=2012&revenue=100000000&share=0.08")
    page.emulate_media(media="print")

    expect(page.locator(".question .button")).to_be_hidden()
    expect(page.get_by_label("Year", exact=True)).to_have_value("2012")
    expect(page.locator(".steps").first).to_be_visible()
    page.close()
