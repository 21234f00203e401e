"""Who sends a letter, and whose right it is; every company and host is invented."""

from __future__ import annotations

import pytest

from causelist.core.elements import Found, Reading
from causelist.formats import read_text

SWORN = (
    "\nI have a good faith belief that use of the copyrighted materials described above is not authorized by the copyright owner,"
    " or its agent, or the law.\nI swear, under penalty of perjury, that the information in this notification is accurate and that"
    " I am the copyright owner, or am authorized to act on behalf of the owner, of an exclusive right that is allegedly infringed.\n"
)


def letter(body: str, signature: str = "Sincerely,\n[private]\n") -> Reading:
    return read_text(f"Dear Sir or Madam,\n\n{body}\n\nhttps://code.example.com/someone/copy\n{SWORN}\n{signature}")


def names(reading: Reading) -> tuple[str | None, str | None]:
    return value(reading.sender), value(reading.right_holder)


def value(found: Found[str] | None) -> str | None:
    return found.value if found else None


@pytest.mark.parametrize(
    ("body", "signature", "sender", "right_holder"),
    [
        (
            "I am the Legal Manager of Quillfern GmbH.",
            "Best regards,\n[private]",
            "Quillfern GmbH",
            "Quillfern GmbH",
        ),
        (
            "I am writing on behalf of Quillfern, Inc. about our product.",
            "Thanks,\n[private]",
            "Quillfern, Inc.",
            "Quillfern, Inc.",
        ),
        (
            "Quillfern is the owner of the copyright in the code.",
            "Sincerely,\n[private]\nQuillfern LLC",
            "Quillfern LLC",
            "Quillfern LLC",
        ),
        (
            "We are solicitors acting for Quillfern Limited (“Quillfern”).",
            "Yours faithfully,\n[private]\nHeron, Wolf & Bright LLP\n",
            "Heron, Wolf & Bright LLP",
            "Quillfern Limited",
        ),
        (
            "We represent Quillfern Press in this matter.",
            "Sincerely,\n[private]\nWatchfire Services B.V.\nOn behalf of:\nQuillfern Press",
            "Watchfire Services B.V.",
            "Quillfern Press",
        ),
        (
            "Company: Quillfern Labs SA\nAddress: [private]",
            "Truthfully,\n[private]",
            "Quillfern Labs SA",
            "Quillfern Labs SA",
        ),
        (
            "This repository holds Quillfern's proprietary code, and Quillfern asks for its removal.",
            "Thank you,\n[private]",
            "Quillfern",
            "Quillfern",
        ),
    ],
)
def test_parties_of_letters(body: str, signature: str, sender: str, right_holder: str) -> None:
    assert names(letter(body, signature)) == (sender, right_holder)


@pytest.mark.parametrize(
    "body",
    [
        "I am the author of the plugin. Someone copied it without asking me.",
        "Please remove the repository named below: it is a copy of mine.",
        "My name is [private] and this is my own work, published at https://work.example.com/",
    ],
)
def test_a_letter_that_names_nobody_has_no_parties(body: str) -> None:
    assert names(letter(body)) == (None, None)


@pytest.mark.parametrize(
    ("body", "signature", "sender"),
    [
        ("The code was taken from our server.", "My contact information:\n\nQUILLFERN GAMES SPA\n[private]\n", "QUILLFERN GAMES SPA"),
        ("Sender: [private]\nQuillfern Interactive Press\n12 Example Road", "[private]\n", "Quillfern Interactive Press"),
        ("The code is owned by quillfern GmbH.", "Best,\n[private]\n", "quillfern GmbH"),
        ("WeÂ Quillfern Systems LLC. Copyright\nenforcement agents of Heron TV, on behalf of our clients, write to you.", "[private]\n", "Quillfern Systems LLC."),
        ("I am [private] with Quillfern's Security Response Team. Quillfern was told of it.", "Thanks.\n", "Quillfern"),
        ("We are\n[private] of Example university.", "Thanks.\n", "Example university"),
        ("The solution is owned by Quillfern, and Quillfern asks for help.", "Cheers\n[private]\nQuillfern | The Paper Cloud Company\n", "Quillfern"),
        ("It was uploaded.", "/[private]/ co-founder and CTO at Quill\nIndustries/PaperClass.\n", "Quill Industries"),
        ("No Ink Press, Inc publishes the book and No Ink Press, Inc owns it.", "[private]\n", "No Ink Press, Inc"),
    ],
)  # fmt: skip
def test_names_are_read_where_they_stand(body: str, signature: str, sender: str) -> None:
    assert names(letter(body, signature))[0] == sender


