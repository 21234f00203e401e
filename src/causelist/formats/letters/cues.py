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


# What an own thing can be called, by how surely an address after it is the original itself.
_OWN_PLACE = (
    r"(?:repo\w*|web ?sites?|sites?|home ?page|page|github|gist|blog|portfolio|store|shop|url|link|account|version)"
)
_OWN_WORK = (
    r"(?:work|code|source|project|product|copyright\w*|software|game|library|app\w*|plugin|theme|file|content|book"
    r"|package|company|service|platform|material|intellectual|proprietary|data|images?|scripts?|files)\w*"
)
_COPY = r"(?:cop(?:y|ies)|clones?|derivatives?|ports?|forks?|versions?|duplicates?|reproductions?|rip-?offs?)"
_COPY_OF = _COPY.replace("forks?|", "")  # a list led by "forks of our project" is one of copies
_MINE = r"(?:my|our|the owner'?s|the client'?s)"

# Longer phrases come first, so that "infringing copy of our original" is one cue and not two. The number is how much a
# phrase says: an address after "our code" may be the original or the place that shows our code.
_PHRASES: tuple[tuple[Role, float, str], ...] = (
    (
        Role.EARLIER,
        1.0,
        (
            r"(?:previous|earlier|prior|first|last|initial|recent)(?:ly)? (?:\w+ ){0,2}?(?:notice|request|takedown|complaint|letter"
            r"|report|dmca|submission|ticket|submitted|notified|filed|removed|taken)"
            r"|already (?:been )?(?:\w+ )?(?:removed|taken down|disabled|reported|deleted|dmca)|original (?:dmca|notice|takedown|request)"
            r"|has been (?:removed|taken down|disabled)|counter[- ]?noti\w+"
        ),
    ),
    (
        Role.REPORTED,
        1.0,
        r"(?:have|has) been (?:\w+ )?(?:copied|taken|lifted) from (?:the|our|my) (?:\w+ )?(?:copyright\w*|original) \w+[^\w]*$",
    ),
    (
        Role.ORIGINAL,
        1.0,
        (
            r"(?:is|are|as|being) (?:an? )?(?:\w+ ){0,3}?cop(?:y|ies) of (?:my|our|the) (?:\w+ ){0,4}?(?:at|from|here|below)[^\w]*$"
        ),
    ),
    (
        Role.REPORTED,
        1.0,
        (
            r"(?:infring\w+|unauthori[sz]ed|illegal|pirated|unlicensed|stolen|exact|identical|verbatim|direct|literal|modified|leaked"
            r"|cracked)[\w ,/-]{0,30}? (?:cop(?:y|ies)|versions?|uses?|reproductions?|distribution|display|derivatives?|publication"
            r"|uploads?|clones?|duplicates?)(?: \w+){0,5}? (?:original|copyright\w*|my|our)(?: \w+)?"
            r"|(?:cop(?:y|ies|ied)|infring\w*|violat\w+|steal\w*|stole|plagiari\w+|using|uses?|contain\w*|includ\w*|found|posted|hosts?"
            r"|hosting|shar\w+|publish\w*|distribut\w+|upload\w*|discover\w*|where|disclos\w+|reproduc\w+|leak\w*|redistribut\w+"
            r"|expos\w+|releas\w+) (?:\w+ ){0,4}?(?:my|our|the|their|owner'?s?|its) (?:original|copyright\w*|proprietary"
            r"|source|code|work|content|own|intellectual|software|files?|document\w*|private)[\w' ]{0,16}"
            r"|not (?:the |an )?original|claimed to be infring\w+|alleged(?:ly)? (?:to be )?infring\w+"
            r"|violation of (?:our|my|the)? ?(?:\w+ )?(?:copyright|license|licence|rights?)|(?:owner|holder)[\w' ]{0,12} has not"
            r"|(?:locations?|urls?|links?|repositor\w+|files?) (?:of|with|for) (?:the )?(?:infring\w+|unauthori[sz]ed)"
            r"|publicly (?:available|accessible)|made (?:\w+ )?public|(?:is|are|be|been|was|were|being) (?:made )?(?:publicly |illegally |being )?"
            r"(?:hosted|posted|uploaded|displayed|distributed|published|shared|exposed|disclosed|released)"
        ),
    ),
    (
        Role.ORIGINAL,
        1.0,
        (
            rf"infring(?:e|es|ed|ing) (?:up)?on|(?:been|was|were|is|are|being) (?:allegedly )?(?:infringed|copied|stolen|pirated|violated"
            rf"|plagiari[sz]ed)(?! (?:at|in|on|by|here))|(?:copied|taken|stolen|derived|forked|cloned|ripped|extracted|downloaded|obtained|purloined|originat\w+) from(?= (?:the following|the original|this|here|my|our)\b|[^\w]*$| the (?:\w+ )?(?:project|repo\w*|website|site|book)[^\w]*$)"
            rf"|(?<!downloaded )(?<!available )(?<!accessed )(?<!removed )(?<!accessible )(?<!obtained )\bfrom[^\w]*$"
            rf"|(?:identification|identify|description) (?:of )?(?:the )?(?:original |copyright\w* )?(?:works?|materials?)"
            rf"|{_COPY_OF} of(?: (?:the|this|that|my|our))?(?: original)?(?: (?:repo\w*|project|files?|code|work))?[^\w]*$"
            rf"|copyright(?:ed)? (?:works?|materials?|content|code|software) (?:\w+ ){{0,6}}?(?:is|are|can be) (?:\w+ ){{0,2}}?(?:located|available|found|published|hosted|posted|accessible)(?: (?:on|at|in) (?:your|the|our) (?:\w+ )?(?:web ?)?sites?)?"
            rf"|copyrighted (?:works?|materials?|content) (?:\w+ ){{0,5}}?(?:is|are|can be|located|available|found)"
            rf"|\boriginal (?:source )?(?:works?|materials?|content|files?|code|repositor\w+|project) (?:is|are|can be) (?:\w+ ){{0,5}}?following (?:\w+ )?(?:urls?|links?|repositor\w+|files?|pages?)"
            rf"|infringed (?:copyright\w* )?(?:works?|repo\w*|projects?|code|software|apps?)|infringed copyright\w* materials?|(?:copyright\w*|original) (?:\w+ )?(?:works?|materials?) (?:\w+ ){{0,2}}?infringed"
            rf"|\b(?:authori[sz]ed|licensed|legal|legitimate) (?:\w+ )?(?:version|copy|site|website|seller|release)|source of (?:the )?(?:original|work)|{_MINE} original"
            rf"|(?:work|material|content) (?:being |that (?:is|was|has been) (?:allegedly )?)infringed"
        ),
    ),
    (
        Role.REPORTED,
        1.0,
        (
            r"infring\w*|unauthori[sz]ed\w*|pirat\w*|stolen|steals?|leak\w*|illegal\w*|illicit|violat\w*|plagiari\w*|take(?:n)?[- ]?down"
            r"|takedown|(?:be )?remov\w*|disabl\w*|delet\w*|offending|reported|without (?:\w+ ){0,3}?(?:permission"
            r"|authori[sz]ation|consent|licen[cs]e|attribution|approval)|copied|counterfeit|crack(?:ed|s)?|bypass\w*|circumvent\w*"
            r"|in question|abus\w*|uploaded|copycat|no right|not authori[sz]ed|confidential"
        ),
    ),
    (
        Role.ORIGINAL,
        1.0,
        (
            rf"\boriginal(?:ly|s)?\b|\b(?:my|our|its) own\b(?! (?:risk|words|name|behalf))|\b{_MINE} (?:\w+ ){{0,2}}?{_OWN_PLACE}\b|\bofficial|home ?page|purchas\w*|\bbuy\b|for sale|\bsold\b|\bsells?\b"
            rf"|legitimate\w*|authentic\w*|copyright registration|marketplace|company website|owner of the (?:\w+ )?(?:site|website|repo\w*)"
        ),
    ),
    (
        Role.ORIGINAL,
        0.4,
        (
            rf"\b{_MINE} (?:\w+ ){{0,3}}?{_OWN_WORK}\b|copyright(?:ed)? (?:works?|materials?|content|software|owner|holder)|owned by"
            rf"|can be (?:seen|viewed|found) (?:at|on|here)|registered|commercial\w*|developed by|created by|published (?:at|on|in)|author\w* of|developers? of"
        ),
    ),
    (
        Role.REPORTED,
        0.5,
        (
            r"complain\w*|published by|posted|hosted|clon(?:e|ed|ing)\b|\bforks?\b|mirrors?\b|following (?:\w+ )?(?:urls?|links?|repositor\w+|files?|pages?)"
            r"|the (?!original|official)(?:\w+ )?repositor(?:y|ies)|this repositor\w+|entire repo\w*|whole repo\w*"
        ),
    ),
    (
        Role.EVIDENCE,
        1.0,
        (
            r"evidence|proof|prov(?:e|es|ing)\b|screen ?shots?|comparison|compare|archive\.org|whois|exhibit|attached|see also"
            r"|for example|for instance|\be\.g\.|such as|you (?:can|will|may) (?:also )?see|can be found in|credentials|line \d+|according to|terms of (?:service|use)|license agreement"
            r"|more information|previous conversation|licen[cs]e (?:terms|text)"
        ),
    ),
    (
        Role.CONTACT,
        1.0,
        (
            r"\bprofile|\baccounts?\b|\busers?(?:name)?\b|contact|e-?mail|phone|sincerely|regards|address:|infringer'?s? (?:name"
            r"|info\w*|identity)|\bname:|developer:|my name|website:|\bweb:|www:"
        ),
    ),
    (
        Role.REPORTED,
        1.0,
        r"\b(?:on|at|by|through|via|from|of|in) your (?:\w+ )?(?:services?|sites?|websites?|platforms?|servers?|network|systems?|marketplace|users?|pages)\b",
    ),
    (
        Role.REPORTED,
        1.0,
        r"贵(?:网站|站|平台|公司|司|网|方)|(?:地址|链接|网址)如下|供人下载|侵权|盗版|盗用|抄袭|泄露|泄漏|删除|下架|移除|非法|擅自|未经(?:授权|许可|同意)|被投诉|举报",
    ),
    (
        Role.ORIGINAL,
        1.0,
        r"原创|原始|原作|原版|正版|官网|官方|权属|著作权登记|权利人作品|正品",
    ),
    (Role.ORIGINAL, 0.4, r"我方|我们的|我的|本公司|我司"),
    (Role.EVIDENCE, 1.0, r"证据|截图|证明"),
    (Role.CONTACT, 1.0, r"联系|主页|账号|用户"),
)
_GROUPS = [(role, strength) for role, strength, _ in _PHRASES]
# Only at the beginning of a word: tried at every letter, so many phrases would take most of the reading time.
_CUE = re.compile(r"(?<![a-z0-9])(?:" + "|".join(f"({pattern})" for _, _, pattern in _PHRASES) + ")")

Weights = dict[Role, float]


@lru_cache(maxsize=4096)
def cues(words: str) -> tuple[tuple[Role, float], ...]:
    """The cues in lower-case words, in order, with their strength; cached because lists share one lead."""
    return tuple(_GROUPS[(found.lastindex or 1) - 1] for found in _CUE.finditer(" ".join(words.split())))


def weigh(words: str, weight: float, *, near_end: bool = True) -> Weights:
    """What some words say; the cue nearest to the address counts in full, those further off less and less."""
    weights: Weights = {}
    found = cues(words)
    share = weight
    for role, strength in reversed(found) if near_end else found:
        weights[role] = weights.get(role, 0.0) + share * strength
        share *= 1 - 0.6 * strength
    return weights


def add(total: Weights, more: Weights) -> None:
    """Add weights into a total."""
    for role, weight in more.items():
        total[role] = total.get(role, 0.0) + weight
