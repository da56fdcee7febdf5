"""A document as it stands now: what was read, with people's corrections over it.

A corrected value is certain, and the doubts about it are gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from records.reading_format import document_from_json
from records.states import PersonDecision
from records.tables import Correction, Document, DocumentPerson
from records.values import Candidate, DocumentReading, Field, Match, MatchStatus, PersonReading
from scoring.repeats import Handed

_FIELDS = ("number", "course", "organiser", "start", "end", "issued", "jp")


@dataclass(frozen=True, slots=True)
class Current:
    """A document's row, its reading with corrections, and the people rows in step with `reading.people`.

    Excluded people are left out of both.
    """

    row: Document
    reading: DocumentReading
    people: tuple[DocumentPerson, ...]

    @property
    def matches(self) -> tuple[Match, ...]:
        """The recorded matches, a person's choice before the machine's."""
        return tuple(match_of(person) for person in self.people)


def load_current(session: Session, document_id: int) -> Current:
    """Load a document with its people and corrections; raises when there is no such document."""
    return load_all(session, [document_id])[0]


def load_all(session: Session, document_ids: Iterable[int]) -> list[Current]:
    """Load documents in the order of their ids."""
    ids = sorted(set(document_ids))
    options = selectinload(Document.people).selectinload(DocumentPerson.employee)
    rows = session.scalars(
        select(Document).where(Document.id.in_(ids)).options(options).order_by(Document.id)
    ).all()
    given: dict[int, set[str]] = {}
    corrected = select(Correction.document_id, Correction.field).where(
        Correction.document_id.in_(ids), Correction.person_ordinal.is_(None), ~Correction.undone
    )
    for document_id, name in session.execute(corrected):
        given.setdefault(document_id, set()).add(name)
    return [_current(row, given.get(row.id, set())) for row in rows]


def _current(row: Document, given: set[str]) -> Current:
    read = document_from_json(row.reading)
    people = tuple(p for p in row.people if p.decision is not PersonDecision.EXCLUDED)
    values: dict[str, Any] = {
        name: Field(getattr(row, name), 1.0, engine="person") for name in _FIELDS if name in given
    }
    if "kind" in given:
        values |= {"kind": row.kind, "kind_confidence": 1.0}
    reasons = tuple(r for r in read.reasons if not any(r.startswith(f"{name}-") for name in given))
    printed = tuple(_person(PersonReading() if p.added else read.people[p.ordinal], p) for p in people)
    return Current(row, replace(read, people=printed, reasons=reasons, **values), people)


def _person(read: PersonReading, row: DocumentPerson) -> PersonReading:
    name = read.name if read.name.value == row.name else Field(row.name, 1.0, engine="person")
    nip = read.nip if read.nip.value == row.nip else Field(row.nip, 1.0, engine="person")
    return replace(read, name=name, nip=nip)


def match_of(person: DocumentPerson) -> Match:
    """Give the match recorded for a person; one chosen by a reviewer is certain."""
    if person.decision is PersonDecision.TAKEN and person.employee is not None:
        return Match(person.employee.nip, MatchStatus.CERTAIN, 1.0, ("chosen-by-person",))
    others = tuple(Candidate(o["nip"], o["probability"], tuple(o["why"])) for o in person.match_others)
    return Match(
        person.match_nip, person.match_status, person.match_probability, tuple(person.match_why), others
    )


def handed(document: Current) -> Handed:
    """Give a document as it is compared with others handed in."""
    return Handed(str(document.row.id), document.reading, document.matches)
