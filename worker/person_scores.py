"""What scoring says of each person of a document: linear with the post, and recorded already."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.ledger.documents import PersonScore
from records.tables import DocumentPerson, Employee, Precedent, Training
from scoring.history_file import TrainingRecord
from scoring.linearity import Precedent as Decided
from scoring.linearity import propose
from scoring.repeats import find_recorded
from scoring.repeats.likeness import course_words, fold
from worker.current import Current


def score_people(session: Session, document: Current) -> dict[int, PersonScore]:
    """Give the scores by ordinal; people nobody could place get none."""
    return {person.ordinal: _score(session, document, person) for person in document.people}


def course_key(course: str) -> str:
    """Give the key under which decisions on a course are remembered."""
    return course_words(course)[:300]


def post_key(post: str) -> str:
    """Give the key under which decisions on a post are remembered."""
    return fold(post)[:300]


def _score(session: Session, document: Current, person: DocumentPerson) -> PersonScore:
    employee, course = person.employee, document.row.course
    if employee is None or not course or not document.reading.kind.is_evidence:
        return PersonScore(None)
    proposal = propose(
        course, employee.jabatan, employee.bidang_tugas, _precedents(session, course, employee.jabatan)
    )
    why = (proposal.code, *proposal.words)
    return PersonScore(proposal.linear, why, _find_recorded(session, document, employee))


def _precedents(session: Session, course: str, post: str) -> list[Decided]:
    rows = session.scalars(
        select(Precedent).where(
            Precedent.course_key == course_key(course), Precedent.post_key == post_key(post)
        )
    )
    return [Decided(course, post, row.linear) for row in rows]


def _find_recorded(session: Session, document: Current, employee: Employee) -> int | None:
    """Give the recorded training that this evidence proves once more.

    One recorded otherwise (other hours, other dates) is not the same: sending it mends the record.
    """
    trainings = session.scalars(
        select(Training).where(Training.employee_id == employee.id).order_by(Training.id)
    ).all()
    found = find_recorded(document.reading, [_record(training) for training in trainings])
    return found.record.row if found and not found.differences else None


def _record(training: Training) -> TrainingRecord:
    return TrainingRecord(
        row=training.id,
        nip="",
        pns_id="",
        course=training.course,
        number=training.number,
        organiser=training.organiser,
        kind_code=training.jenis_diklat or 0,
        level_code=training.latihan_struktural,
        jp=training.jp,
        year=training.year,
        start=training.start,
        end=training.end,
    )
