from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cases.documents import sample

from causelist.cases.documents import akn, diff, html, pdf, serial
from causelist.cases.documents.draft import draft
from causelist.cases.documents.names import folded
from causelist.cases.documents.redact import Ask, BadAsk, Redaction, redact
from causelist.cases.documents.text import KINDS, LANGUAGES, Body, DecisionText, Mark, Paragraph, Party, Section

BODY = Body(
    "Copyright Administration, Northern Province", "NPCA", "CN", office="Office II", contact="d@authority.example"
)
EVERY = [(kind, language) for kind in KINDS for language in LANGUAGES]


def text_of(*words: str, parties: tuple[Party, ...] = (), language: str = "en") -> DecisionText:
    section = Section("facts", "Facts", tuple(Paragraph(one) for one in words))
    return DecisionText(
        sample.NUMBER, "ECLI:CN:NPCA:2026:D4182.7", language, "penalty", "A decision", sample.CASE, BODY,
        decided=dt.date(2026, 11, 20), parties=parties, sections=(section,),
    )  # fmt: skip


def words_of(done: Redaction) -> list[str]:
    return [one.text for one in done.text.paragraphs()]


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_nothing_of_a_person_is_left_in_any_kind_of_decision(kind: str, language: str) -> None:
    made = draft(sample.frame(kind, language), sample.facts(language)).text
    done = redact(made)
    whole = serial.canonical(done.text).decode() + html.fragment(done.text, withheld=done.withheld)
    whole += akn.xml(done.text, withheld=done.withheld).decode()
    for secret in (*sample.PEOPLE[language], "11010519491231002X", "6222 0000", '"qiu"'):
        assert secret not in whole
    label = "Person A" if language == "en" else "甲某"
    assert label in whole
    assert made.body.name in whole
    assert made.parties[1].name in whole


def test_a_name_is_found_however_it_is_written() -> None:
    person = Party("k", "respondent", "José Li-Wei", "person")
    done = redact(
        text_of(
            "JOSE LI WEI; jose  li-wei; Li-Wei, José; Mr Wei; J. L. Wei; Jo\u200dsé Li–Wei; ＪＯＳＥ Li Wei.",
            parties=(person,),
        )
    )
    assert words_of(done) == ["Person A; Person A; Person A; Person A; Person A; Person A; Person A."]


def test_a_chinese_name_is_found_however_it_is_spaced() -> None:
    done = redact(
        text_of(
            "邱 明远、邱·明远和邱某，邱先生。", parties=(Party("k", "respondent", "邱明远", "person"),), language="zh"
        )
    )
    assert words_of(done) == ["甲某、甲某和甲某，甲某。"]


def test_one_person_has_one_label_and_two_have_two() -> None:
    parties = (
        Party("a", "respondent", "Qiu Ming", "person", aliases=("DJ Quay",)),
        Party("b", "witness", "Tan Yue", "person"),
        Party("c", "witness", "Xu Lan", "minor"),
    )
    done = redact(text_of("Qiu Ming, DJ Quay, Tan Yue, Xu Lan, Qiu Ming.", parties=parties))
    assert words_of(done) == ["Person A, Person A, Person B, Minor A, Person A."]
    assert [party.name for party in done.text.parties] == ["Person A", "Person B", "Minor A"]
    assert [party.key for party in done.text.parties] == ["p1", "p2", "p3"]


def test_a_label_that_stands_in_the_text_already_is_not_given() -> None:
    done = redact(text_of("Person A is a song by Qiu Ming.", parties=(Party("a", "respondent", "Qiu Ming", "person"),)))
    assert words_of(done) == ["Person A is a song by Person B."]


def test_firms_authorities_and_their_contact_stay() -> None:
    words = (
        "Example Tunes Ltd, 12 Harbour Road Ltd and Copyright Administration, Northern Province (d@authority.example)."
    )
    parties = (Party("f", "respondent", "Example Tunes Ltd"), Party("g", "respondent", "12 Harbour Road Ltd"))
    assert words_of(redact(text_of(words, parties=parties))) == [words]


def test_a_firm_that_names_a_withheld_person_is_withheld_and_said_to_be() -> None:
    parties = (Party("a", "respondent", "Qiu Ming", "person"), Party("f", "respondent", "Qiu Ming Discs Ltd"))
    text = text_of("Qiu Ming Discs Ltd sold; Qiu Ming knew.", parties=parties)
    done = redact(text)
    assert words_of(done) == ["Firm A sold; Person A knew."]
    assert [(one.code, one.words) for one in done.doubts] == [("firm_names_person", "Qiu Ming Discs Ltd")]
    kept = redact(text, asks=[Ask("Qiu Ming Discs Ltd", "keep", "the firm is listed")])
    assert words_of(kept) == ["Qiu Ming Discs Ltd sold; Person A knew."]


def test_what_is_withheld_once_is_withheld_everywhere() -> None:
    number = Paragraph("Paid to 6222000011112226.", (Mark(8, 24, "account"),))
    text = text_of("Account 6222 0000 1111 2226 again; the recipe is seven parts.", "Seven   PARTS!")
    text = replace(text, sections=(replace(text.sections[0], paragraphs=(*text.sections[0].paragraphs, number)),))
    done = redact(text, asks=[Ask("seven parts", "secret", "made known by no one, Mr Nobody of seven parts")])
    assert words_of(done) == [
        "Account [withheld: account] again; the recipe is [withheld: trade secret].",
        "[withheld: trade secret]!",
        "Paid to [withheld: account].",
    ]
    assert "seven parts" not in " ".join(one.reason for one in done.withheld)


