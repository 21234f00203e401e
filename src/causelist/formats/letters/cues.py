"""Cue words: what the words around an address say about its part in the letter."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Role(StrEnum):
    """The part that an address plays."""

    REPORTED = "reported"
    ORIGINAL = "original"
    EVIDENCE = "evidence"
    CONTACT = "contact"
    EARLIER = "earlier"


# Longer phrases come first, so that "infringing copy of our original" is one cue and not two.
_PHRASES: tuple[tuple[Role, str], ...] = (
    (
        Role.EARLIER,
        r"(?:previous|earlier|prior|first|last|initial|original|recent)(?:ly)? (?:\w+ ){0,2}?(?:notice|request|takedown|complaint|letter|report|dmca|submission|ticket|submitted|notified|filed)"
        r"|already (?:been )?(?:\w+ )?(?:removed|taken down|disabled|reported|deleted|dmca)|has been (?:removed|taken down|disabled)"
        r"|counter[- ]?noti\w+|(?:this|the|our|my) notice (?:at|here)|github/dmca",
    ),
    (
        Role.REPORTED,
        r"(?:infring\w+|unauthori[sz]ed|illegal|pirated|unlicensed|stolen|exact|identical|verbatim|direct|modified|leaked|cracked)[\w ,/-]{0,30}? (?:copy|copies|version|use|reproduction|distribution|display|derivative|publication|upload|clone|duplicate)s? (?:\w+ ){0,6}?(?:original|copyright\w*|my|our)(?: \w+)?"
        r"|(?:infring\w*|cop(?:y|ies|ied)|violat\w+|steal\w*|stole|taken|derived|plagiari\w+|using|uses|contain\w*|includ\w*) (?:\w+ ){0,5}?(?:my|our|the|their|owner'?s?) (?:original|copyright\w*|proprietary|source|code|work|content|own|intellectual|software|files?)[\w' ]{0,20}"
        r"|not (?:the )?original|claimed to be infring\w+|alleged(?:ly)? (?:to be )?infring\w+"
        r"|violation of (?:our|my|the)? ?(?:\w+ )?(?:copyright|license|licence|rights?)|(?:owner|holder)[\w' ]{0,12} has not",
    ),
    (
        Role.ORIGINAL,
        r"infringed (?:up)?on|(?:been|was|were|is|are|being) (?:allegedly )?(?:infringed|copied|stolen|pirated|violated|plagiari[sz]ed)|(?:copied|taken|stolen|derived|forked|cloned|ripped|extracted|downloaded|obtained|purloined) from"
        r"|infringes? (?:up)?on|(?:identification|description) of (?:the )?(?:original |copyright\w* )?(?:works?|materials?)",
    ),
    (
        Role.REPORTED,
        r"infring\w*|unauthori[sz]ed\w*|pirat\w*|stolen|steals?|leak\w*|illegal\w*|illicit|violat\w*|plagiari\w*|take(?:n)?[- ]?down|takedown|(?:be )?remov\w*|disabl\w*|delet\w*|offending|reported|complain\w*|without (?:\w+ ){0,3}?(?:permission|authori[sz]ation|consent|licen[cs]e|attribution|approval)|copied|counterfeit|crack(?:ed|s)?|bypass\w*|circumvent\w*|in question|abus\w*|published by|posted by|uploaded|copycat|clon(?:e|ed|ing)|forks?\b|mirrors?|no right|not authori[sz]ed|confidential",
    ),
    (
        Role.ORIGINAL,
        r"\boriginal(?:ly|s)?\b|\bmy (?:\w+ ){0,3}?(?:repo\w*|work|code|project|web ?site|site|product|copyright\w*|software|game|library|app|version|own|plugin|theme|page|file|content|book|package|github|portfolio|gist|blog)\b|\bour (?:\w+ ){0,3}?(?:repo\w*|work|code|project|web ?site|site|product|copyright\w*|software|game|library|app|version|own|plugin|theme|page|file|content|book|package|github|store|company|services?|platform|portfolio|terms|license)\b|official|copyright(?:ed)? (?:works?|materials?|content|software|owner|holder)|owned by|homepage|home page|purchas\w*|buy|for sale|sold|sells?|legitimate\w*|authentic\w*|can be (?:seen|viewed) (?:at|on)|copyright registration|registered|commercial\w*|marketplace|company website|developed by|created by|author\w* of|published (?:at|on|in)",
    ),
    (
        Role.EVIDENCE,
        r"evidence|proof|prov(?:e|es|ing)\b|screen ?shots?|comparison|compare|archive\.org|whois|exhibit|attached|see also|for example|e\.g\.|according to|terms of (?:service|use)|license agreement|more information|policy|guide",
    ),
    (
        Role.CONTACT,
        r"\bprofile|\baccounts?\b|\busers?(?:name)?\b|contact|e-?mail|phone|sincerely|regards|address:|infringer'?s? (?:name|info\w*|identity)|\bname:|developer:|owner of the repo\w*|my name|website:|web:|www:",
    ),
    (Role.REPORTED, r"侵权|侵权链接|盗版|盗用|抄袭|泄露|泄漏|删除|下架|移除|非法|擅自|未经(?:授权|许可|同意)"),
    (Role.ORIGINAL, r"原创|原始|原作|正版|官网|官方|我方|我们的|我的|权利人作品|著作权登记|权属|本公司"),
    (Role.EVIDENCE, r"证据|截图|证明"),
    (Role.CONTACT, r"联系|主页|账号|用户"),
)
_GROUPS = [role for role, _ in _PHRASES]
_CUE = re.compile("|".join(f"({pattern})" for _, pattern in _PHRASES))

Weights = dict[Role, float]


@lru_cache(maxsize=4096)
def cues(words: str) -> tuple[tuple[Role, int, int], ...]:
    """The cues in lower-case words, each with where it stands; cached because lists share one lead."""
    return tuple((_GROUPS[(found.lastindex or 1) - 1], found.start(), found.end()) for found in _CUE.finditer(words))


def weigh(words: str, weight: float, *, near_end: bool = True) -> Weights:
    """What some words say; the cue nearest to the address counts in full, those further off less and less."""
    weights: Weights = {}
    found = cues(words)
    share = weight
    for role, _, _ in reversed(found) if near_end else found:
        weights[role] = weights.get(role, 0.0) + share
        share *= 0.35
    return weights


def add(total: Weights, more: Weights) -> None:
    """Add weights into a total."""
    for role, weight in more.items():
        total[role] = total.get(role, 0.0) + weight
