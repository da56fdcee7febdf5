"""A person the machine missed, put on the document by the reviewer; and how far its matching is."""

from __future__ import annotations

from typing import Any, cast

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from records.errors import Refused
from records.ledger.people import Place, add_person
from records.states import Role
from records.tables import Document
from web.auth.identity import me
from web.data import reading, writing
from web.guards import roles
from web.screens.review.decide import corrections_of
from web.views.typing import parse_nip
from web.visibility import get_visible

_reviewers = roles(Role.REVIEWER, Role.ADMIN)
_NUMBERS = (int, float)


def add_to(blueprint: Blueprint) -> None:
    """Put these addresses on the review's blueprint."""
    blueprint.post("/<int:document_id>/orang")(add)
    blueprint.get("/<int:document_id>/keadaan")(state)


@_reviewers
def add(document_id: int) -> ResponseReturnValue:
    """Add an employee, with what was corrected so far; the document is matched and judged anew."""
    found = request.get_json(silent=True)
    body = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    version = body.get("version")
    with writing() as session:
        get_visible(session, Document, document_id, me())
        add_person(
            session,
            document_id,
            parse_nip(str(body.get("employee_nip") or ""), "employee_nip") or "",
            user_id=me().id,
            place=_place(body.get("place")),
            corrections=corrections_of(body),
            version=version if isinstance(version, int) else None,
        )
    return jsonify(id=document_id)


@_reviewers
def state(document_id: int) -> ResponseReturnValue:
    """Say whether the machine is still at the document."""
    with reading() as session:
        document = get_visible(session, Document, document_id, me())
    return jsonify(state=document.state, moving=document.state.is_moving)


def _place(sent: Any) -> Place | None:
    if sent is None:
        return None
    page, box = (sent.get("page"), sent.get("box")) if isinstance(sent, dict) else (None, None)
    whole = isinstance(box, list) and len(box) == 4 and all(type(v) in _NUMBERS for v in box)
    if type(page) is not int or not whole:
        raise Refused("box-bad")
    return Place(page, [float(v) for v in cast("list[float]", box)])
