"""Register and history imports with a preview of what would change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.states import ImportState
from records.tables import RegisterImport, User
from web.screens.errors import sentence
from web.screens.speech import t_or
from web.views.admin import ImportRow, ImportView, PreviewGroup

_SHOWN = 50
_MOVING = (ImportState.RECEIVED, ImportState.APPLYING)


def import_rows(session: Session) -> tuple[ImportRow, ...]:
    """Give the last imports, newest first."""
    rows = session.execute(
        select(RegisterImport, User.name)
        .outerjoin(User, User.id == RegisterImport.created_by)
        .order_by(RegisterImport.id.desc())
        .limit(_SHOWN)
    )
    return tuple(_row(row, name) for row, name in rows)


def import_view(session: Session, import_id: int) -> ImportView | None:
    """Give one import with its preview, None where there is none."""
    row = session.get(RegisterImport, import_id)
    if row is None:
        return None
    user = session.get(User, row.created_by) if row.created_by else None
    return ImportView(_row(row, user.name if user else ""), _groups(row.preview or {}, row.counts or {}))


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


def _groups(preview: Mapping[str, Any], counts: Mapping[str, int]) -> tuple[PreviewGroup, ...]:
    return tuple(
        PreviewGroup(name, int(counts.get(name, len(lines))), tuple(_line(line) for line in _lines(lines)))
        for name, lines in preview.items()
        if lines
    )


def _lines(lines: Any) -> list[Any]:
    # Changed employees come as NIP → names of the fields.
    if isinstance(lines, Mapping):
        return [f"{nip}: {', '.join(names)}" for nip, names in lines.items()]
    return list(lines)


def _line(line: Any) -> str:
    """Write one entry of a preview, whatever its shape, as a line to read."""
    if not isinstance(line, Mapping):
        return str(line)
    code = line.get("code")
    parts = [t_or(f"reason.{code}", str(code))] if code else []
    parts += [f"{name}: {_value(value)}" for name, value in line.items() if name != "code" and value != ""]
    return " · ".join(parts)


def _value(value: Any) -> str:
    if isinstance(value, list | tuple) and len(value) == 2:
        return f"{value[0] or '–'} → {value[1] or '–'}"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_value(one)}" for name, one in value.items())
    return str(value)
