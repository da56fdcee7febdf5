"""Erase what is due, one file a transaction: rows first, then the bytes nobody else needs, then the commit.

A crash before the commit leaves the file due, and the next run finds its bytes gone already: what was to be
erased is never forgotten.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from records import audit
from records.blobs import BlobStore
from records.database import reading, transaction
from records.erasure.due import due_files, is_due
from records.erasure.rows import erase_documents, erase_file, files_of
from records.tables import Document, File, Handover, HandoverRecord, Page, RegisterImport

_AT_ONCE = 100
# Bytes that came again a moment ago belong to an upload whose row is not written yet.
_FRESH_S = 3600.0


@dataclass(frozen=True, slots=True)
class Erased:
    """What a run erased: files with copies and archives, their pages, packages, and bytes on disk."""

    files: int = 0
    pages: int = 0
    packages: int = 0
    blobs: int = 0
    bytes: int = 0

    def __add__(self, other: Erased) -> Erased:
        """Add up two runs."""
        return Erased(
            self.files + other.files,
            self.pages + other.pages,
            self.packages + other.packages,
            self.blobs + other.blobs,
            self.bytes + other.bytes,
        )


def erase_due(url: str, store: BlobStore, before: datetime, *, most: int, user_id: int | None) -> Erased:
    """Erase at most `most` files decided before `before`; `user_id` None: the command."""
    total = Erased()
    while most > 0:
        with reading(url) as session:
            due = due_files(session, before, limit=min(most, _AT_ONCE))
        for one in due:
            with transaction(url) as session:
                total += _erase(session, store, one.file_id, before, user_id)
        most -= len(due)
        if not due:
            break
    return total


def _erase(session: Session, store: BlobStore, file_id: int, before: datetime, user_id: int | None) -> Erased:
    file = session.scalars(select(File).where(File.id == file_id).with_for_update()).one()
    if not is_due(session, file_id, before):
        return Erased()
    found = files_of(session, file)
    sha256, pages, gone = file.sha256, file.pages_total or 0, set[str]()
    for one in found:
        gone |= erase_file(session, one)
    documents = erase_documents(session, file_id)
    session.flush()
    packages = _erase_packages(session, documents, user_id)
    gone |= packages
    session.flush()
    dropped = [_drop(store, sha) for sha in sorted(gone - _needed(session, gone))]
    done = Erased(len(found), pages, len(packages), sum(size is not None for size in dropped), _sum(dropped))
    audit.log(
        session,
        "file-erased",
        "files",
        file_id,
        user_id=user_id,
        sha256=sha256,
        pages=pages,
        documents=documents,
        with_files=[one.id for one in found[1:]],
        bytes=done.bytes,
    )
    return done


def _erase_packages(session: Session, document_ids: list[int], user_id: int | None) -> set[str]:
    """Let go of packages all of whose documents are erased; give their sha256."""
    touched = select(HandoverRecord.handover_id).where(HandoverRecord.document_id.in_(document_ids))
    left = (
        select(HandoverRecord.handover_id)
        .join(Document, Document.id == HandoverRecord.document_id)
        .join(File, File.id == Document.file_id)
        .where(HandoverRecord.handover_id.in_(touched), File.erased_at.is_(None))
    )
    rows = session.scalars(
        select(Handover).where(
            Handover.id.in_(touched), Handover.id.not_in(left), Handover.package_blob.is_not(None)
        )
    ).all()
    gone = set()
    for row in rows:
        assert row.package_blob is not None  # noqa: S101 - asked for above
        gone.add(row.package_blob)
        audit.log(session, "package-erased", "handovers", row.id, user_id=user_id, sha256=row.package_blob)
        row.package_blob = row.package_bytes = None
    return gone


def _needed(session: Session, sha256s: Iterable[str]) -> set[str]:
    """Give those of these bytes that something not erased still points at."""
    wanted = list(sha256s)
    found: set[str] = set()
    pages = select(Page.raw_blob, Page.image_blob, Page.words_blob).where(
        or_(Page.raw_blob.in_(wanted), Page.image_blob.in_(wanted), Page.words_blob.in_(wanted))
    )
    for row in session.execute(pages):
        found |= {sha for sha in row if sha}
    for query in (
        select(File.sha256).where(File.sha256.in_(wanted), File.erased_at.is_(None)),
        select(Handover.package_blob).where(Handover.package_blob.in_(wanted)),
        select(RegisterImport.blob).where(RegisterImport.blob.in_(wanted)),
    ):
        found |= {sha for sha in session.scalars(query) if sha}
    return found


def _drop(store: BlobStore, sha256: str) -> int | None:
    """Drop bytes from the store; give how many, None where there were none to drop."""
    try:
        stat = store.path_of(sha256).stat()
    except FileNotFoundError:
        return None
    if time.time() - stat.st_mtime < _FRESH_S:
        return None
    store.drop(sha256)
    return stat.st_size


def _sum(sizes: Iterable[int | None]) -> int:
    return sum(size or 0 for size in sizes)
