"""Reading verbs: a file's pages, their words, and the documents found on them.

All are idempotent: done twice they leave the same rows. Each gives False from the wrong state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from records import audit
from records.errors import BuktiError, Rejected
from records.ledger.hints import hint
from records.ledger.moves import move
from records.states import FileState, PageState
from records.tables import File, Page, now
from records.values import PageText

_OPEN_PAGES = (PageState.RENDERED,)
_COPIED = (
    *("number", "state", "image_blob", "words_blob", "width_px", "height_px", "rotation"),
    *("rotated_by_hand", "skew_deg", "blank", "quality", "source", "notes", "error_code"),
)


@dataclass(frozen=True, slots=True)
class PageBlobs:
    """Addresses of what reading a page left: the upright picture and the words."""

    image: str
    words: str


def add_page(
    session: Session, file_id: int, number: int, raw_blob: str | None, *, problem: str | None
) -> None:
    """Add a rendered page and ask for its reading; a page that is there already stays as it is.

    `problem` is the code of a page that could not be decoded: it is FAILED at once, the others go on.
    """
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    state = PageState.FAILED if problem else PageState.RENDERED
    values = {
        "file_id": file_id,
        "number": number,
        "state": state,
        "raw_blob": raw_blob,
        "error_code": problem,
    }
    page_id = session.scalar(
        insert(Page)
        .values(**values)
        .on_conflict_do_nothing(index_elements=["file_id", "number"])
        .returning(Page.id)
    )
    if page_id is None:
        return
    audit.log(session, "page-rendered", "pages", page_id, to_state=state, code=problem or "")
    if not problem:
        hint(session, "read_page", page_id)


def finish_opening(session: Session, file_id: int, pages_total: int) -> bool:
    """RECEIVED → RENDERED: all pages are out of the file."""
    moved = move(
        session,
        File,
        file_id,
        FileState.RENDERED,
        start=(FileState.RECEIVED,),
        verb="file-rendered",
        details={"pages": pages_total},
        pages_total=pages_total,
        tries=0,
        error_code=None,
    )
    return moved and _read_if_complete(session, file_id)


def record_page(
    session: Session, page_id: int, page: PageText, blobs: PageBlobs, *, generation: int, cpu_s: float
) -> bool:
    """RENDERED → READ for one page; the last one moves its file on. An old generation's is refused."""
    moved = move(
        session,
        Page,
        page_id,
        PageState.READ,
        start=_OPEN_PAGES,
        where=(Page.generation == generation,),
        verb="page-read",
        details={"source": page.source},
        image_blob=blobs.image,
        words_blob=blobs.words,
        width_px=page.width_px,
        height_px=page.height_px,
        rotation=page.rotation,
        skew_deg=page.skew_deg,
        blank=page.blank,
        quality=page.quality,
        source=page.source,
        notes=list(page.notes),
        cpu_s=round(cpu_s, 3),
        error_code=None,
        error_values=None,
    )
    return moved and _page_done(session, page_id)


def fail_page(session: Session, page_id: int, code: str, values: dict[str, object] | None = None) -> bool:
    """RENDERED → FAILED: this page is given up until a person asks again; the others go on."""
    moved = move(
        session,
        Page,
        page_id,
        PageState.FAILED,
        start=_OPEN_PAGES,
        verb="page-failed",
        details={"code": code},
        error_code=code,
        error_values=values,
    )
    return moved and _page_done(session, page_id)


def end_file(session: Session, file_id: int, error: BuktiError) -> bool:
    """Put a file where its error says: REJECTED for the file's fault, FAILED for ours.

    The office may hand a rejected content in again and have it looked at anew; what was linked to it
    meanwhile is rejected with it.
    """
    rejected = isinstance(error, Rejected)
    moved = _end(session, file_id, error, rejected=rejected)
    if moved and rejected:
        linked = select(File.id).where(File.same_as_file_id == file_id, File.state == FileState.LINKED)
        for twin_id in session.scalars(linked).all():
            _end(session, twin_id, error, rejected=True)
    return moved


def _end(session: Session, file_id: int, error: BuktiError, *, rejected: bool) -> bool:
    freed: dict[str, Any] = {"content_key": None} if rejected else {}
    door = (FileState.RECEIVED, FileState.LINKED)
    return move(
        session,
        File,
        file_id,
        FileState.REJECTED if rejected else FileState.FAILED,
        start=door if rejected else (FileState.RECEIVED, FileState.RENDERED, FileState.READ),
        verb="file-rejected" if rejected else "file-failed",
        details={"code": error.code},
        error_code=error.code,
        error_values=error.values or None,
        **freed,
    )


def copy_reading(session: Session, file_id: int, known_id: int) -> bool:
    """RECEIVED → READ with the pages of another office's file of the same content: nothing is read twice."""
    if session.get_one(File, known_id).erased_at is not None:
        # Erased since it was found: the file waits and is read itself.
        return False
    pages = session.scalars(select(Page).where(Page.file_id == known_id).order_by(Page.number)).all()
    if not move(
        session,
        File,
        file_id,
        FileState.READ,
        start=(FileState.RECEIVED,),
        verb="file-reading-copied",
        details={"same_as": known_id},
        pages_total=len(pages),
        tries=0,
    ):
        return False
    session.add_all(_copy(page, file_id) for page in pages)
    hint(session, "find_documents", file_id)
    return True


def finish_unpacking(session: Session, file_id: int, members: int) -> bool:
    """RECEIVED → UNPACKED: the ZIP's members have rows of their own."""
    return move(
        session,
        File,
        file_id,
        FileState.UNPACKED,
        start=(FileState.RECEIVED,),
        verb="file-unpacked",
        details={"members": members},
    )


def _copy(page: Page, file_id: int) -> Page:
    return Page(file_id=file_id, moved_at=now(), **{name: getattr(page, name) for name in _COPIED})


def _page_done(session: Session, page_id: int) -> bool:
    file_id = session.scalars(select(Page.file_id).where(Page.id == page_id)).one()
    _read_if_complete(session, file_id)
    return True


def _read_if_complete(session: Session, file_id: int) -> bool:
    # The row lock makes the last two pages take turns; without it each could take the other for unread.
    session.execute(select(File.id).where(File.id == file_id).with_for_update())
    unread = session.scalar(select(func.count()).where(Page.file_id == file_id, Page.state.in_(_OPEN_PAGES)))
    if unread == 0 and move(
        session, File, file_id, FileState.READ, start=(FileState.RENDERED,), verb="file-read", tries=0
    ):
        hint(session, "find_documents", file_id)
    return True
