"""Document verbs of the worker: found, matched, scored, offered for review.

A document whose values a person already stands behind is never replaced by a new reading of its file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Session

from records import audit
from records.errors import BuktiError
from records.ledger.hints import hint
from records.ledger.judging import want_judged, want_signers_judged
from records.ledger.moves import move
from records.reading_format import document_to_json
from records.reading_format.encode import person_to_json
from records.states import DocumentState, FileState, PersonDecision, RepeatKind
from records.tables import Document, DocumentKey, DocumentPerson, Employee, File, Page
from records.values import DocumentReading, Judgement, Match

_REPLACEABLE = (
    *(DocumentState.FOUND, DocumentState.MATCHED, DocumentState.SCORED, DocumentState.FAILED),
    *(DocumentState.AWAITING_REVIEW, DocumentState.RETURNED),
)
_MOVING = (DocumentState.FOUND, DocumentState.MATCHED, DocumentState.SCORED)


@dataclass(frozen=True, slots=True)
class Repeat:
    """The earlier copy of a document, how the two relate, and why it is thought so (stable codes)."""

    document_id: int
    kind: RepeatKind
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonScore:
    """What scoring says of one person: linear with the post or not, and the recorded training it equals."""

    linear: bool | None
    linear_why: tuple[str, ...] = ()
    training_id: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """What scoring says of a document and, by ordinal, of its people; codes are SIASN's (domain.md §5)."""

    judgement: Judgement
    people: Mapping[int, PersonScore]
    jenis_diklat: int | None
    latihan_struktural: int | None
    repeat: Repeat | None = None


def record_documents(session: Session, file_id: int, readings: Sequence[DocumentReading]) -> bool:
    """READ → FOUND: the file's documents become rows, each asks for its match.

    Documents found before in this file are REPLACED, but for those a person confirmed: what overlaps
    these is left out.
    """
    if not move(
        session,
        File,
        file_id,
        FileState.FOUND,
        start=(FileState.READ,),
        verb="documents-found",
        details={"documents": len(readings)},
        tries=0,
    ):
        return False
    file = session.get_one(File, file_id)
    kept, unchanged = _replace_earlier(session, file, {tuple(r.pages) for r in readings})
    last = session.scalar(select(func.max(Document.generation)).where(Document.file_id == file_id))
    generation = (last or 0) + 1
    fresh = [r for r in readings if not kept & set(r.pages) and tuple(r.pages) not in unchanged]
    for ordinal, reading in enumerate(fresh):
        add_document(session, file, reading, ordinal=ordinal, generation=generation)
    return True


def add_document(
    session: Session, file: File, reading: DocumentReading, *, ordinal: int, generation: int
) -> Document:
    """Add one document in state FOUND with its people and ask for its match."""
    document = Document(
        file_id=file.id,
        batch_id=file.batch_id,
        office_id=file.office_id,
        ordinal=ordinal,
        generation=generation,
        pages=list(reading.pages),
        kind=reading.kind,
        reasons=list(reading.reasons),
        reading=document_to_json(reading),
        number=_cut(reading.number.value, 300),
        course=_cut(reading.course.value, 1000),
        organiser=_cut(reading.organiser.value, 1000),
        start=reading.start.value,
        end=reading.end.value,
        issued=reading.issued.value,
        jp=reading.jp.value,
        people=[
            DocumentPerson(
                ordinal=i,
                name=_cut(person.name.value, 300),
                nip=_cut(person.nip.value, 40),
                reading=person_to_json(person, None),
            )
            for i, person in enumerate(reading.people)
        ],
    )
    session.add(document)
    session.flush()
    audit.log(
        session, "document-found", "documents", document.id, to_state=DocumentState.FOUND, file_id=file.id
    )
    hint(session, "match_document", document.id)
    return document


