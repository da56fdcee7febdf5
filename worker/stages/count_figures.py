"""After indexes changed: the statistics' figures are counted anew, so that no look at them has to."""

from __future__ import annotations

from records.figures import are_behind, count_indexes, keep_indexes
from records.tables import now
from worker.context import Context


def work(ctx: Context, _: int = 0) -> None:
    """Count the figures if they are behind; twice counts once."""
    as_of = now()
    with ctx.reading() as session:
        if not are_behind(session):
            return
        tallies = count_indexes(session)
    with ctx.ledger() as session:
        keep_indexes(session, tallies, as_of)
