"""From silence to a complaint in a real browser: the provider's inbox, the holder's papers, the form, the receipt."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.test_desk import PHONE, check_accessible, check_fits
from tests.cases.conftest import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def country_site(serve: Callable[[str], str]) -> str:
    return serve("tests.browser.world_complaints:make_world")


def sign_in(page: Page, site: str, who: str) -> None:
    page.goto(f"{site}/desk/sign-in")
    page.get_by_label("Mail address").fill(f"{who}@people.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button").click()
    expect(page).to_have_url(f"{site}/desk/")


def test_silence_becomes_a_complaint_with_its_receipt(page: Page, country_site: str, tmp_path: Path) -> None:
    sign_in(page, country_site, "complainant")
    page.get_by_role("link", name="Complaints").first.click()
    expect(page.get_by_role("heading", name="What you can complain of")).to_be_visible()
    check_accessible(page)
    page.get_by_role("link", name="Complain of 3").click()
    expect(page.get_by_text("3 addresses, with their letters and answers as evidence")).to_be_visible()
    expect(page.get_by_text("refused: there is a permission")).to_be_visible()
    check_accessible(page)

    page.get_by_label("Kind").first.select_option("stall")
    page.get_by_label("What and where").first.fill("Stall 14; 3 Market Street")
    page.get_by_label("Region").fill("Atlantis")
    page.get_by_label("What is alleged").fill("It goes on every day.")
    page.get_by_role("button", name="File it").click()
    expect(page.get_by_role("alert")).to_contain_text("No region is called “Atlantis”")
    expect(page.get_by_label("What and where").first).to_have_value("Stall 14; 3 Market Street")
    expect(page.get_by_label("What is alleged")).to_have_value("It goes on every day.")

    page.get_by_label("Region").fill("Lantern City")
    page.get_by_role("button", name="File it").click()
    expect(page).to_have_url(re.compile(r"/desk/complaints/C-[0-9]{4}-1-[0-9]$"))
    expect(page.get_by_role("heading", name="Receipt")).to_be_visible()
    expect(page.get_by_text("4 targets")).to_be_visible()
    check_accessible(page)

    page.get_by_role("link", name="Complaints").first.click()
    expect(page.get_by_text("no reported address was refused or is overdue")).to_be_visible()


def test_a_paper_is_added_and_retired(page: Page, country_site: str, tmp_path: Path) -> None:
    file = tmp_path / "licence.pdf"
    file.write_bytes(b"%PDF-1.7 licence")
    sign_in(page, country_site, "complainant")
    page.goto(f"{country_site}/desk/organisations/larkspur-pictures-ltd/papers")
    page.get_by_label("File").set_input_files(file)
    page.get_by_label("It shows").select_option("licence")
    page.get_by_label("Title").fill("Licence of 2025")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("link", name="Licence of 2025")).to_be_visible()
    check_accessible(page)
    row = page.get_by_role("row", name="Licence of 2025")
    row.locator("summary").click()
    row.get_by_label("Why").fill("Replaced")
    row.get_by_role("button", name="Use it no longer").click()
    expect(page.get_by_role("row", name="Licence of 2025")).to_contain_text("no longer used")


def test_the_inbox_works_by_keyboard_without_scripts(chromium: Browser, country_site: str) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    sign_in(page, country_site, "stranger")
    page.goto(f"{country_site}/desk/inbox")
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    page.get_by_label("not ours").check()
    page.get_by_role("button", name="Answer", exact=True).press("Enter")
    expect(page.get_by_text("1 address answered.").first).to_contain_text("1 address answered.")
    context.close()


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("complainant", "complaints"),
        ("complainant", "complaints/new"),
        ("complainant", "organisations/larkspur-pictures-ltd/papers"),
        ("complainant", "account/mail"),
        ("stranger", "inbox"),
    ],
)
def test_pages_fit_a_phone_and_are_accessible(chromium: Browser, country_site: str, who: str, path: str) -> None:
    context = chromium.new_context(viewport=PHONE, locale="en-GB")  # type: ignore[arg-type]  # a plain dict of sizes
    page = context.new_page()
    sign_in(page, country_site, who)
    page.goto(f"{country_site}/desk/{path}")
    check_fits(page)
    check_accessible(page)
    context.close()
