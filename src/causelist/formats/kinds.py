"""What a letter is, from its words alone."""

from __future__ import annotations

import re

from causelist.core.elements import Found, NoticeKind, Span
from causelist.formats.questions import Answered
from causelist.formats.sought import Sought

SHORT = 2_500  # characters beside the addresses; retractions are a few lines
_REVERSED = Sought(
    r"\b(?:github|we) (?:has|have) (?:reversed|reconsidered|reinstated|restored)\b|\breversed (?:the|its|our) (?:processing|take-?down|removal)"
    r"|(?:notice|take-?down|decision)s? (?:has|have) been reversed",
    ("reversed", "reconsidered", "reinstated", "restored"),
    40,
)
_RETRACT = re.compile(
    r"\b(?:retract(?:s|ed|ing|ion|ions)?\b|withdraw(?:s|n|al|ing)?\b|withdrew\b|rescind\w*|revok(?:e|ing)\b"
    r"|disregard (?:my|our|the|this)\b|cancel(?:l?ing|l?ation)? (?:of )?(?:my|our|the|this) (?:\w+ ){0,2}?(?:dmca|notice|request|complaint|claim|take)"
    r"|no longer (?:wish|want|seek|claim|consider|need|require|request|infring)\w*|(?:restore|reinstate|re-?enable|unblock)\b"
    r"|(?:remove|cancel|null\w*|invalidate|undo|drop|lift|close) (?:\w+,? ){0,4}?(?:dmca|dcma|take-?down)|dmca revoked"
    r"|(?:sent|submitted|filed|issued|included|listed|reported|identified|targeted|flagged) (?:\w+ ){0,3}?(?:by|in) (?:mistake|error))"
    r"|(?:take-?down|notice|dmca|request|claim) (?:is|are|was) (?:not|no longer) (?:needed|necessary|required|valid)|撤回|撤销",
)
_RETRACT_STRONG = re.compile(
    r"\b(?:retract|withdraw|rescind|revoke)\w* (?:\w+ ){0,6}?(?:notice|claim|request|complaint|dmca|take-?downs?|report|those|them|this|it|infringement|counter)"
    r"|(?:notice|claim|request|complaint) (?:\w+ ){0,3}?(?:withdrawn|retracted)",
)
_COUNTER = Sought(
    r"\bcounter[- ]?(?:noti(?:ce|fication)|claim|dmca)\w*|反通知|不侵权声明", ("counter", "反通知", "不侵权声明"), 0
)
_RETRACT_COUNTER = re.compile(
    r"\b(?:retract|withdraw|rescind|revoke|cancel)\w*\s(?:[\w'’/.-]+\s+){0,6}?counter|counter[- ]?\w+(?:\s[\w'’/.-]+){0,4}?\s(?:withdrawn|retracted|withdrawal|retraction)",
)
# What a right holder sends after a counter-notice, so that the material stays down (17 USC 512(g)(2)(C)).
_ACTION = re.compile(
    r"\bnotice of (?:legal|court) action|\b(?:has|have) filed (?:an? )?(?:action|suit|lawsuit|complaint) (?:seeking|in the|for an injunction)|法律诉讼通知|已(?:经)?向[^。\n]{2,30}法院(?:提起诉讼|起诉)"
)
_MISTAKE = Sought(
    r"(?:removed|disabled)\s+(?:\w+\s+){0,3}?as\s+a\s+result\s+of|result\s+of\s+(?:a\s+)?mistake\s+or\s+mis-?identification|mistake\s+or\s+mis-?identif",
    ("result", "mistake"),
    200,
)
_JURISDICTION = Sought(
    r"consent\s+to\s+the\s+jurisdiction|accept\s+service\s+of\s+process|federal\s+district\s+court",
    ("consent", "accept", "federal"),
    0,
)
_STATEMENTS = Sought(
    r"good[- ]faith\s+belief|penalty\s+of\s+perjury|guide\s+to\s+(?:filing|submitting)",
    ("faith", "penalty", "guide"),
    5,
)
_NOT_AUTHORIZED = Sought(r"is\s+not\s+authori[sz]ed\s+by\s+the\s+copyright", ("authori",), 60)
_RESPONSE = Sought(
    r"\b(?:response|respond\w*|reply\w*|objection|object|appeal\w*|contest\w*|disput\w+) (?:to |of |against )?(?:a|an|the|your|this|that) "
    r"(?:\w+ ){0,3}?(?:dmca|take-?down|notice|filing|claim)",
    ("respon", "reply", "object", "appeal", "contest", "disput"),
    0,
)
_COURT = re.compile(
    r"\bsubpoena (?:to|in a|duces|pursuant|for)|\bcommanded to\b|\bit is (?:hereby )?(?:so )?ordered|\b(?:preliminary|permanent) injunction is\b"
    r"|\border (?:of|by|from) (?:the|a) [\w ]{0,30}court|\bcourt order\b|\bin the (?:united states )?(?:district|superior|high) court\b",
)
_SENDER_COURT = Sought(
    r"\b(?:attached|enclosed|following|pursuant to (?:the|a|an)) (?:\w+ ){0,4}?(?:subpoena|court order|injunction|judgment)",
    ("attached", "enclosed", "following", "pursuant"),
    0,
)


