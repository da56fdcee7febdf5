"""MATCHED → SCORED: can it be trusted, was it handed in before, what does it count as."""

from __future__ import annotations

from records.ledger.documents import fail_document, record_score
from records.states import DocumentState
from records.tables import Document
from worker.context import Context
from worker.judging import load_beside, score
from worker.stages.stage import Stage


def _lease_s(ctx: Context) -> float:
    return ctx.settings.page_timeout_s * 2.0


def work(ctx: Context, document_id: int) -> None:
    """Judge one document beside its register rows and its earlier copies."""
    with ctx.reading() as session:
        beside = load_beside(ctx, session, document_id)
    said = score(ctx, beside)
    with ctx.ledger() as session:
        record_score(session, document_id, said, version=beside.document.row.version)


STAGE = Stage("score_document", Document, (DocumentState.MATCHED,), work, fail_document, _lease_s)
