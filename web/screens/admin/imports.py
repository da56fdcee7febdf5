"""Register and history imports with a preview of what would change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from records.states import ImportState
from records.tables import Employee, RegisterImport, User
from web.screens.errors import sentence
from web.screens.lists import paging
from web.screens.speech import nip_groups, t_or, tanggal
from web.views.admin import ChangedPerson, FieldChange, ImportRow, ImportView, PreviewGroup

_SHOWN = 50
_CHANGED_PER_PAGE = 25
_MOVING = (ImportState.RECEIVED, ImportState.APPLYING)


def import_rows(session: Session) -> tuple[ImportRow, ...]:
    """Give the last imports, newest first."""
    rows = session.execute(
        select(RegisterImport, User.name)
        .options(defer(RegisterImport.preview))
        .outerjoin(User, User.id == RegisterImport.created_by)
        .order_by(RegisterImport.id.desc())
        .limit(_SHOWN)
    )
    return tuple(_row(row, name) for row, name in rows)


def import_view(session: Session, import_id: int, number: int = 1) -> ImportView | None:
    """Give one import with its preview, None where there is none; `number` is the page of changed people."""
    row = session.get(RegisterImport, import_id)
    if row is None:
        return None
    user = session.get(User, row.created_by) if row.created_by else None
    preview, counts = row.preview or {}, row.counts or {}
    kept = list((preview.get("changed") or {}).items())
    part = kept[(number - 1) * _CHANGED_PER_PAGE :][:_CHANGED_PER_PAGE]
    names = _names(session, preview, [nip for nip, _ in part])
    return ImportView(
        row=_row(row, user.name if user else ""),
        groups=_groups(preview, counts, names),
        changed=tuple(ChangedPerson(nip, names.get(nip, ""), _changes(fields)) for nip, fields in part),
        changed_total=int(counts.get("changed", len(kept))) if kept else 0,
        paging=paging(number, len(part), len(kept), per_page=_CHANGED_PER_PAGE),
    )


def _names(session: Session, preview: Mapping[str, Any], nips: list[str]) -> dict[str, str]:
    lines = [line for name in ("gone", "back") for line in preview.get(name) or ()]
    wanted = {*nips, *(line for line in lines if isinstance(line, str))}
    rows = session.execute(select(Employee.nip, Employee.nama).where(Employee.nip.in_(wanted)))
    return {**(preview.get("names") or {}), **{row.nip: row.nama for row in rows}}


def _changes(fields: Any) -> tuple[FieldChange, ...]:
    # Previews made before values were kept name the fields only.
    if not isinstance(fields, Mapping):
        return tuple(FieldChange(name, None, None) for name in fields)
    return tuple(
        FieldChange(name, _shown(name, now), _shown(name, then)) for name, (now, then) in fields.items()
    )


def _shown(name: str, value: str) -> str:
    return tanggal(date.fromisoformat(value)) if name == "tanggal_lahir" and value else value


def _row(row: RegisterImport, by: str | None) -> ImportRow:
    return ImportRow(
        id=row.id,
        kind=row.kind,
        name=row.name,
        state=row.state,
        at=row.created_at,
        by=by or "",
        counts=tuple((row.counts or {}).items()),
        error=sentence(row.error_code, row.error_values) if row.error_code else "",
        moving=row.state in _MOVING,
    )


def _groups(
    preview: Mapping[str, Any], counts: Mapping[str, int], names: Mapping[str, str]
) -> tuple[PreviewGroup, ...]:
    return tuple(
        PreviewGroup(name, int(counts.get(name, len(lines))), tuple(_line(line, names) for line in lines))
        for name, lines in preview.items()
        if lines and name not in ("changed", "names")
    )


def _line(line: Any, names: Mapping[str, str]) -> str:
    """Write one entry of a preview, whatever its shape, as a line to read."""
    if not isinstance(line, Mapping):
        return f"{nip_groups(str(line))} · {names[line]}" if names.get(line) else str(line)
    code = line.get("code")
    parts = [t_or(f"reason.{code}", str(code))] if code else []
    parts += [
        f"{t_or(f'imports.note-{name}', name)}: {value}"
        for name, value in line.items()
        if name != "code" and value != ""
    ]
    return " · ".join(parts)
