"""Taken but not recorded: trainings there is evidence of, which the personnel system does not have yet.

The system's side is the imported history (`trainings`): an appearance that proves a recorded training bears
its id (`document_people.training_id`, kept fresh by judging again after each import). One recorded with
other hours or days, or without its last day, is not recorded as it was: sending it mends the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from records.states import DocumentState, PersonDecision, RepeatKind
from records.tables import Document, DocumentPerson, Employee
from records.values import Kind, MatchStatus

# What BKPP accepted it has entered; what was returned or set aside is no evidence for now.
_OPEN = (DocumentState.AWAITING_REVIEW, DocumentState.CONFIRMED, DocumentState.HANDED_OVER)
_EVIDENCE = tuple(kind for kind in Kind if kind.is_evidence)
_LIKELY = (MatchStatus.CERTAIN, MatchStatus.PROBABLE)


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """One training of one employee that is to be recorded, and how far its evidence is (`state`)."""

    nip: str
    name: str
    document_id: int
    state: DocumentState
    course: str
    number: str
    organiser: str
    start: date | None
    end: date | None
    jp: int | None


def unrecorded(
    session: Session, office_id: int, shown: ColumnElement[bool] | None = None
) -> Iterator[Unrecorded]:
    """Give what an office's employees took that is not recorded, by name and day.

    `shown` narrows the documents to those the asker may see. A copy of a document counts once, people who
    are only possibly meant not at all.
    """
    rows = session.execute(
        select(Document, Employee.nip, Employee.nama)
        .join(DocumentPerson, DocumentPerson.document_id == Document.id)
        .join(Employee, Employee.id == DocumentPerson.employee_id)
        .where(
            Employee.office_id == office_id,
            Employee.active,
            Document.state.in_(_OPEN),
            Document.kind.in_(_EVIDENCE),
            or_(Document.repeat_kind.is_(None), Document.repeat_kind != RepeatKind.SAME),
            DocumentPerson.training_id.is_(None),
            or_(
                DocumentPerson.decision == PersonDecision.TAKEN,
                (DocumentPerson.decision == PersonDecision.OPEN) & DocumentPerson.match_status.in_(_LIKELY),
            ),
            true() if shown is None else shown,
        )
        .order_by(Employee.nama, Employee.nip, Document.start, Document.id)
    )
    for document, nip, name in rows:
        yield Unrecorded(
            nip, name, document.id, document.state, document.course or "", document.number or "",
            document.organiser or "", document.start, document.end, document.jp,
        )  # fmt: skip