def record_matches(
    session: Session,
    document_id: int,
    matches: Mapping[int, Match],
    keys: Iterable[str],
    *,
    version: int,
    register_version: int = 0,
) -> bool:
    """FOUND → MATCHED: who the people are, by ordinal, and the keys later copies will find this document by.

    A person somebody already decided on keeps that decision. `register_version` is the register they were
    looked up in; 0: in none.
    """
    if not move(
        session,
        Document,
        document_id,
        DocumentState.MATCHED,
        start=(DocumentState.FOUND,),
        where=(Document.version == version,),
        verb="document-matched",
        tries=0,
        register_version=register_version,
    ):
        return False
    people = session.scalars(people_of(document_id)).all()
    ids = employee_ids(session, [m.nip for m in matches.values() if m.nip])
    for person in people:
        if person.ordinal in matches and person.decision is PersonDecision.OPEN:
            record_match(person, matches[person.ordinal], ids)
    record_keys(session, document_id, keys)
    hint(session, "score_document", document_id)
    return True


def record_keys(session: Session, document_id: int, keys: Iterable[str]) -> None:
    """Replace the keys under which copies of a document are looked for."""
    session.execute(delete(DocumentKey).where(DocumentKey.document_id == document_id))
    session.add_all(DocumentKey(key=key[:200], document_id=document_id) for key in sorted(set(keys)))


def record_score(session: Session, document_id: int, score: Score, *, version: int) -> bool:
    """MATCHED → SCORED: trust, repeats, linearity and SIASN codes. Codes a person set stay."""
    document = session.get_one(Document, document_id)
    contradicted = document.repeat_of_id if document.repeat_kind is RepeatKind.CONFLICT else None
    moved = move(
        session,
        Document,
        document_id,
        DocumentState.SCORED,
        start=(DocumentState.MATCHED,),
        where=(Document.version == version,),
        verb="document-scored",
        details={"ready": score.judgement.ready},
        tries=0,
        jenis_diklat=document.jenis_diklat or score.jenis_diklat,
        latihan_struktural=document.latihan_struktural or score.latihan_struktural,
        **_said(score),
    )
    if not moved:
        return False
    _say_of_people(session, document_id, score)
    # What it contradicts no longer, and whose signatures are known now.
    want_judged(session, [contradicted] if contradicted else [])
    want_signers_judged(session, document_id)
    hint(session, "offer_document", document_id)
    return True


def record_again(session: Session, document_id: int, score: Score, *, version: int, wanted: int) -> bool:
    """A waiting document is judged again; where nothing is said otherwise, nothing is written but that.

    False, with nothing changed, when it moved or changed since it was loaded: then it is judged once more.
    """
    document = session.get_one(Document, document_id, populate_existing=True)
    said = _said(score)
    otherwise = any(getattr(document, name) != value for name, value in said.items())
    done = session.execute(
        update(Document)
        .where(
            Document.id == document_id,
            Document.state == DocumentState.AWAITING_REVIEW,
            Document.version == version,
        )
        .values(judge_done=wanted)
    )
    if done.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
        return False
    if not (_say_of_people(session, document_id, score) or otherwise):
        return True
    session.execute(
        update(Document).where(Document.id == document_id).values(version=Document.version + 1, **said)
    )
    audit.log(session, "document-judged-again", "documents", document_id, ready=score.judgement.ready)
    want_index(session, document_id)
    return True


def _said(score: Score) -> dict[str, Any]:
    """Give what a score says of a document, by column."""
    repeat = score.repeat
    return {
        "ready": score.judgement.ready,
        "reasons": list(score.judgement.reasons),
        "probability": score.judgement.probability,
        "repeat_of_id": repeat.document_id if repeat else None,
        "repeat_kind": repeat.kind if repeat else None,
        "repeat_why": list(repeat.why) if repeat else None,
    }


def _say_of_people(session: Session, document_id: int, score: Score) -> bool:
    """Write what a score says of the people; say whether anything is another."""
    otherwise = False
    for person in session.scalars(people_of(document_id)):
        said = score.people.get(person.ordinal, PersonScore(None))
        new = (said.linear, list(said.linear_why), said.training_id)
        otherwise |= new != (person.linear_proposed, person.linear_why, person.training_id)
        person.linear_proposed, person.linear_why, person.training_id = new
    return otherwise