def test_parts_of_a_name_that_stand_alone_are_pointed_at() -> None:
    done = redact(text_of("Ming was at home.", parties=(Party("a", "respondent", "Qiu Ming", "person"),)))
    assert ("part_of_name", "facts/1", "Ming") in [(one.code, one.place, one.words) for one in done.doubts]


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (Ask("Copyright Administration", "other", "r"), "stay public"),
        (Ask("Example Tunes Ltd", "secret", "r"), "stay public"),
        (Ask("Xu Lan", "keep", "r"), "never published"),
        (Ask("11010519491231002X", "keep", "r"), "never published"),
        (Ask("x y", "secret", " "), "reason is needed"),
        (Ask("--", "secret", "r"), "no letter"),
        (Ask("x", "magic", "r"), "no rule"),
    ],
)
def test_wishes_against_the_rules_are_refused(ask: Ask, says: str) -> None:
    parties = (
        Party("f", "respondent", "Example Tunes Ltd"),
        Party("m", "witness", "Xu Lan", "minor", identity="11010519491231002X"),
    )
    with pytest.raises(BadAsk, match=says):
        redact(text_of("words", parties=parties), asks=[ask])


def test_words_asked_for_that_stand_nowhere_are_pointed_at() -> None:
    done = redact(text_of("words"), asks=[Ask("other", "secret", "r"), Ask("none", "keep", "r")])
    assert [(one.code, one.words) for one in done.doubts] == [("not_found", "other"), ("not_found", "none")]


def test_the_difference_pairs_every_text_and_its_digest_moves_with_each_change() -> None:
    text = text_of("Qiu Ming sold.", "Nobody bought.", parties=(Party("a", "respondent", "Qiu Ming", "person"),))
    shown = diff.of_redaction(text, redact(text))
    assert [(pair.place, pair.changed) for pair in shown.pairs][-2:] == [("facts/1", True), ("facts/2", False)]
    pair = shown.pairs[-2]
    assert [(piece.text, piece.rule) for piece in pair.before] == [("Qiu Ming", "person"), (" sold.", "")]
    assert [(piece.text, piece.rule) for piece in pair.after] == [("Person A", "person"), (" sold.", "")]
    other = replace(text, title="B")
    digests = {
        shown.digest,
        diff.of_redaction(other, redact(other)).digest,
        diff.of_redaction(text, redact(text, asks=[Ask("bought", "secret", "r")])).digest,
        diff.of_redaction(text, redact(text, asks=[Ask("bought", "secret", "s")])).digest,
    }
    assert len(digests) == 4
    assert diff.of_redaction(text, redact(text)) == shown


def test_two_wordings_are_compared_word_by_word() -> None:
    earlier, later = text_of("The fine is 100.", "Same."), text_of("The fine is 200.", "Same.", "New.")
    shown = diff.of_versions(earlier, later)
    assert [(pair.place, pair.changed) for pair in shown.pairs if pair.changed] == [
        ("facts/1", True),
        ("facts/3", True),
    ]
    assert [(piece.text, piece.rule) for piece in shown.changed()[0].after] == [
        ("The fine is ", ""), ("200", "changed"), (".", ""),
    ]  # fmt: skip


NAMES = st.one_of(
    st.tuples(
        st.from_regex(r"Z[qxj][a-z]{1,8}", fullmatch=True), st.from_regex(r"Q[xzj][a-z]{2,8}", fullmatch=True)
    ).map(" ".join),
    st.from_regex(r"[邱谭仝][骎鼙龘靐][麤爨]?", fullmatch=True),
    st.from_regex(r"Zq<[a-z]{2}>&\"[a-z]{3}'", fullmatch=True),
)
AROUND = st.text(alphabet=st.sampled_from(" abc,.;:()\n\u200b\u202e'\"<&>、。的Mr"), max_size=12)


def forms(name: str) -> list[str]:
    return [name, name.upper(), name.replace(" ", "\u00a0 "), unicodedata.normalize("NFD", name), f"\u202e{name}\u202c"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=NAMES,
    around=st.lists(AROUND, min_size=2, max_size=2),
    form=st.integers(0, 4),
    language=st.sampled_from(LANGUAGES),
)
def test_no_withheld_name_survives_in_any_rendering(name: str, around: list[str], form: int, language: str) -> None:
    written = forms(name)[form]
    line = f"{around[0]} {written} {around[1]}"
    text = replace(
        text_of(line, parties=(Party(name, name, name, "person", address=name, of=name),), language=language),
        title=f"v {written} ",
        note=line,
        status="corrected",
    )
    done = redact(text, asks=[Ask("abc", "secret", f"as {written} asked")] if "abc" in line else [])
    everything = [
        serial.canonical(done.text).decode(),
        html.fragment(done.text, withheld=done.withheld),
        akn.xml(done.text, withheld=done.withheld).decode(),
        pdf.file_name(done.text),
        repr(done.withheld),
    ]
    bare = folded(name).replace(" ", "")
    for rendering in everything:
        assert bare not in folded(rendering).replace(" ", "").replace("\u00a0", "")
