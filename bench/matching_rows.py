"""A made-up register of any size as files, and these into an empty database the way a bulk load goes.

An import compares a file with what is there and keeps a log; for millions of rows that only a measurement
wants, the driver's own bulk load is many times faster and leaves the same rows.
"""

from __future__ import annotations

import csv
import pickle
import random
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.engine import URL, make_url

from bench.matching_people import People
from bench.matching_slips import print_person
from records.database import engine_for, upgrade
from records.tables.register import KEY_LENGTH
from records.values import Employee, PersonReading
from scoring.matching import Statistics, blocking_keys

_FIELDS = ("nip", "nama", "tanggal_lahir", "unit_kerja")
_EMPTY = (
    *("gelar_depan", "gelar_belakang", "jenis_kelamin", "tempat_lahir", "golongan", "pangkat"),
    *("jenis_jabatan", "jabatan", "bidang_tugas", "pendidikan", "nilai_kinerja", "hukuman_disiplin"),
    *("nip_lama", "pns_id"),
)
_FIXED = dict.fromkeys(_EMPTY, "") | {
    "active": "1",
    "index_wanted": "1",
    "index_done": "1",
    "updated_at": "2026-01-01 00:00:00+00",
}
_COLUMNS = {
    "employees": ("id", *_FIELDS, *_FIXED),
    "employee_keys": ("key", "employee_id"),
    "term_counts": ("kind", "term", "count"),
}
Printed = tuple[str, PersonReading]
"""The true NIP of a person, and the person as read."""


def make_rows(folder: Path, size: int, matches: int, seed: int) -> None:
    """Write the rows of a register and, pickled, people to be matched with it; what is there stays."""
    people, luck = People(size, seed), random.Random(seed)
    _write(folder / "employees", _employees(people))
    _write(folder / "employee_keys", _keys(people))
    _write(folder / "term_counts", _terms(people))
    chosen = [people[luck.randrange(size)] for _ in range(matches)]
    printed = [(employee.nip, print_person(luck, employee)[0]) for employee in chosen]
    (folder / "printed").write_bytes(pickle.dumps(printed))


def read_printed(folder: Path) -> list[Printed]:
    """Give the people to match."""
    printed: list[Printed] = pickle.loads((folder / "printed").read_bytes())  # noqa: S301 - written above
    return printed


def load_rows(url: str, folder: Path) -> None:
    """Put the rows into an empty database."""
    upgrade(url)
    engine_for(url).dispose()
    parsed = make_url(url)
    (_load_sqlite if parsed.get_backend_name() == "sqlite" else _load_postgres)(parsed, folder)


def _write(path: Path, rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _employees(people: Sequence[Employee]) -> Iterator[tuple[object, ...]]:
    fixed = tuple(_FIXED.values())
    for number, employee in enumerate(people, 1):
        yield (number, *(getattr(employee, name) for name in _FIELDS), *fixed)


def _keys(people: Sequence[Employee]) -> Iterator[tuple[str, int]]:
    for number, employee in enumerate(people, 1):
        for key in {key[:KEY_LENGTH] for key in blocking_keys(employee)}:
            yield key, number


def _terms(people: Iterable[Employee]) -> Iterator[tuple[str, str, int]]:
    counted = Statistics.of(people)
    for kind, counts in (("word", counted.words), ("unit", counted.units)):
        cut: Counter[str] = Counter()
        for term, count in counts.items():
            cut[term[:200]] += count
        yield from ((kind, term, count) for term, count in cut.items())


def _load_sqlite(url: URL, folder: Path) -> None:
    connection = sqlite3.connect(url.database or "", isolation_level=None)
    pragmas = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000")
    for pragma in (*pragmas, f"temp_store_directory = '{folder}'"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    again = _without_sqlite_indexes(connection)
    connection.execute("CREATE TABLE unsorted (key TEXT, employee_id INTEGER)")
    tables = _COLUMNS | {"unsorted": _COLUMNS["employee_keys"]}
    for name, table in (
        ("employees", "employees"),
        ("employee_keys", "unsorted"),
        ("term_counts", "term_counts"),
    ):
        columns = tables[table]
        marks = ", ".join("?" * len(columns))
        with (folder / name).open(encoding="utf-8", newline="") as file:
            connection.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608 - our own names
                csv.reader(file),
            )
    # In the order of the index: in any other order each row would be put into the middle of it.
    connection.execute("INSERT INTO employee_keys SELECT key, employee_id FROM unsorted ORDER BY key")
    connection.execute("DROP TABLE unsorted")
    for command in again:
        connection.execute(command)
    connection.execute("COMMIT")
    connection.close()


def _without_sqlite_indexes(connection: sqlite3.Connection) -> list[str]:
    """As `_without_indexes`; those of primary keys and unique columns cannot be taken off here."""
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        " AND tbl_name IN ('employees', 'employee_keys')"
    ).fetchall()
    for name, _ in indexes:
        connection.execute(f'DROP INDEX "{name}"')
    return [text for name, text in indexes if not name.endswith("_parts")]


def _load_postgres(url: URL, folder: Path) -> None:
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as connection:
        connection.execute("SET maintenance_work_mem = '512MB'")
        again = _without_indexes(connection)
        for table, columns in _COLUMNS.items():
            _copy(connection, f"{table} ({', '.join(columns)})", folder / table)
        for command in again:
            connection.execute(command)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("ANALYZE employees, employee_keys")


def _without_indexes(connection: psycopg.Connection[Any]) -> list[str]:
    """Take what a bulk load would have to keep up off the tables; give the commands that put it back.

    Indexes of parts of names stay away: matching never asks them, and they take longer than all the rest.
    """
    constraints = connection.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conrelid = 'employee_keys'::regclass AND contype IN ('p', 'f') ORDER BY contype DESC"
    ).fetchall()
    indexes = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ('employees', 'employee_keys')"
        " AND indexname NOT IN (SELECT conname FROM pg_constraint)"
    ).fetchall()
    for name, _ in constraints:
        connection.execute(f'ALTER TABLE employee_keys DROP CONSTRAINT "{name}"')
    for name, _ in indexes:
        connection.execute(f'DROP INDEX "{name}"')
    again = [f'ALTER TABLE employee_keys ADD CONSTRAINT "{name}" {text}' for name, text in constraints]
    return again + [text for name, text in indexes if not name.endswith("_parts")]


def _copy(connection: psycopg.Connection[Any], table: str, path: Path) -> None:
    with (
        path.open("rb") as file,
        connection.cursor().copy(f"COPY {table} FROM STDIN (FORMAT csv, NULL '\\N')") as copy,
    ):
        while part := file.read(1 << 20):
            copy.write(part)
