"""A confirmed document was corrected: later copies are to find it by its present values."""

from __future__ import annotations

from records.ledger.documents import record_keys
from scoring.repeats import fingerprint
from worker.context import Context
from worker.current import load_current


def work(ctx: Context, document_id: int) -> None:
    """Write the keys anew; twice writes the same."""
    with ctx.ledger() as session:
        document = load_current(session, document_id)
        record_keys(session, document_id, fingerprint(document.reading, document.matches))
