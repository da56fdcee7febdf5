"""A document's values before a decision, so that the decision can be taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from records.states import PersonDecision
from records.tables import Correction, Document
from records.values import Kind

_PLAIN = ("number", "course", "organiser", "jp", "jenis_diklat", "latihan_struktural")
_DATES = ("start", "end", "issued")
_PERSON = ("name", "nip", "employee_id", "linear")

Json = dict[str, Any]


def snapshot(session: Session, document: Document) -> Json:
    """Give the values a decision may change, ready for JSON."""
    values: Json = {name: getattr(document, name) for name in _PLAIN}
    values |= {name: _iso(getattr(document, name)) for name in _DATES}
    values["kind"] = str(document.kind)
    values["people"] = [
        {name: getattr(person, name) for name in _PERSON} | {"decision": str(person.decision)}
        for person in document.people
    ]
    values["last_correction"] = session.scalar(
        select(func.max(Correction.id)).where(Correction.document_id == document.id)
    )
    return values


def restore(session: Session, document: Document, values: Json) -> None:
    """Put the values back; corrections made with the decision stay readable, marked as undone.

    People added since are taken off.
    """
    for name in _PLAIN:
        setattr(document, name, values[name])
    for name in _DATES:
        setattr(document, name, date.fromisoformat(values[name]) if values[name] else None)
    document.kind = Kind(values["kind"])
    for person in document.people[len(values["people"]) :]:
        session.delete(person)
    session.flush()
    session.expire(document, ["people"])
    for person, kept in zip(document.people, values["people"], strict=True):
        for name in _PERSON:
            setattr(person, name, kept[name])
        person.decision = PersonDecision(kept["decision"])
    session.execute(
        update(Correction)
        .where(Correction.document_id == document.id, Correction.id > (values["last_correction"] or 0))
        .values(undone=True)
    )


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
