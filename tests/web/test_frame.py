"""The frame of every page, and the pages for what went wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

SOURCE = Path(__file__).resolve().parents[2] / "src" / "causelist"
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_template_holds_no_inline_style_or_script(path: Path) -> None:
    """The content security policy refuses them: they would only look right here."""
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", text)


@pytest.mark.django_db
def test_page_sends_a_strict_policy(client: Client) -> None:
    policy = client.get("/")["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_language_follows_the_browser_and_the_switch_keeps_the_page(client: Client) -> None:
    assert "Is it listed?" in client.get("/listed?address=x.example").text
    assert "是否在册" in client.get("/", headers={"accept-language": "zh-CN,zh;q=0.9"}).text

    answer = client.post("/language", {"language": "zh-hans", "next": "/listed?address=x.example"})

    assert answer["Location"] == "/listed?address=x.example"
    assert '<html lang="zh-Hans">' in client.get(answer["Location"]).text


@pytest.mark.django_db
@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_language_switch_leads_nowhere_else(client: Client, target: str) -> None:
    assert client.post("/language", {"language": "xx", "next": target})["Location"] == "/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/nothing", "/n/N-2026-1-1", "/places/no/such", "/hosts/none.example", "/organisations/none"]
)
def test_not_found_offers_the_search_box(client: Client, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert 'role="search"' in answer.text
