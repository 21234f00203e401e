"""Second looks at what a pattern found: sums of digits, calendars, what an answer says. Pure."""

from __future__ import annotations

import datetime as dt
import ipaddress
import re
from itertools import pairwise

_DIGITS = re.compile(r"\d")
_ISBN = re.compile(r"97[89]\d{10}")
_DATE = re.compile(r"(?:19|20)\d\d[-./ ]?(?:0?[1-9]|1[0-2])[-./ ]?(?:[0-2]?\d|3[01])(?:\D|$)")
_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
# What stands after "address:" without being a postal one.
_NOT_POSTAL = re.compile(
    r"https?://|www\.|@|\[(?:private|redacted|withheld)|\b\w+\.(?:com|org|net|io)\b", re.IGNORECASE
)


def is_iban(text: str) -> bool:
    """ISO 13616: the remainder by 97 is 1."""
    compact = re.sub(r"\s", "", text).upper()
    if not 15 <= len(compact) <= 34:
        return False
    return int("".join(str(int(char, 36)) for char in compact[4:] + compact[:4])) % 97 == 1


def is_card(text: str) -> bool:
    """A payment card's number by Luhn's sum; an ISBN is none."""
    digits = [int(char) for char in _DIGITS.findall(text)]
    if not 13 <= len(digits) <= 19 or (len(digits) == 13 and digits[:2] == [9, 7]):
        return False
    doubled = [digit if place % 2 == 0 else digit * 2 - 9 * (digit > 4) for place, digit in enumerate(reversed(digits))]
    return len(set(digits)) > 1 and sum(doubled) % 10 == 0


def is_resident_id(text: str) -> bool:
    """A Chinese resident identity number (GB 11643): a day that was, and the right check character."""
    try:
        born = dt.datetime.strptime(text[6:14], "%Y%m%d").replace(tzinfo=dt.UTC)
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _RESIDENT_WEIGHTS, strict=True))
    return born.year > 1880 and "10X98765432"[total % 11] == text[17].upper()


def is_ip(text: str) -> bool:
    """An address of the Internet Protocol, of either version; not a version number such as 1.2.3.4 or 0.0.0.0."""
    try:
        number = ipaddress.ip_address(text)
    except ValueError:
        return False
    return not number.is_unspecified and (number.version == 6 or max(number.packed) > 31)


def is_phone(text: str) -> bool:
    """Enough digits for a telephone and not a date, an ISBN or a row of one digit."""
    digits = "".join(_DIGITS.findall(text))
    if not 6 <= len(digits) <= 15 or _ISBN.fullmatch(digits) or _DATE.match(text):
        return False
    return any(left != right for left, right in pairwise(digits))


def is_postal_answer(text: str) -> bool:
    """What follows "address:" is a postal address, not a web or mail one."""
    return _NOT_POSTAL.search(text) is None
