"""A document row as the reading format: what was read, with the values that hold now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from records.tables import Document, DocumentPerson, Employee, File
from web.api.models.documents import DocumentOut
from web.auth.identity import Identity

Json = dict[str, Any]

_FIELDS = ("number", "course", "organiser", "start", "end", "issued", "jp")
_PERSON_FIELDS = ("birth_date", "unit", "post", "golongan")

# All that `documents_out` touches and no more, in two queries however many documents there are.
OPTIONS = (
    joinedload(Document.file).load_only(File.name, File.sha256),
    selectinload(Document.people).joinedload(DocumentPerson.employee).load_only(Employee.nip),
    joinedload(Document.repeat_of)
    .load_only(Document.ordinal, Document.office_id, Document.file_id)
    .joinedload(Document.file)
    .load_only(File.name),
)


def documents_out(session: Session, documents: Sequence[Document], user: Identity) -> list[DocumentOut]:
    """Show documents that were loaded with `OPTIONS`."""
    hidden = _hidden_nips(session, documents, user)
    return [DocumentOut.model_validate(_document(document, user, hidden)) for document in documents]


def _document(document: Document, user: Identity, hidden: set[str]) -> Json:
    reading = document.reading
    return {
        "id": document.id,
        "version": document.version,
        "status": document.state,
        "batch": document.batch_id,
        "file": document.file.name,
        "file_id": document.file_id,
        "sha256": document.file.sha256,
        "created_at": document.created_at,
        "pages": document.pages,
        "kind": document.kind,
        "kind_confidence": reading.get("kind_confidence", 0.0),
        "ready": document.ready,
        "reasons": document.reasons,
        **{name: _field(reading.get(name), getattr(document, name)) for name in _FIELDS},
        "jenis_diklat": document.jenis_diklat,
        "latihan_struktural": document.latihan_struktural,
        "people": [_person(person, hidden) for person in document.people],
        "duplicate_of": _repeat(document, user),
    }


def _field(read: Json | None, value: Any) -> Json:
    """Give a field as read; one a person changed says so and is certain, its evidence stays."""
    value = value.isoformat() if isinstance(value, date) else value
    shown: Json = {"value": None, "confidence": 0.0, **(read or {})}
    if shown["value"] != value and not _was_cut(shown["value"], value):
        shown |= {"value": value, "confidence": 1.0, "corrected": True}
    return shown


def _was_cut(read: Any, value: Any) -> bool:
    # Very long texts are cut when they become columns; that is no correction.
    return isinstance(read, str) and isinstance(value, str) and len(value) >= 40 and read.startswith(value)


def _person(person: DocumentPerson, hidden: set[str]) -> Json:
    reading = person.reading
    return {
        "name": _field(reading.get("name"), person.name),
        "nip": _field(reading.get("nip"), person.nip),
        **{name: reading[name] for name in _PERSON_FIELDS if reading.get(name)},
        "match": {
            "nip": person.match_nip,
            "status": person.match_status,
            "probability": person.match_probability,
            "why": person.match_why,
            "others": [other for other in person.match_others if other["nip"] not in hidden],
        },
        "employee_nip": person.employee.nip if person.employee else None,
        "decision": person.decision,
        "linear": person.linear,
        "linear_proposed": person.linear_proposed,
        **({"added": True} if person.added else {}),
    }


def _repeat(document: Document, user: Identity) -> Json | None:
    other = document.repeat_of
    if other is None or document.repeat_kind is None:
        return None
    known = user.sees_all_offices or other.office_id == user.office_id
    return {
        "file": other.file.name if known else None,
        "document": other.ordinal if known else None,
        "id": other.id if known else None,
        "kind": document.repeat_kind,
    }


def _hidden_nips(session: Session, documents: Sequence[Document], user: Identity) -> set[str]:
    """Give the candidates of other offices: a clerk need not know who else was thought of there."""
    if user.sees_all_offices:
        return set()
    nips = {other["nip"] for d in documents for person in d.people for other in person.match_others}
    own = session.scalars(
        select(Employee.nip).where(Employee.nip.in_(nips), Employee.office_id == user.office_id)
    )
    return nips - set(own)
