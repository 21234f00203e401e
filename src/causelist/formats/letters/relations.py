"""What one sentence says of two addresses: which is the copy and which it was taken from; and whose an account is."""

from __future__ import annotations

import re

from causelist.formats.letters.cues import Role, Weights

_THING = (
    r"(?: (?:[\w-]+['’]s|the|a|an|my|our|this|that|here|original|originally|official|source|code|copyright\w*|proprietary|own|entire|full"
    r"|following|public|private|github|git|repo\w*|projects?|files?|folders?|director\w+|page|web ?sites?|urls?|links?"
    r"|works?|software|at|in|on|hosted|located|found|which|is|named|called|available)){0,7}"
)
_TAKEN_FROM = r"(?:stolen|steals|copied|copies|copying|taken|ripped|lifted|extracted|cloned|plagiari[sz]ed|derived|reproduced|pirated)"
_A_COPY_OF = r"(?:cop(?:y|ies)|clones?|duplicates?|reproductions?|rip-?offs?|plagiarism|replicas?)"
# The words before an address that make it the source of another.
_SOURCE = re.compile(
    rf"(?:\b{_TAKEN_FROM}(?: \w+){{0,3}}? from|\binfring(?:e|es|ed|ing) (?:up)?on){_THING}[^\w]*$|\b{_A_COPY_OF} of{_THING}[^\w:]*$"
)
# `… our code ADDRESS to his repository`: the words before and after together.
_TOOK = re.compile(
    r"\b(?:copied|cloned|stole|stolen|took|taken|uploaded|moved|forked|duplicated)(?: \w+){0,3}? (?:my|our|the original)(?: \w+){0,5}[^\w]*$"
)
_PUT = re.compile(
    r"[^\w]{0,4}(?:and (?:put|post|upload|publish|host)\w* (?:\w+ )?|(?:in|on)?to |under |as )(?:his|her|their|its|an?|another|this)\b"
)
_THEIRS = re.compile(
    r"\b(?:(?:in|on)?to|under|as|on|in) (?:his|her|their|another)(?: (?:own|public|new|personal|git|github|repo\w*|account|project|page|gist|url|at|on|here|called|named)){0,6}[^\w]*$"
)
# The words after an address that make it the copy, or what was taken.
_COPIED_FROM = re.compile(
    rf"[^\w]{{0,6}}(?:(?:is|are|was|were|has been|have been|contains?|includes?) (?:\w+ly )?(?:an? |the )?(?:\w+ ){{0,2}}?)?(?:infring\w+ (?:up)?on|{_A_COPY_OF} of|{_TAKEN_FROM} (?:\w+ )?from)\b"
)
_WAS_TAKEN = re.compile(
    r"[^\w]{0,6}(?:was|were|has been|have been|got) (?:\w+ly )?(?:cloned|copied|stolen|plagiari[sz]ed|ripped off|duplicated)\b(?! (?:from|off|out))"
)
_GONE = re.compile(
    r"\b(?:already|previously|earlier|recently) (?:\w+ ){0,2}?(?:taken[- ]?down|removed|disabled|deleted|approved)(?: \w+){0,2}[^\w:]*$"
)
# `a site hosted by Example at ADDRESS`: a whole site, said to be where the provider can act.
_HOSTED_AT = re.compile(
    r"\b(?:web ?)?(?:sites?|pages?)(?: \w+){0,4} (?:hosted|located|running|live)(?: \w+){0,4}? (?:at|on|under)(?: (?:the|url|address|domain|following|is)){0,4}[^\w]*$"
)
# A person or firm that introduces itself, and its home page: `I am the owner of Example (www.example.com)`.
_INTRODUCES = re.compile(
    r"\b(?:my name is|i am|i['’]m|we are|i work|i represent|we represent|on behalf of|employed by|employee of)\b(?![^.]*\b(?:sell|sold|publish|available|website|site|owner of (?:the )?(?:web|copyright))\w*)[^.:]{0,90}$"
)
_PLAIN = re.compile(r"[\W_]+")
_LEGAL = re.compile(
    r"\b(?:incorporated|inc|llc|ltd|limited|gmbh|corp|corporation|company|co|sa|srl|bv|ag|plc|pty|com|net|org|io|the|software|team|group)\b\.?"
)


def related(before: str, after: str, *, home: bool) -> Weights:
    """What the words right before and right after an address make of it, both in lower case; `home`: of a whole site."""
    weights: Weights = {}
    if _GONE.search(before):
        weights[Role.EARLIER] = 9.0
    if home and _INTRODUCES.search(before):
        weights[Role.CONTACT] = 5.0
    if _SOURCE.search(before) or (_TOOK.search(before) and _PUT.match(after)) or _WAS_TAKEN.match(after):
        weights[Role.ORIGINAL] = 8.0
    if _THEIRS.search(before) or (home and _HOSTED_AT.search(before)) or _COPIED_FROM.match(after):
        weights[Role.REPORTED] = 6.0
    return weights


def akin(owner: str, names: tuple[str, ...]) -> bool:
    """Whether the name of an account is that of a party: the one begins with the other, four letters at least."""
    plain = _PLAIN.sub("", owner.lower())
    return any(
        len(short) >= 4 and long.startswith(short)
        for name in names
        for short, long in [sorted((plain, _PLAIN.sub("", _LEGAL.sub(" ", name.lower()))), key=len)]
    )
