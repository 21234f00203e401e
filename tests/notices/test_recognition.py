from __future__ import annotations

from pathlib import Path

import pytest

from causelist import formats
from causelist.cli.bench_letters import letters
from causelist.notices.recognition import check_letter

NO_LETTERS = {
    "table": "id,name,price\n1,Apple,2\n2,Pear,3\n",
    "addresses with days": "url,date\nhttps://example.com/a,2020-01-01\nhttps://example.com/b,2020-01-02\n",
    "data": '{"reported": ["https://example.com/a"], "sender": "Example Ltd"}',
    "explanation": "# My project\n\nInstall it, run it. See the manual.\n\n## Licence\n\nMIT\n",
    "program": "import os\nprint(os.getcwd())\n",
    "settings": "name: x\nversion: 1\nlanguage: en\n",
    "journal": "2025-01-01 12:00:00 GET /index.html 200\n" * 50,
    "greeting": "你好\n",
}
LETTERS = {
    "one line": "Please remove https://example.com/a, it is mine.\n",
    "no address": "I am the owner of the film. I have a good faith belief that your user copied it.\n",
    "Chinese": "侵权通知\n请删除 https://example.com/video/1 ，该作品由我公司享有著作权。\n",
    "its kind alone": "Subject: Retraction\n\nDear provider, we retract our DMCA takedown notice of last week.\n",
    "a list in brackets": "[1] https://example.com/a infringes our copyright in the book.\n",
}


def refusal(content: bytes) -> tuple[str, str]:
    """Why it is no letter and how to mend it; nothing for a letter."""
    try:
        check_letter(formats.read(content))
    except formats.Unreadable as refused:
        return refused.reason, refused.mend
    return "", ""


@pytest.mark.parametrize("text", NO_LETTERS.values(), ids=list(NO_LETTERS))
def test_what_is_no_letter_is_refused_with_a_way_to_mend(text: str) -> None:
    reason, mend = refusal(text.encode())
    assert reason.startswith(("nothing in it reads like a notice", "it is data (JSON)", "it is a table"))
    assert "by hand" in mend


@pytest.mark.parametrize("text", LETTERS.values(), ids=list(LETTERS))
def test_one_thing_that_only_letters_say_is_enough(text: str) -> None:
    assert refusal(text.encode()) == ("", "")


def test_every_invented_letter_is_one() -> None:
    assert [content for content in letters(200) if refusal(content)[0]] == []


def test_real_letters_are_ones(shared_data: Path) -> None:
    files = sorted((shared_data / "github-dmca" / "notices" / "2014").rglob("*.md"))
    assert len(files) > 100
    assert [file.name for file in files if refusal(file.read_bytes())[0]] == []
