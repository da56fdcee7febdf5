"""Training histories into rows: one row a training, found again by what it says, never written twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.ledger.documents import want_indexes
from records.ledger.judging import want_employees_judged
from records.tables import Employee, Training
from scoring.history_file import TrainingRecord
from scoring.linearity import propose

_SHOWN = 100
_AT_ONCE = 500


def compare_history(
    session: Session, records: Sequence[TrainingRecord]
) -> tuple[dict[str, int], dict[str, Any]]:
    """Give counts (new, same, unknown people) and the first of each."""
    new, same, unknown = _sorted(session, records)
    counts = {"new": len(new), "same": same, "unknown": len(unknown)}
    shown = {
        "new": [{"nip": employee.nip, "course": record.course} for employee, record in new[:_SHOWN]],
        "unknown": [{"row": record.row, "nip": record.nip} for record in unknown[:_SHOWN]],
    }
    return counts, shown


def apply_history(session: Session, records: Sequence[TrainingRecord], import_id: int) -> dict[str, int]:
    """Add the trainings that are not there; their employees' indexes are to be computed anew."""
    new, same, unknown = _sorted(session, records)
    for employee, record in new:
        proposal = propose(record.course, employee.jabatan, employee.bidang_tugas)
        session.add(
            Training(
                employee_id=employee.id,
                course=record.course[:1000],
                organiser=record.organiser[:1000],
                number=record.number[:200],
                start=record.start,
                end=record.end,
                year=record.year,
                jp=record.jp,
                jenis_diklat=record.kind_code,
                latihan_struktural=record.level_code,
                linear=proposal.linear,
                fingerprint=_fingerprint(record),
                import_id=import_id,
            )
        )
    session.flush()
    ids = [employee.id for employee, _ in new]
    want_indexes(session, ids)
    want_employees_judged(session, ids)
    return {"new": len(new), "same": same, "unknown": len(unknown)}


def _sorted(
    session: Session, records: Sequence[TrainingRecord]
) -> tuple[list[tuple[Employee, TrainingRecord]], int, list[TrainingRecord]]:
    employees = _employees(session, records)
    ids = [employee.id for employee in employees.values()]
    known: set[tuple[int, str]] = set()
    for start in range(0, len(ids), _AT_ONCE):
        rows = session.execute(
            select(Training.employee_id, Training.fingerprint).where(
                Training.employee_id.in_(ids[start : start + _AT_ONCE])
            )
        )
        known |= {(row.employee_id, row.fingerprint) for row in rows}
    new: list[tuple[Employee, TrainingRecord]] = []
    same, unknown = 0, []
    for record in records:
        employee = employees.get(record.nip) or employees.get(f"pns:{record.pns_id}")
        if employee is None:
            unknown.append(record)
            continue
        key = (employee.id, _fingerprint(record))
        if key in known:
            same += 1
            continue
        known.add(key)
        new.append((employee, record))
    return new, same, unknown


def _employees(session: Session, records: Sequence[TrainingRecord]) -> dict[str, Employee]:
    """Give employees by NIP, and by `pns:` and the agency's own id."""
    nips = sorted({record.nip for record in records if record.nip})
    ids = sorted({record.pns_id for record in records if record.pns_id})
    found: dict[str, Employee] = {}
    for start in range(0, max(len(nips), len(ids)), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        rows = session.scalars(
            select(Employee).where(Employee.nip.in_(nips[part]) | Employee.pns_id.in_(ids[part]))
        )
        for row in rows:
            found[row.nip] = row
            if row.pns_id:
                found[f"pns:{row.pns_id}"] = row
    return found


def _fingerprint(record: TrainingRecord) -> str:
    parts = [record.course.lower(), record.number.lower(), record.year, record.jp]
    parts += [str(record.start), str(record.end)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
