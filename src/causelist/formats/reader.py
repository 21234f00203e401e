"""Reading a letter: bytes to the elements of a notice."""

from __future__ import annotations

from dataclasses import replace

from causelist.core.elements import Address, Found, NoticeKind, Reading, Span
from causelist.formats import questions
from causelist.formats.acns import Block, blocks_in
from causelist.formats.addressed import distinct
from causelist.formats.claims import circumvention_of, whole_of
from causelist.formats.dates import date_of
from causelist.formats.decode import MAX_BYTES, check_bytes, decode, tidy
from causelist.formats.errors import Unreadable
from causelist.formats.fold import Fold, lower
from causelist.formats.html import is_html, text_of_html
from causelist.formats.kinds import kind_of
from causelist.formats.language import language_of
from causelist.formats.layout import Layout
from causelist.formats.letters.roles import is_hosted
from causelist.formats.links import Link, find_links, links_between
from causelist.formats.mail import Mail, is_mail, read_mail
from causelist.formats.parties import Parties, parties_of
from causelist.formats.questions import FormFile, form_files, provider_file
from causelist.formats.references import references_of
from causelist.formats.roles import assign
from causelist.formats.statements import statements_in
from causelist.formats.windows import Flat
from causelist.formats.works import works_of

_MOST_REMARKS = 5


def read(data: bytes, *, provider: str | None = None) -> Reading:
    """Read a letter in any encoding and shape; raises `Unreadable` for what is no letter."""
    check_bytes(data)
    if is_mail(data):
        mail = read_mail(data)
        return _with_headers(read_text(mail.text, provider=provider), mail)
    text = decode(data)
    if is_mail(text[:32_768].encode("utf-8", "replace")):  # a mail that somebody saved in another encoding
        mail = read_mail(text.encode("utf-8", "replace"))
        return _with_headers(read_text(mail.text, provider=provider), mail)
    return read_text(text_of_html(text) if is_html(text) else text, provider=provider)


def _with_headers(reading: Reading, mail: Mail) -> Reading:
    """What the letter itself does not say, from the headers of the mail it came in."""
    return replace(
        reading,
        date=reading.date or (Found(mail.date, None) if mail.date else None),
        sender=reading.sender or (Found(mail.sender, None) if mail.sender else None),
    )


def read_text(text: str, *, provider: str | None = None) -> Reading:
    """Read a letter that is text already."""
    text = tidy(text)
    if not text.strip():
        raise Unreadable("it is empty", "give a file that holds the text of a letter")
    if len(text) > MAX_BYTES:
        raise Unreadable(
            f"it is {len(text):,} characters; the limit is {MAX_BYTES:,}",
            "cut it down to the letter itself",
        )
    fold = Fold(text)
    said, blocks = blocks_in(questions.without_boilerplate(text, fold))
    if said is not text:
        fold = Fold(said)
    answered = questions.match(said, fold, provider)
    lowered = lower(said)
    flat = Flat(lowered)
    left_out: list[int] = []
    links = find_links(said, left_out)
    layout = Layout(said, links)
    kind = kind_of(lowered, len(said) - sum(link.end - link.start for link in links), answered)
    file = answered.file if answered else provider_file(provider) or _venue(fold, links)
    parties = parties_of(said, flat, answered, kind.value, file.provider if file else None)
    roles = assign(layout, answered, file, kind.value, _names(parties))
    notice = kind.value in {
        NoticeKind.NOTICE,
        NoticeKind.LEGAL_ACTION,
        NoticeKind.OTHER,
    }
    reported = roles.reported + _in_blocks(text, blocks)
    works = tuple({title.value: title for block in reversed(blocks) for title in block.titles}.values()) or works_of(
        said, answered
    )
    sender, right_holder = _with_complainant(said, parties, blocks)
    return Reading(
        text=text,
        kind=kind,
        shape=answered.form.id if answered else "letter",
        language=language_of(said),
        date=date_of(said, answered),
        sender=sender,
        right_holder=right_holder,
        works=works,
        reported=reported if notice else (),
        originals=roles.originals if notice else (),
        subject=() if notice else reported,
        refers_to=references_of(said, answered, roles.earlier),
        whole=whole_of(lowered, flat, answered, reported) if notice else None,
        forks_named=roles.forks if notice else None,
        circumvention=circumvention_of(lowered, flat, answered) if notice else None,
        statements=statements_in(lowered, answered, notice=notice),
        remarks=_remarks(left_out),
    )


def _names(parties: Parties) -> tuple[str, ...]:
    return tuple({found.value for found in (parties.sender, parties.right_holder) if found})


def _remarks(left_out: list[int]) -> tuple[str, ...]:
    """What a person should look at: addresses too long to be read, the first few by their length."""
    remarks = [f"an address of {length:,} characters was left out" for length in left_out[:_MOST_REMARKS]]
    more = len(left_out) - len(remarks)
    return (*remarks, f"{more:,} more addresses that long were left out") if more else tuple(remarks)


def _with_complainant(said: str, parties: Parties, blocks: list[Block]) -> tuple[Found[str] | None, Found[str] | None]:
    """Sender and right holder; the complainant of an ACNS block is the one or the other, as the letter says."""
    complainant = next((block.complainant for block in blocks if block.complainant), None)
    if complainant is None:
        return parties.sender, parties.right_holder
    if (
        parties.right_holder
        and f"behalf of {complainant.value}" not in said
        and parties.right_holder.value not in complainant.value
    ):
        return complainant, parties.right_holder
    return parties.sender or complainant, complainant


def _in_blocks(text: str, blocks: list[Block]) -> tuple[Address, ...]:
    """The addresses that ACNS blocks report."""
    spans = [span for block in blocks for span in block.urls]
    links = [link for start, end in spans for link in links_between(text, start, end)]
    return distinct(
        [
            Address(
                text[link.start : link.end],
                link.url,
                link.place,
                Span(link.start, link.end),
            )
            for link in links
        ]
    )


def _venue(fold: Fold, links: list[Link]) -> FormFile | None:
    """The provider that a letter speaks of, where it is one whose forms are known."""
    for file in form_files():
        if f" {file.provider} " in fold.text or any(is_hosted(link, file.hosts) for link in links):
            return file
    return None
