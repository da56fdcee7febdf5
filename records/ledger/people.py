"""A person the machine missed: put on the document by a reviewer, taken off again by `review.undo`.

The document goes back to FOUND: the person passes matching, repeats and trust like those that were read,
the reviewer's word on who it is stays. `Decision` keeps who said so; only the last addition can be undone,
so people keep their places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.errors import Refused
from records.ledger.corrections import Corrections, apply_corrections
from records.ledger.deciding import keep_decision, move_document, open_document, want_touched
from records.ledger.hints import hint
from records.ledger.snapshots import restore, snapshot
from records.states import DocumentState, PersonDecision
from records.tables import Decision, Document, DocumentPerson, Employee, now

ADDED = "add-person"
_AWAITING = (DocumentState.AWAITING_REVIEW,)
_NOTHING = Corrections()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person stands: page number of the file; left, top, right, bottom as page fractions."""

    page: int
    box: Sequence[float]


def add_person(
    session: Session,
    document_id: int,
    employee_nip: str,
    *,
    user_id: int | None,
    place: Place | None = None,
    corrections: Corrections = _NOTHING,
    version: int | None = None,
) -> None:
    """AWAITING_REVIEW → FOUND with one person more, taken for the employee of that NIP.

    `corrections` are what else the reviewer changed so far; they are kept with it and undone with it.

    Raises:
        Refused: as `review.correct`; `employee-unknown`, `person-there`, `page-unknown`, `box-bad`.
    """
    document = open_document(session, document_id, _AWAITING, user_id, version)
    employee = session.scalar(select(Employee).where(Employee.nip == employee_nip, Employee.active))
    if employee is None:
        raise Refused("employee-unknown")
    found = _evidence(document, place)
    before = snapshot(session, document)
    apply_corrections(session, document, corrections, user_id=user_id)
    if any(p.employee_id == employee.id and _is_there(p) for p in document.people):
        raise Refused("person-there")
    document.people.append(
        DocumentPerson(
            ordinal=max((p.ordinal for p in document.people), default=-1) + 1,
            name=employee.nama,
            nip=employee.nip,
            added=True,
            reading=found,
            employee_id=employee.id,
            decision=PersonDecision.TAKEN,
            decided_by=user_id,
            decided_at=now(),
        )
    )
    session.flush()
    _again(session, document, verb="person-added", user_id=user_id)
    keep_decision(session, document_id, ADDED, user_id=user_id, before=before)
    want_touched(session, document, {employee.id})


def take_off(session: Session, document: Document, decision: Decision, *, user_id: int | None) -> None:
    """AWAITING_REVIEW → FOUND as it was before an addition; asked for by `review.undo` alone."""
    touched = {p.employee_id for p in document.people}
    restore(session, document, decision.undo or {})
    session.flush()
    _again(session, document, verb="decision-undone", user_id=user_id)
    decision.undone_at, decision.undone_by = now(), user_id
    want_touched(session, document, touched)


def _again(session: Session, document: Document, *, verb: str, user_id: int | None) -> None:
    move_document(session, document, DocumentState.FOUND, _AWAITING, verb=verb, user_id=user_id)
    hint(session, "match_document", document.id)


def _is_there(person: DocumentPerson) -> bool:
    """Whether a person stands for an employee by somebody's word, or as the one fitting candidate."""
    return person.decision is PersonDecision.TAKEN or (
        person.decision is PersonDecision.OPEN and not person.match_others
    )


def _evidence(document: Document, place: Place | None) -> dict[str, object]:
    """Give the reading of a person nobody read: where the reviewer pointed at, if anywhere."""
    if place is None:
        return {}
    if place.page not in document.pages:
        raise Refused("page-unknown")
    left, top, right, bottom = place.box
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        raise Refused("box-bad")
    box = [round(v, 4) for v in place.box]
    return {
        "name": {"value": None, "confidence": 0.0, "page": place.page, "box": box, "engine": "person"},
    }
