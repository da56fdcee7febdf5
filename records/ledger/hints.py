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
    "score_document",
    "offer_document",
    "compute_index",
    "pack_handover",
    "preview_import",
    "apply_import",
    "rekey_document",
)


@dataclass(frozen=True, slots=True)
class Hint:
    """A task's short name and the id it works on."""

    task: str
    row_id: int


def hint(session: Session, task: str, row_id: int) -> None:
    """Ask for `task` to be sent after the commit; asking twice sends once."""
    pending = session.info.setdefault(_KEY, {})
    pending[Hint(task, row_id)] = None


def take_hints(session: Session) -> tuple[Hint, ...]:
    """Give and forget the session's hints, in the order they were asked for."""
    return tuple(session.info.pop(_KEY, {}))
