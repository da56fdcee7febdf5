"""An office's indexes as they are, as they would be, and under other rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from scoring.index import DIMENSIONS, Facts, IndexResult, RuleSet, Training, compute, unit_index


@dataclass(frozen=True, slots=True)
class Distribution:
    """How an office's people spread over all categories (best first), their means, who is incomplete."""

    people: int
    categories: Mapping[str, int]
    mean: Decimal | None
    dimension_means: Mapping[str, Decimal | None]
    incomplete: int


@dataclass(frozen=True, slots=True)
class Simulation:
    """The office now, if all pending evidence were confirmed, and both under another rule set if named."""

    now: Distribution
    confirmed: Distribution
    now_elsewhere: Distribution | None = None
    confirmed_elsewhere: Distribution | None = None


def simulate(
    people: Sequence[Facts],
    pending: Mapping[str, Sequence[Training]],
    rules: RuleSet,
    as_of: date,
    elsewhere: RuleSet | None = None,
) -> Simulation:
    """Reckon an office's distribution.

    Args:
        people: the office's employees with what is recorded.
        pending: NIP → trainings still waiting for confirmation; open decisions are taken in their favour.
        rules: the rule set in force.
        as_of: the day of reckoning.
        elsewhere: another rule set to compare with.

    Raises:
        Refused: `rule-set-not-valid` when a rule set is not in force on that day.
    """
    hoped = [_with_pending(facts, pending.get(facts.nip, ())) for facts in people]

    def under(rule_set: RuleSet, who: Sequence[Facts]) -> Distribution:
        return distribution((compute(facts, rule_set, as_of) for facts in who), rule_set)

    return Simulation(
        now=under(rules, people),
        confirmed=under(rules, hoped),
        now_elsewhere=under(elsewhere, people) if elsewhere else None,
        confirmed_elsewhere=under(elsewhere, hoped) if elsewhere else None,
    )


def distribution(results: Iterable[IndexResult], rules: RuleSet) -> Distribution:
    """Count results by category and take their means."""
    kept = list(results)
    names = [*(name for name, _ in rules.categories), rules.lowest_category]
    return Distribution(
        people=len(kept),
        categories={name: sum(result.category == name for result in kept) for name in names},
        mean=unit_index([result.ip for result in kept]),
        dimension_means={
            name: unit_index([result.dimensions[name] for result in kept]) for name in DIMENSIONS
        },
        incomplete=sum(not result.complete for result in kept),
    )


def _with_pending(facts: Facts, pending: Sequence[Training]) -> Facts:
    favoured = (
        replace(
            training,
            linear=training.linear is not False,
            matches_post=training.matches_post
            if training.kind_code == 1
            else training.matches_post is not False,
        )
        for training in pending
    )
    return replace(facts, trainings=(*facts.trainings, *favoured))
