"""Review verbs: correct, confirm, return, set aside, reopen, undo. Each is one decision with its author.

Nobody confirms what was not decided: every person is certain, chosen or excluded by hand, and course, dates
and hours are there; hours may be absent only when the reviewer says so (`fields={"jp": None}`).
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.errors import Refused
from records.ledger.corrections import Corrections, apply_corrections
from records.ledger.deciding import (
    find_document,
    keep_decision,
    move_document,
    open_document,
    want_touched,
)
from records.ledger.documents import want_index
from records.ledger.hints import hint
from records.ledger.locks import ensure_free
from records.ledger.people import ADDED, take_off
from records.ledger.snapshots import restore, snapshot
from records.ledger.wholeness import ensure_whole, take_certain
from records.states import DocumentState, RepeatKind
from records.tables import Decision, now

_AWAITING = (DocumentState.AWAITING_REVIEW,)
_REOPENABLE = (DocumentState.RETURNED, DocumentState.SET_ASIDE)
_UNDO_FROM = {
    ADDED: DocumentState.AWAITING_REVIEW,
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
    document = open_document(session, document_id, _AWAITING, user_id, version)
    apply_corrections(session, document, corrections, user_id=user_id)
    session.flush()
    want_index(session, document_id)
    move_document(
        session, document, DocumentState.FOUND, _AWAITING, verb="document-corrected", user_id=user_id
    )
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
    document = open_document(session, document_id, _AWAITING, user_id, version)
    before = snapshot(session, document)
    touched = {p.employee_id for p in document.people}
    apply_corrections(session, document, corrections, user_id=user_id)
    take_certain(document, user_id)
    ensure_whole(document, corrections)
    if document.repeat_kind is RepeatKind.SAME and not despite_repeat:
        raise Refused("document-repeat")
    session.flush()
    move_document(
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
    keep_decision(session, document_id, "confirm", user_id=user_id, before=before)
    want_touched(session, document, touched)
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
        Refused: `document-not-reopenable`, `file-erased`.
    """
    document = find_document(session, document_id)
    if document.file.erased_at is not None:
        raise Refused("file-erased")
    if document.state not in _REOPENABLE:
        raise Refused("document-not-reopenable")
    ensure_free(document, user_id)
    move_document(
        session,
        document,
        DocumentState.AWAITING_REVIEW,
        _REOPENABLE,
        verb="document-reopened",
        user_id=user_id,
    )
    keep_decision(session, document_id, "reopen", user_id=user_id)
    want_index(session, document_id)


def undo(session: Session, document_id: int, *, user_id: int | None) -> None:
    """Take back the last decision on a document that was not handed over; its values stand as before it.

    A person added by hand is taken off again, and the document matched and judged without.

    Raises:
        Refused: `nothing-to-undo`, `document-locked`.
    """
    document = find_document(session, document_id)
    ensure_free(document, user_id)
    decision = session.scalar(
        select(Decision)
        .where(Decision.document_id == document_id, Decision.undone_at.is_(None))
        .order_by(Decision.id.desc())
        .limit(1)
    )
    if decision is None or _UNDO_FROM.get(decision.verb) is not document.state or decision.undo is None:
        raise Refused("nothing-to-undo")
    if decision.verb == ADDED:
        take_off(session, document, decision, user_id=user_id)
        return
    touched = {p.employee_id for p in document.people}
    restore(session, document, decision.undo)
    session.flush()
    move_document(
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
    want_touched(session, document, touched)
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
    document = open_document(session, document_id, _AWAITING, user_id, version)
    before = snapshot(session, document)
    state = _UNDO_FROM[verb]
    name = "document-returned" if verb == "return" else "document-set-aside"
    move_document(
        session, document, state, _AWAITING, verb=name, user_id=user_id, lock_user_id=None, locked_until=None
    )
    keep_decision(
        session,
        document_id,
        verb,
        user_id=user_id,
        before=before,
        reason_code=reason_code,
        reason_text=reason_text,
    )
    want_index(session, document_id)
