"""Reading a letter: bytes to the elements of a notice."""

from __future__ import annotations

from causelist.core.elements import NoticeKind, Reading
from causelist.formats import questions
from causelist.formats.claims import circumvention_of, whole_of
from causelist.formats.dates import date_of
from causelist.formats.decode import check_bytes, decode, tidy
from causelist.formats.fold import Fold, lower
from causelist.formats.kinds import kind_of
from causelist.formats.language import language_of
from causelist.formats.layout import Layout
from causelist.formats.letters.roles import is_hosted
from causelist.formats.links import Link, find_links
from causelist.formats.parties import parties_of
from causelist.formats.questions import FormFile, form_files, provider_file
from causelist.formats.references import references_of
from causelist.formats.roles import assign
from causelist.formats.statements import statements_in
from causelist.formats.works import works_of


def read(data: bytes, *, provider: str | None = None) -> Reading:
    """Read a letter in any encoding and shape; raises `Unreadable` for what is no letter."""
    check_bytes(data)
    return read_text(decode(data), provider=provider)


def read_text(text: str, *, provider: str | None = None) -> Reading:
    """Read a letter that is text already."""
    text = tidy(text)
    fold = Fold(text)
    said = questions.without_boilerplate(text, fold)
    if said is not text:
        fold = Fold(said)
    answered = questions.match(said, fold, provider)
    lowered = lower(said)
    links = find_links(said)
    layout = Layout(said, links)
    kind = kind_of(lowered, len(said) - sum(link.end - link.start for link in links), answered)
    file = answered.file if answered else provider_file(provider) or _venue(fold, links)
    roles = assign(said, layout, answered, file, kind.value)
    notice = kind.value in {NoticeKind.NOTICE, NoticeKind.LEGAL_ACTION, NoticeKind.OTHER}
    parties = parties_of(said, answered, kind.value, file.provider if file else None)
    return Reading(
        text=text,
        kind=kind,
        shape=answered.form.id if answered else "letter",
        language=language_of(said),
        date=date_of(said),
        sender=parties.sender,
        right_holder=parties.right_holder,
        works=works_of(said, answered),
        reported=roles.reported if notice else (),
        originals=roles.originals if notice else (),
        subject=() if notice else roles.reported,
        refers_to=references_of(said, answered, roles.earlier),
        whole=whole_of(lowered, answered, roles.reported) if notice else None,
        forks_named=roles.forks if notice else None,
        circumvention=circumvention_of(lowered, answered) if notice else None,
        statements=statements_in(lowered, answered, notice=notice),
    )


def _venue(fold: Fold, links: list[Link]) -> FormFile | None:
    """The provider that a letter speaks of, where it is one whose forms are known."""
    for file in form_files():
        if f" {file.provider} " in fold.text or any(is_hosted(link, file.hosts) for link in links):
            return file
    return None
