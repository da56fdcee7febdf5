"""All rules of the index, in the order they are shown."""

from __future__ import annotations

from scoring.index.rules import (
    discipline,
    functional,
    leadership,
    performance,
    qualification,
    seminar,
    technical,
)
from scoring.index.rules.base import Points, Rule, plain

RULES: tuple[Rule, ...] = (
    qualification.RULE,
    leadership.RULE,
    functional.RULE,
    technical.RULE,
    seminar.RULE,
    performance.RULE,
    discipline.RULE,
)

__all__ = ["RULES", "Points", "Rule", "plain"]
