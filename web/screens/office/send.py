"""The check list before a hand-over, and the packages that were sent."""

from __future__ import annotations

from flask import url_for
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from records.states import DocumentState, FileState, PersonDecision, RecordState
from records.tables import Document, DocumentPerson, File, Handover, HandoverRecord, Office, User
from web.auth.identity import Identity
from web.screens.errors import sentence
from web.screens.office.deadline import current_period, deadline_of
from web.views.office import CheckRow, HandoverRow, SendView
from web.visibility import scoped

_SHOWN = 50
_MOVING = [s for s in DocumentState if s.is_moving]


def send_view(session: Session, user: Identity) -> SendView:
    """Give what would be handed over now and what stands in the way."""
    states = dict(
        session.execute(
            scoped(select(Document.state, func.count()), Document, user).group_by(Document.state)
        ).all()
    )
    files = dict(
        session.execute(scoped(select(File.state, func.count()), File, user).group_by(File.state)).all()
    )
    people, jp = session.execute(
        scoped(
            select(func.count(func.distinct(DocumentPerson.employee_id)), func.sum(Document.jp)),
            Document,
            user,
        )
        .join(Document, Document.id == DocumentPerson.document_id)
        .where(Document.state == DocumentState.CONFIRMED, DocumentPerson.decision == PersonDecision.TAKEN)
    ).one()
    reading = sum(files.get(s, 0) for s in FileState if s.is_moving) + sum(states.get(s, 0) for s in _MOVING)
    return SendView(
        deadline=deadline_of(current_period(session)),
        checks=_checks(states, files, reading),
        documents=states.get(DocumentState.CONFIRMED, 0),
        people=people,
        jp=int(jp or 0),
        handovers=handover_rows(session, user),
    )


def _checks(
    states: dict[DocumentState, int], files: dict[FileState, int], reading: int
) -> tuple[CheckRow, ...]:
    batches, home = url_for("office.batches"), url_for("office.home")
    failed = files.get(FileState.FAILED, 0) + states.get(DocumentState.FAILED, 0)
    confirmed = states.get(DocumentState.CONFIRMED, 0)
    awaiting = states.get(DocumentState.AWAITING_REVIEW, 0)
    returned = states.get(DocumentState.RETURNED, 0)
    return (
        CheckRow("confirmed", confirmed > 0, confirmed, ""),
        CheckRow("reading", True if not reading else None, reading, batches),
        CheckRow("failed", True if not failed else None, failed, batches),
        CheckRow("awaiting", True if not awaiting else None, awaiting, batches),
        CheckRow("returned", True if not returned else None, returned, home),
    )


def handover_rows(session: Session, user: Identity) -> tuple[HandoverRow, ...]:
    """Give the last packages with what BKPP said so far."""
    rows = session.execute(
        scoped(select(Handover, Office.name, User.name), Handover, user)
        .outerjoin(Office, Office.id == Handover.office_id)
        .outerjoin(User, User.id == Handover.created_by)
        .order_by(Handover.id.desc())
        .limit(_SHOWN)
    ).all()
    counts = {
        row.handover_id: row
        for row in session.execute(
            select(
                HandoverRecord.handover_id,
                func.sum(case((HandoverRecord.state == RecordState.ACCEPTED, 1), else_=0)).label("accepted"),
                func.sum(case((HandoverRecord.state == RecordState.RETURNED, 1), else_=0)).label("returned"),
            )
            .where(HandoverRecord.handover_id.in_([handover.id for handover, _, _ in rows]))
            .group_by(HandoverRecord.handover_id)
        )
    }
    return tuple(
        HandoverRow(
            id=handover.id,
            office=office or "",
            created_at=handover.created_at,
            by=name or "",
            state=handover.state,
            records=handover.records_total,
            accepted=counts[handover.id].accepted if handover.id in counts else 0,
            returned=counts[handover.id].returned if handover.id in counts else 0,
            size_bytes=handover.package_bytes,
            error=sentence(handover.error_code, handover.error_values) if handover.error_code else "",
        )
        for handover, office, name in rows
    )
