"""Register rows looked up by the driver itself: hundreds of times for a list, a few rows each time.

What an ORM does for a statement costs more than these rows cost the database. Nothing is written here, so
no transaction is opened either.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from records.database import engine_for
from records.tables import Employee as EmployeeRow
from records.tables import EmployeeKey
from records.values import Employee

NAMES = tuple(f.name for f in fields(Employee))
_BORN = NAMES.index("tanggal_lahir")
_TABLE = EmployeeRow.__tablename__
_KEYS = EmployeeKey.__tablename__
_SELECT = f"SELECT {', '.join(NAMES)} FROM {_TABLE} WHERE active AND "  # noqa: S608 - our own column names
_UNDER_KEY = f"SELECT employee_id FROM {_KEYS} WHERE key = ? LIMIT ?"  # noqa: S608 - our own table
_UNDER_KEYS = f"""
    SELECT asked.key, here.employee_id FROM unnest(%s::text[]) AS asked (key),
    LATERAL (SELECT employee_id FROM {_KEYS} WHERE key = asked.key LIMIT %s) AS here
"""  # noqa: S608 - as above
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Looking(ABC):
    """An open cursor of a database and the statements it is asked with."""

    cursor: Any

    @abstractmethod
    def ids_under(self, keys: Sequence[str], limit: int) -> dict[str, list[int]]:
        """Give the employees' ids under each key, at most `limit` of each."""

    @abstractmethod
    def by_ids(self, ids: Sequence[int]) -> list[Employee]:
        """Give active employees in the order of their ids."""

    @abstractmethod
    def by_nips(self, nips: Sequence[str]) -> list[Employee]:
        """Give active employees in the order of their ids."""


class _Sqlite(Looking):
    __slots__ = ()

    def ids_under(self, keys: Sequence[str], limit: int) -> dict[str, list[int]]:
        found = {key: [row[0] for row in self.cursor.execute(_UNDER_KEY, (key, limit))] for key in keys}
        return {key: ids for key, ids in found.items() if ids}

    def by_ids(self, ids: Sequence[int]) -> list[Employee]:
        return self._rows("id", ids)

    def by_nips(self, nips: Sequence[str]) -> list[Employee]:
        return self._rows("nip", nips)

    def _rows(self, column: str, values: Sequence[object]) -> list[Employee]:
        found: list[Employee] = []
        for start in range(0, len(values), _AT_ONCE):
            part = values[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            rows = self.cursor.execute(f"{_SELECT} {column} IN ({marks}) ORDER BY id", part)
            found += [Employee(*_with_day(row)) for row in rows]
        return found


def _with_day(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """SQLite keeps days as text."""
    born = row[_BORN]
    return row if born is None else (*row[:_BORN], date.fromisoformat(born), *row[_BORN + 1 :])


class _Postgres(Looking):
    __slots__ = ()

    def ids_under(self, keys: Sequence[str], limit: int) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for key, employee_id in self.cursor.execute(_UNDER_KEYS, (list(keys), limit)):
            found.setdefault(key, []).append(employee_id)
        return found

    def by_ids(self, ids: Sequence[int]) -> list[Employee]:
        return self._rows("id = ANY(%s::bigint[])", ids)

    def by_nips(self, nips: Sequence[str]) -> list[Employee]:
        return self._rows("nip = ANY(%s::text[])", nips)

    def _rows(self, where: str, values: Sequence[object]) -> list[Employee]:
        rows = self.cursor.execute(f"{_SELECT} {where} ORDER BY id", (list(values),))
        return [Employee(*row) for row in rows]


@contextmanager
def looking_up(url: str) -> Iterator[Looking]:
    """Take a connection out of the pool for a while; each look-up is a transaction of its own."""
    engine = engine_for(url)
    pooled = engine.raw_connection()
    try:
        if engine.dialect.name == "sqlite":
            # Our SQLite connections begin nothing by themselves (`records.database`).
            yield _Sqlite(pooled.cursor())
            return
        driver: Any = pooled.driver_connection
        driver.autocommit = True
        try:
            yield _Postgres(pooled.cursor())
        finally:
            driver.autocommit = False
    finally:
        pooled.close()
