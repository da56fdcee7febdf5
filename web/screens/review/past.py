"""What happened to a document so far: decisions and corrections with who and when."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.ledger.people import ADDED
from records.states import DocumentState
from records.tables import Correction, Decision, Document, User
from web.views.review import CompareRow, EventView

_UNDOABLE = (
    *(DocumentState.CONFIRMED, DocumentState.RETURNED, DocumentState.SET_ASIDE),
    DocumentState.AWAITING_REVIEW,
)


def history_of(session: Session, document_id: int) -> tuple[EventView, ...]:
    """Give decisions and corrections, newest first; corrections of one moment and author stand together."""
    decisions = session.execute(
        select(Decision, User.name)
        .outerjoin(User, User.id == Decision.user_id)
        .where(Decision.document_id == document_id)
    ).all()
    events = [
        EventView(
            at=row.at,
            who=name or "",
            verb=row.verb,
            reason=row.reason_code or "",
            text=row.reason_text,
            changes=(),
            undone=row.undone_at is not None,
        )
        for row, name in decisions
    ]
    events += _corrections(session, document_id)
    return tuple(sorted(events, key=lambda event: event.at, reverse=True))


def _corrections(session: Session, document_id: int) -> list[EventView]:
    rows = session.execute(
        select(Correction, User.name)
        .outerjoin(User, User.id == Correction.user_id)
        .where(Correction.document_id == document_id)
        .order_by(Correction.id)
    ).all()
    return [
        EventView(
            at=row.at,
            who=name or "",
            verb="correct",
            reason="",
            text="",
            changes=(CompareRow(row.field, _plain(row.old), _plain(row.new)),),
            undone=row.undone,
        )
        for row, name in rows
    ]


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def undoable(session: Session, document: Document) -> bool:
    """Say whether the last decision on the document can still be taken back."""
    if document.state not in _UNDOABLE:
        return False
    found = session.scalars(
        select(Decision)
        .where(Decision.document_id == document.id, Decision.undone_at.is_(None))
        .order_by(Decision.id.desc())
        .limit(1)
    ).one_or_none()
    if document.state is DocumentState.AWAITING_REVIEW:
        return found is not None and found.verb == ADDED
    return found is not None and found.undo is not None
