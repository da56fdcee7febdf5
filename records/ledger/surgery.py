"""Pages set right by hand: turned, split, joined, reordered, dropped; each can be undone.

Nothing is edited in place: the file's pages are put together anew (`File.grouping`) and the worker reads the
documents again from there. Documents somebody confirmed are not touched, nor those whose pages stay the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.errors import Refused
from records.ledger.hints import hint
from records.ledger.moves import move
from records.states import DocumentState, FileState, PageState
from records.tables import Document, File, Page, Surgery, now

_OPEN = (
    *(DocumentState.FOUND, DocumentState.MATCHED, DocumentState.SCORED, DocumentState.FAILED),
    *(DocumentState.AWAITING_REVIEW, DocumentState.RETURNED),
)
Grouping = list[list[int]]


def turn_page(session: Session, page_id: int, degrees: int, *, user_id: int | None) -> None:
    """Turn a page clockwise by 90, 180 or 270 degrees and have it read anew.

    Raises:
        Refused: `page-unknown`, `turn-not-square`, `file-busy`, `page-confirmed`.
    """
    page = session.get(Page, page_id, populate_existing=True)
    if page is None:
        raise Refused("page-unknown")
    if degrees % 90 or not degrees % 360:
        raise Refused("turn-not-square")
    file = _open_file(session, page.file_id)
    _ensure_unconfirmed(session, file.id, {page.number})
    before = {"page": page.id, "turn": page.rotated_by_hand}
    shown = page.rotation if page.rotated_by_hand is None else page.rotated_by_hand
    _turn(session, page, (shown + degrees) % 360, user_id)
    after = {"page": page.id, "turn": page.rotated_by_hand}
    session.add(Surgery(file_id=file.id, verb="turn", before=before, after=after, user_id=user_id))


def split_document(session: Session, document_id: int, after_page: int, *, user_id: int | None) -> None:
    """Make two documents of one: pages up to `after_page`, and the rest.

    Raises:
        Refused: `document-unknown`, `file-busy`, `page-confirmed`, `nothing-to-split`.
    """
    document, file = _open_document(session, document_id)
    pages = list(document.pages)
    place = pages.index(after_page) + 1 if after_page in pages else 0
    if not 0 < place < len(pages):
        raise Refused("nothing-to-split")
    groups = _groups(session, file)
    at = groups.index(pages)
    _regroup(session, file, [*groups[:at], pages[:place], pages[place:], *groups[at + 1 :]], "split", user_id)


def join_documents(session: Session, document_ids: Sequence[int], *, user_id: int | None) -> None:
    """Make one document of several of the same file, their pages in the order given.

    Raises:
        Refused: as `split_document`; `not-one-file`, `nothing-to-join`.
    """
    found = [_open_document(session, document_id) for document_id in dict.fromkeys(document_ids)]
    if len({file.id for _, file in found}) > 1:
        raise Refused("not-one-file")
    if len(found) < 2:
        raise Refused("nothing-to-join")
    file = found[0][1]
    joined = [number for document, _ in found for number in document.pages]
    groups = _groups(session, file)
    at = groups.index(list(found[0][0].pages))
    gone = [list(document.pages) for document, _ in found]
    rest = [joined if i == at else group for i, group in enumerate(groups) if i == at or group not in gone]
    _regroup(session, file, rest, "join", user_id)


def reorder_pages(session: Session, document_id: int, pages: Sequence[int], *, user_id: int | None) -> None:
    """Put a document's pages in another order.

    Raises:
        Refused: as `split_document`; `pages-differ`.
    """
    document, file = _open_document(session, document_id)
    if sorted(pages) != sorted(document.pages):
        raise Refused("pages-differ")
    groups = [list(pages) if group == document.pages else group for group in _groups(session, file)]
    _regroup(session, file, groups, "reorder", user_id)


def drop_page(session: Session, page_id: int, *, user_id: int | None) -> None:
    """Leave a page out of all documents; the scan itself is kept.

    Raises:
        Refused: `page-unknown`, `file-busy`, `page-confirmed`.
    """
    page = session.get(Page, page_id, populate_existing=True)
    if page is None or page.state not in (PageState.READ, PageState.FAILED):
        raise Refused("page-unknown")
    file = _open_file(session, page.file_id)
    _ensure_unconfirmed(session, file.id, {page.number})
    groups = [[n for n in group if n != page.number] for group in _groups(session, file)]
    _set_dropped(session, page.id, user_id, dropped=True)
    _regroup(session, file, [g for g in groups if g], "drop", user_id, dropped=page.id)


def undo_surgery(session: Session, file_id: int, *, user_id: int | None) -> None:
    """Take back the last change by hand to a file's pages.

    Raises:
        Refused: `nothing-to-undo`, `file-busy`, `page-confirmed`.
    """
    file = _open_file(session, file_id)
    last = session.scalar(
        select(Surgery)
        .where(Surgery.file_id == file_id, Surgery.undone_at.is_(None))
        .order_by(Surgery.id.desc())
        .limit(1)
    )
    if last is None:
        raise Refused("nothing-to-undo")
    if last.verb == "turn":
        page = session.get_one(Page, last.before["page"])
        _ensure_unconfirmed(session, file_id, {page.number})
        _turn(session, page, last.before["turn"], user_id)
    else:
        if "dropped" in last.after:
            _set_dropped(session, last.after["dropped"], user_id, dropped=False)
        _read_anew(session, file, last.before["groups"], user_id)
    last.undone_at = now()


def _open_file(session: Session, file_id: int) -> File:
    file = session.scalars(
        select(File).where(File.id == file_id).with_for_update().execution_options(populate_existing=True)
    ).one()
    if file.erased_at is not None:
        raise Refused("file-erased")
    if file.state is not FileState.FOUND:
        raise Refused("file-busy")
    return file


def _open_document(session: Session, document_id: int) -> tuple[Document, File]:
    document = session.get(Document, document_id, populate_existing=True)
    if document is None:
        raise Refused("document-unknown")
    if document.state not in _OPEN:
        raise Refused("page-confirmed")
    return document, _open_file(session, document.file_id)


def _ensure_unconfirmed(session: Session, file_id: int, numbers: set[int]) -> None:
    rows = session.execute(select(Document.state, Document.pages).where(Document.file_id == file_id))
    settled = {n for row in rows if row.state not in (*_OPEN, DocumentState.REPLACED) for n in row.pages}
    if numbers & settled:
        raise Refused("page-confirmed")


def _groups(session: Session, file: File) -> Grouping:
    """Give the file's documents as lists of pages, as they are now."""
    rows = session.scalars(
        select(Document.pages)
        .where(Document.file_id == file.id, Document.state != DocumentState.REPLACED)
        .order_by(Document.generation, Document.ordinal)
    )
    return sorted((list(pages) for pages in rows), key=min)


