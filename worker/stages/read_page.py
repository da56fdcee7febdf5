"""Page RENDERED → READ: a raw page becomes words and an upright picture."""

from __future__ import annotations

import json
import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from ocr.pages import RawPage, open_pages
from ocr.pages.encoding import encode_page_image
from ocr.read_page import read_page
from records.errors import BuktiError, Trouble
from records.ledger.reading import PageBlobs, fail_page, record_page
from records.reading_format import page_to_json
from records.states import PageState
from records.tables import File, Page
from records.values import PageText
from worker import raw_pages
from worker.context import Context
from worker.stages.stage import Stage
from worker.turning import turn_by_hand


def _lease_s(ctx: Context) -> float:
    return ctx.settings.page_timeout_s + 30.0


def work(ctx: Context, page_id: int) -> None:
    """Read one page and store what people and later stages need of it."""
    with ctx.reading() as session:
        page = session.get_one(Page, page_id)
        file = session.get_one(File, page.file_id)
        turn = _turn_before(session, page)
    began = time.process_time()
    by_hand = page.rotated_by_hand
    raw = turn_by_hand(_raw_page(ctx, file, page), by_hand or 0)
    text, image = read_page(raw, ctx.engines, ctx.limits, turn, stands=by_hand is not None)
    blobs = PageBlobs(
        image=ctx.store.put(encode_page_image(image)).sha256,
        words=ctx.store.put(_words(text)).sha256,
    )
    cpu_s = time.process_time() - began
    with ctx.ledger() as session:
        recorded = record_page(session, page_id, text, blobs, generation=page.generation, cpu_s=cpu_s)
    if recorded and page.raw_blob and not _is_needed(ctx, page.raw_blob):
        ctx.store.drop(page.raw_blob)


def _raw_page(ctx: Context, file: File, page: Page) -> RawPage:
    """Give the page as it was rendered, or render it anew when that is gone."""
    if page.raw_blob and ctx.store.has(page.raw_blob):
        return raw_pages.unpack(ctx.store.get(page.raw_blob))
    for raw in open_pages(ctx.store.path_of(file.sha256), ctx.limits, first=page.number):
        return raw
    raise Trouble("page-gone")


def _turn_before(session: Session, page: Page) -> int:
    """Give the turn that the page before needed; neighbours of one scan mostly lie alike."""
    turn = session.scalar(
        select(Page.rotation)
        .where(Page.file_id == page.file_id, Page.number < page.number, Page.state == PageState.READ)
        .order_by(Page.number.desc())
        .limit(1)
    )
    return turn or 0


def _words(text: PageText) -> bytes:
    return json.dumps(page_to_json(text), ensure_ascii=False, separators=(",", ":")).encode()


def _is_needed(ctx: Context, raw_blob: str) -> bool:
    # Two equal blank pages share one blob: it goes when the last of them is read.
    with ctx.reading() as session:
        waiting = select(Page.id).where(Page.raw_blob == raw_blob, Page.state == PageState.RENDERED).limit(1)
        return session.scalar(waiting) is not None


def _give_up(session: Session, page_id: int, error: BuktiError) -> bool:
    return fail_page(session, page_id, error.code, error.values or None)


STAGE = Stage("read_page", Page, (PageState.RENDERED,), work, _give_up, _lease_s)
