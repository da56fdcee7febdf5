"""Waiting documents are matched again once the register changed, without leaving the queue."""

from __future__ import annotations

import structlog

from records.ledger.hints import hint
from records.ledger.matching_again import matched_before as behind
from records.ledger.matching_again import record_matches_again
from records.states import DocumentState
from records.tables import Office
from worker.context import Context
from worker.current import load_current
from worker.sql_register import SqlRegister
from worker.stages.match_document import look_up

log = structlog.get_logger()
_AT_ONCE = 100

__all__ = ["behind", "work"]


def work(ctx: Context, _: int = 0, *, most: int = _AT_ONCE) -> None:
    """Match `most` of them, one short transaction each; twice says the same."""
    register = ctx.register()
    with ctx.reading() as session:
        ids = session.scalars(behind(register.version).limit(most + 1)).all()
    done = 0
    for document_id in ids[:most]:
        try:
            done += _match(ctx, register, document_id)
        except Exception:
            # The others still want to be matched; this one stays behind and the sweeper asks again.
            log.exception("matching-again-failed", id=document_id)
    if done and len(ids) > most:
        with ctx.ledger() as session:
            hint(session, "match_again", 0)


def _match(ctx: Context, register: SqlRegister, document_id: int) -> bool:
    with ctx.reading() as session:
        document = load_current(session, document_id)
        office = session.get_one(Office, document.row.office_id)
    row = document.row
    # Another task may have been at the same hundred.
    if row.state is not DocumentState.AWAITING_REVIEW or row.register_version >= register.version:
        return False
    matches, keys = look_up(register, document, office.name)
    with ctx.ledger() as session:
        return record_matches_again(
            session,
            document_id,
            matches,
            keys,
            version=row.version,
            register_version=register.version,
        )
