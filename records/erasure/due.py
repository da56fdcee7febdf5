"""Which files are due to be erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from records.settings import Settings
from records.states import DocumentState, FileState, HandoverState
from records.tables import Document, File, Handover, HandoverRecord, now

# A document somebody decided on for good; REPLACED ones were taken apart and say nothing.
_DECIDED = (DocumentState.ACCEPTED, DocumentState.SET_ASIDE)
_SETTLED = (*_DECIDED, DocumentState.REPLACED)


@dataclass(frozen=True, slots=True)
class Due:
    """A file to be erased, and when the last of its documents was decided."""

    file_id: int
    office_id: int
    pages: int
    size_bytes: int
    decided_at: datetime


def cutoff(settings: Settings) -> datetime:
    """Give the moment before which a file must have been decided to be due (`retention_days` in force)."""
    return now() - timedelta(days=settings.retention_days)


def due_files(session: Session, before: datetime, *, limit: int) -> tuple[Due, ...]:
    """Give files decided before `before`, in the order of their ids."""
    rows = session.execute(
        _due(select(File.id, File.office_id, File.pages_total, File.size_bytes), before)
        .add_columns(func.max(Document.moved_at))
        .group_by(File.id, File.office_id, File.pages_total, File.size_bytes)
        .order_by(File.id)
        .limit(limit)
    )
    return tuple(Due(i, office, pages or 0, size, at) for i, office, pages, size, at in rows)


def due_count(session: Session, before: datetime, *, most: int) -> int:
    """Count the files that are due, `most` at most."""
    ids = _due(select(File.id), before).distinct().limit(most).subquery()
    return session.scalar(select(func.count()).select_from(ids)) or 0


def is_due(session: Session, file_id: int, before: datetime) -> bool:
    """Say whether a file is still due."""
    found: Sequence[Any] = session.scalars(_due(select(File.id), before, file_id).limit(1)).all()
    return bool(found)


def _due(query: Any, before: datetime, file_id: int | None = None) -> Any:
    """Narrow to files with a document decided before `before` and none that keeps them.

    It starts from the documents decided so long ago, which an index finds: they are few in any year.
    """
    keeping = aliased(Document)
    kept = select(keeping.id).where(
        keeping.file_id == File.id, keeping.state.not_in(_SETTLED) | (keeping.moved_at > before)
    )
    # A package that is still being made takes its evidence from the scans.
    packing = (
        select(HandoverRecord.id)
        .join(Handover, Handover.id == HandoverRecord.handover_id)
        .where(
            HandoverRecord.document_id == Document.id,
            Handover.state.in_((HandoverState.REQUESTED, HandoverState.FAILED)),
        )
    )
    query = (
        query.join(Document, Document.file_id == File.id)
        .where(Document.state.in_(_DECIDED), Document.moved_at <= before)
        .where(File.state == FileState.FOUND, File.erased_at.is_(None), ~kept.exists(), ~packing.exists())
    )
    return query if file_id is None else query.where(File.id == file_id)
