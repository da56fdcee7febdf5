"""A gentle lock: one reviewer at a document at a time, taken over once it ran out or was given up."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from records import audit
from records.errors import Refused
from records.tables import Document, now


def lock(session: Session, document_id: int, user_id: int, *, minutes: int, take_over: bool = False) -> None:
    """Hold a document for `user_id`; holding it again prolongs the hold.

    Raises:
        Refused: `document-locked` while another holds it and `take_over` was not asked for.
    """
    moment = now()
    free = or_(
        Document.lock_user_id.is_(None),
        Document.lock_user_id == user_id,
        Document.locked_until < moment,
    )
    held = update(Document).where(Document.id == document_id)
    if not take_over:
        held = held.where(free)
    done = session.execute(
        held.values(lock_user_id=user_id, locked_until=moment + timedelta(minutes=minutes))
    )
    if done.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
        raise Refused("document-locked")
    if take_over:
        audit.log(session, "document-taken-over", "documents", document_id, user_id=user_id)


def unlock(session: Session, document_id: int, user_id: int) -> None:
    """Give up one's own hold; another's stays."""
    session.execute(
        update(Document)
        .where(Document.id == document_id, Document.lock_user_id == user_id)
        .values(lock_user_id=None, locked_until=None)
    )


def ensure_free(document: Document, user_id: int | None) -> None:
    """Refuse to touch what another holds.

    Raises:
        Refused: `document-locked`.
    """
    held = document.locked_until is not None and document.locked_until >= now()
    if held and document.lock_user_id != user_id:
        raise Refused("document-locked")
