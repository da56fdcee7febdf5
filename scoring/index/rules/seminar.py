"""Kompetensi: seminar, workshop, magang, kursus or the like; one is enough."""

from __future__ import annotations

from scoring.index.facts import Tally
from scoring.index.rule_set import RuleSet
from scoring.index.rules.base import Points, Rule
from scoring.index.rules.once import once


def _apply(tally: Tally, rules: RuleSet) -> Points:
    return once("seminar", None if tally.seminars is None else tally.seminars > 0, tally, rules)


RULE = Rule(
    "seminar",
    "kompetensi",
    "Peraturan BKN 8/2019, dimensi kompetensi: seminar/workshop/magang/kursus/sejenisnya",
    _apply,
)
