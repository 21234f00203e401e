"""Invented decisions of every kind, in both languages."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from causelist.cases.documents import identifier
from causelist.cases.documents.text import Body, Cited, DecisionText, Party, Sum, Term
from causelist.core.numbers import PublicNumber

NUMBER = str(PublicNumber("D", 2026, 4182))
CASE = str(PublicNumber("C", 2026, 415))
DAY = dt.date(2026, 11, 20)

PEOPLE = {"en": ("Qiu Ming", "Tan Yue"), "zh": ("邱明远", "谭玥")}
_WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "body": "Copyright Administration, Northern Province",
        "office": "Enforcement Office II",
        "firm": "Example Tunes Ltd",
        "holder": "Example Records",
        "court": "Intellectual Property Court of Northern City",
        "procuratorate": "People's Procuratorate of Northern City",
        "street": "12 Harbour Road, Northern City",
        "law": ("Copyright Law (2020)", "Criminal Law"),
        "acts": "{0} ran tunes.example.org for Example Tunes Ltd and offered 1,240 sound recordings for download.\n\n"
        "The advertisements on the pages brought in 32,000 yuan. {0} knew since 18 September 2026 that no licence was held.",
        "response": "{0} said that the recordings came from users and that Mr {1} only kept the servers running.",
        "reasons": "The recordings were made available without the right holder's permission, and that harms the public "
        "interest: it was done for money, on a large scale, and went on after notice.\n\nThe amount of business is "
        "below 50,000 yuan, so the fine is up to 250,000 yuan.",
        "step": "Business amount 32,000: the fine is 0 – 250,000; {0} paid back nothing.",
        "title": "Capture of the catalogue of tunes.example.org",
        "work": "Evening Harbour",
        "seized": "server, 2 units sealed",
        "order": "{0} stops making the recordings available",
        "ground": "the place is outside the province",
        "within": "60 days",
        "to": "the Copyright Administration of the country",
        "outcome": "guilty of criminal infringement of copyright",
        "charge": "criminal infringement of copyright",
        "premises": "the office at 3 Quay Street",
        "contested": "the judgment of the court below",
        "secret": "a mirror key of seven parts",
    },
    "zh": {
        "body": "北方省版权局",
        "office": "执法二处",
        "firm": "示例音律有限公司",
        "holder": "示例唱片公司",
        "court": "北方市知识产权法院",
        "procuratorate": "北方市人民检察院",
        "street": "北方市海港路12号",
        "law": ("中华人民共和国著作权法（2020年）", "中华人民共和国刑法"),
        "acts": "{0}为示例音律有限公司经营tunes.example.org，向公众提供1,240首录音制品下载。\n\n"
        "页面广告收入32,000元。{0}自2026年9月18日起即知未获许可。",
        "response": "{0}称，录音制品由用户上传，{1}仅负责维护服务器。",
        "reasons": "未经权利人许可向公众提供录音制品，以营利为目的，规模较大，接到通知后仍继续，损害公共利益。\n\n"
        "违法经营额不足五万元，可以处二十五万元以下的罚款。",
        "step": "违法经营额32,000元：罚款0至250,000元；{0}未退还。",
        "title": "tunes.example.org曲目页面的固定",
        "work": "《海港之夜》",
        "seized": "服务器（已封存）",
        "order": "{0}停止提供上述录音制品",
        "ground": "违法行为发生地不在本省",
        "within": "六十日",
        "to": "国家版权局",
        "outcome": "犯侵犯著作权罪",
        "charge": "侵犯著作权罪",
        "premises": "码头街3号办公场所",
        "contested": "一审判决",
        "secret": "七段镜像密钥",
    },
}


def frame(kind: str, language: str) -> DecisionText:
    """Everything of a decision but its sections."""
    words, (person, friend) = _WORDS[language], PEOPLE[language]
    judicial = kind in {"preservation", "civil_judgment", "criminal_judgment", "settlement", "appeal"}
    body = Body(
        name=words["court"] if judicial else words["body"],
        code="NIPC" if judicial else "NPCA",
        country="CN",
        region="cn-north",
        office="" if judicial else words["office"],
        contact="desk2@authority.example",
    )
    steps = (words["step"].format(person),)
    return DecisionText(
        number=NUMBER,
        identifier=str(identifier.make(country="CN", code=body.code, year=2026, number=NUMBER)),
        language=language,
        kind=kind,
        title="",
        case=CASE,
        body=body,
        decided=DAY,
        parties=(
            Party("holder", "complainant", words["holder"]),
            Party("firm", "respondent", words["firm"], of=""),
            Party(
                "qiu",
                "respondent",
                person,
                "person",
                address=words["street"],
                identity="11010519491231002X",
                account="6222 0000 1111 2226",
            ),
            Party("tan", "witness", friend, "person"),
            Party("procuratorate", "prosecutor", words["procuratorate"], "authority"),
        ),
        citations=(
            Cited(words["law"][0], "53", "cn.admin.fine.amount"),
            Cited(words["law"][1], "217", "cn.crime.217.penalty"),
        ),
        sums=(
            Sum("fine", Decimal(120000), "CNY", "qiu", "", "cn.admin.fine.amount", "art. 53", steps),
            Sum("damages", Decimal("80000.50"), "CNY", "firm", "holder"),
            Sum("costs", Decimal(12000), "CNY", "firm", "holder"),
        ),
        terms=(Term("prison", 18, 24, "qiu", "cn.crime.217.penalty"), Term("ban", 36, 0, "qiu")),
        subjects=("music", "making_available"),
        status="issued",
    )


def facts(language: str) -> dict[str, Any]:
    """A value for every fact."""
    words, people = _WORDS[language], PEOPLE[language]
    day = dt.date(2026, 10, 12)
    days = (
        "accepted_on", "asked_on", "complained_on", "contested_on", "filed_on", "heard_on", "inspected_on", "told_on",
    )  # fmt: skip
    return {
        **dict.fromkeys(days, day),
        "accused": "qiu",
        "appellant": "qiu",
        "applicant": "holder",
        "claimant": "holder",
        "complainant": "holder",
        "defendant": ["firm", "qiu"],
        "prosecutor": "procuratorate",
        "respondent": ["firm", "qiu"],
        "acts": words["acts"].format(*people),
        "asked_for": words["acts"].format(*people),
        "findings": words["acts"].format(*people) + "\n\n" + words["secret"],
        "response": words["response"].format(*people),
        "reasons": words["reasons"],
        "appeal": [{"to": words["to"], "within": words["within"], "rule": "cn.admin.review"}],
        "charge": words["charge"],
        "contested": words["contested"],
        "evidence": [{"title": words["title"], "number": "E-1"}],
        "ground": words["ground"],
        "handed_over": [{"title": words["seized"]}],
        "measures": [{"title": words["order"].format(people[0]), "until": day}],
        "orders": [{"title": words["order"].format(people[0])}],
        "outcome": words["outcome"],
        "pay_within": words["within"],
        "premises": words["premises"],
        "received_by": words["procuratorate"],
        "security": {"amount": 50000, "currency": "CNY"},
        "seized": [{"title": words["seized"], "count": 2}],
        "settled": [{"title": words["order"].format(people[0])}],
        "works": [{"title": words["work"], "holder": words["holder"]}],
    }
