"""Kinerja: the previous year's performance score, or since 2022 its predicate."""

from __future__ import annotations

from decimal import Decimal

from scoring.index.facts import Tally
from scoring.index.rule_set import RuleSet
from scoring.index.rules.base import Points, Rule, plain


def _apply(tally: Tally, rules: RuleSet) -> Points:
    most = rules.bands[0].points
    score = tally.performance
    if score is None:
        return Points("performance", "kinerja", None, most, "performance-unknown")
    if score == "":
        return Points("performance", "kinerja", rules.performance_none, most, "performance-none")
    references = tally.references.get("performance", ())
    if isinstance(score, str):
        value = rules.predicates[score]
        return Points(
            "performance", "kinerja", value, most, "performance-predicate", {"predicate": score}, references
        )
    value = next((band.points for band in rules.bands if score > band.over), rules.performance_lowest)
    return Points(
        "performance", "kinerja", value, most, "performance-score", {"score": plain(score)}, references
    )


def readable(text: str, rules: RuleSet) -> Decimal | str | None:
    """Read a recorded performance: a score of 0 to 100, a predicate, "" for none; None when it is neither."""
    folded = " ".join(text.lower().split())
    if folded in ("", "-"):
        return ""
    if folded in rules.predicates:
        return folded
    try:
        score = Decimal(folded.replace(",", "."))
    except ArithmeticError:
        return None
    return score if score.is_finite() and 0 <= score <= 100 else None


RULE = Rule(
    "performance",
    "kinerja",
    "Peraturan BKN 8/2019, dimensi kinerja (tabel nilai); padanan predikat sejak 2022 belum dikukuhkan",
    _apply,
)
