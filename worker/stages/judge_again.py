"""Waiting documents that something beside them changed for are judged again, without leaving the queue."""

from __future__ import annotations

import structlog
from sqlalchemy import Select, select

from records.ledger.documents import record_again
from records.ledger.hints import hint
from records.states import DocumentState
from records.tables import Document
from worker.context import Context
from worker.judging import load_beside, score

log = structlog.get_logger()
_AT_ONCE = 100


def behind() -> Select[int]:
    """Select the ids of documents to be judged again."""
    return (
        select(Document.id)
        .where(Document.judge_wanted > Document.judge_done, Document.state == DocumentState.AWAITING_REVIEW)
        .order_by(Document.id)
    )


def work(ctx: Context, _: int = 0) -> None:
    """Judge a hundred of them, one short transaction each; twice says the same."""
    with ctx.reading() as session:
        ids = session.scalars(behind().limit(_AT_ONCE + 1)).all()
    for document_id in ids[:_AT_ONCE]:
        try:
            _judge(ctx, document_id)
        except Exception:
            # The others still want to be judged; this one stays behind and is asked for again.
            log.exception("judging-failed", id=document_id)
    if len(ids) > _AT_ONCE:
        with ctx.ledger() as session:
            hint(session, "judge_again", 0)


def _judge(ctx: Context, document_id: int) -> None:
    with ctx.reading() as session:
        beside = load_beside(ctx, session, document_id)
    row = beside.document.row
    if row.state is not DocumentState.AWAITING_REVIEW:
        return
    said = score(ctx, beside)
    with ctx.ledger() as session:
        record_again(session, document_id, said, version=row.version, wanted=row.judge_wanted)
