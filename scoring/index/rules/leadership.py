"""Kompetensi: leadership training that matches the post held (struktural only)."""

from __future__ import annotations

from scoring.index.facts import Tally
from scoring.index.rule_set import RuleSet
from scoring.index.rules.base import Points, Rule
from scoring.index.rules.once import once


def _apply(tally: Tally, rules: RuleSet) -> Points:
    return once("leadership", tally.leadership, tally, rules)


RULE = Rule(
    "leadership",
    "kompetensi",
    "Peraturan BKN 8/2019, dimensi kompetensi: diklat kepemimpinan (kesesuaian eselon: praktik instansi)",
    _apply,
)
