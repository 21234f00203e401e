"""Letters: which address plays which part, and what else they say."""

import pytest
from tests.formats.letters import CHINESE, LETTER, RETRACTION, REVERSAL, STATEMENTS

from causelist.core.elements import NoticeKind
from causelist.formats import read_text


def test_letter_tells_reported_from_original_profile_reference_and_earlier() -> None:
    got = read_text(LETTER).as_json()
    assert got["reported"] == [
        "https://github.com/alice-example/editor",
        "https://github.com/bob-example/notes/tree/main/editor",
    ]
    assert got["originals"] == [
        "https://heron.example/editor",
        "https://github.com/heron-example/editor",
    ]
    assert got["refers_to"] == ["https://github.com/github/dmca/blob/master/2020/2020-01-02-heron.md"]
    assert (got["sender"], got["right_holder"]) == (
        "Oriole & Finch LLP",
        "Heron Software, Inc.",
    )
    assert got["statements"] == [
        "good_faith",
        "accuracy",
        "authority",
        "perjury",
        "signature",
    ]
    assert got["shape"] == "letter"


def test_chinese_letter() -> None:
    got = read_text(CHINESE).as_json()
    assert got["language"] == "zh-Hans"
    assert got["reported"] == [
        "https://item.taobao.com/item.htm?id=1234567890",
        "https://shop12345.taobao.com/",
    ]
    assert got["places"] == [
        "item.taobao.com/item?id=1234567890",
        "shop12345.taobao.com",
    ]
    assert got["originals"] == ["https://heron.example/zh"]
    assert got["right_holder"] == "上海苍鹭软件有限公司"
    assert got["date"] == "2021-03-05"


ORIGINAL = "https://github.com/heron-example/editor"
COPY = "https://github.com/alice-example/editor"


@pytest.mark.parametrize(
    "words",
    [
        f"The repository {COPY} is a copy of {ORIGINAL}.",
        f"Infringing URL: {COPY}\nOriginal URL: {ORIGINAL}",
        f"The infringing copy can be found at {COPY}. The original can be found at {ORIGINAL}.",
        f"Original work:\n{ORIGINAL}\n\nInfringing material:\n{COPY}",
        f"Please take down\n\n{COPY}\n\nwhich was copied from my repository {ORIGINAL}.",
        f"My project lives at {ORIGINAL} and was stolen and uploaded to {COPY} without permission.",
        f"Identification of copyrighted work\n\n{ORIGINAL}\n\nIdentification of infringing material\n\n{COPY}",
        f"侵权链接：{COPY}\n原创作品：{ORIGINAL}",
    ],
)
def test_original_and_copy_on_the_same_host(words: str) -> None:
    got = read_text(f"{words}\n\n{STATEMENTS}").as_json()
    assert (got["reported"], got["originals"]) == ([COPY], [ORIGINAL])


def test_a_list_follows_its_cue_over_blank_lines() -> None:
    pages = [f"https://page{number}.github.io/book.pdf" for number in range(30)]
    text = "The following addresses infringe our rights:\n\n" + "\n\n".join(pages) + "\n\n" + STATEMENTS
    assert read_text(text).as_json()["reported"] == pages


def test_an_address_named_twice_is_reported_once() -> None:
    got = read_text(f"Infringing: {COPY}\n\nAgain, remove http://www.github.com/alice-example/editor/\n").as_json()
    assert got["reported"] == [COPY]


def test_what_is_hosted_is_reported_where_no_word_says_so() -> None:
    assert read_text(f"{COPY}\n\nIt shows our work.\n").as_json()["reported"] == [COPY]


def test_wrapped_addresses_are_joined() -> None:
    text = (
        "Please remove:\nhttps://github.com/alice-example/editor/blob/main/lib/\n"
        "source/editor.c\nhttps://github.com/\nbob-example/editor\n"
    )
    assert read_text(text).as_json()["reported"] == [
        "https://github.com/alice-example/editor/blob/main/lib/source/editor.c",
        "https://github.com/bob-example/editor",
    ]


