"""READ → FOUND: the words of a file's pages become documents with fields."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import select

from ocr.documents import find_documents
from ocr.pages import Image
from ocr.pages.encoding import decode_page_image
from ocr.rereading import reread_from
from records.errors import Trouble
from records.ledger.documents import record_documents
from records.ledger.reading import end_file
from records.reading_format import page_from_json
from records.states import FileState, PageState
from records.tables import File, Page
from records.values import PageText
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
    texts = load_texts(ctx, pages)
    pictures = {page.number: page.image_blob for page in pages}

    def picture(number: int) -> Image:
        blob = pictures.get(number)
        if blob is None:
            raise Trouble("page-gone")
        return decode_page_image(ctx.store.get(blob))

    found = find_documents(texts, reread=reread_from(picture, ctx.engines))
    evidence = [document for document in found if document.kind != "blank"]
    with ctx.ledger() as session:
        record_documents(session, file_id, evidence)


def load_texts(ctx: Context, pages: Sequence[Page]) -> list[PageText]:
    """Give the stored words of pages."""
    return [page_from_json(json.loads(ctx.store.get(page.words_blob))) for page in pages if page.words_blob]


STAGE = Stage("find_documents", File, (FileState.READ,), work, end_file, _lease_s)
