"""READ → FOUND: the words of a file's pages become documents with fields."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from ocr.documents import find_documents
from ocr.engine import Reread
from ocr.list_gaps import with_list_gaps
from ocr.pages import Image
from ocr.pages.encoding import decode_page_image
from ocr.rereading import reread_from
from ocr.tampering import with_hints
from records.errors import Trouble
from records.ledger.documents import record_documents
from records.ledger.reading import end_file
from records.reading_format import page_from_json
from records.states import FileState, PageState
from records.tables import File, Page
from records.values import DocumentReading, Kind, PageText
from worker.context import Context
from worker.stages.stage import Stage


def _lease_s(ctx: Context) -> float:
    return ctx.settings.page_timeout_s * 10 + 60.0


def work(ctx: Context, file_id: int) -> None:
    """Find the documents on a file's read pages; failed and dropped pages are left out."""
    with ctx.reading() as session:
        pages = session.scalars(
            select(Page).where(Page.file_id == file_id, Page.state == PageState.READ).order_by(Page.number)
        ).all()
        grouping = session.get_one(File, file_id).grouping
    texts = load_texts(ctx, pages)
    pictures = {page.number: page.image_blob for page in pages}

    def picture(number: int) -> Image:
        blob = pictures.get(number)
        if blob is None:
            raise Trouble("page-gone")
        return decode_page_image(ctx.store.get(blob))

    reread = reread_from(picture, ctx.engines)
    found = _as_grouped(texts, grouping, reread) if grouping else find_documents(texts, reread=reread)
    found = with_hints(with_list_gaps(found, texts), texts)
    with ctx.ledger() as session:
        record_documents(session, file_id, [d for d in found if d.kind is not Kind.BLANK])


def _as_grouped(texts: list[PageText], grouping: list[list[int]], reread: Reread) -> list[DocumentReading]:
    """Read the documents a person put together: what the machine would split stays one all the same."""
    by_number = {text.number: text for text in texts}
    found = []
    for numbers in grouping:
        group = [by_number[number] for number in numbers if number in by_number]
        if not group:
            continue
        (read,) = find_documents(group, reread=reread, as_one=True)
        found.append(replace(read, pages=tuple(text.number for text in group)))
    return found


def load_texts(ctx: Context, pages: Sequence[Page]) -> list[PageText]:
    """Give the stored words of pages."""
    return [page_from_json(json.loads(ctx.store.get(page.words_blob))) for page in pages if page.words_blob]


STAGE = Stage("find_documents", File, (FileState.READ,), work, end_file, _lease_s)
