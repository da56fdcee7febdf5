"""Intake verbs: batches and files come in; whatever happens, each file that was sent has its row.

A file refused at the door is a REJECTED row with its code, so that the clerk sees it in the batch. A file
whose content the office handed in before is LINKED to the earlier one and not read again.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from records import audit
from records.blobs import Blob, BlobStore
from records.errors import Refused, Rejected
from records.filetypes import HEAD_BYTES, FileType, sniff
from records.ledger.hints import hint
from records.ledger.moves import move
from records.states import DocumentState, FileState, PageState
from records.tables import Batch, Document, File, Page

_MAX_NAME = 500


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one file: its row, its state and, when turned away, the error code."""

    file_id: int
    state: FileState
    error_code: str | None = None
    same_as_file_id: int | None = None


def open_batch(
    session: Session, office_id: int, *, user_id: int | None, note: str = "", period_id: int | None = None
) -> Batch:
    """Start a batch of an office."""
    batch = Batch(office_id=office_id, user_id=user_id, note=note[:500], period_id=period_id)
    session.add(batch)
    session.flush()
    audit.log(session, "batch-opened", "batches", batch.id, user_id=user_id, office_id=office_id)
    return batch


def receive_file(
    session: Session,
    store: BlobStore,
    batch: Batch,
    name: str,
    blob: Blob,
    *,
    user_id: int | None = None,
    parent: File | None = None,
    ordinal: int | None = None,
) -> Received:
    """Take in one stored file; its type is told from its bytes, never from its name.

    Asks for `open_file` unless the file is refused or known. Safe when one content comes twice at once.
    """
    try:
        kind = _kind_of(store, blob, in_zip=parent is not None)
    except Rejected as error:
        return refuse_file(
            session,
            batch,
            name,
            error.code,
            blob=blob,
            user_id=user_id,
            parent=parent,
            ordinal=ordinal,
            values=error.values,
        )
    file = _new_file(batch, name, blob, parent, ordinal)
    file.media_type = kind
    key = f"{batch.office_id}:{blob.sha256}"
    known = _add_first(session, file, key)
    if known is None:
        _log_new(session, file, "file-received", user_id)
        hint(session, "open_file", file.id)
        return Received(file.id, file.state)
    linked = _new_file(batch, name, blob, parent, ordinal)
    linked.media_type, linked.state, linked.same_as_file_id = kind, FileState.LINKED, known
    session.add(linked)
    session.flush()
    _log_new(session, linked, "file-linked", user_id, same_as=known)
    return Received(linked.id, linked.state, same_as_file_id=known)


def refuse_file(
    session: Session,
    batch: Batch,
    name: str,
    code: str,
    *,
    blob: Blob | None = None,
    size_bytes: int = 0,
    user_id: int | None = None,
    parent: File | None = None,
    ordinal: int | None = None,
    values: dict[str, object] | None = None,
) -> Received:
    """Keep a row for a file that was turned away at the door, with its error code and the code's values."""
    file = _new_file(batch, name, blob or Blob("", size_bytes), parent, ordinal)
    file.state, file.error_code, file.error_values = FileState.REJECTED, code, values or None
    session.add(file)
    session.flush()
    _log_new(session, file, "file-rejected", user_id, code=code)
    return Received(file.id, file.state, error_code=code)


def retry_file(session: Session, file_id: int, *, user_id: int | None) -> None:
    """Try a FAILED file, or FAILED pages and documents of a read one, once more from where they stopped.

    Raises:
        Refused: `file-not-failed`.
    """
    pages = session.scalars(
        select(Page.id).where(Page.file_id == file_id, Page.state == PageState.FAILED)
    ).all()
    for page_id in pages:
        move(
            session,
            Page,
            page_id,
            PageState.RENDERED,
            start=(PageState.FAILED,),
            verb="page-retried",
            user_id=user_id,
            tries=0,
            error_code=None,
        )
        hint(session, "read_page", page_id)
    documents = _retry_documents(session, file_id, user_id)
    to = FileState.RENDERED if pages else FileState.RECEIVED
    start = (FileState.FAILED, FileState.FOUND) if pages else (FileState.FAILED,)
    moved = move(
        session,
        File,
        file_id,
        to,
        start=start,
        verb="file-retried",
        user_id=user_id,
        tries=0,
        error_code=None,
        error_values=None,
    )
    if not moved and not pages and not documents:
        raise Refused("file-not-failed")
    if moved and to is FileState.RECEIVED:
        hint(session, "open_file", file_id)


def _retry_documents(session: Session, file_id: int, user_id: int | None) -> int:
    ids = session.scalars(
        select(Document.id).where(Document.file_id == file_id, Document.state == DocumentState.FAILED)
    ).all()
    for document_id in ids:
        move(
            session,
            Document,
            document_id,
            DocumentState.FOUND,
            start=(DocumentState.FAILED,),
            verb="document-retried",
            user_id=user_id,
            tries=0,
            error_code=None,
        )
        hint(session, "match_document", document_id)
    return len(ids)


def retry_batch(session: Session, batch_id: int, *, user_id: int | None) -> int:
    """Try everything of a batch that FAILED once more; give how many files that were."""
    pages = select(Page.file_id).where(Page.state == PageState.FAILED)
    documents = select(Document.file_id).where(Document.state == DocumentState.FAILED)
    failed = (File.state == FileState.FAILED) | File.id.in_(pages) | File.id.in_(documents)
    files = session.scalars(select(File.id).where(File.batch_id == batch_id, failed)).all()
    for file_id in files:
        retry_file(session, file_id, user_id=user_id)
    return len(files)


def _kind_of(store: BlobStore, blob: Blob, *, in_zip: bool) -> FileType:
    with store.path_of(blob.sha256).open("rb") as stream:
        kind = sniff(stream.read(HEAD_BYTES))
    if in_zip and kind is FileType.ZIP:
        raise Rejected("archive-nested")
    return kind


def _new_file(batch: Batch, name: str, blob: Blob, parent: File | None, ordinal: int | None) -> File:
    return File(
        batch_id=batch.id,
        office_id=batch.office_id,
        parent_id=parent.id if parent else None,
        ordinal=ordinal,
        name=clean_name(name),
        sha256=blob.sha256,
        size_bytes=blob.size_bytes,
        state=FileState.RECEIVED,
    )


def clean_name(name: str) -> str:
    """Give the last part of a name as sent, without control characters; emoji and any script stay."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if c.isprintable() and not 0xD800 <= ord(c) <= 0xDFFF).strip()
    return kept[:_MAX_NAME] or "-"


def _add_first(session: Session, file: File, key: str) -> int | None:
    """Add `file` as the first of its content; give the id of the one that was before it instead."""
    known = session.scalar(select(File.id).where(File.content_key == key))
    if known is not None:
        return known
    try:
        with session.begin_nested():
            file.content_key = key
            session.add(file)
    except IntegrityError:
        # Another upload of the same content was faster; its row is committed or we would still wait.
        return session.scalars(select(File.id).where(File.content_key == key)).one()
    return None


def _log_new(
    session: Session,
    file: File,
    verb: str,
    user_id: int | None,
    *,
    same_as: int | None = None,
    code: str = "",
) -> None:
    more: dict[str, audit.Detail] = {"same_as": same_as} if same_as else {"code": code} if code else {}
    audit.log(
        session,
        verb,
        "files",
        file.id,
        user_id=user_id,
        from_state=None,
        to_state=file.state,
        batch_id=file.batch_id,
        **more,
    )
