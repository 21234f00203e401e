"""What a letter is, from its words alone."""

from __future__ import annotations

import re

from causelist.core.elements import Found, NoticeKind, Span
from causelist.formats.questions import Answered

_REVERSAL = re.compile(
    r"\b(?:github|we) (?:has|have) (?:reversed|reconsidered|reinstated|restored)|\breversed the (?:processing|takedown|removal)|has been reversed",
    re.IGNORECASE,
)
_RETRACT = re.compile(r"\bretract\w*|\bwithdraw\w*|\brescind\w*|\bretracci[oó]n|撤回|撤销", re.IGNORECASE)
_COUNTER = re.compile(r"\bcounter[- ]?(?:notice|notification|claim)\w*", re.IGNORECASE)
_MISTAKE = re.compile(
    r"removed or disabled as a result of|result of (?:a )?mistake or misidentification|mistake or mis-?identification",
    re.IGNORECASE,
)
_JURISDICTION = re.compile(r"consent to the jurisdiction|accept service of process", re.IGNORECASE)
_COURT = re.compile(
    r"\bsubpoena\b|\bcourt order|\bis hereby ordered|\bplaintiffs?\b[^.]{0,80}\bdefendants?\b", re.IGNORECASE
)


def kind_of(text: str, answered: Answered | None) -> Found[NoticeKind]:
    """The kind of a letter, with the words that show it."""
    head = text[:3000]
    if answered is not None and answered.form.kind is NoticeKind.COUNTER_NOTICE:
        return Found(NoticeKind.COUNTER_NOTICE, None)
    short = len(text) < 3000
    reversal = _REVERSAL.search(head)
    counter = _COUNTER.search(head)
    if reversal and short:
        kind = (
            NoticeKind.COUNTER_NOTICE_REVERSAL
            if counter and counter.start() < reversal.end() + 80
            else NoticeKind.REVERSAL
        )
        return _found(kind, reversal)
    if answered is not None:
        return Found(answered.form.kind, None)
    mistake = _MISTAKE.search(text)
    jurisdiction = _JURISDICTION.search(text)
    if mistake and (jurisdiction or counter):
        return _found(NoticeKind.COUNTER_NOTICE, mistake)
    retract = _RETRACT.search(head)
    if retract and len(text) < 2500:
        kind = NoticeKind.COUNTER_NOTICE_RETRACTION if counter else NoticeKind.RETRACTION
        return _found(kind, retract)
    if counter and short and jurisdiction:
        return _found(NoticeKind.COUNTER_NOTICE, counter)
    return Found(NoticeKind.NOTICE, None)


def _found(kind: NoticeKind, match: re.Match[str]) -> Found[NoticeKind]:
    return Found(kind, Span(*match.span()))