@pytest.mark.parametrize(
    ("body", "signature"),
    [
        ("Remove it AS SOON AS POSSIBLE.\n\nAS SOON AS POSSIBLE", "Truthfully,\n[private]\n"),
        ("TAKEDOWN NOTICE PURSUANT TO THE DIGITAL MILLENNIUM\nCOPYRIGHT ACT OF 1998", "Warm Regards\n[private]\n"),
        ("Contact Information\n\nSCHEDULE A", "Electronically Signed\n"),
        ("My work is sold in the Unity Asset Store, under the terms of the Unity Asset Store.", "[private]\n"),
        ("The license is the GNU General Public License.\nSofia, Bulgaria", "[private]\n"),
        ("This was decided by the Supreme Court and the WIPO Copyright Treaty.", "[private]\nApril 27th\n"),
        ("Someone in our office found my code.\nCyber Response Team", "[private]\n"),
    ],
)  # fmt: skip
def test_headings_laws_and_towns_are_no_parties(body: str, signature: str) -> None:
    assert names(letter(body, signature)) == (None, None)


def test_a_work_is_no_party() -> None:
    body = "Quillfern Ltd is the owner of Paper Suite and as the [private] of Paper Suite I am authorized to act on its behalf."
    assert names(letter(body)) == ("Quillfern Ltd", "Quillfern Ltd")


def test_a_town_stays_in_the_name_of_a_university() -> None:
    reading = letter(
        "I developed it at the University of California, San Diego.",
        "Sincerely,\n[private]\nUniversity of California, San Diego\n",
    )
    assert names(reading)[0] == "University of California, San Diego"


def test_the_one_a_letter_is_addressed_to_sends_nothing() -> None:
    reading = read_text(
        "Paperhost Networks, Inc.\nAttn: Abuse Desk\n\nTo whom it may concern,\n\nWe represent Quillfern, Inc.\n"
        "https://code.example.com/someone/copy\n\nMy contact information is:\nOriole Law Group\n[private]\n"
    )
    assert names(reading) == ("Oriole Law Group", "Quillfern, Inc.")


def test_an_agent_sends_and_its_client_holds_the_right() -> None:
    reading = letter(
        "Copyright Owner Name: Quillfern Books, LLC\n\nDMCA Agent:\n[private]\nDMCA Heron\nhttps://www.dmcaheron.example/\n\n"
        "Quillfern Books, LLC is the owner of the works and I am its agent authorized to act.",
        "/s/ [private]\n",
    )
    assert names(reading) == ("DMCA Heron", "Quillfern Books, LLC")


def test_an_agent_whose_client_stays_unnamed_is_no_right_holder() -> None:
    reading = letter("Company Name:\nHeronwatch\n\nCopyright holder you represent:\n[private]")
    assert names(reading) == ("Heronwatch", None)


def test_a_counter_notice_is_not_sent_by_the_owner_it_disputes() -> None:
    reading = read_text(
        "I have read the Guide to Filing a DMCA Counter Notice.\nThe notice calls https://github.com/someone/cards"
        " infringing against works produced by Quillfern Games.\nI swear, under penalty of perjury, that the material was"
        " removed as a result of a mistake.\nQuillfern Games is wrong.\n[private]\n"
    )
    assert reading.kind.value == "counter-notice"
    assert reading.sender is None


def test_the_span_points_at_the_name() -> None:
    reading = letter("I am an employee of Quillfern GmbH, which made the original.")
    assert reading.sender is not None
    assert reading.sender.span is not None
    assert reading.text[reading.sender.span.start : reading.sender.span.end] == "Quillfern GmbH"


def test_a_short_name_is_given_in_full_where_the_letter_has_it() -> None:
    reading = letter("Quillfern owns the code.\n\nThe license of Quillfern, Inc. forbids this.")
    assert names(reading) == ("Quillfern, Inc.", "Quillfern, Inc.")


def test_a_form_names_its_sender_in_the_answers() -> None:
    reading = read_text(
        "**Are you the copyright owner or authorized to act on the copyright owner's behalf?**\n\n"
        "Yes, I am authorized to act on behalf of Quillfern, Inc.\n\n"
        "**What files should be taken down? Please provide URLs for each file, or if the entire repository, the repository's URL:**\n\n"
        "https://github.com/someone/copy\n\n"
        "**Have you searched for any forks of the allegedly infringing files or repositories?**\n\nYes\n\n"
        "**Please type your full legal name below to sign this request:**\n\n[private]\n"
    )
    assert reading.shape == "github-1"
    assert names(reading) == ("Quillfern, Inc.", "Quillfern, Inc.")


@pytest.mark.parametrize(
    ("text", "sender", "right_holder"),
    [
        (
            "尊敬的先生:\n我公司北京示例科技有限公司是该软件的开发者。\nhttps://code.example.com/a/b\n",
            "北京示例科技有限公司",
            "北京示例科技有限公司",
        ),
        (
            "本所受上海样本软件有限公司委托发函。\nhttps://code.example.com/a/b\n\n此致\n明镜律师事务所\n",
            "明镜律师事务所",
            "上海样本软件有限公司",
        ),
        (
            "权利人：广州范例网络有限公司\nhttps://code.example.com/a/b\n",
            "广州范例网络有限公司",
            "广州范例网络有限公司",
        ),
    ],
)
def test_chinese_letters(text: str, sender: str, right_holder: str) -> None:
    assert names(read_text(text)) == (sender, right_holder)
