"""Kompetensi: functional training that matches the post held (fungsional only)."""

from __future__ import annotations

from scoring.index.facts import Tally
from scoring.index.rule_set import RuleSet
from scoring.index.rules.base import Points, Rule
from scoring.index.rules.once import once


def _apply(tally: Tally, rules: RuleSet) -> Points:
    return once("functional", tally.functional, tally, rules)


RULE = Rule("functional", "kompetensi", "Peraturan BKN 8/2019, dimensi kompetensi: diklat fungsional", _apply)
