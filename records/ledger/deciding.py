"""What every decision on a document shares: finding it open, moving it, keeping who said what."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from records.errors import Refused
from records.ledger.documents import want_indexes
from records.ledger.locks import ensure_free
from records.ledger.moves import move
from records.states import DocumentState
from records.tables import Decision, Document


def find_document(session: Session, document_id: int) -> Document:
    """Give a document as it is now.

    Raises:
        Refused: `document-unknown`.
    """
    document = session.get(Document, document_id, populate_existing=True)
    if document is None:
        raise Refused("document-unknown")
    return document


def open_document(
    session: Session,
    document_id: int,
    states: Collection[DocumentState],
    user_id: int | None,
    version: int | None,
) -> Document:
    """Give a document this user may decide on: in one of `states`, unchanged since `version`, not held.

    Raises:
        Refused: `document-unknown`, `document-not-awaiting-review`, `document-changed`, `document-locked`.
    """
    document = find_document(session, document_id)
    if document.state not in states:
        raise Refused("document-not-awaiting-review")
    if version is not None and document.version != version:
        raise Refused("document-changed")
    ensure_free(document, user_id)
    return document


def move_document(
    session: Session,
    document: Document,
    to: DocumentState,
    start: Collection[DocumentState],
    *,
    verb: str,
    user_id: int | None,
    **values: Any,
) -> None:
    """Move a document nobody changed since it was loaded.

    Raises:
        Refused: `document-changed`.
    """
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


def keep_decision(
    session: Session,
    document_id: int,
    verb: str,
    *,
    user_id: int | None,
    before: dict[str, Any] | None = None,
    reason_code: str = "",
    reason_text: str = "",
) -> None:
    """Keep who said what; `before` is the snapshot that undoing puts back."""
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


def want_touched(session: Session, document: Document, before: set[int | None]) -> None:
    """Ask for the indexes of the people now on the document and of those in `before`."""
    ids = before | {person.employee_id for person in document.people}
    want_indexes(session, [i for i in ids if i is not None])
