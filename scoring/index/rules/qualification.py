"""Kualifikasi: points for the last recorded education."""

from __future__ import annotations

from scoring.index.facts import Tally
from scoring.index.rule_set import RuleSet
from scoring.index.rules.base import Points, Rule


def _apply(tally: Tally, rules: RuleSet) -> Points:
    most = max(rules.qualification.values())
    if tally.education is None:
        return Points("qualification", "kualifikasi", None, most, "education-unknown")
    value = rules.qualification[tally.education]
    return Points("qualification", "kualifikasi", value, most, "education", {"education": tally.education})


RULE = Rule(
    "qualification", "kualifikasi", "Peraturan BKN 8/2019, dimensi kualifikasi (tabel pendidikan)", _apply
)
