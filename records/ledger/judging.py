"""Judging again: what is said of a waiting document follows what happens to the documents beside it.

A copy handed in later contradicts it, its earlier copy is put away, its person turns out to sign papers,
its training is imported as recorded: `judge_wanted` rises in the transaction that changes that, the worker
judges and `judge_done` follows. A document that is judged again makes no other one be judged again.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session

from records.ledger.hints import hint
from records.states import DocumentState, RepeatKind
from records.tables import Document, DocumentKey, DocumentPerson, Employee
from records.values import SIGNER_KEY

# States in which what is said of a document may still change before a person decides.
_OPEN = (DocumentState.MATCHED, DocumentState.SCORED, DocumentState.AWAITING_REVIEW)
_SETTLING = frozenset(
    {
        *(DocumentState.SCORED, DocumentState.CONFIRMED, DocumentState.RETURNED, DocumentState.SET_ASIDE),
        *(DocumentState.REPLACED, DocumentState.FAILED),
    }
)
_AT_ONCE = 500


def want_judged(session: Session, document_ids: Sequence[int]) -> None:
    """Ask for documents to be judged again, those of them that still wait for a person."""
    ids = sorted(set(document_ids))
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        done = session.execute(
            update(Document)
            .where(Document.id.in_(part), Document.state.in_(_OPEN))
            .values(judge_wanted=Document.judge_wanted + 1)
            .execution_options(synchronize_session=False)
        )
        if done.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
            hint(session, "judge_again", 0)


def follow_move(session: Session, document_id: int, seen: StrEnum | None, to: StrEnum) -> None:
    """A document moved from `seen` to `to`: what is said of those beside it may be another thing now."""
    back = to is DocumentState.AWAITING_REVIEW and seen is not DocumentState.SCORED
    if to in _SETTLING or back:
        want_beside_judged(session, document_id)
    if back:  # nobody looked at it while it was away
        want_judged(session, [document_id])


def want_beside_judged(session: Session, document_id: int) -> None:
    """Ask for those to be judged again that this document contradicts, and those that are its copies."""
    # Two look-ups by index: joined by OR they would be one walk through all documents, at every move.
    copies = session.scalars(select(Document.id).where(Document.repeat_of_id == document_id)).all()
    contradicted = session.scalars(
        select(Document.repeat_of_id).where(
            Document.id == document_id, Document.repeat_kind == RepeatKind.CONFLICT
        )
    )
    want_judged(session, [*copies, *(found for found in contradicted if found is not None)])


def want_signers_judged(session: Session, document_id: int) -> None:
    """A paper with its signers is known: ready documents of theirs that show no signer are doubtful now."""
    keys = session.scalars(
        select(DocumentKey.key).where(
            DocumentKey.document_id == document_id, DocumentKey.key.startswith(SIGNER_KEY, autoescape=True)
        )
    )
    nips = [key.removeprefix(SIGNER_KEY) for key in keys]
    if not nips:
        return
    shows_signer = exists().where(
        DocumentKey.document_id == Document.id, DocumentKey.key.startswith(SIGNER_KEY, autoescape=True)
    )
    theirs = (
        select(Document.id)
        .join(DocumentPerson, DocumentPerson.document_id == Document.id)
        .join(Employee, Employee.id == DocumentPerson.employee_id)
        .where(
            Employee.nip.in_(nips),
            Document.id != document_id,
            Document.state.in_(_OPEN),
            Document.ready,
            ~shows_signer,
        )
    )
    want_judged(session, list(session.scalars(theirs)))


def want_employees_judged(session: Session, employee_ids: Sequence[int]) -> None:
    """Trainings of these employees were recorded: their waiting documents may prove them once more."""
    ids = sorted(set(employee_ids))
    for start in range(0, len(ids), _AT_ONCE):
        found = session.scalars(
            select(DocumentPerson.document_id).where(
                DocumentPerson.employee_id.in_(ids[start : start + _AT_ONCE])
            )
        )
        want_judged(session, list(found))


def want_course_judged(session: Session, course: str, post: str) -> None:
    """A reviewer said whether a course is linear with a post: the waiting ones of both may be told so."""
    found = session.scalars(
        select(Document.id)
        .join(DocumentPerson, DocumentPerson.document_id == Document.id)
        .join(Employee, Employee.id == DocumentPerson.employee_id)
        .where(
            Document.state == DocumentState.AWAITING_REVIEW,
            func.lower(Document.course) == course.lower(),
            func.lower(Employee.jabatan) == post.lower(),
        )
    )
    want_judged(session, list(found))
