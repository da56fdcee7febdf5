"""Whose documents are whose to review: a share of the queue given to a reviewer, and taken back.

It is gentler than a lock: others pass the document over as they go on, but may still open and decide it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from records import audit
from records.errors import Refused
from records.states import DocumentState, Role
from records.tables import Assignment, Document, User, now

REVIEWING = (Role.REVIEWER, Role.ADMIN)


def assign(session: Session, ids: Sequence[int], to: int | None, *, user_id: int) -> int:
    """Give the documents of `ids` that await review to a reviewer, None to nobody; say how many moved.

    Raises:
        Refused: `reviewer-unknown`.
    """
    if to is not None:
        reviewer = session.get(User, to)
        if reviewer is None or not reviewer.active or reviewer.role not in REVIEWING:
            raise Refused("reviewer-unknown")
    waiting = session.execute(
        select(Document.id, Assignment.user_id)
        .outerjoin(Assignment, Assignment.document_id == Document.id)
        .where(Document.id.in_(ids), Document.state == DocumentState.AWAITING_REVIEW)
    ).all()
    changed = [document_id for document_id, holder in waiting if holder != to]
    session.execute(delete(Assignment).where(Assignment.document_id.in_(changed)))
    if to is not None:
        session.add_all(Assignment(document_id=i, user_id=to, assigned_by=user_id, at=now()) for i in changed)
    for document_id in changed:
        audit.log(session, "document-assigned", "documents", document_id, user_id=user_id, to=to)
    return len(changed)
