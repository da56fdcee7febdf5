"""RECEIVED → RENDERED: a file's bytes become raw pages; a ZIP's members become files of their own."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from ocr.pages import Member, members, open_pages
from records.filetypes import FileType
from records.ledger.intake import receive_file, refuse_file
from records.ledger.moves import extend
from records.ledger.reading import (
    add_page,
    copy_reading,
    end_file,
    finish_opening,
    finish_unpacking,
)
from records.states import FileState, PageState
from records.tables import Batch, File, Page
from worker import raw_pages
from worker.context import Context
from worker.stages.stage import Stage
from worker.workplaces import workplace


def _lease_s(ctx: Context) -> float:
    return ctx.settings.page_timeout_s + 60.0


def work(ctx: Context, file_id: int) -> None:
    """Open one file; pages are recorded as they come, so that they are read while the rest is opened."""
    with ctx.reading() as session:
        file = session.get_one(File, file_id)
        known = _find_known(session, file)
        done = set(session.scalars(select(Page.number).where(Page.file_id == file_id)))
    if known is not None:
        with ctx.ledger() as session:
            copy_reading(session, file_id, known)
    elif file.media_type == FileType.ZIP:
        _unpack(ctx, file)
    else:
        _render(ctx, file, done)


def _find_known(session: Session, file: File) -> int | None:
    """Give a file of another office with the same content whose pages are all read."""
    unread = exists().where(Page.file_id == File.id, Page.state != PageState.READ)
    return session.scalar(
        select(File.id)
        .where(
            File.sha256 == file.sha256,
            File.id != file.id,
            File.state.in_((FileState.READ, FileState.FOUND)),
            File.erased_at.is_(None),
            ~unread,
        )
        .order_by(File.id)
        .limit(1)
    )


def _render(ctx: Context, file: File, done: set[int]) -> None:
    total = 0
    for raw in open_pages(ctx.store.path_of(file.sha256), ctx.limits):
        total = raw.number
        if raw.number in done:
            continue
        blob = None if raw.problem else ctx.store.put(raw_pages.pack(raw)).sha256
        with ctx.ledger() as session:
            add_page(session, file.id, raw.number, blob, problem=raw.problem)
            extend(session, File, file.id, lease_s=_lease_s(ctx))
    with ctx.ledger() as session:
        finish_opening(session, file.id, total)


def _unpack(ctx: Context, file: File) -> None:
    with workplace(ctx, "archive") as folder:
        found = members(ctx.store.path_of(file.sha256), folder, ctx.limits)
        for ordinal, member in enumerate(found):
            _take_in(ctx, file, ordinal, member)
    with ctx.ledger() as session:
        finish_unpacking(session, file.id, len(found))


def _take_in(ctx: Context, archive: File, ordinal: int, member: Member) -> None:
    blob = None
    if member.path is not None:
        with member.path.open("rb") as stream:
            blob = ctx.store.put_stream(stream, ctx.limits.max_member_bytes)
    with ctx.ledger() as session:
        if session.scalar(select(File.id).where(File.parent_id == archive.id, File.ordinal == ordinal)):
            return
        batch = session.get_one(Batch, archive.batch_id)
        if blob is None:
            refuse_file(
                session,
                batch,
                member.name,
                member.code or "archive-member-broken",
                parent=archive,
                ordinal=ordinal,
            )
            return
        receive_file(session, ctx.store, batch, member.name, blob, parent=archive, ordinal=ordinal)


STAGE = Stage("open_file", File, (FileState.RECEIVED,), work, end_file, _lease_s)
