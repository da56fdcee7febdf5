"""Simulations of an office: asked for by a person, reckoned by the worker, kept until the next is asked for.

A wish is a row like the figures counted ahead of time: a lost message is made good by the sweeper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.ledger.hints import hint
from records.tables import Figures, now

_BEGIN = "simulation:"
_TASK = "simulate_office"


@dataclass(frozen=True, slots=True)
class Spread:
    """How an office's people spread under one reckoning: people by category (best first), means of points."""

    categories: Mapping[str, int]
    mean: float | None
    dimensions: Mapping[str, float | None]
    incomplete: int


@dataclass(frozen=True, slots=True)
class Simulated:
    """An office by the rules in force, and by others: as recorded, and if all that waits were confirmed."""

    rule_set: str
    as_of: str
    people: int
    now: Spread
    confirmed: Spread
    now_elsewhere: Spread
    confirmed_elsewhere: Spread


@dataclass(frozen=True, slots=True)
class Simulation:
    """What was asked of an office, when, and what came of it.

    `result` None: not reckoned yet, or impossible for the reason whose code is `problem`.
    """

    elsewhere: str
    at: datetime
    result: Simulated | None = None
    problem: str = ""


def ask_simulation(session: Session, office_id: int, elsewhere: str) -> None:
    """Ask for an office to be reckoned by `elsewhere` too, a rule set with its options."""
    session.merge(Figures(key=f"{_BEGIN}{office_id}", value={"elsewhere": elsewhere}, at=now()))
    hint(session, _TASK, office_id)


def find_simulation(session: Session, office_id: int) -> Simulation | None:
    """Give the simulation last asked for; None if nobody ever did."""
    row = session.get(Figures, f"{_BEGIN}{office_id}")
    if row is None:
        return None
    found = row.value.get("result")
    return Simulation(
        row.value["elsewhere"], row.at, _simulated(found) if found else None, row.value.get("problem", "")
    )


def keep_simulation(
    session: Session, office_id: int, asked: Simulation, result: Simulated | None, problem: str = ""
) -> bool:
    """Keep what was reckoned; False when something else was asked for meanwhile."""
    row = session.get(Figures, f"{_BEGIN}{office_id}", with_for_update=True)
    if row is None or (row.value["elsewhere"], row.at) != (asked.elsewhere, asked.at):
        return False
    answer = {"result": asdict(result)} if result else {"problem": problem}
    row.value = {"elsewhere": asked.elsewhere} | answer
    return True


def wanted_simulations(session: Session) -> list[int]:
    """Give the offices whose simulation waits to be reckoned."""
    rows = session.scalars(select(Figures).where(Figures.key.startswith(_BEGIN)))
    return [int(row.key.removeprefix(_BEGIN)) for row in rows if not {"result", "problem"} & row.value.keys()]


def _simulated(value: Mapping[str, Any]) -> Simulated:
    spreads = [Spread(**value[n]) for n in ("now", "confirmed", "now_elsewhere", "confirmed_elsewhere")]
    return Simulated(value["rule_set"], value["as_of"], value["people"], *spreads)
