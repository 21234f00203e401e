"""The law as data: dated rules with their citations, and pure functions that answer with reasons.

Everything here takes the day it is asked about; nothing knows Django, the clock or the network.
"""

from causelist.law.book import Book, all_law, bills, jurisdictions, law_of
from causelist.law.errors import BadFact, LawError, NotInForce, RuleFileError, UnknownName
from causelist.law.rule import Certainty, Citation, Rule, Version

__all__ = [
    "BadFact",
    "Book",
    "Certainty",
    "Citation",
    "LawError",
    "NotInForce",
    "Rule",
    "RuleFileError",
    "UnknownName",
    "Version",
    "all_law",
    "bills",
    "jurisdictions",
    "law_of",
]
