"""Reading a letter: bytes to the elements of a notice."""

from __future__ import annotations

from causelist.core.elements import NoticeKind, Reading
from causelist.formats import questions
from causelist.formats.decode import check_bytes, decode, tidy
from causelist.formats.fold import Fold, folded
from causelist.formats.kinds import kind_of
from causelist.formats.layout import Layout
from causelist.formats.links import find_links
from causelist.formats.questions import FormFile, form_files, provider_file
from causelist.formats.roles import assign
from causelist.formats.statements import statements_in


def read(data: bytes, *, provider: str | None = None) -> Reading:
    """Read a letter in any encoding and shape; raises `Unreadable` for what is no letter."""
    check_bytes(data)
    return read_text(decode(data), provider=provider)


def read_text(text: str, *, provider: str | None = None) -> Reading:
    """Read a letter that is text already."""
    text = tidy(text)
    fold = Fold(text)
    answered = questions.match(text, fold, provider)
    links = find_links(text)
    layout = Layout(text, links)
    kind = kind_of(text, len(text) - sum(link.end - link.start for link in links), answered)
    file = answered.file if answered else provider_file(provider) or _venue(fold)
    roles = assign(text, layout, answered, file, kind.value)
    notice = kind.value in {NoticeKind.NOTICE, NoticeKind.LEGAL_ACTION, NoticeKind.OTHER}
    return Reading(
        text=text,
        kind=kind,
        shape=answered.form.id if answered else "letter",
        language="en",
        reported=roles.reported if notice else (),
        originals=roles.originals if notice else (),
        subject=() if notice else roles.reported,
        forks_named=roles.forks,
        statements=statements_in(text),
    )


def _venue(fold: Fold) -> FormFile | None:
    """The provider that a letter speaks of, where it is one whose forms are known."""
    return next((file for file in form_files() if file.provider in fold.text or _names_host(fold, file)), None)


def _names_host(fold: Fold, file: FormFile) -> bool:
    return any(folded(host) in fold.text for host in file.hosts)
