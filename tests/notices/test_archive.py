from __future__ import annotations

import datetime as dt

import pytest

from causelist.core.elements import NoticeKind
from causelist.notices.archive import entry_of, keys_named, layout_named


@pytest.mark.parametrize(
    ("path", "kind", "series"),
    [
        ("2015/2015-01-14-Acme.md", None, "acme"),
        ("2015/2015-01-14-Acme-retraction.md", "retraction", "acme"),
        ("2015/2015-01-14-Acme-Retractions-2.markdown", "retraction", "acme"),
        ("2015/2015-01-14-Acme-CounterNotice.md", "counter-notice", "acme"),
        ("2015/2015-01-14-Acme-counternnotice.md", "counter-notice", "acme"),
        ("2015/2015-01-14-Acme-counter.md", "counter-notice", "acme"),
        ("2015/2015-01-14-Acme-counter-notice", "counter-notice", "acme"),
        ("2015/2015-01-14-Acme-Counternotice-2.md", "counter-notice", "acme"),
        ("2015/2015-01-14-Acme-reversal.md", "reversal", "acme"),
        ("2015/2015-01-14-Acme-counternotice-retraction.md", "counter-notice-retraction", "acme"),
        ("2015/2015-01-14-Acme-counternotice-reversal.md", "counter-notice-reversal", "acme"),
        ("2015/2015-01-14-AdvancedFPSCounter.md", None, "advancedfpscounter"),
        ("2015/2015-01-14-governors-university.md", None, "governors-university"),
        ("2015/2015-01-14-updater.md", None, "updater"),
        ("2015/2015-01-14-retraction.md", None, "retraction"),
    ],
)
def test_names_say_the_kind(path: str, kind: str | None, series: str) -> None:
    entry = entry_of(f"/some/where/{path}")
    assert entry is not None
    assert (entry.kind, entry.series, entry.root) == (kind and NoticeKind(kind), f"github/{series}", "/some/where/")
    assert entry.identity == f"path:github/{path}"


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2018/11/2018-11-05-Acme.md", dt.date(2018, 11, 5)),
        ("2018/2017-11-05-Acme.md", dt.date(2018, 11, 5)),
        ("2018/11/2018-10-31-Acme.md", dt.date(2018, 11, 30)),
    ],
)
def test_the_folder_wins_over_the_name(path: str, day: dt.date) -> None:
    entry = entry_of(path)
    assert entry is not None
    assert entry.received_on == day


@pytest.mark.parametrize(
    "path",
    [
        "2015/readme.md",
        "2015/2015-13-41-x.md",
        "2015-01-14-Acme.md",
        "x/2015-01-14-Acme.md",
        "2015/x/2015-01-14-a.md",
        "",
    ],
)
def test_other_paths_say_nothing(path: str) -> None:
    assert entry_of(path) is None


@pytest.mark.parametrize(
    "text",
    [
        "https://github.com/github/dmca/blob/master/2015/2015-01-14-Acme-Inc.md",
        "see (2015-01-14-acme_inc.markdown).",
        "2015-01-14-Acme%2DInc",
    ],
)
def test_letters_are_named_in_many_writings(text: str) -> None:
    assert keys_named(text) == ["github/2015-01-14-acme-inc"]


def test_an_archive_is_recognised_by_what_half_of_its_letters_say() -> None:
    layout = layout_named("github")
    assert layout.recognised_in([b"To GitHub:", b"nothing"])
    assert not layout.recognised_in([b"To GitHub:", b"nothing", b"nothing"])
    assert not layout.recognised_in([])
