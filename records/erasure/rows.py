"""What is taken out of the rows of one file; the caller's transaction holds all of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from records.states import PersonDecision
from records.tables import (
    Correction,
    Decision,
    Document,
    DocumentKey,
    DocumentPerson,
    File,
    HandoverRecord,
    Page,
    Upload,
    now,
)

_TRAINING = ("number", "course", "organiser", "start", "end", "issued", "jp")
_NOBODY = {"name": {"value": None, "confidence": 0.0}, "nip": {"value": None, "confidence": 0.0}}


def files_of(session: Session, file: File) -> list[File]:
    """Give the file, copies of it handed in by the same office, and the archive it came in."""
    copies = session.scalars(select(File).where(File.same_as_file_id == file.id, File.erased_at.is_(None)))
    archive = session.get(File, file.parent_id) if file.parent_id else None
    # The archive's bytes hold those of all its members; they were unpacked long ago.
    return [file, *copies, *([archive] if archive is not None and archive.erased_at is None else [])]


def erase_file(session: Session, file: File) -> set[str]:
    """Take names and addresses of bytes out of a file and its pages; give the sha256 of those bytes."""
    # A file that was too large was never kept: it has no bytes and no sha256.
    gone = {file.sha256} if file.sha256 else set[str]()
    for page in session.scalars(select(Page).where(Page.file_id == file.id)):
        gone |= {sha for sha in (page.raw_blob, page.image_blob, page.words_blob) if sha}
        page.raw_blob = page.image_blob = page.words_blob = None
        page.notes = []
    file.name, file.error_values, file.erased_at = f"berkas-{file.id}", None, now()
    # Handed in once more, it is a new file: nothing is left that could be linked to.
    file.content_key = None
    session.execute(update(Upload).where(Upload.file_id == file.id).values(name=""))
    return gone


def erase_documents(session: Session, file_id: int) -> list[int]:
    """Take out of a file's documents what they say of people beyond the training; give their ids."""
    documents = session.scalars(select(Document).where(Document.file_id == file_id)).all()
    ids = [document.id for document in documents]
    for document in documents:
        document.reading = _bare(document.reading)
        for person in document.people:
            _erase_person(person)
    session.execute(delete(DocumentKey).where(DocumentKey.document_id.in_(ids)))
    named = Correction.document_id.in_(ids), Correction.field.in_(("name", "nip"))
    session.execute(update(Correction).where(*named).values(old=None, new=None))
    said = update(Decision).where(Decision.document_id.in_(ids))
    session.execute(said.values(undo=None, reason_text=""))
    _erase_records(session, ids)
    return ids


def _erase_person(person: DocumentPerson) -> None:
    person.name = person.nip = person.match_nip = None
    person.reading, person.match_why, person.match_others = dict(_NOBODY), [], []
    if person.decision is not PersonDecision.TAKEN:
        person.employee_id = None


def _bare(reading: dict[str, Any]) -> dict[str, Any]:
    """Leave of a reading what kind it is and the training's values, without text or places."""
    fields = {name: reading.get(name) or {} for name in _TRAINING}
    return {
        "pages": reading.get("pages", []),
        "kind": reading["kind"],
        "kind_confidence": reading.get("kind_confidence", 0.0),
        "ready": reading.get("ready", False),
        "reasons": reading.get("reasons", []),
        **{
            name: {"value": field.get("value"), "confidence": field.get("confidence", 0.0)}
            for name, field in fields.items()
        },
        "people": [_NOBODY for _ in reading.get("people", [])],
        "signers": [],
        "duplicate_of": None,
    }


def _erase_records(session: Session, document_ids: Sequence[int]) -> None:
    rows = session.scalars(select(HandoverRecord).where(HandoverRecord.document_id.in_(document_ids)))
    for row in rows:
        row.record = {
            **row.record,
            "fields": {**row.record["fields"], "pnsOrangId": None},
            "person": dict.fromkeys(row.record["person"], ""),
        }
        row.evidence_member, row.reason_text = f"evidence/{row.ordinal:05d}.pdf", ""
