"""Addresses of the review: the queue, one document, and what a reviewer says of it."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, abort, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from records.errors import Refused
from records.ledger import locks
from records.ledger import review as verbs
from records.preferences import in_force
from records.states import Role
from records.tables import Document
from web.auth.identity import me
from web.data import reading, settings, writing
from web.guards import roles
from web.problems import problem, sentence_of, status_of
from web.screens.review import bulk, listing
from web.screens.review.decide import corrections_of
from web.screens.review.load import review_view
from web.screens.review.queue import Filters, after, waiting
from web.screens.review.search import candidates
from web.screens.speech import language
from web.visibility import get_visible

blueprint = Blueprint("review", __name__, url_prefix="/tinjau")
_reviewers = roles(Role.REVIEWER, Role.ADMIN)

RETURN_REASONS = (
    "unreadable",
    "page-missing",
    "no-hours",
    "wrong-person",
    "not-official",
    "wrong-office",
    "other",
)
_SHORTCUTS = (
    (("Enter",), "accept"),
    (("Ctrl", "Enter"), "confirm-anywhere"),
    (("S",), "confirm"),
    (("D",), "next-doubt"),
    (("1", "…", "9"), "choose"),
    (("T",), "add-person"),
    (("K",), "return"),
    (("L",), "skip"),
    (("U",), "undo"),
    (("Alt U", "Ctrl Z"), "undo-anywhere"),
    (("B",), "compare"),
    (("+", "−", "Z"), "zoom"),
    (("N", "M"), "pages"),
    (("P",), "turn"),
    (("Esc",), "leave"),
    (("?",), "help"),
)


@blueprint.get("")
@_reviewers
def queue() -> ResponseReturnValue:
    """List what awaits review, the doubtful first."""
    filters = Filters.of(request.args)
    with reading() as session:
        view = listing.queue_view(session, filters, request.args.get("hal", "1"), me().id)
    return render_template("review/queue.html", queue=view, filters_query=urlencode(filters.as_args()))


@blueprint.get("/<int:document_id>")
@_reviewers
def document(document_id: int) -> ResponseReturnValue:
    """Show one document; `sebagian` gives its part of the page alone, for going on without a reload."""
    filters = Filters.of(request.args)
    with reading() as session:
        get_visible(session, Document, document_id, me())
        view = review_view(session, document_id, me().id)
        left = waiting(session, filters)
    query = urlencode(filters.as_args())
    template = "review/document.html" if request.args.get("sebagian") else "review/page.html"
    return render_template(
        template,
        doc=view,
        remaining=left,
        filters_query=query,
        queue_href=url_for("review.queue") + (f"?{query}" if query else ""),
        next_href=url_for("review.following"),
        person_search_href=url_for("review.person_search"),
        return_reasons=RETURN_REASONS,
        shortcuts=_SHORTCUTS,
    )


@blueprint.get("/berikut")
@_reviewers
def following() -> ResponseReturnValue:
    """Name the document after the given one."""
    here = request.args.get("sesudah", "")
    with reading() as session:
        found = after(session, int(here) if here.isdigit() else 0, Filters.of(request.args), me().id)
    return jsonify(id=found)


@blueprint.get("/pegawai")
@_reviewers
def person_search() -> ResponseReturnValue:
    """Offer employees whose name or NIP holds what was typed."""
    with reading() as session:
        found = candidates(session, request.args.get("q", ""))
    return render_template("review/people.html", found=found, at=request.args.get("at", "0"))


@blueprint.post("/<int:document_id>/pegang")
@_reviewers
def hold(document_id: int) -> ResponseReturnValue:
    """Hold the document for this reviewer; `take_over` takes it from another."""
    take_over = bool(_body().get("take_over"))
    with writing() as session:
        locks.lock(session, document_id, me().id, minutes=_lock_minutes(session), take_over=take_over)
    return jsonify(held=True)


@blueprint.post("/<int:document_id>/lepas")
@_reviewers
def release(document_id: int) -> ResponseReturnValue:
    """Give up the hold."""
    with writing() as session:
        locks.unlock(session, document_id, me().id)
    return jsonify(held=False)


@blueprint.post("/<int:document_id>/sahkan")
@_reviewers
def confirm(document_id: int) -> ResponseReturnValue:
    """Confirm with the corrections sent; answers which document comes next."""
    body = _body()
    try:
        corrections = corrections_of(body)
    except Refused as error:
        return _at_field(error)
    with writing() as session:
        verbs.confirm(
            session,
            document_id,
            user_id=me().id,
            corrections=corrections,
            version=_version(body),
            despite_repeat=bool(body.get("despite_repeat")),
        )
        bulk.judge_sample(session, document_id, me().id, right=not corrections)
        return _go_on(session, document_id, body)


@blueprint.post("/<int:document_id>/kembalikan")
@_reviewers
def send_back(document_id: int) -> ResponseReturnValue:
    """Return the document to its office with a reason."""
    body = _body()
    reason = str(body.get("reason_code") or "")
    if reason and reason not in RETURN_REASONS:
        abort(422)
    with writing() as session:
        verbs.return_document(
            session,
            document_id,
            user_id=me().id,
            reason_code=reason,
            reason_text=str(body.get("reason_text") or ""),
            version=_version(body),
        )
        return _go_on(session, document_id, body)


@blueprint.post("/<int:document_id>/sisihkan")
@_reviewers
def put_aside(document_id: int) -> ResponseReturnValue:
    """Set aside what is no evidence or was handed in before."""
    body = _body()
    with writing() as session:
        verbs.set_aside(
            session,
            document_id,
            user_id=me().id,
            reason_code=str(body.get("reason_code") or "")[:64],
            version=_version(body),
        )
        return _go_on(session, document_id, body)


@blueprint.post("/<int:document_id>/urungkan")
@_reviewers
def take_back(document_id: int) -> ResponseReturnValue:
    """Undo the last decision."""
    with writing() as session:
        verbs.undo(session, document_id, user_id=me().id)
    return jsonify(id=document_id)


def _lock_minutes(session: Session) -> int:
    return in_force(session, settings()).lock_minutes


def _body() -> dict[str, Any]:
    body = request.get_json(silent=True)
    return cast("dict[str, Any]", body) if isinstance(body, dict) else {}


def _version(body: dict[str, Any]) -> int | None:
    version = body.get("version")
    return version if isinstance(version, int) else None


def _go_on(session: Session, document_id: int, body: dict[str, Any]) -> ResponseReturnValue:
    """Name the next document and hold it in the same transaction: the preloaded one when still free."""
    filters = Filters.of(dict(parse_qsl(str(body.get("filters") or ""))))
    session.flush()
    wanted = body.get("next")
    row = session.get(Document, wanted) if isinstance(wanted, int) else None
    candidates_ = [wanted] if row is not None and row.state.is_pending else []
    candidates_.append(after(session, document_id, filters, me().id))
    for candidate in candidates_:
        if candidate is not None and _held(session, candidate):
            return jsonify(next=candidate)
    return jsonify(next=None)


def _held(session: Session, document_id: int) -> bool:
    try:
        locks.lock(session, document_id, me().id, minutes=_lock_minutes(session))
    except Refused:
        return False
    return True


def _at_field(error: Refused) -> ResponseReturnValue:
    field = str(error.values.get("field", ""))
    return problem(
        error.code,
        status_of(error),
        values=error.values,
        errors=({"pointer": field, "detail": error.code},),
        message=sentence_of(error.code, language(), error.values),
    )
