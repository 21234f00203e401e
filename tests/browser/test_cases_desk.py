"""The desks of a case in a real browser: an officer, a party and a head, by mouse, on a phone, in Chinese, by axe."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.test_desk import PHONE, check_accessible, check_fits
from tests.desk.cases.world import PASSWORD

pytestmark = pytest.mark.browser
PAGES = {
    "officer": [
        "",
        "docket",
        "cases",
        "calendar",
        "handover",
        "campaigns",
        "campaigns/-/new",
        "campaigns/clean-markets",
        "activities",
    ],
    "head": ["supervision", "docket"],
    "complainant": ["", "docket", "cases"],
    "registry": ["bodies", "bodies/B3"],
}


@pytest.fixture(scope="session")
def site(serve: Callable[[str], str]) -> str:
    return serve("tests.desk.cases.world:make_world")


def sign_in(page: Page, site: str, who: str) -> None:
    page.goto(f"{site}/desk/sign-in")
    address = "registry@registry.example" if who == "registry" else f"{who}@people.example"
    page.get_by_label("Mail address").fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button").click()
    expect(page).to_have_url(f"{site}/desk/")


def test_officer_takes_a_complaint_files_the_case_and_tells_the_respondent(page: Page, site: str) -> None:
    sign_in(page, site, "officer")
    page.get_by_role("link", name="Docket").first.click()
    row = page.get_by_role("row").filter(has_text="Copied discs on a market stall")
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Copied discs on a market stall")).to_be_visible()
    check_accessible(page)

    page.get_by_role("link", name="Refuse", exact=True).click()
    page.get_by_label("Ground").select_option("no_facts")
    page.get_by_role("button", name="Refuse").click()
    expect(page.locator(".field.wrong")).to_contain_text("This field is required")
    expect(page.get_by_label("Ground")).to_have_value("no_facts")
    check_accessible(page)
    page.get_by_role("link", name="Back to the file").click()

    page.get_by_role("link", name="Accept", exact=True).click()
    expect(page.get_by_text("Ends the time for: Decision whether to take the complaint")).to_be_visible()
    page.get_by_label("Reason").fill("Competent, and complete.")
    page.get_by_role("button", name="Accept").dblclick()
    expect(page.get_by_text("Done: Accept.")).to_be_visible()

    page.get_by_role("link", name="File the case").click()
    page.get_by_label("File number").fill("2026-18")
    page.get_by_role("button", name="File the case").click()
    expect(page.get_by_text("2026-18").first).to_be_visible()

    page.get_by_role("link", name="Tell the respondent what is intended").click()
    page.get_by_label("What is intended").fill("A fine, and the copies are confiscated.")
    page.get_by_role("button", name="Tell the respondent what is intended").click()
    expect(page.locator(".history").get_by_text("A fine, and the copies are confiscated.")).to_be_visible()
    check_accessible(page)
    check_fits(page)


@pytest.mark.parametrize("who", list(PAGES))
def test_pages_pass_axe_and_fit_a_phone(page: Page, site: str, who: str) -> None:
    sign_in(page, site, who)
    for name in PAGES[who]:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{site}/desk/{name}")
        check_accessible(page)
        page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
        check_fits(page)


def test_public_pages_of_campaigns_pass_axe(page: Page, site: str) -> None:
    for name in ("campaigns", "campaigns/clean-markets", "activities"):
        page.goto(f"{site}/{name}")
        check_accessible(page)
    expect(page.get_by_text("Reading a disc's source code")).to_be_visible()


def test_rows_are_added_without_scripts(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    sign_in(page, site, "officer")
    page.goto(f"{site}/desk/cases")
    page.get_by_role("row").filter(has_text="Unlicensed films at a café").get_by_role("link").click()
    page.get_by_role("link", name="Inspection, raid or report: Plan").click()
    page.get_by_label("Kind").select_option("inspection")
    page.get_by_label("Planned for").fill("2027-01-10T09:00")
    page.get_by_label("Scope").fill("The whole café")
    page.get_by_label("Stall 14, Lantern Market").check()
    page.get_by_role("button", name="Plan").click()
    expect(page.get_by_text("Done: Plan.")).to_be_visible()
    page.get_by_role("link", name="Record a seizure").click()
    page.get_by_label("Description, 1").fill("Discs")
    page.get_by_role("button", name="One more row").click()
    expect(page.get_by_label("Description, 4")).to_be_visible()
    expect(page.get_by_label("Description, 1")).to_have_value("Discs")
    context.close()
