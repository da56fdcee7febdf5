"""Compare-and-set: the one way a row's state changes, logged in the same transaction.

Tasks get False from the wrong state and return quietly; people's verbs turn it into `Refused`.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from records import audit
from records.ledger.judging import follow_move
from records.states import DOCUMENT_MOVES, FILE_MOVES, PAGE_MOVES, StrEnumMoves
from records.tables import Document, File, Handover, Page, RegisterImport, now

_SINCE = "since"

Moving = type[File] | type[Page] | type[Document] | type[Handover] | type[RegisterImport]

_MOVES: dict[Moving, StrEnumMoves] = {File: FILE_MOVES, Page: PAGE_MOVES, Document: DOCUMENT_MOVES}


def move(
    session: Session,
    row: Moving,
    row_id: int,
    to: StrEnum,
    *,
    start: Collection[StrEnum],
    verb: str,
    user_id: int | None = None,
    where: Collection[ColumnElement[bool]] = (),
    details: dict[str, audit.Detail] | None = None,
    **values: Any,
) -> bool:
    """Move one row to `to` if it stands in one of `start`; set `values`, end its lease, write the log.

    Returns False, with nothing changed, when it stands elsewhere or `where` does not hold.

    Raises:
        ValueError: the move is not in the table of allowed moves.
    """
    seen = session.scalar(select(_state(row)).where(row.id == row_id))
    if seen not in start:
        return False
    allowed = _MOVES.get(row)
    if allowed is not None and to not in allowed[seen]:
        raise ValueError(f"{row.__name__} may not move from {seen} to {to}")
    values = {"state": to, "moved_at": now(), "lease_by": None, "lease_until": None, "sent_at": None} | values
    if row is Document:
        values["version"] = Document.version + 1
    done = session.execute(update(row).where(row.id == row_id, _state(row) == seen, *where).values(**values))
    if done.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
        return False
    if row is Document:
        follow_move(session, row_id, seen, to)
    audit.log(
        session,
        verb,
        row.__tablename__,
        row_id,
        user_id=user_id,
        from_state=seen,
        to_state=to,
        **(details or {}),
    )
    return True


def claim(
    session: Session, row: Moving, row_id: int, *, start: Collection[StrEnum], lease_s: float
) -> int | None:
    """Take a row for work: count the try, hold it for `lease_s` seconds. Give the number of this try.

    None when it stands elsewhere or another process holds it. The try is counted before the work, so that
    a row whose work kills its worker is counted too.
    """
    seen = session.execute(
        select(_state(row), row.tries, row.lease_by, row.lease_until).where(row.id == row_id)
    ).one_or_none()
    if seen is None:
        return None
    state, tries, lease_by, lease_until = seen
    if state not in start or not _is_free(lease_by, lease_until):
        return None
    done = session.execute(
        update(row)
        .where(row.id == row_id, _state(row) == state, row.tries == tries)
        .values(
            tries=tries + 1, lease_by=holder(), lease_until=now() + timedelta(seconds=lease_s), sent_at=None
        )
    )
    return tries + 1 if done.rowcount == 1 else None  # type: ignore[attr-defined]  # as in move


def _is_free(lease_by: str | None, lease_until: datetime | None) -> bool:
    return lease_by is None or lease_until is None or lease_until < now() or is_gone(lease_by)


def extend(session: Session, row: Moving, row_id: int, *, lease_s: float) -> bool:
    """Hold a claimed row for another `lease_s` seconds; False when another process took it over."""
    done = session.execute(
        update(row)
        .where(row.id == row_id, row.lease_by == holder())
        .values(lease_until=now() + timedelta(seconds=lease_s))
    )
    return bool(done.rowcount == 1)  # type: ignore[attr-defined]  # as in move


def release(session: Session, row: Moving, row_id: int, *, code: str, counts: bool = True) -> None:
    """Give a claimed row back after trouble that may pass; the reason stays readable.

    `counts` False: the try is not held against the row, whose fault it cannot be.
    """
    tries = row.tries if counts else row.tries - 1
    session.execute(
        update(row)
        .where(row.id == row_id, row.lease_by == holder())
        .values(lease_by=None, lease_until=None, error_code=code, moved_at=now(), tries=tries)
    )


def wait_for_room(session: Session, row: Moving, row_id: int, *, code: str) -> datetime:
    """Give a claimed row back that a full disk stopped, no try counted; give since when it waits for it."""
    seen = select(row.error_code, row.error_values).where(row.id == row_id)
    seen_code, values = session.execute(seen).one()
    kept = values.get(_SINCE) if seen_code == code and values else None
    since = datetime.fromisoformat(kept) if kept else now()
    release(session, row, row_id, code=code, counts=False)
    session.execute(
        update(row)
        .where(row.id == row_id, row.error_code == code, row.lease_by.is_(None))
        .values(error_values={_SINCE: since.isoformat()})
    )
    return since


@lru_cache(maxsize=1)
def _host() -> str:
    return socket.gethostname()[:60]


def holder() -> str:
    """Name this process in leases: `host:pid:start`, so that a reused pid is not mistaken for the holder."""
    return f"{_host()}:{os.getpid()}:{started(os.getpid()) or 0}"


def started(pid: int) -> int | None:
    """Give the clock tick at which a process of this machine started; None when it is gone (Linux /proc)."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    # The command name may hold blanks and brackets; fields are counted after its closing one (proc(5)).
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] == "Z" else int(fields[19])


def is_gone(lease_by: str) -> bool:
    """Whether the holder of a lease was a process of this machine that no longer runs."""
    host, pid, start = lease_by.rsplit(":", 2)
    return host == _host() and started(int(pid)) != int(start)


def _state(row: Moving) -> InstrumentedAttribute[Any]:
    return row.state
