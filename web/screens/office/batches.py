"""Batches and their progress, straight from the ledger, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, case, func, literal, select, union_all
from sqlalchemy.orm import Session

from records.states import BatchState, DocumentState, FileState, PageState
from records.tables import Batch, Document, DocumentPerson, File, Office, Page, User
from web.screens.errors import sentence
from web.screens.lists import PER_PAGE, paging
from web.views.office import BatchRow, BatchView, DocumentRow, FileRow

_D = DocumentState
_MOVING_FILES = [state for state in FileState if state.is_moving]
_MOVING_DOCUMENTS = [state for state in DocumentState if state.is_moving]
_TROUBLE = (FileState.REJECTED, FileState.FAILED)
_DONE_PAGES = (PageState.READ, PageState.FAILED, PageState.DROPPED)
_GONE = (_D.REPLACED,)


def _count(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def batch_rows(session: Session, batches: Sequence[Batch]) -> tuple[BatchRow, ...]:
    """Give list rows for these batches: four queries, however many there are."""
    ids = [batch.id for batch in batches]
    files = _by_batch(session, ids)
    pages = _pages_by_batch(session, ids)
    documents = _documents_by_batch(session, ids)
    names = _names(session, batches)
    return tuple(_row(batch, files, pages, documents, names) for batch in batches)


def _by_batch(session: Session, ids: Sequence[int]) -> dict[int, Row[Any]]:
    rows = session.execute(
        select(
            File.batch_id,
            func.count().label("all"),
            _count(File.state != FileState.UNPACKED).label("files"),
            _count(File.state == FileState.FAILED).label("failed"),
            _count(File.state.in_(_MOVING_FILES)).label("moving"),
            _count(File.state.in_(_TROUBLE)).label("trouble"),
            func.coalesce(func.sum(File.pages_total), 0).label("pages"),
        )
        .where(File.batch_id.in_(ids))
        .group_by(File.batch_id)
    )
    return {row.batch_id: row for row in rows}


def _pages_by_batch(session: Session, ids: Sequence[int]) -> dict[int, Row[Any]]:
    rows = session.execute(
        select(
            File.batch_id,
            func.count().label("pages"),
            _count(Page.state.in_(_DONE_PAGES)).label("done"),
            _count(Page.state == PageState.FAILED).label("failed"),
        )
        .join(Page, Page.file_id == File.id)
        .where(File.batch_id.in_(ids))
        .group_by(File.batch_id)
    )
    return {row.batch_id: row for row in rows}


def _documents_by_batch(session: Session, ids: Sequence[int]) -> dict[int, dict[str, int]]:
    rows = session.execute(
        select(Document.batch_id, Document.state, func.count())
        .where(Document.batch_id.in_(ids))
        .group_by(Document.batch_id, Document.state)
    )
    found: dict[int, dict[str, int]] = {}
    for batch_id, state, count in rows:
        found.setdefault(batch_id, {})[state] = count
    return found


def _names(session: Session, batches: Sequence[Batch]) -> dict[tuple[str, int | None], str]:
    users = {b.user_id for b in batches if b.user_id}
    offices = {b.office_id for b in batches}
    both = union_all(
        select(literal("user"), User.id, User.name).where(User.id.in_(users)),
        select(literal("office"), Office.id, Office.name).where(Office.id.in_(offices)),
    )
    return {(kind, key): name for kind, key, name in session.execute(both)}


def _row(
    batch: Batch,
    files: dict[int, Row[Any]],
    pages: dict[int, Row[Any]],
    documents: dict[int, dict[str, int]],
    names: dict[tuple[str, int | None], str],
) -> BatchRow:
    mine, page, states = files.get(batch.id), pages.get(batch.id), documents.get(batch.id, {})
    moving = (mine.moving if mine else 0) + sum(states.get(s, 0) for s in _MOVING_DOCUMENTS)
    trouble = (mine.trouble if mine else 0) + states.get(_D.FAILED, 0) + states.get(_D.RETURNED, 0)
    return BatchRow(
        id=batch.id,
        created_at=batch.created_at,
        note=batch.note,
        office=names.get(("office", batch.office_id), ""),
        by=names.get(("user", batch.user_id), ""),
        state=_state(mine.files if mine else 0, moving, trouble, states.get(_D.AWAITING_REVIEW, 0)),
        files=mine.files if mine else 0,
        pages_done=page.done if page else 0,
        pages_total=max(page.pages if page else 0, int(mine.pages) if mine else 0),
        documents=sum(count for state, count in states.items() if state not in _GONE),
        awaiting=states.get(_D.AWAITING_REVIEW, 0),
        confirmed=sum(states.get(s, 0) for s in (_D.CONFIRMED, _D.HANDED_OVER, _D.ACCEPTED)),
        returned=states.get(_D.RETURNED, 0),
        problems=trouble,
        members=mine.all if mine else 0,
        failed=(mine.failed if mine else 0) + (page.failed if page else 0) + states.get(_D.FAILED, 0),
    )


def _state(files: int, moving: int, trouble: int, awaiting: int) -> BatchState:
    if not files:
        return BatchState.EMPTY
    if moving:
        return BatchState.WORKING
    if trouble:
        return BatchState.NEEDS_ATTENTION
    return BatchState.AWAITING_REVIEW if awaiting else BatchState.DONE


def batch_view(session: Session, batch: Batch, number: int) -> BatchView:
    """Give one batch with a page of its files, those in trouble first."""
    (row,) = batch_rows(session, [batch])
    files = session.scalars(
        select(File)
        .where(File.batch_id == batch.id)
        .order_by(File.state.not_in(_TROUBLE), File.id)
        .limit(PER_PAGE)
        .offset((number - 1) * PER_PAGE)
    ).all()
    return BatchView(
        batch=row,
        files=_files(session, files),
        documents=_documents(session, [file.id for file in files]),
        paging=paging(number, len(files), row.members),
        moving=row.state in (BatchState.WORKING, BatchState.EMPTY),
        failed=row.failed,
    )


def _files(session: Session, files: Sequence[File]) -> tuple[FileRow, ...]:
    ids = [file.id for file in files]
    pages = {
        row.file_id: row
        for row in session.execute(
            select(
                Page.file_id,
                func.count().label("total"),
                _count(Page.state.in_(_DONE_PAGES)).label("done"),
                _count(Page.state == PageState.FAILED).label("failed"),
            )
            .where(Page.file_id.in_(ids))
            .group_by(Page.file_id)
        )
    }
    documents = {
        row.file_id: row
        for row in session.execute(
            select(
                Document.file_id,
                func.count().label("total"),
                _count(Document.state == _D.FAILED).label("failed"),
            )
            .where(Document.file_id.in_(ids), Document.state.not_in(_GONE))
            .group_by(Document.file_id)
        )
    }
    known = {file.same_as_file_id for file in files if file.same_as_file_id}
    wanted = select(File.id, File.batch_id).where(File.id.in_(known))
    homes: dict[int, int] = dict(session.execute(wanted).all()) if known else {}
    return tuple(_file(file, pages.get(file.id), documents.get(file.id), homes) for file in files)


def _file(file: File, pages: Row[Any] | None, documents: Row[Any] | None, homes: dict[int, int]) -> FileRow:
    failed = pages.failed if pages else 0
    given_up = documents.failed if documents else 0
    return FileRow(
        id=file.id,
        name=file.name,
        state=file.state,
        size_bytes=file.size_bytes,
        pages_done=pages.done if pages else 0,
        pages_total=file.pages_total or (pages.total if pages else None),
        pages_failed=failed,
        documents=documents.total if documents else 0,
        error=sentence(file.error_code, file.error_values) if _is_told(file) else "",
        retryable=file.state is FileState.FAILED or failed > 0 or given_up > 0,
        moving=file.state.is_moving,
        same_as_id=file.same_as_file_id,
        same_as_batch_id=homes.get(file.same_as_file_id or 0),
        member=file.parent_id is not None,
    )


def _is_told(file: File) -> bool:
    """Whether the clerk reads why: it cannot be used, failed, or waits for room on a disk."""
    return file.state in _TROUBLE or (file.state.is_moving and file.error_code == "disk-full")


def _documents(session: Session, file_ids: Sequence[int]) -> tuple[DocumentRow, ...]:
    rows = session.scalars(
        select(Document)
        .where(Document.file_id.in_(file_ids), Document.state.not_in(_GONE))
        .order_by(Document.file_id, Document.ordinal)
    ).all()
    people = people_of(session, [row.id for row in rows])
    return tuple(
        DocumentRow(
            id=row.id,
            file_id=row.file_id,
            kind=row.kind,
            state=row.state,
            course=row.course or "",
            people=people.get(row.id, ""),
            jp=row.jp,
            pages=page_range(row.pages),
            error=sentence(row.error_code) if row.state is _D.FAILED else "",
        )
        for row in rows
    )


def people_of(session: Session, document_ids: Sequence[int]) -> dict[int, str]:
    """Name the people of documents, three at most and how many more."""
    names: dict[int, list[str]] = {}
    for document_id, name, nip in session.execute(
        select(DocumentPerson.document_id, DocumentPerson.name, DocumentPerson.nip)
        .where(DocumentPerson.document_id.in_(document_ids))
        .order_by(DocumentPerson.document_id, DocumentPerson.ordinal)
    ):
        names.setdefault(document_id, []).append(name or nip or "?")
    return {
        key: ", ".join(found[:3]) + (f" +{len(found) - 3}" if len(found) > 3 else "")
        for key, found in names.items()
    }


def page_range(pages: Sequence[int]) -> str:
    """Write page numbers short ("1–3", "2, 5")."""
    if len(pages) > 1 and list(pages) == list(range(pages[0], pages[-1] + 1)):
        return f"{pages[0]}–{pages[-1]}"
    return ", ".join(str(page) for page in pages)
