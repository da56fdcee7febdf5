"""What a document must have before somebody can stand behind it."""

from __future__ import annotations

from collections.abc import Collection

from records.errors import Refused
from records.ledger.corrections import Corrections
from records.states import PersonDecision
from records.tables import Document, DocumentPerson, now
from records.values import MatchStatus


def take_certain(document: Document, user_id: int | None) -> None:
    """Take the people who are certain, and proposals nobody objected to, on the confirming user's word."""
    for person in document.people:
        if (
            person.decision is PersonDecision.OPEN
            and person.match_status is MatchStatus.CERTAIN
            and person.employee_id is not None
        ):
            person.decision, person.decided_by, person.decided_at = PersonDecision.TAKEN, user_id, now()
        # What was proposed and not objected to is decided by whoever confirms.
        if person.decision is PersonDecision.TAKEN and person.linear is None:
            person.linear = person.linear_proposed


def ensure_whole(document: Document, corrections: Corrections) -> None:
    """See that nothing is missing and nobody undecided.

    Raises:
        Refused: `document-not-evidence`, `document-incomplete`, `dates-reversed`, `person-undecided`,
            `nobody-taken`, `person-twice`.
    """
    if not document.kind.is_evidence:
        raise Refused("document-not-evidence")
    missing = [name for name in ("course", "start", "end") if getattr(document, name) is None]
    if document.jp is None and "jp" not in corrections.fields:
        missing.append("jp")
    if missing:
        raise Refused("document-incomplete", missing=", ".join(missing))
    if document.start and document.end and document.end < document.start:
        raise Refused("dates-reversed")
    _ensure_people(document.people)


def _ensure_people(people: Collection[DocumentPerson]) -> None:
    if any(person.decision is PersonDecision.OPEN for person in people):
        raise Refused("person-undecided")
    taken = [person.employee_id for person in people if person.decision is PersonDecision.TAKEN]
    if not taken:
        raise Refused("nobody-taken")
    if len(set(taken)) != len(taken):
        raise Refused("person-twice")
