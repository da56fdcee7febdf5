"""After a register import: who the people of waiting documents are is looked up again, where they stand.

A document keeps its place in the queue and whatever a person said of it: who was chosen or excluded stays,
values typed stay. What a reviewer holds at the moment waits until it is let go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, Select, or_, select, update
from sqlalchemy.orm import Session

from records import audit
from records.ledger.documents import employee_ids, people_of, record_keys, record_match, want_indexes
from records.ledger.judging import want_beside_judged, want_judged
from records.states import DocumentState, PersonDecision
from records.tables import Document, DocumentPerson, now
from records.values import Match

# Every import moves every chance a little; less than this is nothing a person would want to look at again.
_SAME_CHANCE = 1e-4


def matched_before(register_version: int) -> Select[int]:
    """Select the ids of waiting documents that were matched by an earlier register and that nobody holds."""
    return (
        select(Document.id)
        .where(
            Document.state == DocumentState.AWAITING_REVIEW,
            Document.register_version < register_version,
            _is_free(),
        )
        .order_by(Document.id)
    )


def record_matches_again(
    session: Session,
    document_id: int,
    matches: Mapping[int, Match],
    keys: Iterable[str],
    *,
    version: int,
    register_version: int,
) -> bool:
    """Keep who the people are by a newer register; where that is nothing new, only that it was asked.

    False, with nothing changed, when the document moved, changed or is held since it was loaded.
    """
    done = session.execute(
        update(Document)
        .where(
            Document.id == document_id,
            Document.state == DocumentState.AWAITING_REVIEW,
            Document.version == version,
            _is_free(),
        )
        .values(register_version=register_version)
        .execution_options(synchronize_session=False)
    )
    if done.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
        return False
    ids = employee_ids(session, [m.nip for m in matches.values() if m.nip])
    others = [
        person
        for person in session.scalars(people_of(document_id))
        if person.decision is PersonDecision.OPEN
        and person.ordinal in matches
        and _is_other(person, matches[person.ordinal], ids)
    ]
    if not others:
        return True
    touched = {person.employee_id for person in others}
    for person in others:
        record_match(person, matches[person.ordinal], ids)
    touched |= {person.employee_id for person in others}
    session.execute(
        update(Document)
        .where(Document.id == document_id)
        .values(version=Document.version + 1)
        .execution_options(synchronize_session=False)
    )
    record_keys(session, document_id, keys)
    audit.log(session, "document-matched-again", "documents", document_id, people=len(others))
    want_beside_judged(session, document_id)
    want_judged(session, [document_id])
    want_indexes(session, [employee_id for employee_id in touched if employee_id is not None])
    return True


def _is_free() -> ColumnElement[bool]:
    return or_(Document.locked_until.is_(None), Document.locked_until < now())


def _is_other(person: DocumentPerson, match: Match, ids: Mapping[str, int]) -> bool:
    before = (person.match_nip, person.match_status, person.employee_id, person.match_why)
    after = (match.nip, match.status, ids.get(match.nip) if match.nip else None, list(match.why))
    if before != after or len(person.match_others) != len(match.others):
        return True
    chances = [(person.match_nip, person.match_probability)]
    chances += [(other["nip"], other["probability"]) for other in person.match_others]
    new = [(match.nip, match.probability), *((other.nip, other.probability) for other in match.others)]
    return any(
        nip != new_nip or abs(chance - new_chance) >= _SAME_CHANCE
        for (nip, chance), (new_nip, new_chance) in zip(chances, new, strict=True)
    )
