from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causelist.record.redaction import map_span, redact, rules, version
from causelist.record.redaction.engine import _NUMBER, Pattern, Sight

PATTERNS = [pattern for rule in rules() for pattern in rule.patterns]
PIECES = [
    "Name: Jane Example", "my full name is Jane Example", "> Full Legal Name** : Jane", "I, Jane Example, say", "Best regards,\n\nJane Example",
    "many thanks\nJane", "Signature: /s/ Jane", "Signed by : J. Example", "type your full legal name below\n\nJane Example",
    "Mailing Address (home): 12 Sample Row", "12 Sample Street, Exampleton, MD 20706", "P.O. Box 1234", "tel", "Tel: 020 7946 0123",
    "+1 (555) 123-4567", "555-123-4567", "jane@example.com", "jane at example dot com", "jane (at) example.com",
    "203.0.113.77", "2001:db8:1:2:3:4:5:6", "https://u:p@x.test/a?token=abcdef12&key=1234", "password: hunter22",
    "DE89 3704 0044 0532 0130 00", "4111 1111 1111 1111", "passport no. X1234567", "123-45-6789", "11010519491231002X",
    "ghp_aaaaaaaaaaaaaaaaaaaaaaaa", "地址：北京市海淀区样例大街27号3层", "姓名：王小明", "本人王小明，", "签名：王小明", "密码：abcd1234",
    "手机：13800138000", "’", "İ", "\n", " ", ", ", ":", "the", "1", "#",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Write to jane@example.com.", "Write to [withheld: mail address]."),
        ("jane (at) example (dot) com", "[withheld: mail address]"),
        ("jane at example dot com", "[withheld: mail address]"),
        ("Call +1 (555) 123-4567 now", "Call [withheld: phone number] now"),
        ("Tel: 020 7946 0123", "Tel: [withheld: phone number]"),
        ("My name is Jane Example", "My name is [withheld: name of a person]"),
        ("Name: Jane Example", "Name: [withheld: name of a person]"),
        ("/s/ Jane Example", "/s/ [withheld: signature]"),
        ("Signature: J. Example", "Signature: [withheld: signature]"),
        ("Sincerely,\n\nJane Example\nAcme Ltd", "Sincerely,\n\n[withheld: name of a person]\nAcme Ltd"),
        ("Mailing address: 12 Sample Row, Exampleton", "Mailing address: [withheld: postal address]"),
        ("at 4501 Sample Blvd, Suite 200, Exampleton, MD 20706.", "at [withheld: postal address]."),
        ("P.O. Box 1234", "[withheld: postal address]"),
        ("IBAN DE89 3704 0044 0532 0130 00", "IBAN [withheld: bank account]"),
        ("card 4111 1111 1111 1111", "card [withheld: card number]"),
        ("from 203.0.113.77 at noon", "from [withheld: IP address] at noon"),
        ("https://x.test/a?token=abcdef12", "https://x.test/a?token=[withheld: access credential]"),
        ("passport no. X1234567", "passport no. [withheld: identity number]"),
    ],
)
def test_personal_data_is_withheld(text: str, shown: str) -> None:
    assert redact(text).text == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("手机：13800138000", "手机：[已隐去：电话号码]"),
        ("身份证号：11010519491231002X", "身份证号：[已隐去：证件号码]"),
        ("其号码11010519491231002X。", "其号码[已隐去：身份证号码]。"),
        ("姓名：王小明", "姓名：[已隐去：个人姓名]"),
        ("地址：北京市海淀区样例大街27号3层", "地址：[已隐去：通信地址]"),
        ("签名：王小明", "签名：[已隐去：签名]"),
        ("邮箱：wang@example.com", "邮箱：[已隐去：电子邮箱]"),
    ],
)
def test_personal_data_in_chinese_is_withheld(text: str, shown: str) -> None:
    assert redact(text, language="zh-Hans").text == shown


@pytest.mark.parametrize(
    "text",
    [
        "ISBN 9781538108482",
        "on 2015-03-04",
        "version 1.2.3.4",
        "git@example.com:owner/name.git",
        "Name: Example Ltd",
        "Address: https://example.com/x",
        "Name: [private]",
        "the year 2015 and 4,182 notices",
        "权利人：示例文化传播有限公司",
    ],
)
def test_what_is_no_personal_data_stays(text: str) -> None:
    assert redact(text).text == text


def test_addresses_reported_are_spared() -> None:
    text = "Remove http://198.51.100.7/jane@example.com now, says jane@example.com"
    end = text.index(" now")
    assert redact(text, spare=[(7, end)]).text == text[:end] + " now, says [withheld: mail address]"


def test_known_persons_are_withheld_everywhere() -> None:
    assert redact("As Wanda Example wrote, WANDA EXAMPLE owns it.", persons=["Wanda Example"]).text == (
        "As [withheld: name of a person] wrote, [withheld: name of a person] owns it."
    )


def test_spans_follow_the_text() -> None:
    text = "Mail jane@example.com about the Work, or call +1 555 123 4567."
    redacted = redact(text)
    start = text.index("the Work")
    new_start, new_end = redacted.map_span(start, start + 8)
    assert redacted.text[new_start:new_end] == "the Work"
    inside = redacted.map_span(7, 12)
    assert redacted.text[slice(*inside)] == "[withheld: mail address]"
    assert map_span([list(row) for row in redacted.withheld], start, start + 8) == (new_start, new_end)


def test_withheld_ranges_are_true_in_both_texts() -> None:
    text = "Name: Jane Example\nTel: 555-123-4567\nName: Jane Example"
    redacted = redact(text)
    assert [text[start:end] for start, end, *_ in redacted.withheld] == ["Jane Example", "555-123-4567", "Jane Example"]
    assert {redacted.text[start:end] for *_, start, end in redacted.withheld} == {
        "[withheld: name of a person]",
        "[withheld: phone number]",
    }


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        "1 " * 150_000,
        "a@" * 150_000,
        "[" * 300_000,
        "Name: " * 50_000,
        "地址：" * 90_000,
        "1.1." * 70_000,
    ],
)
def test_hostile_texts_take_a_moment_not_minutes(text: str) -> None:
    started = time.perf_counter()
    assert redact(text).rules == version()
    assert time.perf_counter() - started < 5


def test_every_rule_says_why_in_both_languages() -> None:
    assert all(rule.why["en"] and rule.why["zh"] and rule.marker["en"] and rule.marker["zh"] for rule in rules())


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.find.pattern[:40])
@given(text=TEXTS)
def test_what_narrows_a_pattern_takes_nothing_from_it(pattern: Pattern, text: str) -> None:
    """The words and hints of a rule only spare looking where its pattern cannot match anyway."""
    found = [match.span() for match in pattern.matches(Sight(text))]
    if not pattern.numbers:
        assert found == [match.span() for match in pattern.find.finditer(text)]
        return
    tried = [pattern.find.match(text, number.start()) for number in _NUMBER.finditer(text)]
    wanted: list[tuple[int, int]] = []
    for match in tried:
        if match and (not wanted or match.start() >= wanted[-1][1]):
            wanted.append(match.span())
    assert found == wanted
