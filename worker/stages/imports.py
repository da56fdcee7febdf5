"""Imports: RECEIVED → PREVIEWED says what a file would change, APPLYING → APPLIED changes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from itertools import islice
from typing import Any

from records.ledger.imports import end_import, record_applied, record_preview
from records.states import ImportKind, ImportState
from records.tables import RegisterImport
from records.values import Employee
from scoring.history_file import read_history
from scoring.register_file import read_register
from scoring.sheets import RowNote
from worker.context import Context
from worker.history_rows import apply_history, compare_history
from worker.register_rows import Change, Value, apply_employees, compare
from worker.stages.stage import Stage

_SHOWN = 100
# A register of a whole agency may change in every row, and an admin reads on until it is clear why.
_CHANGED_SHOWN = 5000
_LEASE_S = 1800.0


def preview(ctx: Context, import_id: int) -> None:
    """Compare the file with the rows and keep what differs."""
    row = _row(ctx, import_id)
    data = ctx.store.get(row.blob)
    if row.kind is ImportKind.REGISTER:
        register = read_register(data, row.name)
        with ctx.reading() as session:
            change = compare(session, register.employees)
        counts, shown = _counts(change), _shown(change, register.employees)
        notes = (register.rejected, register.warnings)
    else:
        history = read_history(data, row.name)
        with ctx.reading() as session:
            counts, shown = compare_history(session, history.records)
        notes = (history.rejected, history.warnings)
    counts |= {"rejected": len(notes[0]), "warnings": len(notes[1])}
    shown |= {"rejected": _notes(notes[0]), "warnings": _notes(notes[1])}
    with ctx.ledger() as session:
        record_preview(session, import_id, counts, shown)


def apply(ctx: Context, import_id: int) -> None:
    """Make the rows what the file says, in one transaction with the move."""
    row = _row(ctx, import_id)
    data = ctx.store.get(row.blob)
    if row.kind is ImportKind.REGISTER:
        register = read_register(data, row.name)
        with ctx.ledger() as session:
            counts = _counts(apply_employees(session, register.employees, import_id))
            record_applied(session, import_id, counts)
    else:
        history = read_history(data, row.name)
        with ctx.ledger() as session:
            record_applied(session, import_id, apply_history(session, history.records, import_id))


def _row(ctx: Context, import_id: int) -> RegisterImport:
    with ctx.reading() as session:
        return session.get_one(RegisterImport, import_id)


def _counts(change: Change) -> dict[str, int]:
    return {
        "new": len(change.new),
        "changed": len(change.changed),
        "gone": len(change.gone),
        "back": len(change.back),
        "same": change.same,
    }


def _shown(change: Change, employees: Iterable[Employee]) -> dict[str, Any]:
    new = set(change.new[:_SHOWN])
    return {
        "new": list(change.new[:_SHOWN]),
        "gone": list(change.gone[:_SHOWN]),
        "back": list(change.back[:_SHOWN]),
        "changed": {
            nip: {name: [_plain(now), _plain(then)] for name, (now, then) in both.items()}
            for nip, both in islice(change.changed.items(), _CHANGED_SHOWN)
        },
        # Those in the register are looked up when shown; of the new ones only the file knows the name.
        "names": {employee.nip: employee.nama for employee in employees if employee.nip in new},
    }


def _plain(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


def _notes(notes: Iterable[RowNote]) -> list[dict[str, Any]]:
    return [asdict(note) for note in islice(notes, _SHOWN)]


PREVIEW = Stage(
    "preview_import", RegisterImport, (ImportState.RECEIVED,), preview, end_import, lambda _: _LEASE_S
)
APPLY = Stage("apply_import", RegisterImport, (ImportState.APPLYING,), apply, end_import, lambda _: _LEASE_S)
