"""Translations: the rooms' part files assembled into one catalogue, and compiled. A tool for developers.

`python -m causelist.web.messages` writes `locale/zh_Hans/LC_MESSAGES/django.po` and `.mo` from `locale/parts/*.po`;
`python -m causelist.web.messages --missing` prints what pages say that no part translates.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
LOCALE = Path(__file__).resolve().parent / "locale"
PARTS = LOCALE / "parts"
CATALOGUE = LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.po"
_KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
_FIRST = {"web.zh_Hans.po", "public.zh_Hans.po"}

Message = tuple[str | None, str | tuple[str, ...]]  # context, msgid or (singular, plural)


def assembled() -> bytes:
    """The catalogue as it must be: every entry of every part once, in the order of their ids.

    Where parts differ, the words that all pages share decide.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po, write_po

    catalogue = Catalog(locale="zh_Hans", fuzzy=False)
    for path in sorted(PARTS.glob("*.zh_Hans.po"), key=lambda path: (path.name not in _FIRST, path.name)):
        with path.open("rb") as file:
            part = read_po(file, locale="zh_Hans")
        for message in part:
            if not message.id:
                continue
            if catalogue.get(message.id, message.context) is None:
                catalogue.add(message.id, message.string, context=message.context, flags=message.flags)
    buffer = io.BytesIO()
    write_po(buffer, catalogue, sort_output=True, omit_header=True, width=110)
    header = (
        'msgid ""\nmsgstr ""\n"Language: zh_Hans\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=1; plural=0;\\n"\n'
        # Fixed, so that the same parts always give the same bytes.
        '"POT-Creation-Date: 2026-01-01 00:00+0000\\n"\n"PO-Revision-Date: 2026-01-01 00:00+0000\\n"\n\n'
    )
    return (
        b"# Assembled from locale/parts by causelist.web.messages: change the parts.\n"
        + header.encode()
        + buffer.getvalue()
    )


def compiled(po: bytes) -> bytes:
    """The catalogue as gettext reads it."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    buffer = io.BytesIO()
    write_mo(buffer, read_po(io.BytesIO(po), locale="zh_Hans"))
    return buffer.getvalue()


def said() -> Iterator[tuple[str, Message]]:
    """Every text that code and templates mark for translation, with the file that says it."""
    for path in sorted(PACKAGE.rglob("*")):
        name = path.relative_to(PACKAGE).as_posix()
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield from ((name, message) for message in _in_python(path))
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            yield from ((name, message) for message in _in_template(path))


def missing() -> list[str]:
    """What is said and has no Chinese, as `file: text`."""
    from babel.messages.pofile import read_po

    catalogue = read_po(io.BytesIO(assembled()), locale="zh_Hans")
    found = dict.fromkeys(
        f"{name}: {text}" for name, (context, text) in said() if not _translated(catalogue.get(text, context), text)
    )
    return list(found)


def _translated(message: object, text: str | tuple[str, ...]) -> bool:
    """Whether an entry has every text; Django itself translates a few everyday words."""
    string = getattr(message, "string", None)
    return bool(all(string) if isinstance(string, (list, tuple)) else string)


def _in_python(path: Path) -> Iterator[Message]:
    from babel.messages.extract import extract

    with path.open("rb") as file:
        for _line, text, _comments, context in extract("python", file, keywords=_KEYWORDS):
            if text:
                yield context, text


def _in_template(path: Path) -> Iterator[Message]:
    """Django turns a template into something that Python's extractor can read; so does this."""
    from babel.messages.extract import extract
    from django.utils.translation.template import templatize

    lines = templatize(path.read_text(encoding="utf-8"), origin=str(path)).splitlines()
    source = "\n".join(line.lstrip() for line in lines)
    for _line, text, _comments, context in extract(
        "python",
        io.BytesIO(source.encode()),
        keywords=_KEYWORDS,
    ):
        if text:
            yield context, text


def main() -> None:
    """Write the catalogue, or say what is missing from it."""
    if "--missing" in sys.argv:
        print("\n".join(missing()))  # noqa: T201 -- a tool for developers
        return
    po = assembled()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(po)
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(po))


if __name__ == "__main__":
    main()
