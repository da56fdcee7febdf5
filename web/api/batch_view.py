"""A batch with its files, pages and documents, brought together in few queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from records.states import BatchState, DocumentState, FileState, PageState
from records.tables import Batch, Document, File, Office, Page
from web.api.models.base import Said
from web.api.models.batches import BatchErrorOut, BatchOut, FileOut, FoundOut, OfficeOut, PagesOut
from web.api.said import find_said
from web.auth.identity import Identity
from web.visibility import scoped

# Documents whose pages are another document's by now are history, not part of what the batch holds.
_GONE = (DocumentState.REPLACED,)


@dataclass(frozen=True, slots=True)
class _Rows:
    files: Sequence[File]
    documents: Sequence[Document]
    failed_pages: Sequence[Page]
    pages_done: dict[int, int]
    pages_there: dict[int, int]


def batch_out(session: Session, batch: Batch, user: Identity) -> BatchOut:
    """Show a batch with what `user` may see of it."""
    rows = _rows(session, batch.id, user)
    office = session.get_one(Office, batch.office_id)
    files = [_file(file, rows) for file in rows.files]
    return BatchOut(
        id=batch.id,
        office=OfficeOut(id=office.id, code=office.code, name=office.name),
        status=batch_state(rows.files, rows.documents),
        note=batch.note,
        created_at=batch.created_at,
        pages=PagesOut(done=sum(f.pages.done for f in files), total=sum(f.pages.total for f in files)),
        files=files,
        documents=[_document(document) for document in rows.documents],
        errors=list(_errors(rows)),
    )


def batch_state(files: Sequence[File], documents: Sequence[Document]) -> BatchState:
    """Derive a batch's state: work first, then what needs a person, then what is done."""
    if not files:
        return BatchState.EMPTY
    if any(file.state.is_moving for file in files) or any(d.state.is_moving for d in documents):
        return BatchState.WORKING
    bad_files = (FileState.FAILED, FileState.REJECTED)
    bad_documents = (DocumentState.FAILED, DocumentState.RETURNED)
    if any(f.state in bad_files for f in files) or any(d.state in bad_documents for d in documents):
        return BatchState.NEEDS_ATTENTION
    if any(document.state is DocumentState.AWAITING_REVIEW for document in documents):
        return BatchState.AWAITING_REVIEW
    return BatchState.DONE


def _rows(session: Session, batch_id: int, user: Identity) -> _Rows:
    files = scoped(select(File).where(File.batch_id == batch_id), File, user).order_by(File.id)
    documents = scoped(
        select(Document).where(Document.batch_id == batch_id, Document.state.not_in(_GONE)), Document, user
    ).order_by(Document.file_id, Document.ordinal)
    of_batch = select(File.id).where(File.batch_id == batch_id)
    failed = select(Page).where(Page.file_id.in_(of_batch), Page.state == PageState.FAILED)
    settled = case((Page.state != PageState.RENDERED, 1), else_=0)
    counts = session.execute(
        select(Page.file_id, func.count(), func.sum(settled))
        .where(Page.file_id.in_(of_batch))
        .group_by(Page.file_id)
    ).all()
    return _Rows(
        files=session.scalars(files).all(),
        documents=session.scalars(documents).all(),
        failed_pages=session.scalars(failed.order_by(Page.file_id, Page.number)).all(),
        pages_done={file_id: int(done) for file_id, _, done in counts},
        pages_there={file_id: int(there) for file_id, there, _ in counts},
    )


def _file(file: File, rows: _Rows) -> FileOut:
    there = rows.pages_there.get(file.id, 0)
    return FileOut(
        id=file.id,
        name=file.name,
        sha256=file.sha256,
        size_bytes=file.size_bytes,
        media_type=file.media_type,
        status=file.state,
        parent=file.parent_id,
        same_as=file.same_as_file_id,
        pages=PagesOut(done=rows.pages_done.get(file.id, 0), total=max(file.pages_total or 0, there)),
        error=find_said(file.error_code, file.error_values),
    )


def _document(document: Document) -> FoundOut:
    return FoundOut(
        id=document.id,
        file=document.file_id,
        pages=document.pages,
        kind=document.kind,
        status=document.state,
        ready=document.ready,
    )


def _errors(rows: _Rows) -> Iterable[BatchErrorOut]:
    names = {file.id: file.name for file in rows.files}
    bad = (FileState.FAILED, FileState.REJECTED)
    for file in rows.files:
        if file.state in bad and (said := find_said(file.error_code, file.error_values)):
            yield _error(said, file.id, names)
    for page in rows.failed_pages:
        if page.file_id in names and (said := find_said(page.error_code, page.error_values)):
            yield _error(said, page.file_id, names, page=page.number)
    for document in rows.documents:
        failed = document.state is DocumentState.FAILED
        if failed and (said := find_said(document.error_code, document.error_values)):
            yield _error(said, document.file_id, names, document=document.id)


def _error(
    said: Said, file_id: int, names: dict[int, str], *, page: int | None = None, document: int | None = None
) -> BatchErrorOut:
    return BatchErrorOut(
        **said.model_dump(), file=file_id, name=names.get(file_id, ""), page=page, document=document
    )
