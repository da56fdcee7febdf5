"""The clerk's first page: upload, what is under way, what came back."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.states import BatchState, DocumentState, RecordState
from records.tables import Batch, Decision, Document, File, HandoverRecord, User
from web.auth.identity import Identity
from web.screens.office.batches import batch_rows, people_of
from web.screens.office.deadline import current_period, deadline_of
from web.views.office import HomeView, ReturnedRow
from web.visibility import scoped

_RECENT = 5
_RETURNED = 20
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def home_view(session: Session, user: Identity) -> HomeView:
    """Give the first page of the user's office."""
    batches = session.scalars(
        scoped(select(Batch), Batch, user).order_by(Batch.id.desc()).limit(_RECENT)
    ).all()
    rows = batch_rows(session, batches)
    states = dict(
        session.execute(
            scoped(select(Document.state, func.count()), Document, user).group_by(Document.state)
        ).all()
    )
    return HomeView(
        deadline=deadline_of(current_period(session)),
        batches=rows,
        returned=returned_rows(session, user),
        returned_total=states.get(DocumentState.RETURNED, 0),
        awaiting=states.get(DocumentState.AWAITING_REVIEW, 0),
        confirmed=states.get(DocumentState.CONFIRMED, 0),
        sent=states.get(DocumentState.HANDED_OVER, 0) + states.get(DocumentState.ACCEPTED, 0),
        moving=any(row.state is BatchState.WORKING for row in rows),
    )


def returned_rows(session: Session, user: Identity) -> tuple[ReturnedRow, ...]:
    """Give what came back and waits for the office, newest first, with the reason."""
    rows = session.execute(
        scoped(select(Document, File.name), Document, user)
        .join(File, File.id == Document.file_id)
        .where(Document.state == DocumentState.RETURNED)
        .order_by(Document.moved_at.desc())
        .limit(_RETURNED)
    ).all()
    ids = [document.id for document, _ in rows]
    if not ids:
        return ()
    people, reasons = people_of(session, ids), _reasons(session, ids)
    return tuple(
        ReturnedRow(
            id=document.id,
            batch_id=document.batch_id,
            file=name,
            course=document.course or "",
            people=people.get(document.id, ""),
            reason_code=reasons.get(document.id, ("", "", ""))[0],
            reason_text=reasons.get(document.id, ("", "", ""))[1],
            by=reasons.get(document.id, ("", "", ""))[2],
            at=document.moved_at,
        )
        for document, name in rows
    )


def _reasons(session: Session, ids: list[int]) -> dict[int, tuple[str, str, str]]:
    """Give the last word on each document, the reviewer's or BKPP's: code, text, name."""
    said = session.execute(
        select(Decision.document_id, Decision.at, Decision.reason_code, Decision.reason_text, User.name)
        .outerjoin(User, User.id == Decision.user_id)
        .where(Decision.document_id.in_(ids), Decision.verb == "return", Decision.undone_at.is_(None))
    ).all()
    bkpp = session.execute(
        select(
            HandoverRecord.document_id,
            HandoverRecord.decided_at,
            HandoverRecord.reason_code,
            HandoverRecord.reason_text,
            User.name,
        )
        .outerjoin(User, User.id == HandoverRecord.decided_by)
        .where(HandoverRecord.document_id.in_(ids), HandoverRecord.state == RecordState.RETURNED)
    ).all()
    found: dict[int, tuple[str, str, str]] = {}
    for document_id, _, code, text, name in sorted([*said, *bkpp], key=lambda row: row[1] or _LONG_AGO):
        found[document_id] = (code or "", text or "", name or "")
    return found