def offer_document(session: Session, document_id: int) -> bool:
    """SCORED → AWAITING_REVIEW; the people's indexes are to be computed anew with this evidence pending."""
    moved = move(
        session,
        Document,
        document_id,
        DocumentState.AWAITING_REVIEW,
        start=(DocumentState.SCORED,),
        verb="document-offered",
        tries=0,
        error_code=None,
    )
    if moved:
        want_index(session, document_id)
        document = session.get_one(Document, document_id, populate_existing=True)
        if document.judge_wanted > document.judge_done:
            hint(session, "judge_again", 0)
    return moved


def fail_document(session: Session, document_id: int, error: BuktiError) -> bool:
    """Give a document up as FAILED, with the reason, until a person asks again."""
    return move(
        session,
        Document,
        document_id,
        DocumentState.FAILED,
        start=_MOVING,
        verb="document-failed",
        details={"code": error.code},
        error_code=error.code,
        error_values=error.values or None,
    )


def want_index(session: Session, document_id: int) -> None:
    """Mark the indexes of a document's people as out of date and ask for them."""
    ids = session.scalars(
        select(DocumentPerson.employee_id).where(
            DocumentPerson.document_id == document_id, DocumentPerson.employee_id.is_not(None)
        )
    ).all()
    want_indexes(session, [i for i in ids if i is not None])


def want_indexes(session: Session, employee_ids: Sequence[int]) -> None:
    """Mark employees' indexes as out of date and ask for them."""
    for employee_id in sorted(set(employee_ids)):
        session.execute(
            update(Employee).where(Employee.id == employee_id).values(index_wanted=Employee.index_wanted + 1)
        )
        hint(session, "compute_index", employee_id)


def want_all_indexes(session: Session) -> None:
    """Mark every index as out of date: other rules, another day."""
    session.execute(update(Employee).values(index_wanted=Employee.index_wanted + 1))
    hint(session, "compute_stale_indexes", 0)


def _replace_earlier(
    session: Session, file: File, found: set[tuple[int, ...]]
) -> tuple[set[int], set[tuple[int, ...]]]:
    """Replace what was found before; give the pages of confirmed documents, and documents left as they are.

    A document of the same pages, none of them read anew since, keeps its corrections and stays.
    """
    read_at: dict[int, datetime] = {
        row.number: row.moved_at
        for row in session.execute(select(Page.number, Page.moved_at).where(Page.file_id == file.id))
    }
    confirmed: set[int] = set()
    unchanged: set[tuple[int, ...]] = set()
    for document in session.scalars(select(Document).where(Document.file_id == file.id)).all():
        pages = tuple(document.pages)
        if document.state is DocumentState.REPLACED:
            continue
        if document.state not in _REPLACEABLE:
            confirmed |= set(pages)
        elif pages in found and all(
            read_at.get(n, document.created_at) <= document.created_at for n in pages
        ):
            unchanged.add(pages)
        else:
            _replace(session, document)
    return confirmed, unchanged


def _replace(session: Session, document: Document) -> None:
    want_index(session, document.id)
    move(
        session,
        Document,
        document.id,
        DocumentState.REPLACED,
        start=_REPLACEABLE,
        verb="document-replaced",
    )
    record_keys(session, document.id, ())


def record_match(person: DocumentPerson, match: Match, ids: Mapping[str, int]) -> None:
    """Write the machine's word on one person; `ids` are employees' ids by NIP."""
    person.match_nip = match.nip
    person.match_status = match.status
    person.match_probability = match.probability
    person.match_why = list(match.why)
    person.match_others = [
        {"nip": o.nip, "probability": round(o.probability, 6), "why": list(o.why)} for o in match.others
    ]
    person.employee_id = ids.get(match.nip) if match.nip else None


def people_of(document_id: int) -> Select[DocumentPerson]:
    """Select a document's people in their order."""
    return (
        select(DocumentPerson)
        .where(DocumentPerson.document_id == document_id)
        .order_by(DocumentPerson.ordinal)
    )


def employee_ids(session: Session, nips: Sequence[str]) -> dict[str, int]:
    """Give employees' ids by NIP."""
    rows = session.execute(select(Employee.nip, Employee.id).where(Employee.nip.in_(nips)))
    return {row.nip: row.id for row in rows}


def _cut(value: str | None, length: int) -> str | None:
    return None if value is None else value[:length]
