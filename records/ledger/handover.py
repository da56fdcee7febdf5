"""Hand-over verbs: ask for a package, take BKPP's answers, record by record."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from records import audit
from records.errors import BuktiError, Refused
from records.handover.siasn import siasn_record
from records.ledger.documents import want_index
from records.ledger.hints import hint
from records.ledger.moves import move
from records.states import DocumentState, HandoverState, PersonDecision, RecordState
from records.tables import Document, DocumentPerson, Handover, HandoverRecord, now

_SENT = (RecordState.SENT,)


def request_handover(
    session: Session,
    *,
    office_id: int | None,
    user_id: int | None,
    period_id: int | None = None,
    note: str = "",
) -> Handover:
    """Hand over all confirmed documents of an office (None: of all) and ask for their package.

    People whose training is recorded already, or whose record BKPP accepted before, are left out.

    Raises:
        Refused: `handover-empty`.
    """
    handover = Handover(office_id=office_id, created_by=user_id, period_id=period_id, note=note[:500])
    session.add(handover)
    session.flush()
    for document in _confirmed(session, office_id):
        people = _people_to_send(session, document)
        if people and move(
            session,
            Document,
            document.id,
            DocumentState.HANDED_OVER,
            start=(DocumentState.CONFIRMED,),
            verb="document-handed-over",
            user_id=user_id,
            details={"handover_id": handover.id},
        ):
            _add_records(session, handover, document, people)
    if not handover.records_total:
        raise Refused("handover-empty")
    audit.log(
        session,
        "handover-requested",
        "handovers",
        handover.id,
        user_id=user_id,
        to_state=HandoverState.REQUESTED,
        records=handover.records_total,
    )
    hint(session, "pack_handover", handover.id)
    return handover


def record_package(session: Session, handover_id: int, blob: str, size_bytes: int) -> bool:
    """REQUESTED → PACKED: the package is in the store."""
    return move(
        session,
        Handover,
        handover_id,
        HandoverState.PACKED,
        start=(HandoverState.REQUESTED,),
        verb="handover-packed",
        details={"bytes": size_bytes},
        package_blob=blob,
        package_bytes=size_bytes,
        packed_at=now(),
        error_code=None,
        tries=0,
    )


def fail_handover(session: Session, handover_id: int, error: BuktiError) -> bool:
    """REQUESTED → FAILED: the package could not be made; its documents stay handed over."""
    return move(
        session,
        Handover,
        handover_id,
        HandoverState.FAILED,
        start=(HandoverState.REQUESTED,),
        verb="handover-failed",
        details={"code": error.code},
        error_code=error.code,
        error_values=error.values or None,
    )


def retry_handover(session: Session, handover_id: int, *, user_id: int | None) -> None:
    """FAILED → REQUESTED: make the package once more.

    Raises:
        Refused: `handover-not-failed`.
    """
    if not move(
        session,
        Handover,
        handover_id,
        HandoverState.REQUESTED,
        start=(HandoverState.FAILED,),
        verb="handover-retried",
        user_id=user_id,
        tries=0,
    ):
        raise Refused("handover-not-failed")
    hint(session, "pack_handover", handover_id)


def accept_records(session: Session, record_ids: Sequence[int], *, user_id: int | None) -> int:
    """Take records as entered at BKPP; give how many were still open. Doing it twice changes nothing."""
    return _answer(session, record_ids, RecordState.ACCEPTED, user_id=user_id)


def return_records(
    session: Session,
    record_ids: Sequence[int],
    *,
    user_id: int | None,
    reason_code: str,
    reason_text: str = "",
) -> int:
    """Send records back to their office with a reason; give how many were still open.

    Raises:
        Refused: `reason-missing`.
    """
    if not reason_code:
        raise Refused("reason-missing")
    return _answer(
        session,
        record_ids,
        RecordState.RETURNED,
        user_id=user_id,
        reason_code=reason_code,
        reason_text=reason_text[:1000],
    )


def _confirmed(session: Session, office_id: int | None) -> Sequence[Document]:
    wanted = (
        select(Document)
        .where(Document.state == DocumentState.CONFIRMED)
        .options(selectinload(Document.people).selectinload(DocumentPerson.employee))
        .order_by(Document.id)
    )
    return session.scalars(
        wanted if office_id is None else wanted.where(Document.office_id == office_id)
    ).all()


def _people_to_send(session: Session, document: Document) -> list[DocumentPerson]:
    accepted = set(
        session.scalars(
            select(HandoverRecord.person_id).where(
                HandoverRecord.document_id == document.id, HandoverRecord.state == RecordState.ACCEPTED
            )
        )
    )
    return [
        person
        for person in document.people
        if person.decision is PersonDecision.TAKEN
        and person.employee is not None
        and person.training_id is None
        and person.id not in accepted
    ]


def _add_records(
    session: Session, handover: Handover, document: Document, people: Sequence[DocumentPerson]
) -> None:
    for person in people:
        assert person.employee is not None  # noqa: S101 - _people_to_send saw to it
        ordinal = handover.records_total + 1
        session.add(
            HandoverRecord(
                handover_id=handover.id,
                ordinal=ordinal,
                document_id=document.id,
                person_id=person.id,
                office_id=document.office_id,
                record=siasn_record(document, person.employee),
                evidence_member=f"evidence/{ordinal:05d}-{person.employee.nip}.pdf",
            )
        )
        handover.records_total = ordinal


def _answer(
    session: Session,
    record_ids: Sequence[int],
    state: RecordState,
    *,
    user_id: int | None,
    reason_code: str = "",
    reason_text: str = "",
) -> int:
    records = session.scalars(
        select(HandoverRecord)
        .join(Handover, Handover.id == HandoverRecord.handover_id)
        .where(
            HandoverRecord.id.in_(record_ids),
            HandoverRecord.state.in_(_SENT),
            # Nobody can have looked at what is not packed yet.
            Handover.state == HandoverState.PACKED,
        )
        .with_for_update(of=HandoverRecord)
    ).all()
    for record in records:
        record.state, record.decided_by, record.decided_at = state, user_id, now()
        record.reason_code, record.reason_text = reason_code or None, reason_text
        audit.log(
            session,
            f"record-{state.lower()}",
            "handover_records",
            record.id,
            user_id=user_id,
            from_state=RecordState.SENT,
            to_state=state,
            code=reason_code,
        )
    session.flush()
    for document_id in sorted({record.document_id for record in records}):
        _settle_document(session, document_id, user_id)
    for handover_id in sorted({record.handover_id for record in records}):
        _close_if_answered(session, handover_id, user_id)
    return len(records)


def _settle_document(session: Session, document_id: int, user_id: int | None) -> None:
    """Move a document once BKPP answered for all its people: one returned record returns it."""
    last = select(func.max(HandoverRecord.handover_id)).where(HandoverRecord.document_id == document_id)
    states = set(
        session.scalars(
            select(HandoverRecord.state).where(
                HandoverRecord.document_id == document_id,
                HandoverRecord.handover_id == last.scalar_subquery(),
            )
        )
    )
    if RecordState.SENT in states:
        return
    returned = RecordState.RETURNED in states
    moved = move(
        session,
        Document,
        document_id,
        DocumentState.RETURNED if returned else DocumentState.ACCEPTED,
        start=(DocumentState.HANDED_OVER,),
        verb="document-returned" if returned else "document-accepted",
        user_id=user_id,
    )
    if moved:
        want_index(session, document_id)


def _close_if_answered(session: Session, handover_id: int, user_id: int | None) -> None:
    open_records = session.scalar(
        select(func.count()).where(HandoverRecord.handover_id == handover_id, HandoverRecord.state.in_(_SENT))
    )
    if open_records == 0:
        move(
            session,
            Handover,
            handover_id,
            HandoverState.CLOSED,
            start=(HandoverState.PACKED,),
            verb="handover-closed",
            user_id=user_id,
        )
