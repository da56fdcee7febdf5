"""`/documents`: what was read, and what people say of it."""

from __future__ import annotations

from flask import Response, abort, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.errors import Refused
from records.ledger import review
from records.ledger.corrections import Corrections
from records.ledger.people import Place, add_person
from records.states import Role
from records.tables import Document
from web import data
from web.api.document_view import OPTIONS, documents_out
from web.api.models.documents import (
    AddPersonIn,
    ConfirmIn,
    CorrectionsIn,
    DocumentOut,
    DocumentsOut,
    DocumentsQuery,
    ReturnIn,
)
from web.api.operations import Answer, operation
from web.auth.identity import Identity, me
from web.visibility import get_visible, scoped

_REVIEWERS = (Role.REVIEWER, Role.ADMIN)


@operation("GET", "/documents", "list-documents", DocumentsOut, query=DocumentsQuery, problems=(422,))
def list_documents(query: DocumentsQuery) -> Answer:
    """List documents, oldest first."""
    user = me()
    wanted = select(Document).where(Document.id > query.after).options(*OPTIONS)
    for column, value in (
        (Document.state, query.status),
        (Document.batch_id, query.batch),
        (Document.ready, query.ready),
    ):
        if value is not None:
            wanted = wanted.where(column == value)
    with data.reading() as session:
        # One more than asked for tells whether a page follows, without counting all of them.
        rows = session.scalars(
            scoped(wanted, Document, user).order_by(Document.id).limit(query.limit + 1)
        ).all()
        shown = rows[: query.limit]
        found = documents_out(session, shown, user)
    return Answer(DocumentsOut(documents=found, next=shown[-1].id if len(rows) > len(shown) else None))


@operation("GET", "/documents/<int:document_id>", "get-document", DocumentOut, problems=(404,), etag=True)
def get(document_id: int) -> Answer | Response:
    """Show a document; its version is the ETag."""
    with data.reading() as session:
        return _shown(session, document_id, me())


@operation(
    "POST",
    "/documents/<int:document_id>/confirm",
    "confirm-document",
    DocumentOut,
    body=ConfirmIn,
    headers=("If-Match",),
    roles=_REVIEWERS,
    problems=(404, 409, 412, 422),
    etag=True,
)
def confirm(document_id: int, body: ConfirmIn) -> Answer | Response:
    """Confirm a document, with corrections where values were wrong."""
    with data.writing() as session:
        get_visible(session, Document, document_id, me())
        review.confirm(
            session,
            document_id,
            user_id=me().id,
            corrections=_corrections(body.corrections),
            version=_version(),
            despite_repeat=body.despite_repeat,
        )
        session.flush()
        return _shown(session, document_id, me())


@operation(
    "POST",
    "/documents/<int:document_id>/return",
    "return-document",
    DocumentOut,
    body=ReturnIn,
    headers=("If-Match",),
    roles=_REVIEWERS,
    problems=(404, 409, 412, 422),
    etag=True,
)
def return_document(document_id: int, body: ReturnIn) -> Answer | Response:
    """Return a document to its office with a reason."""
    with data.writing() as session:
        get_visible(session, Document, document_id, me())
        review.return_document(
            session,
            document_id,
            user_id=me().id,
            reason_code=body.reason,
            reason_text=body.text,
            version=_version(),
        )
        session.flush()
        return _shown(session, document_id, me())


@operation(
    "POST",
    "/documents/<int:document_id>/people",
    "add-person",
    DocumentOut,
    body=AddPersonIn,
    headers=("If-Match",),
    roles=_REVIEWERS,
    problems=(404, 409, 412, 422),
    etag=True,
)
def add_missed_person(document_id: int, body: AddPersonIn) -> Answer | Response:
    """Add a person the machine missed; the document is matched and judged anew."""
    with data.writing() as session:
        get_visible(session, Document, document_id, me())
        add_person(
            session,
            document_id,
            body.employee_nip,
            user_id=me().id,
            place=Place(body.place.page, body.place.box) if body.place else None,
            corrections=_corrections(body.corrections),
            version=_version(),
        )
        session.flush()
        return _shown(session, document_id, me())


@operation(
    "POST",
    "/documents/<int:document_id>/undo",
    "undo-decision",
    DocumentOut,
    roles=_REVIEWERS,
    problems=(404, 409, 412),
    etag=True,
)
def undo(document_id: int) -> Answer | Response:
    """Take the last decision back."""
    with data.writing() as session:
        get_visible(session, Document, document_id, me())
        review.undo(session, document_id, user_id=me().id)
        session.flush()
        return _shown(session, document_id, me())


def _shown(session: Session, document_id: int, user: Identity) -> Answer | Response:
    session.expire_all()
    wanted = select(Document).where(Document.id == document_id).options(*OPTIONS)
    document = session.scalars(scoped(wanted, Document, user)).one_or_none() or abort(404)
    if request.method == "GET" and str(document.version) in request.if_none_match:
        return Response(status=304, headers={"ETag": f'"{document.version}"'})
    (shown,) = documents_out(session, [document], user)
    return Answer(shown, headers={"ETag": f'"{document.version}"', "Cache-Control": "private, no-cache"})


def _version() -> int | None:
    """Give the version the caller saw; None where no If-Match was sent (the state is still checked)."""
    sent = request.headers.get("If-Match", "").strip()
    if sent in ("", "*"):
        return None
    plain = sent.removeprefix("W/").strip('"')
    if not plain.isdigit() or len(plain) > 9:
        raise Refused("document-changed")
    return int(plain)


def _corrections(sent: CorrectionsIn) -> Corrections:
    fields = {name: getattr(sent, name) for name in sent.model_fields_set - {"people"}}
    people = {
        person.person: {name: getattr(person, name) for name in person.model_fields_set - {"person"}}
        for person in sent.people
    }
    return Corrections(fields, people)
