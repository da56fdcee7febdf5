"""After a decision with corrections: keys and precedents follow the present values.

Copies find the document by them, and what the reviewer said of a course and a post is remembered.
"""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from records.ledger.documents import record_keys
from records.ledger.judging import want_beside_judged, want_course_judged
from records.tables import Correction, DocumentPerson, Precedent
from scoring.repeats import fingerprint
from worker.context import Context
from worker.current import Current, load_current
from worker.facts import CONFIRMED
from worker.person_scores import course_key, post_key


def work(ctx: Context, document_id: int) -> None:
    """Write keys and precedents anew; twice writes the same."""
    with ctx.ledger() as session:
        document = load_current(session, document_id)
        record_keys(session, document_id, fingerprint(document.reading, document.matches))
        session.execute(delete(Precedent).where(Precedent.document_id == document_id))
        want_beside_judged(session, document_id)
        if document.row.state in CONFIRMED:
            _remember(session, document)


def _remember(session: Session, document: Current) -> None:
    said = set(
        session.scalars(
            select(Correction.person_ordinal).where(
                Correction.document_id == document.row.id, Correction.field == "linear", ~Correction.undone
            )
        )
    )
    for person in document.people:
        if person.ordinal in said and person.linear is not None and person.employee is not None:
            _keep(session, document, person, post_key(person.employee.jabatan), linear=person.linear)
            want_course_judged(session, document.row.course or "", person.employee.jabatan)


def _keep(session: Session, document: Current, person: DocumentPerson, post: str, *, linear: bool) -> None:
    key = course_key(document.row.course or "")
    if not key or not post:
        return
    row = session.scalar(select(Precedent).where(Precedent.course_key == key, Precedent.post_key == post))
    if row is None:
        row = Precedent(course_key=key, post_key=post)
        session.add(row)
    row.linear, row.decided_by, row.document_id = linear, person.decided_by, document.row.id
    session.flush()
