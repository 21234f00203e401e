"""Addresses: repairing what a letter wrote, and the one canonical form that the record compares.

`repair` makes an address out of what people and mail programs leave of one; `canonical` is the WHATWG reading of it,
refusing whatever is not a public web address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import ada_url

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

MAX_LENGTH = 8192
SCHEMES = frozenset({"http", "https", "ftp"})

# Full-width forms and look-alikes that input methods and word processors put into addresses.
_LOOKALIKES = str.maketrans(
    {
        "：": ":",
        "／": "/",
        "．": ".",
        "？": "?",
        "＝": "=",
        "＆": "&",
        "＃": "#",
        "－": "-",
        "＿": "_",
        "％": "%",
        "‐": "-",
        "‑": "-",
        "\u00ad": None,
        "\u200b": None,
        "\u200c": None,
        "\u200d": None,
        "\u2060": None,
        "\ufeff": None,
        "\x00": None,
    }
)
_LOOKALIKE = re.compile("[" + "".join(map(chr, _LOOKALIKES)) + "]")
_OPENERS = " \t\r\n<>([{\"'`*_|,;:.!~=-→“”‘’„«»「」『』（【《＜〈、，。；•·"
_CLOSERS = " \t\r\n<>\"'`*|,;:.!?~\\^…“”‘’„«»「」『』）】》＞〉、，。；！•·"
_PAIRS = {")": "(", "]": "[", "}": "{"}
_MARKDOWN = re.compile(
    r"\[[^\[\]]{0,500}\]\(\s*<?([^\s()<>]{1,8000}(?:\([^\s()<>]{0,500}\)[^\s()<>]{0,500})?)>?[^()]{0,200}\)"
)
_HREF = re.compile(r"<a\s[^<>]{0,500}?href\s*=\s*[\"']?([^\s\"'<>]{1,8000})", re.IGNORECASE)
_SCHEME = re.compile(r"h(?:tt|xx|\*\*|--)ps?\s{0,2}[:;]?\s{0,2}/{1,4}:?/{0,3}\s{0,2}", re.IGNORECASE)
_ANY_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{1,30}):", re.IGNORECASE)
_HOST_AND_PORT = re.compile(r"[^\s/:]{1,255}:\d{1,5}(?:[/?#]|$)")
_DEFANGED = re.compile(r"\s{0,2}(?:\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\))\s{0,2}", re.IGNORECASE)
_WRAP = re.compile(r"[ \t]*\n[ \t>]*")  # where a mail program broke the line; a space inside is part of the name
_SPACE = re.compile(r"[\t\u00a0\u3000]+")

_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_PRIVATE_NAME = re.compile(
    r"(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home\.arpa|corp|home|localhost6)$"
)


class BadAddress(ValueError):
    """What was written is not the address of anything public; `reason` says why in plain words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Canonical:
    """An address in the one form that equal addresses share; `path` begins with a slash, `query` has no `?`."""

    url: str
    scheme: str
    host: str
    port: int | None  # None: the scheme's own
    path: str
    query: str = ""
    fragment: str = ""

    @property
    def registrable_domain(self) -> str:
        """The name somebody registered (`example.co.uk`), or the host itself for an IP address or bare name."""
        return registrable_domain(self.host)


def repair(written: str) -> str:
    """Make an address of what was written: without wrapping, quotes and brackets, with a scheme.

    It guesses nothing beyond that: what is no address afterwards is refused by `canonical`.
    """
    text = written[: MAX_LENGTH * 4]
    if _LOOKALIKE.search(text):
        text = text.translate(_LOOKALIKES)
    text = _unlink(text)
    if not text.isascii() or " " in text or "\n" in text or "[" in text or "(" in text:
        text = _DEFANGED.sub(".", text)
        text = _SPACE.sub(" ", _WRAP.sub("", text))
    text = _trim(text)
    if not text:
        return ""
    return _with_scheme(text)


