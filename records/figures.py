"""Figures too dear to count at every look: indexes added up by office, variant and category.

The worker counts them after indexes changed and keeps them with the moment they are as of; until it has, or
where no worker ran yet, they are counted on the spot.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.states import Variant
from records.tables import Employee, Figures, IndexResult, now

_KEY = "indexes"
_OLD = timedelta(minutes=10)
_SUMS = ("total", "kualifikasi", "kompetensi", "kinerja", "disiplin", "jp")


@dataclass(frozen=True, slots=True)
class Tally:
    """Active employees of an office (None: of none) whose index falls in a category, and sums over them."""

    office_id: int | None
    variant: str
    category: str
    people: int
    total: float
    kualifikasi: float
    kompetensi: float
    kinerja: float
    disiplin: float
    jp: float


def count_indexes(session: Session) -> tuple[Tally, ...]:
    """Add the indexes up: one query over all of them."""
    sums = [func.sum(getattr(IndexResult, name)) for name in _SUMS]
    rows = session.execute(
        select(Employee.office_id, IndexResult.variant, IndexResult.category, func.count(), *sums)
        .join(Employee, Employee.id == IndexResult.employee_id)
        .where(Employee.active, IndexResult.variant.in_((Variant.RECORDED, Variant.PENDING)))
        .group_by(Employee.office_id, IndexResult.variant, IndexResult.category)
    )
    return tuple(
        Tally(office, str(variant), category, people, *(float(value) for value in found))
        for office, variant, category, people, *found in rows
    )


def keep_indexes(session: Session, tallies: tuple[Tally, ...], as_of: datetime) -> None:
    """Keep what was counted."""
    value: list[list[Any]] = [[getattr(one, name) for name in Tally.__slots__] for one in tallies]
    session.merge(Figures(key=_KEY, value=value, at=as_of))


def index_tallies(session: Session) -> tuple[tuple[Tally, ...], datetime]:
    """Give the tallies and the moment they are as of."""
    kept = session.get(Figures, _KEY)
    if kept is None:
        return count_indexes(session), now()
    return tuple(Tally(*row) for row in kept.value), kept.at


def are_behind(session: Session) -> bool:
    """Say whether an index was computed since they were counted, or they are old.

    Employees who change offices need not get another index.
    """
    at = session.scalar(select(Figures.at).where(Figures.key == _KEY))
    newest = session.scalar(select(func.max(IndexResult.computed_at)))
    return newest is not None and (at is None or newest > at or at < now() - _OLD)