def _regroup(
    session: Session,
    file: File,
    groups: Grouping,
    verb: str,
    user_id: int | None,
    *,
    dropped: int | None = None,
) -> None:
    before = {"groups": _groups(session, file)}
    after: dict[str, Any] = {"groups": groups} | ({"dropped": dropped} if dropped else {})
    session.add(Surgery(file_id=file.id, verb=verb, before=before, after=after, user_id=user_id))
    _read_anew(session, file, groups, user_id)


def _read_anew(session: Session, file: File, groups: Grouping, user_id: int | None) -> None:
    move(
        session,
        File,
        file.id,
        FileState.READ,
        start=(FileState.FOUND,),
        verb="file-regrouped",
        user_id=user_id,
        tries=0,
        grouping=groups,
    )
    hint(session, "find_documents", file.id)


def _turn(session: Session, page: Page, turn: int | None, user_id: int | None) -> None:
    move(
        session,
        File,
        page.file_id,
        FileState.RENDERED,
        start=(FileState.FOUND,),
        verb="file-reread",
        user_id=user_id,
        tries=0,
    )
    move(
        session,
        Page,
        page.id,
        PageState.RENDERED,
        start=(PageState.READ, PageState.FAILED),
        verb="page-turned",
        user_id=user_id,
        details={"turn": turn},
        tries=0,
        rotated_by_hand=turn,
        generation=page.generation + 1,
    )
    session.refresh(page)
    hint(session, "read_page", page.id)


def _set_dropped(session: Session, page_id: int, user_id: int | None, *, dropped: bool) -> None:
    page = session.get_one(Page, page_id)
    back = PageState.READ if page.words_blob else PageState.FAILED
    move(
        session,
        Page,
        page_id,
        PageState.DROPPED if dropped else back,
        start=(PageState.READ, PageState.FAILED) if dropped else (PageState.DROPPED,),
        verb="page-dropped" if dropped else "page-taken-back",
        user_id=user_id,
        # Dropping is no new reading: documents of the same pages need not be found anew.
        moved_at=page.moved_at,
    )