def canonical(url: str) -> Canonical:
    """Read an address by the WHATWG rules; raise `BadAddress` for anything that is not a public web address."""
    if len(url) > MAX_LENGTH:
        raise BadAddress(f"it is {len(url):,} characters long; the limit is {MAX_LENGTH:,}")
    try:
        parsed = ada_url.URL(url)
    except ValueError:
        raise BadAddress(f"it is not an address by the WHATWG rules: {url[:80]!r}") from None
    scheme = parsed.protocol.removesuffix(":")
    if scheme not in SCHEMES:
        raise BadAddress(f"the scheme {scheme[:30]!r} is not one of http, https and ftp")
    if parsed.username or parsed.password:
        raise BadAddress("it carries a user name or password")
    host = parsed.hostname.rstrip(".")
    if not host or ".." in host:
        raise BadAddress("it has no host")
    path = _decode_unreserved(parsed.pathname)
    query = _decode_unreserved(parsed.search.removeprefix("?"))
    fragment = parsed.hash.removeprefix("#")
    if not fragment.startswith(("!", "/")):  # only these lead a script to another page
        fragment = ""
    port = int(parsed.port) if parsed.port else None
    url = f"{scheme}://{host}{f':{port}' if port else ''}{path}"
    if query:
        url += f"?{query}"
    if fragment:
        url += f"#{fragment}"
    return Canonical(url, scheme, host, port, path, query, fragment)


@lru_cache(maxsize=4096)
def registrable_domain(host: str) -> str:
    """The registrable domain of a host; the host itself where there is none."""
    if host.startswith("[") or host.rpartition(".")[2].isdigit():
        return host
    return _public_suffixes().privatesuffix(host) or host


def is_private(host: str) -> bool:
    """Whether a host is loopback, private, link-local or otherwise nobody's public address."""
    name = host.strip().rstrip(".").lower()
    if not name or _PRIVATE_NAME.search(name):
        return True
    last = name.rpartition(".")[2]
    if not (name.startswith("[") or ":" in name or last.isdigit() or last.startswith("0x")):
        return False
    import ipaddress

    try:
        if ":" not in name:
            name = ada_url.URL(f"http://{name}/").hostname  # 127.1, 0x7f.0.0.1 and 2130706433 are loopback too
        number = ipaddress.ip_address(name.strip("[]").partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(number, "ipv4_mapped", None)
    return not (mapped or number).is_global


@lru_cache(maxsize=1)
def _public_suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList as List

    return List()


def _unlink(text: str) -> str:
    if "](" in text:
        link = _MARKDOWN.search(text)
        if link:
            return link[1]
    if "<a" in text.lower():
        link = _HREF.search(text)
        if link:
            return link[1]
    return text


def _trim(text: str) -> str:
    """Cut punctuation of the sentence around an address, keeping brackets that the address itself opened."""
    text = text.lstrip(_OPENERS)
    end = len(text)
    # Counted once: an address of a hundred thousand closing brackets must not be counted at each.
    surplus = {close: text.count(close) - text.count(opener) for close, opener in _PAIRS.items()}
    while end:
        last = text[end - 1]
        if last in _CLOSERS:
            end -= 1
        elif last in _PAIRS and surplus[last] > 0:
            surplus[last] -= 1
            end -= 1
        else:
            break
    return text[:end]


def _with_scheme(text: str) -> str:
    start = _SCHEME.match(text)
    if start:
        end = start.end()
        while again := _SCHEME.match(text, end):  # "http://https://host": the last one is meant
            start, end = again, again.end()
        return f"http{'s' if 's' in start[0].lower() else ''}://{text[end:]}"
    if text.startswith("//"):
        return "https:" + text
    scheme = _ANY_SCHEME.match(text)
    if scheme and not _HOST_AND_PORT.match(text):
        return text
    return "https://" + text


def _decode_unreserved(text: str) -> str:
    """Decode escapes of letters, digits and `-._~`, which mean the same escaped or not; write others in capitals."""
    if "%" not in text:
        return text
    return _ESCAPE.sub(_unescape, text)


def _unescape(escape: re.Match[str]) -> str:
    char = chr(int(escape[1], 16))
    return char if char.isascii() and (char.isalnum() or char in "-._~") else escape[0].upper()
