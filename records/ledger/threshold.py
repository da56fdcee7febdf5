"""Another threshold for "ready": waiting documents whose chance lies between the old and the new one turn.

`DOUBT` is the one reason that says "nothing contradicts, but the chances add up to too little": only
documents with this reason, or with none, depend on the threshold.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import String, cast, select, update
from sqlalchemy.orm import Session

from records import audit
from records.states import DocumentState
from records.tables import Document, Preference, now

DOUBT = "doubt-adds-up"
APPLIED = "threshold-applied"


def applied_threshold(session: Session) -> float | None:
    """Give the allowed error that waiting documents were last judged by; None: never noted."""
    found = session.scalar(select(Preference.value).where(Preference.key == APPLIED))
    return None if found is None else float(found)


def apply_least_chance(session: Session, least_chance: float, allowed: float) -> int:
    """Turn waiting documents to ready or doubtful by `least_chance` (0..1); give how many turned.

    `allowed` is the error in 1,000 this chance was made from, noted as applied.
    """
    waiting = Document.state == DocumentState.AWAITING_REVIEW
    reasons = cast(Document.reasons, String)
    enough = Document.probability >= least_chance
    turned = _turn(session, [waiting, reasons == f'["{DOUBT}"]', enough], ready=True, reasons=[])
    turned += _turn(
        session, [waiting, Document.ready, reasons == "[]", ~enough], ready=False, reasons=[DOUBT]
    )
    session.merge(Preference(key=APPLIED, value=allowed, at=now()))
    audit.log(session, "threshold-applied", "documents", None, allowed=allowed, turned=turned)
    return turned


def _turn(session: Session, where: list[Any], **values: Any) -> int:
    done = session.execute(update(Document).where(*where).values(version=Document.version + 1, **values))
    return int(done.rowcount)  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
