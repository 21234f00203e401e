"""Redaction of personal data by rule: what is withheld is data in `rules/*.yaml`. Pure."""

from causelist.record.redaction.engine import Redacted, Rule, RuleFileError, map_span, redact, rules, version

__all__ = ["Redacted", "Rule", "RuleFileError", "map_span", "redact", "rules", "version"]
