"""Repairing what letters write, and the one canonical form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causelist.core.addresses import (
    MAX_LENGTH,
    BadAddress,
    canonical,
    is_private,
    registrable_domain,
    repair,
)


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://example.com/a", "https://example.com/a"),
        ("“https://example.com/a”.", "https://example.com/a"),
        ("<https://example.com/a>", "https://example.com/a"),
        ("(https://example.com/a),", "https://example.com/a"),
        ("**https://example.com/a**", "https://example.com/a"),
        ("[my page](https://example.com/a_(b))", "https://example.com/a_(b)"),
        ('<a href="https://example.com/a">here</a>', "https://example.com/a"),
        ("https：//example.com／a", "https://example.com/a"),
        ("https://example.com/wiki/A_(b)", "https://example.com/wiki/A_(b)"),
        ("(https://example.com/wiki/A_(b))", "https://example.com/wiki/A_(b)"),
        ("example.com/a", "https://example.com/a"),
        ("//example.com/a", "https://example.com/a"),
        ("hxxps://example[.]com/a", "https://example.com/a"),
        ("http:/example.com/a", "http://example.com/a"),
        ("https//example.com/a", "https://example.com/a"),
        ("http://https://example.com/a", "https://example.com/a"),
        (
            "https://example.com/long-\n    name.txt",
            "https://example.com/long-name.txt",
        ),
        ("https://example.com/a name.pdf", "https://example.com/a name.pdf"),
        ("example.com:8080/a", "https://example.com:8080/a"),
        ("https://exa\u200bmple.com/a", "https://example.com/a"),
        (" \n ", ""),
        ("...", ""),
    ],
)
def test_repair(written: str, url: str) -> None:
    assert repair(written) == url


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTPS://EXAMPLE.com:443/a", "https://example.com/a"),
        ("https://example.com", "https://example.com/"),
        ("https://example.com./a", "https://example.com/a"),
        ("https://example.com/%7Euser/%61", "https://example.com/~user/a"),
        ("https://example.com/a%2fb", "https://example.com/a%2Fb"),
        ("https://example.com/a/../b", "https://example.com/b"),
        ("https://example.com/a?b=1#part", "https://example.com/a?b=1"),
        ("https://example.com/?", "https://example.com/"),
        ("https://example.com/#!/item/7", "https://example.com/#!/item/7"),
        ("https://例え.test/", "https://xn--r8jz45g.test/"),
        ("http://example.com:8080/a b", "http://example.com:8080/a%20b"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
    ],
)
def test_canonical(url: str, same: str) -> None:
    assert canonical(url).url == same


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("javascript:alert(1)", "scheme"),
        ("data:text/html,hello", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("mailto:alice@example.com", "scheme"),
        ("https://alice:secret@example.com/", "password"),
        ("https:///", "WHATWG"),
        ("https://exa mple.com/", "WHATWG"),
        ("", "WHATWG"),
        ("https://example.com/" + "a" * MAX_LENGTH, "limit"),
    ],
)
def test_canonical_refuses(url: str, reason: str) -> None:
    with pytest.raises(BadAddress) as refused:
        canonical(url)
    assert reason in refused.value.reason


def test_canonical_parts() -> None:
    parts = canonical("https://shop.example.co.uk:8443/a?b=c")
    assert (parts.scheme, parts.host, parts.port, parts.path, parts.query) == (
        "https",
        "shop.example.co.uk",
        8443,
        "/a",
        "b=c",
    )
    assert parts.registrable_domain == "example.co.uk"


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("a.b.example.com", "example.com"),
        ("192.0.2.1", "192.0.2.1"),
        ("[::1]", "[::1]"),
    ],
)
def test_registrable_domain(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


@pytest.mark.parametrize(
    "host",
    ["localhost", "a.localhost", "127.0.0.1", "127.1", "0x7f.1", "2130706433", "10.1.2.3", "169.254.1.1", "[::1]", "[fe80::1]",
     "[::ffff:10.0.0.1]", "printer.local", "", "db.internal"],
)  # fmt: skip
def test_private_hosts(host: str) -> None:
    assert is_private(host)


@pytest.mark.parametrize(
    "host",
    [
        "example.com",
        "8.8.8.8",
        "[2001:4860:4860::8888]",
        "local.example.com",
        "1e100.example",
    ],
)
def test_public_hosts(host: str) -> None:
    assert not is_private(host)


@given(st.text(max_size=200))
def test_repair_settles(written: str) -> None:
    """Whatever is written, what is repaired and canonical stays as it is when read again."""
    url = repair(written)
    try:
        once = canonical(url).url
    except BadAddress:
        return
    assert canonical(once).url == once


@given(st.text(alphabet="ab/%2e.-_~?#&=ü中:@[]()", max_size=80))
def test_canonical_is_stable_under_escapes(tail: str) -> None:
    try:
        once = canonical(f"https://example.com/{tail}").url
    except BadAddress:
        return
    assert canonical(once).url == once
