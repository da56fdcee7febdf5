"""Review verbs: correct, confirm, return, set aside, reopen, undo. Each is one decision with its author.

Nobody confirms what was not decided: every person is certain, chosen or excluded by hand, and course, dates
and hours are there; hours may be absent only when the reviewer says so (`fields={"jp": None}`).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.errors import Refused
from records.ledger.corrections import Corrections, apply_corrections
from records.ledger.documents import want_index, want_indexes
from records.ledger.hints import hint
from records.ledger.locks import ensure_free
from records.ledger.moves import move
from records.ledger.snapshots import restore, snapshot
from records.ledger.wholeness import ensure_whole, take_certain
from records.states import DocumentState, RepeatKind
from records.tables import Decision, Document, now

_AWAITING = (DocumentState.AWAITING_REVIEW,)
_REOPENABLE = (DocumentState.RETURNED, DocumentState.SET_ASIDE)
_UNDO_FROM = {
    "confirm": DocumentState.CONFIRMED,
    "return": DocumentState.RETURNED,
    "set-aside": DocumentState.SET_ASIDE,
}
NOTHING = Corrections()


def correct(
    session: Session,
    document_id: int,
    corrections: Corrections,
    *,
    user_id: int | None,
    version: int | None = None,
) -> None:
    """Keep corrections without confirming; later stages run again from there with the new values.

    Raises:
        Refused: as `confirm`, but for what is still undecided.
    """
    document = _get(session, document_id, _AWAITING, user_id, version)
    apply_corrections(session, document, corrections, user_id=user_id)
    session.flush()
    want_index(session, document_id)
    _move(session, document, DocumentState.FOUND, _AWAITING, verb="document-corrected", user_id=user_id)
    hint(session, "match_document", document_id)


def confirm(
    session: Session,
    document_id: int,
    *,
    user_id: int | None,
    corrections: Corrections = NOTHING,
    version: int | None = None,
    despite_repeat: bool = False,
) -> None:
    """AWAITING_REVIEW → CONFIRMED: the user stands behind the values as they are now.

    Raises:
        Refused: `document-unknown`, `document-not-awaiting-review`, `document-changed`, `document-locked`,
            `document-not-evidence`, `document-incomplete`, `dates-reversed`, `person-undecided`,
            `nobody-taken`, `person-twice`, `document-repeat`, and those of corrections.
    """
    document = _get(session, document_id, _AWAITING, user_id, version)
    before = snapshot(session, document)
    touched = {p.employee_id for p in document.people}
    apply_corrections(session, document, corrections, user_id=user_id)
    take_certain(document, user_id)
    ensure_whole(document, corrections)
    if document.repeat_kind is RepeatKind.SAME and not despite_repeat:
        raise Refused("document-repeat")
    session.flush()
    _move(
        session,
        document,
        DocumentState.CONFIRMED,
        _AWAITING,
        verb="document-confirmed",
        user_id=user_id,
        confirmed_by=user_id,
        confirmed_at=now(),
        lock_user_id=None,
        locked_until=None,
    )
    _decide(session, document_id, "confirm", user_id=user_id, before=before)
    _want(session, document, touched)
    if corrections:
        hint(session, "rekey_document", document_id)


def return_document(
    session: Session,
    document_id: int,
    *,
    user_id: int | None,
    reason_code: str,
    reason_text: str = "",
    version: int | None = None,
) -> None:
    """AWAITING_REVIEW → RETURNED, with the reason its office will read.

    Raises:
        Refused: as `confirm`; `reason-missing`.
    """
    if not reason_code:
        raise Refused("reason-missing")
    _decide_and_move(
        session,
        document_id,
        "return",
        user_id=user_id,
        version=version,
        reason_code=reason_code,
        reason_text=reason_text,
    )


def set_aside(
    session: Session,
    document_id: int,
    *,
    user_id: int | None,
    reason_code: str = "",
    version: int | None = None,
) -> None:
    """AWAITING_REVIEW → SET_ASIDE: no evidence (a cover letter, a copy), kept but asked for no more.

    Raises:
        Refused: as `confirm`.
    """
    _decide_and_move(
        session,
        document_id,
        "set-aside",
        user_id=user_id,
        version=version,
        reason_code=reason_code,
        reason_text="",
    )


def reopen(session: Session, document_id: int, *, user_id: int | None) -> None:
    """RETURNED or SET_ASIDE → AWAITING_REVIEW: what was wrong is mended, or the reviewer looks again.

    Raises:
        Refused: `document-not-reopenable`.
    """
    document = _find(session, document_id)
    if document.state not in _REOPENABLE:
        raise Refused("document-not-reopenable")
    ensure_free(document, user_id)
    _move(
        session,
        document,
        DocumentState.AWAITING_REVIEW,
        _REOPENABLE,
        verb="document-reopened",
        user_id=user_id,
    )
    _decide(session, document_id, "reopen", user_id=user_id)
    want_index(session, document_id)


def undo(session: Session, document_id: int, *, user_id: int | None) -> None:
    """Take back the last decision on a document that was not handed over; its values stand as before it.

    Raises:
        Refused: `nothing-to-undo`, `document-locked`.
    """
    document = _find(session, document_id)
    ensure_free(document, user_id)
    decision = session.scalar(
        select(Decision)
        .where(Decision.document_id == document_id, Decision.undone_at.is_(None))
        .order_by(Decision.id.desc())
        .limit(1)
    )
    if decision is None or _UNDO_FROM.get(decision.verb) is not document.state or decision.undo is None:
        raise Refused("nothing-to-undo")
    touched = {p.employee_id for p in document.people}
    restore(session, document, decision.undo)
    session.flush()
    _move(
        session,
        document,
        DocumentState.AWAITING_REVIEW,
        (document.state,),
        verb="decision-undone",
        user_id=user_id,
        confirmed_by=None,
        confirmed_at=None,
    )
    decision.undone_at, decision.undone_by = now(), user_id
    _want(session, document, touched)
    hint(session, "rekey_document", document_id)


def _decide_and_move(
    session: Session,
    document_id: int,
    verb: str,
    *,
    user_id: int | None,
    version: int | None,
    reason_code: str,
    reason_text: str,
) -> None:
    document = _get(session, document_id, _AWAITING, user_id, version)
    before = snapshot(session, document)
    state = _UNDO_FROM[verb]
    name = "document-returned" if verb == "return" else "document-set-aside"
    _move(
        session, document, state, _AWAITING, verb=name, user_id=user_id, lock_user_id=None, locked_until=None
    )
    _decide(
        session,
        document_id,
        verb,
        user_id=user_id,
        before=before,
        reason_code=reason_code,
        reason_text=reason_text,
    )
    want_index(session, document_id)


def _find(session: Session, document_id: int) -> Document:
    document = session.get(Document, document_id, populate_existing=True)
    if document is None:
        raise Refused("document-unknown")
    return document


def _get(
    session: Session,
    document_id: int,
    states: Collection[DocumentState],
    user_id: int | None,
    version: int | None,
) -> Document:
    document = _find(session, document_id)
    if document.state not in states:
        raise Refused("document-not-awaiting-review")
    if version is not None and document.version != version:
        raise Refused("document-changed")
    ensure_free(document, user_id)
    return document


def _move(
    session: Session,
    document: Document,
    to: DocumentState,
    start: Collection[DocumentState],
    *,
    verb: str,
    user_id: int | None,
    **values: Any,
) -> None:
    seen = document.version
    if not move(
        session,
        Document,
        document.id,
        to,
        start=start,
        verb=verb,
        user_id=user_id,
        where=(Document.version == seen,),
        **values,
    ):
        # Someone else was faster between our look and our write.
        raise Refused("document-changed")
    session.refresh(document)


def _decide(
    session: Session,
    document_id: int,
    verb: str,
    *,
    user_id: int | None,
    before: dict[str, Any] | None = None,
    reason_code: str = "",
    reason_text: str = "",
) -> None:
    session.add(
        Decision(
            document_id=document_id,
            verb=verb,
            user_id=user_id,
            reason_code=reason_code or None,
            reason_text=reason_text[:1000],
            undo=before,
        )
    )


def _want(session: Session, document: Document, before: set[int | None]) -> None:
    ids = before | {person.employee_id for person in document.people}
    want_indexes(session, [i for i in ids if i is not None])
