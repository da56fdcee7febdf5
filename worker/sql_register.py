"""The employee register in the database, as matching wants it.

All NIPs are kept as a sorted array (8 bytes an employee), so that thousands of near numbers are tried without
asking the database; rows are fetched for the few that exist. Counts come from `term_counts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from records.database import engine_for, reading
from records.tables import Employee, EmployeeKey, Preference, TermCount
from records.tables.register import KEY_LENGTH
from records.values import Employee as EmployeeValue
from scoring.matching.register import Found, Statistics

VERSION_KEY = "register-version"
_NAMES = tuple(f.name for f in fields(EmployeeValue))
_COLUMNS = tuple(getattr(Employee, name) for name in _NAMES)
_FETCH = 500
T = TypeVar("T", str, int)


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
            nips = session.scalars(select(Employee.nip).where(Employee.active)).all()
            counts = session.execute(select(TermCount.kind, TermCount.term, TermCount.count)).all()
        words = {term: count for kind, term, count in counts if kind == "word"}
        units = {term: count for kind, term, count in counts if kind == "unit"}
        numbers = np.sort(np.array([int(nip) for nip in nips], dtype=np.int64))
        return cls(url, version, Statistics(len(nips), words, units), numbers)

    def find_by_nips(self, nips: NDArray[np.int64]) -> Sequence[EmployeeValue]:
        """Give the employees who bear one of these numbers."""
        if not len(nips) or not len(self._numbers):
            return ()
        places = np.minimum(np.searchsorted(self._numbers, nips), len(self._numbers) - 1)
        hits = sorted({f"{n}" for n in nips[self._numbers[places] == nips].tolist()})
        if not hits:
            return ()
        with _looking(self.url) as connection:
            return _fetch(connection, Employee.nip, hits)

    def find_by_keys(self, keys: Sequence[str], limit: int) -> Found:
        """Give the employees under any of these keys; crowded keys are named instead."""
        if not keys:
            return Found(())
        cut = {key[:KEY_LENGTH]: key for key in keys}
        parts = [
            select(
                select(EmployeeKey.key, EmployeeKey.employee_id)
                .where(EmployeeKey.key == key)
                .limit(limit + 1)
                .subquery()
            )
            for key in cut
        ]
        under: dict[str, list[int]] = {}
        with _looking(self.url) as connection:
            for key, employee_id in connection.execute(union_all(*parts)):
                under.setdefault(key, []).append(employee_id)
            crowded = [cut[key] for key, ids in under.items() if len(ids) > limit]
            ids = sorted({i for found in under.values() if len(found) <= limit for i in found})
            employees = _fetch(connection, Employee.id, ids)
        return Found(tuple(employees), tuple(crowded))


@contextmanager
def _looking(url: str) -> Iterator[Connection]:
    """Read by a bare connection: what a session does for rows costs more than finding them."""
    with engine_for(url).connect().execution_options(read_only=True) as connection:
        yield connection


def _fetch(connection: Connection, by: InstrumentedAttribute[T], values: Sequence[T]) -> list[EmployeeValue]:
    """Give active employees by NIP or id, in the order of their ids."""
    found: list[EmployeeValue] = []
    for start in range(0, len(values), _FETCH):
        part = values[start : start + _FETCH]
        rows = connection.execute(
            select(*_COLUMNS).where(by.in_(part), Employee.active).order_by(Employee.id)
        )
        found += [EmployeeValue(*row) for row in rows]
    return found


def employee_value(row: Employee) -> EmployeeValue:
    """Give a register row as the value scoring speaks in."""
    return EmployeeValue(**{name: getattr(row, name) for name in _NAMES})
