"""The employee register in the database, as matching wants it.

All NIPs are kept as a sorted array (8 bytes an employee), so that thousands of near numbers are tried without
asking the database; rows are fetched for the few that exist. Counts come from `term_counts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.database import reading
from records.tables import Employee, Preference, TermCount
from records.tables.register import KEY_LENGTH
from records.values import Employee as EmployeeValue
from scoring.matching.register import Found, Statistics
from worker.looking_up import NAMES, Looking, looking_up

VERSION_KEY = "register-version"
_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class SqlRegister:
    """A register version: its counts and numbers in memory, its employees in the database."""

    url: str
    version: int
    statistics: Statistics
    _numbers: NDArray[np.int64]

    @classmethod
    def version_of(cls, session: Session) -> int:
        """Give the number of the register's present version; 0 before the first import."""
        return int(session.scalar(select(Preference.value).where(Preference.key == VERSION_KEY)) or 0)

    @classmethod
    def load(cls, url: str, version: int) -> SqlRegister:
        """Read counts and numbers."""
        with reading(url) as session:
            numbers = _numbers(session)
            counts = session.execute(select(TermCount.kind, TermCount.term, TermCount.count)).all()
        words = {term: count for kind, term, count in counts if kind == "word"}
        units = {term: count for kind, term, count in counts if kind == "unit"}
        return cls(url, version, Statistics(len(numbers), words, units), numbers)

    @contextmanager
    def opened(self) -> Iterator[OpenRegister]:
        """Hold a connection for as long as the people of one document are matched."""
        with looking_up(self.url) as looking:
            yield OpenRegister(self.statistics, self._numbers, looking)


def _numbers(session: Session) -> NDArray[np.int64]:
    """Give all numbers, sorted, without ever holding them as text."""
    asked = select(Employee.nip).where(Employee.active).execution_options(yield_per=_AT_ONCE)
    parts = [
        np.array([int(nip) for nip in part], dtype=np.int64) for part in session.scalars(asked).partitions()
    ]
    return np.sort(np.concatenate(parts)) if parts else np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class OpenRegister:
    """A register with a connection at hand: what `scoring.matching` asks."""

    statistics: Statistics
    _numbers: NDArray[np.int64]
    _looking: Looking

    def find_by_nips(self, nips: NDArray[np.int64]) -> Sequence[EmployeeValue]:
        """Give the employees who bear one of these numbers."""
        if not len(nips) or not len(self._numbers):
            return ()
        places = np.minimum(np.searchsorted(self._numbers, nips), len(self._numbers) - 1)
        hits = sorted({f"{n}" for n in nips[self._numbers[places] == nips].tolist()})
        return self._looking.by_nips(hits) if hits else ()

    def find_by_keys(self, keys: Sequence[str], limit: int) -> Found:
        """Give the employees under any of these keys; crowded keys are named instead."""
        cut = {key[:KEY_LENGTH]: key for key in keys}
        under = self._looking.ids_under(list(cut), limit + 1) if cut else {}
        crowded = tuple(cut[key] for key, ids in under.items() if len(ids) > limit)
        ids = sorted({i for found in under.values() if len(found) <= limit for i in found})
        return Found(tuple(self._looking.by_ids(ids)) if ids else (), crowded)


def employee_value(row: Employee) -> EmployeeValue:
    """Give a register row as the value scoring speaks in."""
    return EmployeeValue(**{name: getattr(row, name) for name in NAMES})
