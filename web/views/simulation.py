"""What the simulation of an office shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class SpreadView:
    """One reckoning: people by category, best first; mean points in all and by dimension."""

    name: str
    categories: tuple[tuple[str, int], ...]
    mean: float | None
    dimensions: tuple[tuple[str, float | None], ...]
    incomplete: int


@dataclass(frozen=True, slots=True)
class SimulationView:
    """An office's four reckonings, and what else can be asked; `waiting`: the worker is at it."""

    office_id: int
    office: str
    rule_sets: tuple[str, ...]
    options: tuple[str, ...]
    asked: str
    option: str
    at: datetime | None
    waiting: bool
    problem: str
    rule_set: str
    as_of: date | None
    people: int
    spreads: tuple[SpreadView, ...]

    @property
    def most(self) -> int:
        """Most people in one category of one reckoning: what the longest bar stands for."""
        return max((count for spread in self.spreads for _, count in spread.categories), default=0) or 1
