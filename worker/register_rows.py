"""Employees from a register file into rows: what would change, and the change itself.

Applying the same file twice changes nothing. Employees no longer in the file are made inactive, never
deleted: their evidence stays theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TypeVar

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from records.ledger.hints import hint
from records.ledger.judging import want_employees_judged
from records.tables import Employee, EmployeeKey, Office, Preference, TermCount, now
from records.tables.register import KEY_LENGTH
from records.values import Employee as EmployeeValue
from scoring.matching import Statistics, blocking_keys
from worker.sql_register import VERSION_KEY, SqlRegister, employee_value

_NAMES = tuple(f.name for f in fields(EmployeeValue))
_AT_ONCE = 500
T = TypeVar("T")
Value = str | date | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a register file would change: NIPs of new and gone employees.

    `changed` gives for each NIP the fields that differ, with the value now and the value to come.
    """

    new: tuple[str, ...]
    changed: Mapping[str, Mapping[str, tuple[Value, Value]]]
    gone: tuple[str, ...]
    back: tuple[str, ...]
    same: int


def compare(session: Session, employees: Sequence[EmployeeValue]) -> Change:
    """Compare a file's employees with the rows."""
    rows = {row.nip: row for row in session.scalars(select(Employee))}
    new, back, changed, same = [], [], {}, 0
    for employee in employees:
        row = rows.get(employee.nip)
        if row is None:
            new.append(employee.nip)
            continue
        both = {n: (getattr(row, n), getattr(employee, n)) for n in _NAMES}
        differing = {n: (now_, then) for n, (now_, then) in both.items() if now_ != then}
        if not row.active:
            back.append(employee.nip)
        if differing:
            changed[employee.nip] = differing
        elif row.active:
            same += 1
    listed = {employee.nip for employee in employees}
    gone = tuple(nip for nip, row in rows.items() if row.active and nip not in listed)
    return Change(tuple(new), changed, gone, tuple(back), same)


def apply_employees(session: Session, employees: Sequence[EmployeeValue], import_id: int | None) -> Change:
    """Make the rows what the file says, offices of new names included; raise the register's version."""
    change = compare(session, employees)
    offices = _offices(session, employees)
    by_nip = {employee.nip: employee for employee in employees}
    _insert(session, [by_nip[nip] for nip in change.new], offices, import_id)
    for nip in {*change.changed, *change.back}:
        _update(session, by_nip[nip], offices, import_id)
    for part in _parts(change.gone):
        session.execute(update(Employee).where(Employee.nip.in_(part)).values(active=False, updated_at=now()))
    if change.new or change.changed or change.gone or change.back:
        _count_anew(session)
        _look_again(session, [*change.changed, *change.back, *change.gone])
    return change


def _look_again(session: Session, nips: Sequence[str]) -> None:
    """Have waiting documents matched by the new register, and judged where their people's rows changed."""
    for part in _parts(tuple(nips)):
        want_employees_judged(
            session, session.scalars(select(Employee.id).where(Employee.nip.in_(part))).all()
        )
    hint(session, "match_again", 0)


def _offices(session: Session, employees: Sequence[EmployeeValue]) -> dict[str, int]:
    known = {row.name: row.id for row in session.execute(select(Office.name, Office.id))}
    codes = set(session.scalars(select(Office.code)))
    for name in sorted({e.unit_kerja for e in employees if e.unit_kerja} - set(known)):
        office = Office(code=_code(name, codes), name=name[:200])
        session.add(office)
        session.flush()
        known[name] = office.id
    return known


def _code(name: str, taken: set[str]) -> str:
    """Give a short code from a name's initials, numbered when taken."""
    base = "".join(word[0] for word in name.split() if word[0].isalnum()).upper()[:12] or "SKPD"
    code, number = base, 2
    while code in taken:
        code, number = f"{base}{number}", number + 1
    taken.add(code)
    return code


def _insert(
    session: Session, employees: Iterable[EmployeeValue], offices: Mapping[str, int], import_id: int | None
) -> None:
    for part in _parts(tuple(employees)):
        values = [
            {name: getattr(e, name) for name in _NAMES}
            | {"office_id": offices.get(e.unit_kerja), "import_id": import_id}
            for e in part
        ]
        # Asked for in the same breath: to look half a thousand numbers up in a table that PostgreSQL has no
        # counts of yet, it reads all of it, each time.
        made = session.execute(insert(Employee).returning(Employee.nip, Employee.id), values)
        ids = {row.nip: row.id for row in made}
        keys = [{"key": key, "employee_id": ids[e.nip]} for e in part for key in _keys(e)]
        session.execute(insert(EmployeeKey), keys)


def _update(
    session: Session, employee: EmployeeValue, offices: Mapping[str, int], import_id: int | None
) -> None:
    row = session.scalars(select(Employee).where(Employee.nip == employee.nip)).one()
    for name in _NAMES:
        setattr(row, name, getattr(employee, name))
    row.office_id, row.import_id = offices.get(employee.unit_kerja), import_id
    row.active, row.updated_at, row.index_wanted = True, now(), row.index_wanted + 1
    session.execute(delete(EmployeeKey).where(EmployeeKey.employee_id == row.id))
    session.add_all(EmployeeKey(key=key, employee_id=row.id) for key in _keys(employee))


def _keys(employee: EmployeeValue) -> list[str]:
    return sorted({key[:KEY_LENGTH] for key in blocking_keys(employee)})


def _count_anew(session: Session) -> None:
    session.flush()
    rows = session.scalars(select(Employee).where(Employee.active).execution_options(yield_per=_AT_ONCE))
    counts = Statistics.of(employee_value(row) for row in rows)
    session.execute(delete(TermCount))
    _add_counts(session, "word", counts.words)
    _add_counts(session, "unit", counts.units)
    version = SqlRegister.version_of(session) + 1
    session.merge(Preference(key=VERSION_KEY, value=version))


def _add_counts(session: Session, kind: str, counts: Mapping[str, int]) -> None:
    cut: Counter[str] = Counter()
    for term, count in counts.items():
        cut[term[:200]] += count
    values = [{"kind": kind, "term": term, "count": count} for term, count in cut.items()]
    for part in _parts(tuple(values)):
        session.execute(insert(TermCount), list(part))


def _parts(rows: tuple[T, ...]) -> list[tuple[T, ...]]:
    return [rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE)]
