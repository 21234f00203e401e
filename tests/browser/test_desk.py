"""The desk in a real browser: the journey from a pasted letter to its number, by mouse, by keyboard, without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.desk.world import LETTER, PASSWORD

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
PAGES = {
    "filer": ["", "new", "notices", "organisations", "organisations/example-pictures", "password", "account"],
    "administrator": [
        "organisations/example-pictures",
        "organisations/example-pictures/members",
        "organisations/example-pictures/mandates",
        "organisations/example-pictures/tokens",
    ],
    "registry": ["", "people", "organisations", "organisations/-/new", "organisations/example-pictures"],
}


@pytest.fixture(scope="session")
def site(serve: Callable[[str], str]) -> str:
    return serve("tests.desk.world:make_world")


def sign_in(page: Page, site: str, role: str) -> None:
    page.goto(f"{site}/desk/sign-in")
    page.get_by_label("Mail address").fill(f"{role}@people.example")
    if role == "registry":
        page.get_by_label("Mail address").fill("registry@causelist.test")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button").click()
    expect(page).to_have_url(f"{site}/desk/")


def check_accessible(page: Page) -> None:
    result = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    found = [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in result.response["violations"]]
    assert found == [], page.url


def check_fits(page: Page) -> None:
    """Nothing makes the page scroll sideways."""
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0, page.url


def test_letter_is_pasted_reviewed_corrected_and_recorded(page: Page, site: str) -> None:
    sign_in(page, site, "filer")
    page.get_by_role("link", name="New letter").first.click()
    page.get_by_label("The letter").fill(LETTER.replace("/88", "/501"))
    page.get_by_role("button", name="See what is understood").click()

    expect(page.get_by_role("heading", name="Check what was understood")).to_be_visible()
    reported = page.get_by_label("Addresses reported")
    expect(reported).to_have_value("https://videos.example.com/watch/501\nhttps://videos.example.com/watch/91")
    expect(page.get_by_text("Noticed before")).to_be_visible()
    check_accessible(page)

    reported.focus()
    expect(page.locator("mark.now", has_text="https://videos.example.com/watch/501").first).to_be_visible()
    page.locator("mark[data-field~=statements]").first.click()
    expect(page.locator("#f-statements input").first).to_be_focused()

    page.get_by_label("Date of the letter").fill("yesterday")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("“yesterday” is not a date")).to_be_visible()
    expect(page.get_by_label("Date of the letter")).to_have_value("yesterday")
    check_accessible(page)

    page.get_by_label("Date of the letter").fill("2026-11-20")
    page.get_by_label("Works").fill("The Long Afternoon (2026)")
    page.get_by_role("button", name="Record it").dblclick()

    expect(page.get_by_text("Recorded. This is its number from now on.")).to_be_visible()
    number = page.locator("h1").inner_text()
    expect(page.get_by_role("cell", name="2026-11-20")).to_be_visible()
    check_accessible(page)
    page.goto(f"{site}/desk/notices")
    expect(page.get_by_role("link", name=number)).to_have_count(1)


def test_record_pressed_many_times_at_once_gives_one_number(page: Page, site: str) -> None:
    sign_in(page, site, "filer")
    page.goto(f"{site}/desk/new")
    page.get_by_label("The letter").fill(LETTER.replace("/88", "/504"))
    page.get_by_role("button", name="See what is understood").click()
    page.locator("#review-form").wait_for()

    reached = page.evaluate(
        """async () => {
          const body = new URLSearchParams(new FormData(document.getElementById("review-form")));
          body.set("do", "record");
          const press = () => fetch(location.href, { method: "POST", body }).then((answer) => answer.url);
          return [...new Set(await Promise.all(Array.from({ length: 6 }, press)))];
        }"""
    )

    assert len(reached) == 1
    assert "/desk/notices/N-" in reached[0]


def test_journey_without_scripts_by_links_to_the_words(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, "filer")
    page.goto(f"{site}/desk/new")
    page.get_by_label("The letter").fill(LETTER.replace("/88", "/502"))
    page.get_by_role("button", name="See what is understood").click()

    page.locator("#f-reported .words a").first.click()

    assert page.url.endswith("#w-reported-1")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("Recorded. This is its number from now on.")).to_be_visible()
    context.close()


def test_letter_is_recorded_by_keyboard_alone(page: Page, site: str) -> None:
    sign_in(page, site, "filer")
    page.goto(f"{site}/desk/new")
    page.get_by_label("Recorded for").focus()
    page.keyboard.press("Tab")
    page.keyboard.insert_text(LETTER.replace("/88", "/503"))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Check what was understood")).to_be_visible()

    page.get_by_label("Refers to").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Recorded. This is its number from now on.")).to_be_visible()


@pytest.mark.parametrize("role", sorted(PAGES))
@pytest.mark.parametrize("look", ["light", "dark", "chinese"])
def test_pages_are_accessible_and_fit_a_phone(chromium: Browser, site: str, role: str, look: str) -> None:
    context = chromium.new_context(
        viewport=PHONE,  # type: ignore[arg-type]  # a typed dict by another name
        color_scheme="dark" if look == "dark" else "light",
        locale="en-GB",
    )
    page = context.new_page()
    sign_in(page, site, role)
    if look == "chinese":
        context.add_cookies([{"name": "django_language", "value": "zh-hans", "url": site}])
    for path in PAGES[role]:
        page.goto(f"{site}/desk/{path}")
        check_accessible(page)
        check_fits(page)
    context.close()
