"""SCORED → AWAITING_REVIEW: the machine is done, a person's turn."""

from __future__ import annotations

from records.ledger.documents import fail_document, offer_document
from records.states import DocumentState
from records.tables import Document
from worker.context import Context
from worker.stages.stage import Stage


def work(ctx: Context, document_id: int) -> None:
    """Offer one document; its people's indexes are computed anew."""
    with ctx.ledger() as session:
        offer_document(session, document_id)


STAGE = Stage(
    "offer_document",
    Document,
    (DocumentState.SCORED,),
    work,
    fail_document,
    lambda ctx: ctx.settings.page_timeout_s * 1.0,
)
