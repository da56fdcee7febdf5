"""After the allowed error was changed: documents that wait are ready or not by the new one, as later ones."""

from __future__ import annotations

from records.ledger.threshold import applied_threshold, apply_least_chance
from records.preferences import in_force
from scoring.trust import TrustPolicy
from worker.context import Context


def work(ctx: Context, _: int = 0) -> None:
    """Apply the threshold in force if another one was applied last; twice changes nothing."""
    with ctx.ledger() as session:
        allowed = in_force(session, ctx.settings).ready_error_per_1000
        if applied_threshold(session) != allowed:
            apply_least_chance(session, TrustPolicy(allowed).least_chance, allowed)