def kind_of(text: str, bare_length: int, answered: Answered | None) -> Found[NoticeKind]:  # noqa: C901, PLR0911 -- one return for each kind, surest first
    """The kind of a letter, with the words that show it; `bare_length` is its length without the addresses."""
    head = text[:6000]
    if answered is not None and answered.form.kind is NoticeKind.COUNTER_NOTICE:
        return Found(NoticeKind.COUNTER_NOTICE, None)
    short = bare_length < SHORT
    if short and answered is None:
        answer = _short_kind(head)
        if answer:
            return answer
    if answered is not None:
        return Found(answered.form.kind, None)
    action = _ACTION.search(head, 0, 1500)
    if action:
        return _found(NoticeKind.LEGAL_ACTION, action)
    mistake = _MISTAKE.search(text)
    if mistake and (_JURISDICTION.search(text) or _COUNTER.search(text)):
        return _found(NoticeKind.COUNTER_NOTICE, mistake)
    strong = _RETRACT_STRONG.search(text, 0, 800)
    statements = _STATEMENTS.search(text)
    if strong and not statements:
        return _found(NoticeKind.RETRACTION, strong)
    accuses = _NOT_AUTHORIZED.search(text)
    counter = _COUNTER.search(head)
    if counter and not accuses and (_JURISDICTION.search(text) or counter.start() < 400):
        return _found(NoticeKind.COUNTER_NOTICE, counter)
    response = _RESPONSE.search(head)
    if response and not accuses and response.start() < 1000:
        return _found(NoticeKind.COUNTER_NOTICE, response)
    court = _SENDER_COURT.search(head) or _COURT.search(head[:1500])
    if court and not statements:
        return _found(NoticeKind.LEGAL_ACTION, court)
    return Found(NoticeKind.NOTICE, None)


def _short_kind(text: str) -> Found[NoticeKind] | None:
    """What a few lines are: they undo a notice or a counter-notice, or are nothing of the sort."""
    reversal = _REVERSED.search(text)
    if reversal:
        near = _COUNTER.search(text, reversal.end(), reversal.end() + 60)
        return _found(
            NoticeKind.COUNTER_NOTICE_REVERSAL if near else NoticeKind.REVERSAL,
            reversal,
        )
    retract = _RETRACT.search(text)
    if not retract or (_STATEMENTS.search(text) and not _RETRACT_STRONG.search(text)):
        return None
    counter = _RETRACT_COUNTER.search(text)
    if counter:
        return _found(NoticeKind.COUNTER_NOTICE_RETRACTION, counter)
    if _MISTAKE.search(text) and _JURISDICTION.search(text):
        return None
    return _found(NoticeKind.RETRACTION, _RETRACT_STRONG.search(text) or retract)


def _found(kind: NoticeKind, match: re.Match[str]) -> Found[NoticeKind]:
    return Found(kind, Span(*match.span()))
