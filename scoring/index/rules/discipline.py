"""Disiplin: the heaviest sanction of the last five years."""

from __future__ import annotations

from scoring.index.facts import Tally
from scoring.index.rule_set import RuleSet
from scoring.index.rules.base import Points, Rule


def _apply(tally: Tally, rules: RuleSet) -> Points:
    most = max(rules.discipline.values())
    if tally.discipline is None:
        return Points("discipline", "disiplin", None, most, "discipline-unknown")
    code = "discipline-never" if tally.discipline == "never" else "discipline-sanction"
    values = {"level": tally.discipline}
    references = tally.references.get("discipline", ())
    return Points(
        "discipline", "disiplin", rules.discipline[tally.discipline], most, code, values, references
    )


def readable(text: str, rules: RuleSet) -> str | None:
    """Read a recorded heaviest sanction: a level, "never" when there was none; None when it is neither."""
    folded = " ".join(text.lower().split()).removeprefix("hukuman disiplin ").removeprefix("disiplin ")
    if folded in ("", "-", "tidak pernah", "tidak ada", "nihil", "never"):
        return "never"
    return folded if folded in rules.discipline else None


RULE = Rule(
    "discipline", "disiplin", "Peraturan BKN 8/2019, dimensi disiplin (hukuman lima tahun terakhir)", _apply
)
