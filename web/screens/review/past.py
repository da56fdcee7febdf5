"""What happened to a document so far: decisions and corrections with who and when."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.ledger.people import ADDED
from records.states import DocumentState
from records.tables import Correction, Decision, Document, User
from web.views.compare import CompareRow
from web.views.review import EventView

_UNDOABLE = (
    *(DocumentState.CONFIRMED, DocumentState.RETURNED, DocumentState.SET_ASIDE),
    DocumentState.AWAITING_REVIEW,
)


@dataclass(frozen=True, slots=True)
class Past:
    """What happened to a document, newest first, and whether the last decision can still be taken back."""

    events: tuple[EventView, ...]
    undoable: bool


def past_of(session: Session, document: Document) -> Past:
    """Give decisions and corrections; corrections of one moment and author stand together."""
    decisions = session.execute(
        select(Decision, User.name)
        .outerjoin(User, User.id == Decision.user_id)
        .where(Decision.document_id == document.id)
        .order_by(Decision.id)
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
    events += _corrections(session, document.id)
    standing = [row for row, _ in decisions if row.undone_at is None]
    last = standing[-1] if standing else None
    return Past(tuple(sorted(events, key=lambda event: event.at, reverse=True)), _undoable(document, last))


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


def _undoable(document: Document, last: Decision | None) -> bool:
    if last is None or document.state not in _UNDOABLE:
        return False
    if document.state is DocumentState.AWAITING_REVIEW:
        return last.verb == ADDED
    return last.undo is not None
