"""The part that the leadership, functional and seminar rules share: one training gives all the points."""

from __future__ import annotations

from decimal import Decimal

from scoring.index.facts import Tally
from scoring.index.rule_set import RuleSet
from scoring.index.rules.base import Points


def once(indicator: str, has: bool | None, tally: Tally, rules: RuleSet) -> Points:  # noqa: FBT001 - a tri-state fact
    """Give the indicator's points when `has`; nothing where the kind of post does not earn them."""
    if tally.post_kind is None:
        return Points(indicator, "kompetensi", None, Decimal(0), "post-kind-unknown")
    most = rules.most(indicator, tally.post_kind)
    if not most:
        return Points(indicator, "kompetensi", Decimal(0), most, f"{indicator}-not-applicable")
    if has is None:
        return Points(indicator, "kompetensi", None, most, f"{indicator}-unknown")
    value, code = (most, f"{indicator}-held") if has else (Decimal(0), f"{indicator}-lacking")
    return Points(indicator, "kompetensi", value, most, code, {}, tally.references.get(indicator, ()))
