"""Which of two places is the copy, what stands for more than itself, and places named in other ways than by an address."""

from typing import Any

import pytest
from tests.formats.letters import FORM_1, STATEMENTS

from causelist.formats import read_text
from causelist.formats.links import find_links

MINE = "https://github.com/heron-example/editor"
COPY = "https://github.com/alice-example/notes"
OTHER = "https://github.com/bob-example/notes"


def _read(words: str) -> dict[str, Any]:
    return read_text(f"Dear GitHub,\n\n{words}\n\n{STATEMENTS}").as_json()


@pytest.mark.parametrize(
    "words",
    [
        f"The file {COPY} is an illegal duplicate of {MINE} and must go.",
        f"The user has copied my code {MINE} to his repository {COPY} without any credit.",
        f"Somebody cloned our private repository ({MINE}) to their own public repo ({COPY}).",
        f"My editor project (found here {MINE}) was cloned (here {COPY}) and its notice removed.",
        f"The repository {COPY} is copied from my repo which is hosted at {MINE}.",
        f"{COPY} infringes on {MINE} in nearly every file.",
        f"The infringed repo:\n\n{MINE}\n\nThe repo that infringes:\n\n{COPY}",
        f"The infringing files:\n\n{COPY}\n\nThis content is a direct copy of our original work at:\n\n{MINE}",
        f"Please take down\n\n{COPY}\n\nThe original source code can be found at the following repository\n\n{MINE}",
        f"This is my repository: {MINE}\n\nThe material is published at this URL:\n\n{COPY}",
    ],
)
def test_the_source_of_a_copy_is_the_original(words: str) -> None:
    got = _read(words)
    assert got["reported"] == [COPY]
    assert got["originals"] == [MINE]


def test_an_account_named_like_the_right_holder_holds_originals_in_a_sentence() -> None:
    got = _read(
        f"I write on behalf of Heron Example, Inc. A user cloned everything that was made public by accident at {MINE}. "
        f"The infringing repository is {COPY}."
    )
    assert got["reported"] == [COPY]


def test_an_account_named_like_the_right_holder_may_be_reported_in_a_list() -> None:
    got = _read(
        f"I write on behalf of Heron Example, Inc. Please remove these infringing repositories:\n\n{MINE}\n{COPY}"
    )
    assert got["reported"] == [MINE, COPY]


@pytest.mark.parametrize(
    "written",
    [
        "https://github.com/ alice-example /notes",
        "https://github.com/alice-example/ notes",
        "https://github.com/alice-example/notes's",
        "(https://github.com/alice-example/notes)And",
        "https://github.com/alice-example/notes=\n",
    ],
)
def test_broken_addresses_are_read_whole_and_alone(written: str) -> None:
    assert [link.url for link in find_links(f"See {written}\n")] == [COPY]


def test_the_number_of_the_next_item_is_no_part_of_an_address() -> None:
    text = f"About {COPY} : 1. The place is {COPY}.2. What you host is at {COPY}3. Explain what they must do."
    assert [link.url for link in find_links(text)] == [COPY, COPY, COPY]
    assert [link.url for link in find_links(f"1. One: {COPY}\n2. Two: {COPY}2. Remove both.")] == [COPY, f"{COPY}2"]


def test_an_address_in_the_query_of_another_is_not_one_more() -> None:
    text = "Sign in at https://heron.example/login?ref=https://heron.example/game and play."
    assert [link.url for link in find_links(text)] == ["https://heron.example/login?ref=https://heron.example/game"]


def test_a_letter_lists_repositories_as_a_code_host_shows_them() -> None:
    got = _read(
        f"The parent {COPY} must go, and so must these forks:\n\nbob-example / notes\n@carol-example carol-example / notes\n"
        "Name / Title\nDana Example / Counsel"
    )
    assert got["places"] == [
        "github.com/alice-example/notes",
        "github.com/bob-example/notes",
        "github.com/carol-example/notes",
    ]
    assert got["forks_named"] == 2


def test_forks_named_in_a_letter_are_counted_and_reported() -> None:
    got = _read(f"The infringing copy is at\n\n{COPY}\n\nI have also looked at the following forks:\n\n{OTHER}")
    assert got["reported"] == [COPY, OTHER]
    assert got["forks_named"] == 1
    assert _read(f"Please remove {COPY} with all of its forks.")["forks_named"] is None


def test_a_form_that_names_a_repository_without_its_host() -> None:
    answer = "Everything in the alice-example/notes repository is ours."
    form = FORM_1.replace("- https://github.com/alice-example/editor\n", f"{answer}\n").replace(
        "- “https://github.com/bob-example/editor.git”,\ncarol-example/editor\n", ""
    )
    assert "github.com/alice-example/notes" in read_text(form).as_json()["places"]


def test_a_site_the_provider_hosts_is_reported_by_its_domain() -> None:
    got = _read(
        "Our site heron.com was copied exactly onto a site hosted by GitHub at her0n.com and must be taken down."
    )
    assert got["reported"] == ["https://her0n.com"]


def test_an_account_page_is_covered_by_its_repositories() -> None:
    form = FORM_1.replace(
        "- https://github.com/alice-example/editor\n",
        "https://github.com/alice-example\n- https://github.com/alice-example/editor\n",
    )
    assert "github.com/alice-example" not in read_text(form).as_json()["places"]


def test_a_register_proves_and_is_never_reported() -> None:
    register = "https://cocatalog.loc.gov/cgi-bin/Pwebrecon.cgi?Search_Arg=VA0000000000"
    got = _read(f"The work is registered: {register}. A pirated copy was posted at {COPY}.")
    assert got["reported"] == [COPY]
    assert got["originals"] == [register]


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("请删除https://github.com/alice-example/notes仓库。", [COPY]),
        ("https://github.com/alice-example/notes的readme.md", [COPY]),
        (
            "https://github.com/alice-example/notes/blob/master/编辑器/苍鹭注册码.md\n",
            ["https://github.com/alice-example/notes/blob/master/编辑器/苍鹭注册码.md"],
        ),
        (
            "https://github.com/alice-example/notes/blob/master/heron注册码.md\n",
            ["https://github.com/alice-example/notes/blob/master/heron注册码.md"],
        ),
    ],
)
def test_an_address_in_chinese_text_ends_where_it_ends(text: str, urls: list[str]) -> None:
    assert [link.url for link in find_links(text)] == urls


def test_forks_listed_below_the_sentence_that_all_infringe() -> None:
    form = FORM_1.replace(
        "Yes: https://github.com/dave-example/editor and https://github.com/alice-example/editor",
        "Based on the representative number of forks I have reviewed, I believe that all or most of the forks are "
        "infringing to the same extent as the parent repository.\n\nhttps://github.com/dave-example/editor\n"
        "https://github.com/erin-example/editor",
    )
    got = read_text(form).as_json()
    assert got["forks_named"] == 2
    assert "https://github.com/erin-example/editor" in got["reported"]
