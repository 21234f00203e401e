from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causelist.core.addresses import BadAddress, canonical
from causelist.core.places import Place
from causelist.formats import Unreadable
from causelist.notices.incoming import MAX_PLACE, _canonical, item_row, place_key, prepare

LABEL = st.text("abz09-", min_size=1, max_size=6)
SEGMENT = st.text("aZ0._~$+@-%", max_size=6)


@given(
    st.sampled_from(["http://", "https://", "HTTP://", "ftp://"]),
    st.lists(LABEL, min_size=1, max_size=3),
    st.sampled_from(["com", "test", "xn--fiqs8s", "1", ""]),
    st.lists(SEGMENT, max_size=4),
)
def test_the_short_way_gives_what_the_rules_give(scheme: str, labels: list[str], top: str, segments: list[str]) -> None:
    url = f"{scheme}{'.'.join([*labels, top])}{''.join('/' + segment for segment in segments)}"
    try:
        parts = canonical(url)
    except BadAddress:
        with pytest.raises(BadAddress):
            _canonical(url)
        return
    assert _canonical(url) == (parts.url, parts.host)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("javascript:alert(1)", "scheme"),
        ("data:text/html,x", "scheme"),
        ("http://localhost/x", "private"),
        ("http://192.168.1.4/x", "private"),
        ("http://[::1]/", "private"),
        ("http://2130706433/", "private"),
        ("https://example.com/" + "a" * 100_000, "characters long"),
        ("https://" + "a." * 200 + "com/", "253"),
        ("http://user:secret@example.com/", "password"),
    ],
)
def test_no_item_is_made_of(url: str, reason: str) -> None:
    with pytest.raises(BadAddress, match=reason):
        item_row(url)


def test_long_places_keep_apart_and_fit() -> None:
    keys = [place_key(Place(f"example.com/{'a' * 900}{end}", "page", "example.com")) for end in "xy"]
    assert keys[0] != keys[1]
    assert max(map(len, keys)) <= MAX_PLACE


def test_prepare_reads_a_letter() -> None:
    letter = prepare(
        b"The page https://example.com/stolen/a infringes our copyright in the work. Please remove it.\n", source="desk"
    )
    assert [item.place for item in letter.understood.items] == ["example.com/stolen/a"]
    assert letter.identity == f"sha256:{letter.sha256}"


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(50)])
def test_prepare_refuses_what_is_no_letter(content: bytes) -> None:
    with pytest.raises(Unreadable):
        prepare(content)
