"""What should be sent to the broker once the transaction is committed.

The database is the truth, a hint only saves waiting for the sweeper; `worker.queues` sends them.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

_KEY = "bukti.hints"

TASKS = (
    "open_file",
    "read_page",
    "find_documents",
    "match_document",
    "match_again",
    "score_document",
    "judge_again",
    "offer_document",
    "compute_index",
    "compute_stale_indexes",
    "pack_handover",
    "preview_import",
    "apply_import",
    "rekey_document",
    "apply_threshold",
    "count_figures",
    "simulate_office",
)


@dataclass(frozen=True, slots=True)
class Hint:
    """A task's short name, the id it works on, and how long the broker should hold it back."""

    task: str
    row_id: int
    delay_s: int = 0


def hint(session: Session, task: str, row_id: int, delay_s: int = 0) -> None:
    """Ask for `task` to be sent after the commit; asking twice sends once."""
    if task not in TASKS:
        raise ValueError(f"no such task: {task}")
    pending = session.info.setdefault(_KEY, {})
    pending[Hint(task, row_id, delay_s)] = None


def take_hints(session: Session) -> tuple[Hint, ...]:
    """Give and forget the session's hints, in the order they were asked for."""
    return tuple(session.info.pop(_KEY, {}))
