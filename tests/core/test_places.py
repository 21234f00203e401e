"""Which place an address belongs to."""

from pathlib import Path

import pytest

from causelist.core.addresses import BadAddress
from causelist.core.places import PlacesFileError, load_places, place_of


@pytest.mark.parametrize(
    ("url", "key", "kind"),
    [
        ("https://github.com/Alice/Work", "github.com/alice/work", "repository"),
        (
            "https://www.github.com/alice/work.git",
            "github.com/alice/work",
            "repository",
        ),
        (
            "https://github.com/alice/work/blob/main/src/a%20b.c#L1-L9",
            "github.com/alice/work",
            "repository",
        ),
        (
            "https://github.com/alice/work/archive/main.zip",
            "github.com/alice/work",
            "repository",
        ),
        (
            "https://raw.githubusercontent.com/alice/work/main/a.c",
            "github.com/alice/work",
            "repository",
        ),
        (
            "https://codeload.github.com/alice/work/zip/main",
            "github.com/alice/work",
            "repository",
        ),
        (
            "https://api.github.com/repos/alice/work",
            "github.com/alice/work",
            "repository",
        ),
        ("https://github.com/alice/work),", "github.com/alice/work", "repository"),
        ("https://github.com/alice", "github.com/alice", "account"),
        ("https://github.com/alice?tab=repositories", "github.com/alice", "account"),
        ("https://github.com/orgs/alice/people", "github.com/alice", "account"),
        ("https://gist.github.com/alice/0123abcd", "gist.github.com/0123abcd", "gist"),
        ("https://gist.github.com/0123abcd", "gist.github.com/0123abcd", "gist"),
        (
            "https://gist.githubusercontent.com/alice/0123abcd/raw/x",
            "gist.github.com/0123abcd",
            "gist",
        ),
        ("https://alice.github.io", "alice.github.io", "pages"),
        ("https://alice.github.io/work/a.pdf", "alice.github.io", "pages"),
        ("https://github.com/contact/dmca", "github.com/contact/dmca", "page"),
        ("https://github.com/", "github.com", "page"),
        (
            "https://gitlab.com/alice/work/-/blob/main/a.c",
            "gitlab.com/alice/work",
            "repository",
        ),
        (
            "https://gitlab.com/group/sub/work/-/tree/main",
            "gitlab.com/group/sub/work",
            "repository",
        ),
        (
            "https://bitbucket.org/alice/work/src",
            "bitbucket.org/alice/work",
            "repository",
        ),
        ("https://codeberg.org/alice/work", "codeberg.org/alice/work", "repository"),
        (
            "https://item.taobao.com/item.htm?spm=x&id=123",
            "item.taobao.com/item?id=123",
            "listing",
        ),
        (
            "https://detail.tmall.com/item.htm?id=123",
            "item.taobao.com/item?id=123",
            "listing",
        ),
        ("https://shop7.taobao.com/search.htm", "shop7.taobao.com", "shop"),
        (
            "https://www.amazon.co.uk/some-book/dp/B00TEST/ref=sr",
            "amazon.co.uk/dp/b00test",
            "listing",
        ),
        (
            "https://www.amazon.com/gp/product/B00TEST",
            "amazon.com/dp/b00test",
            "listing",
        ),
        ("https://www.ebay.de/itm/some-thing/123", "ebay.com/itm/123", "listing"),
        (
            "https://www.aliexpress.com/item/123.html",
            "aliexpress.com/item/123",
            "listing",
        ),
        (
            "https://www.etsy.com/uk/listing/123/thing",
            "etsy.com/listing/123",
            "listing",
        ),
        (
            "https://www.youtube.com/watch?v=abc&t=1s",
            "youtube.com/watch?v=abc",
            "video",
        ),
        ("https://youtu.be/abc", "youtube.com/watch?v=abc", "video"),
        ("https://www.bilibili.com/video/BV1/?p=2", "bilibili.com/video/bv1", "video"),
        ("https://Example.com/Some/Path/?q=1", "example.com/some/path", "page"),
        ("https://example.com:8080/a", "example.com:8080/a", "page"),
        ("https://example.com/%E4%B8%AD", "example.com/中", "page"),
    ],
)
def test_place_of(url: str, key: str, kind: str) -> None:
    place = place_of(url)
    assert (place.key, place.kind) == (key, kind)


def test_place_of_refuses_what_is_no_address() -> None:
    with pytest.raises(BadAddress):
        place_of("javascript:alert(1)")


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("a: 1", "must be a list"),
        ("- {hosts: [a.test]}", "needs `hosts` and `rules`"),
        ("- {hosts: [a.test], rules: [], color: red}", "unknown keys"),
        ("- {hosts: [a.test], rules: [{path: [x]}]}", "rule 1"),
        ("- {hosts: [a.test, a.test], rules: []}", "listed twice"),
        ("- {hosts: [a.test], rules: [], names: '('}", "not a regular expression"),
    ],
)
def test_load_places_says_what_is_wrong(tmp_path: Path, written: str, complaint: str) -> None:
    file = tmp_path / "places.yaml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(PlacesFileError, match=complaint):
        load_places(file)
