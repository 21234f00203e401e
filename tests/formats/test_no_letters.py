"""Texts that hold addresses and are no letters: what complains of nothing reports nothing."""

import pytest

from causelist.formats import read_text

README = """\
# Editor

A small editor. See https://heron.example/editor/manual for the manual and https://heron.example/editor/faq for questions.

Copyright (c) 2020 Heron Software. Released under the MIT licence, see https://heron.example/licence.
"""
CHANGES = """\
# Changes

## 2.1
- Removed the old export; use the copy command instead, see https://heron.example/editor/export
- The copyright year is shown on the about page (https://heron.example/about/editor).
"""
SOURCE = """\
# Copyright 2020 Heron Software. All rights reserved.
# Licensed under the Apache License; see https://heron.example/licences/apache
import editor  # documented at https://heron.example/editor/api
"""
CONTRIBUTING = """\
We remove stale branches every month. Please delete your own once merged: https://heron.example/editor/branches.
Patches are welcome; read https://heron.example/editor/style first.
"""


@pytest.mark.parametrize("text", [README, CHANGES, SOURCE, CONTRIBUTING])
def test_what_complains_of_nothing_reports_nothing(text: str) -> None:
    reading = read_text(text)
    assert reading.reported == ()


def test_a_complaint_about_pages_of_a_site_reports_them() -> None:
    reading = read_text(
        "I am the author of the drawings. They were copied without my permission to\n\n"
        "https://hoarder.example/drawings/heron.html\n\nPlease remove the page.\n"
    )
    assert [address.url for address in reading.reported] == ["https://hoarder.example/drawings/heron.html"]
