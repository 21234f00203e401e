"""What is met by mail, in a real browser: a forgotten password, from the sign-in page to a new one."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.test_desk import PHONE, check_accessible, check_fits
from tests.smtp import Mailbox, free_port, mail_server

pytestmark = pytest.mark.browser
NEW = "short-morning-8"


@pytest.fixture(scope="module")
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    port = free_port()
    with mail_server(port) as box:
        yield box, port


@pytest.fixture(scope="module")
def site(serve: Callable[..., str], mailbox: tuple[Mailbox, int]) -> str:
    return serve("tests.desk.world:make_world", EMAIL_URL=f"smtp://127.0.0.1:{mailbox[1]}")


@pytest.fixture
def work(site: str, environments: dict[str, dict[str, str]]) -> Callable[[], None]:
    """Do the background work that waits."""

    def once() -> None:
        command = [str(Path(sys.executable).parent / "causelist"), "worker", "--once"]
        subprocess.run(command, check=True, env=environments[site], timeout=60)

    return once


def test_forgotten_password_is_set_by_the_link_in_the_mail(
    page: Page, site: str, mailbox: tuple[Mailbox, int], work: Callable[[], None]
) -> None:
    page.goto(f"{site}/desk/sign-in")
    page.get_by_role("link", name="Forgotten it, or never had one?").click()
    check_accessible(page)
    page.get_by_label("Mail address").fill("reader@people.example")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_text("Look into your mail")).to_be_visible()
    check_accessible(page)

    work()
    mail = next(mail for mail in mailbox[0].mails if mail["to"] == "reader@people.example")
    found = re.search(r"http\S+/desk/password/link/\S+", mail.get_content())
    assert found
    page.goto(found[0])
    check_accessible(page)
    page.get_by_label("New password", exact=True).fill(NEW)
    page.get_by_label("New password, once more").fill(NEW)
    page.get_by_role("button", name="Set it").click()

    expect(page.get_by_text("Your password is set. Sign in with it.")).to_be_visible()
    page.get_by_label("Mail address").fill("reader@people.example")
    page.get_by_label("Password").fill(NEW)
    page.locator("main").get_by_role("button").click()
    expect(page).to_have_url(f"{site}/desk/")


@pytest.mark.parametrize("look", ["light", "dark", "chinese"])
def test_pages_of_a_forgotten_password_are_accessible_and_fit_a_phone(chromium: Browser, site: str, look: str) -> None:
    context = chromium.new_context(
        viewport=PHONE,  # type: ignore[arg-type]  # a typed dict by another name
        color_scheme="dark" if look == "dark" else "light",
        locale="zh-CN" if look == "chinese" else "en-GB",
    )
    page = context.new_page()
    for path in ("password/forgotten", "password/link/used"):
        page.goto(f"{site}/desk/{path}")
        check_accessible(page)
        check_fits(page)
    context.close()
