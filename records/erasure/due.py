"""Which files are due to be erased.

    decided    all documents accepted by BKPP or set aside: from the last of these decisions
    fruitless  turned away, or read in full without a document in it: from the moment that became known

Nobody ever decides on fruitless files, yet they may say as much of people as the others; their office was
told at once. A file that failed, or with a page that failed, is our fault and may still hold evidence: it
stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session, aliased

from records.settings import Settings
from records.states import DocumentState, FileState, HandoverState, PageState
from records.tables import Document, File, Handover, HandoverRecord, Page, now

# A document somebody decided on for good; REPLACED ones were taken apart and say nothing.
_DECIDED = (DocumentState.ACCEPTED, DocumentState.SET_ASIDE)
_SETTLED = (*_DECIDED, DocumentState.REPLACED)


@dataclass(frozen=True, slots=True)
class Due:
    """A file to be erased, and when the last of its documents was decided, or it was known to hold none."""

    file_id: int
    office_id: int
    pages: int
    size_bytes: int
    decided_at: datetime


def cutoff(settings: Settings) -> datetime:
    """Give the moment before which a file must have been done with to be due (`retention_days` in force)."""
    return now() - timedelta(days=settings.retention_days)


def due_files(session: Session, before: datetime, *, limit: int) -> tuple[Due, ...]:
    """Give files done with before `before`, in the order of their ids."""
    shown = (File.id, File.office_id, File.pages_total, File.size_bytes)
    decided = _decided(select(*shown), before).add_columns(func.max(Document.moved_at)).group_by(*shown)
    fruitless = _fruitless(select(*shown, File.moved_at), before)
    both = union_all(decided, fruitless).subquery()
    rows = session.execute(select(both).order_by(both.c[0]).limit(limit))
    return tuple(Due(i, office, pages or 0, size, at) for i, office, pages, size, at in rows)


def due_count(session: Session, before: datetime, *, most: int) -> int:
    """Count the files that are due, `most` at most."""
    decided = _decided(select(File.id), before).distinct()
    ids = union_all(decided, _fruitless(select(File.id), before)).subquery()
    counted = select(ids).limit(most).subquery()
    return session.scalar(select(func.count()).select_from(counted)) or 0


def is_due(session: Session, file_id: int, before: datetime) -> bool:
    """Say whether a file is still due."""
    return any(
        session.scalars(narrow(select(File.id), before).where(File.id == file_id).limit(1)).first()
        for narrow in (_decided, _fruitless)
    )


def _fruitless(query: Any, before: datetime) -> Any:
    """Narrow to files known before `before` to hold nothing that anybody could decide on."""
    documents = select(Document.id).where(Document.file_id == File.id)
    failed = select(Page.id).where(Page.file_id == File.id, Page.state == PageState.FAILED)
    nothing_found = (File.state == FileState.FOUND) & ~documents.exists() & ~failed.exists()
    return query.where(
        File.state.in_((FileState.REJECTED, FileState.FOUND)),
        File.moved_at <= before,
        File.erased_at.is_(None),
        (File.state == FileState.REJECTED) | nothing_found,
    )


def _decided(query: Any, before: datetime) -> Any:
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
    return (
        query.join(Document, Document.file_id == File.id)
        .where(Document.state.in_(_DECIDED), Document.moved_at <= before)
        .where(File.state == FileState.FOUND, File.erased_at.is_(None), ~kept.exists(), ~packing.exists())
    )
