"""The index itself: rules applied to a tally, summed by dimension, named by category."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from records.errors import Refused
from scoring.index.facts import Facts, Missing, Tally
from scoring.index.rule_set import RuleSet
from scoring.index.rules import RULES, Points
from scoring.index.tally import tally

DIMENSIONS = ("kualifikasi", "kompetensi", "kinerja", "disiplin")


@dataclass(frozen=True, slots=True)
class IndexResult:
    """An index with every point's reason.

    `ip` is the sum of what is known; when `complete` is False something in `missing` may still raise it.
    `points` has one entry a rule. `rule_set`, `digest` and `as_of` let it be computed again.
    """

    ip: Decimal
    dimensions: Mapping[str, Decimal]
    category: str
    points: tuple[Points, ...]
    missing: tuple[Missing, ...]
    rule_set: str
    digest: str
    as_of: date | None

    @property
    def complete(self) -> bool:
        """Whether everything the rules ask for is known."""
        return not self.missing


def compute(facts: Facts, rules: RuleSet, as_of: date) -> IndexResult:
    """Compute an employee's index as of a day.

    Raises:
        Refused: `rule-set-not-valid` when the rules are not in force on that day.
    """
    if not rules.holds_on(as_of):
        raise Refused("rule-set-not-valid", name=rules.name, day=as_of.isoformat())
    return score(tally(facts, rules, as_of), rules, as_of)


def score(counted: Tally, rules: RuleSet, as_of: date | None = None) -> IndexResult:
    """Apply the rules to a tally."""
    points = tuple(rule.apply(counted, rules) for rule in RULES)
    dimensions = {name: _sum(points, name) for name in DIMENSIONS}
    dimensions["kompetensi"] = min(dimensions["kompetensi"], rules.competence_ceiling)
    ip = sum(dimensions.values(), Decimal(0))
    return IndexResult(
        ip, dimensions, category(ip, rules), points, counted.missing, rules.name, rules.digest, as_of
    )


def category(ip: Decimal, rules: RuleSet) -> str:
    """Name an index: over the bound, or from it on, as the rule set says."""
    for name, bound in rules.categories:
        if ip > bound or (rules.edge_included and ip == bound):
            return name
    return rules.lowest_category


def unit_index(totals: list[Decimal]) -> Decimal | None:
    """Mean of the persons' totals, two decimals (half up); None for an office without people."""
    if not totals:
        return None
    return (sum(totals, Decimal(0)) / len(totals)).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")


def _sum(points: tuple[Points, ...], dimension: str) -> Decimal:
    return sum((p.value for p in points if p.dimension == dimension and p.value is not None), Decimal(0))
