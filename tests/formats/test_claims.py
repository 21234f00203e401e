"""Whether the whole place is meant, and whether circumvention is claimed; names and hosts are invented."""

from __future__ import annotations

import pytest

from causelist.core.elements import Reading
from causelist.formats import read_text

REPOSITORY = "https://github.com/someone/copy"
FILE = "https://github.com/someone/copy/blob/main/src/engine.c"


def form(reported: str, solution: str = "Removal.") -> Reading:
    return read_text(
        "**Are you the copyright owner or authorized to act on the copyright owner's behalf?**\n\nYes\n\n"
        f"**What files should be taken down? Please provide URLs for each file, or if the entire repository, the repository's URL:**\n\n{reported}\n\n"
        "**Have you searched for any forks of the allegedly infringing files or repositories?**\n\nYes\n\n"
        "**What would be the best solution for the alleged infringement? Are there specific changes the other person can make other than removal?**"
        f"\n\n{solution}\n"
    )


def letter(body: str) -> Reading:
    return read_text(
        f"Dear Sir or Madam,\n\nThis is a DMCA notice about our game engine.\n\n{body}\n\n"
        "I have a good faith belief that this use is not authorized by the copyright owner, its agent, or the law.\n\nRegards,\n[private]\n"
    )


def whole(reading: Reading) -> bool | None:
    return reading.whole.value if reading.whole else None


def circumvention(reading: Reading) -> bool | None:
    return reading.circumvention.value if reading.circumvention else None


@pytest.mark.parametrize(
    ("reported", "solution", "expected"),
    [
        (REPOSITORY, "Removal.", True),
        (FILE, "Removal.", False),
        (f"{REPOSITORY}\n{FILE}", "Removal.", None),
        (f"{REPOSITORY}\n{FILE}", "Please remove the entire repository.", True),
        (
            "All files in the engine folder: https://github.com/someone/copy/tree/main/engine",
            "Removal.",
            False,
        ),
        (f"The whole project at {FILE} is ours.", "Removal.", True),
        (f"Only the file {FILE}, not the rest of {REPOSITORY}", "Removal.", False),
    ],
)
def test_whole_of_forms(reported: str, solution: str, expected: bool | None) -> None:  # noqa: FBT001 -- the answer expected
    assert whole(form(reported, solution)) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"Please remove this repository: {REPOSITORY}", True),
        (f"The entire repository {REPOSITORY} is a copy.", True),
        (f"All of the files in this repository are ours: {REPOSITORY}", True),
        (f"Please remove our material from {REPOSITORY}", None),
        (
            f"Our entire repository was copied to {REPOSITORY} and we ask for help.",
            None,
        ),
        (f"The infringing file is {FILE}", False),
        (f"Our engine is in {REPOSITORY} and in {FILE}", None),
        # A verb of removal and its object: the unit, or what is in it.
        (f"We ask you to disable access to the project described above. {REPOSITORY}", True),
        (f"Please remove all of the following infringing repositories: {REPOSITORY}", True),
        (f"{REPOSITORY}\nWe hope you can completely remove someone/copy, thank you.", True),
        (f"Please remove another/thing, not shown here. See {REPOSITORY}", None),
        (f"Please remove the files from the repository {REPOSITORY}", None),
        (f"The repository {REPOSITORY} contains code that must be removed.", None),
        (f"We have removed our repository, others are at {REPOSITORY}", None),
        (f"They must remove all code that is used by our engine: {REPOSITORY}", False),
        (f"Infringing: {REPOSITORY} (except README.MD)", False),
        (f"{REPOSITORY}\nThe folder “engine” contains our work.", False),
        (f"Remove the following files found at {REPOSITORY}\nengine.c\n", False),
        (f"{REPOSITORY}\nsrc/engine/main.c\nsrc/engine/sky.c\nsrc/engine/sea.c\n", False),
        (f"{REPOSITORY}\nheron.example.com\nexample.org\nexample.net\n", None),
        (f"The network of forks of {REPOSITORY} should go: disable the entire networks.", True),
        (f"Remove all the files and material at these locations: {REPOSITORY}", True),
        # Words for the provider itself, or for something else, are no words for the place.
        (f"Remove this infringing material or the entire site.\n{FILE}", False),
        (f"It is not allowed to transfer the full content of any database. {REPOSITORY}", None),
        # Places with examples of what is in them.
        (f"{REPOSITORY}\nFor instance {FILE}\nPlease take down the repository.", True),
        (f"{REPOSITORY}\nMore specifically, here: {FILE}", False),
        (f"{REPOSITORY}\n{FILE}\nPlease delete everything on the links above.", True),
    ],
)
def test_whole_of_letters(body: str, expected: bool | None) -> None:  # noqa: FBT001 -- the answer expected
    assert whole(letter(body)) is expected


def test_what_says_the_whole_is_shown() -> None:
    reading = letter(f"We ask that the entire repository be removed: {REPOSITORY}")
    assert reading.whole is not None
    assert reading.whole.span is not None
    assert reading.text[reading.whole.span.start : reading.whole.span.end] == "entire repository"


def test_replies_never_say_the_whole() -> None:
    reading = read_text(f"GitHub has reversed the processing of the notice about the entire repository {REPOSITORY}.\n")
    assert reading.kind.value == "reversal"
    assert reading.whole is None
    assert reading.circumvention is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            f"The tool at {REPOSITORY} circumvents the technological protection measures of our service.",
            True,
        ),
        (f"The tool at {REPOSITORY} is used to bypass our license checks.", True),
        (f"The code at {REPOSITORY} is a copy of our engine.", None),
        (f"{REPOSITORY} holds a method to illegally bypass 'crack' the software.", True),
        (f"The fork at {REPOSITORY} is made to bypass digital rights management systems.", True),
        (f"We passed by {REPOSITORY} and saw our software, with digital rights of our own.", None),
    ],
)
def test_circumvention_of_letters(body: str, expected: bool | None) -> None:  # noqa: FBT001 -- the answer expected
    assert circumvention(letter(body)) is expected


@pytest.mark.parametrize(("answer", "expected"), [("Yes", True), ("No", False), ("", None)])
def test_circumvention_is_what_is_answered_where_it_is_asked(answer: str, expected: bool | None) -> None:  # noqa: FBT001 -- the answer expected
    reading = read_text(
        "While GitHub did not find sufficient information to determine a valid anti-circumvention claim, we determined that this"
        " takedown notice contains other valid copyright claim(s).\n\n"
        "**Are you the copyright holder or authorized to act on the copyright owner's behalf?**\n\nYes, I am the copyright holder.\n\n"
        f"**Do you claim to have any technological measures in place to control access to your copyrighted content?**\n\n{answer}\n\n"
        "**What files should be taken down? Please provide URLs for each file, or if the entire repository, the repository's URL:**\n\n"
        f"{REPOSITORY}\n"
    )
    assert reading.shape == "github-2"
    assert circumvention(reading) is expected