def test_spaces_in_a_file_name_belong_to_the_address() -> None:
    url = "https://github.com/alice-example/books/blob/main/A Book, 2nd Edition (2013).pdf"
    assert read_text(f"Infringing file:\n{url}\n").as_json()["reported"] == [url]


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        (RETRACTION, NoticeKind.RETRACTION, [COPY]),
        (REVERSAL, NoticeKind.REVERSAL, []),
        (
            f"Please withdraw my counter notice for {COPY}.",
            NoticeKind.COUNTER_NOTICE_RETRACTION,
            [COPY],
        ),
        (
            "I withdraw my GitHub counter notice for alice-example/editor.",
            NoticeKind.COUNTER_NOTICE_RETRACTION,
            [COPY],
        ),
        (
            f"GitHub has reversed the counter notice for {COPY}.",
            NoticeKind.COUNTER_NOTICE_REVERSAL,
            [COPY],
        ),
        (
            f"The content at {COPY} was removed as a result of a mistake. I consent to the jurisdiction of the court.",
            NoticeKind.COUNTER_NOTICE,
            [COPY],
        ),
        (
            "Attached is a subpoena to your company in the matter below.",
            NoticeKind.LEGAL_ACTION,
            [],
        ),
        (f"Our counter-terrorism course is copied at {COPY}.", NoticeKind.NOTICE, []),
        (
            f"The MoonCounter library is copied at {COPY}.\n{STATEMENTS}",
            NoticeKind.NOTICE,
            [],
        ),
    ],
)
def test_kind(text: str, kind: NoticeKind, subject: list[str]) -> None:
    got = read_text(text).as_json()
    assert (got["kind"], got["subject"]) == (kind, subject)
    assert not (subject and got["reported"])


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        (f"The entire repository {COPY} is infringing.", True),
        (f"Please remove {COPY}/blob/main/a.c", False),
        (f"Infringing: {COPY}", None),
        (f"Infringing: {COPY} and {ORIGINAL}/blob/main/a.c", None),
    ],
)
def test_whole(words: str, whole: bool | None) -> None:  # noqa: FBT001
    assert read_text(words).as_json()["whole"] is whole


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("October 19, 2018", "2018-10-19"),
        ("19th of October 2018", "2018-10-19"),
        ("Date: 2018-10-19", "2018-10-19"),
        ("Exampletown, October 19th, 2018", "2018-10-19"),
        ("19.10.2018", "2018-10-19"),
        ("10/19/2018", "2018-10-19"),
        ("2018年10月19日", "2018-10-19"),
        ("Friday, 19 Oct 2018 10:30:00 +0000", "2018-10-19"),
        ("We wrote to them on October 19, 2018 and got no answer.", None),
        ("The work was registered on October 19, 2018.", None),
        ("February 30, 2018", None),
    ],
)
def test_date(line: str, date: str | None) -> None:
    assert read_text(f"{line}\n\nInfringing: {COPY}\n").as_json()["date"] == date


@pytest.mark.parametrize(
    ("words", "sender", "holder"),
    [
        ("I am authorized to act on behalf of Heron Software, Inc.", "Heron Software, Inc.", "Heron Software, Inc."),
        ("We represent Heron Software GmbH.\n\nRegards,\n[private]\nOriole & Finch LLP", "Oriole & Finch LLP", "Heron Software GmbH"),
        ("Rights Holder: Heron Books\nOrganization name: Oriole Agency Ltd", "Oriole Agency Ltd", "Heron Books"),
        ("I am [private], [private] of Kestrel Games.", "Kestrel Games", "Kestrel Games"),
        ("I am the owner.\n\nRegards,\n[private]", None, None),
    ],
)  # fmt: skip
def test_parties(words: str, sender: str | None, holder: str | None) -> None:
    got = read_text(
        f"{words}\n\nInfringing: {COPY}\n" if "Regards" not in words else f"Infringing: {COPY}\n\n{words}\n"
    ).as_json()
    assert (got["sender"], got["right_holder"]) == (sender, holder)


def test_every_span_points_at_what_was_written() -> None:
    for text in (LETTER, CHINESE, RETRACTION):
        reading = read_text(text)
        for address in (*reading.reported, *reading.originals, *reading.subject):
            assert reading.text[address.span.start : address.span.end] == address.written
            assert address.written in address.url
        for found in (reading.sender, reading.right_holder, *reading.works):
            if found and found.span:
                assert found.value.split()[0] in reading.text[found.span.start : found.span.end]


def test_a_provider_is_asked_to_act_on_what_it_hosts() -> None:
    got = read_text(
        "Dear GitHub,\n\nthe infringing copies of our editor, posted without permission, are at\n"
        "https://github.com/alice-example/editor and infringe like https://copies.example/editor.zip\n\n" + STATEMENTS
    ).as_json()
    assert got["reported"] == ["https://github.com/alice-example/editor"]


def test_an_original_on_the_same_host_is_led_by_its_own_line() -> None:
    got = read_text(
        "Dear GitHub,\n\nThe original material is located at the following URLs:\n"
        "https://github.com/heron-example/editor\n\nThe infringing material is located at the following URLs:\n"
        "https://github.com/alice-example/editor\n\n" + STATEMENTS
    ).as_json()
    assert got["reported"] == ["https://github.com/alice-example/editor"]
    assert got["originals"] == ["https://github.com/heron-example/editor"]


def test_a_letter_about_a_site_of_its_own_reports_its_page() -> None:
    got = read_text(
        "Dear GitHub,\n\nThe work at issue is the text that appears on heron.example.\n\n"
        "The following paragraphs have been copied from the copyrighted work:\n\nLink:\nhttp://copies.example/talk-2015/\n\n"
        + STATEMENTS
    ).as_json()
    assert got["reported"] == ["http://copies.example/talk-2015/"]


def test_a_counter_notice_is_about_every_item_of_its_list() -> None:
    got = read_text(
        "This is a DMCA counter notice for the following repositories:\n\n"
        "- https://github.com/alice-example/editor\n\nand forks:\n\n- https://github.com/bob-example/editor\n"
    ).as_json()
    assert got["subject"] == ["https://github.com/alice-example/editor", "https://github.com/bob-example/editor"]
