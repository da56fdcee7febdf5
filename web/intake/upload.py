"""`POST /unggah`: a form with many files at once becomes a batch."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from records.errors import Refused
from records.states import Role
from records.tables import Batch
from web import data
from web.auth.identity import me
from web.errors import wants_problem
from web.guards import roles
from web.intake.receive import Sent, TakenIn, add_file, new_batch, store_files, take_in
from web.visibility import get_visible

blueprint = Blueprint("intake", __name__)

SENDERS = (Role.TATA_USAHA, Role.REVIEWER, Role.ADMIN)


def sent_files() -> Iterator[Sent]:
    """Give the request's `files` in the order they came; an empty file input of a form is no file."""
    for file in request.files.getlist("files"):
        if file.filename:
            yield Sent(file.filename, file.stream)


@blueprint.post("/unggah")
@roles(*SENDERS)
def upload() -> ResponseReturnValue:
    """Take in the files as a new batch."""
    stored = store_files(sent_files(), data.store(), data.settings().max_upload_bytes)
    taken = take_in(
        stored,
        me(),
        office=request.form.get("office", "").strip(),
        note=request.form.get("note", ""),
        request_key=request.form.get("request_key", "")[:200],
    )
    return _answer(taken)


@blueprint.post("/unggah/paket")
@roles(*SENDERS)
def open_empty() -> ResponseReturnValue:
    """Open a batch that uploads under way will fill."""
    form = request.form
    with data.writing() as session:
        batch = new_batch(session, me(), office=form.get("office", "").strip(), note=form.get("note", ""))
    return _answer(TakenIn(batch.id))


@blueprint.post("/unggah/<int:batch_id>")
@roles(*SENDERS)
def add(batch_id: int) -> ResponseReturnValue:
    """Add files to a batch."""
    with data.reading() as session:
        get_visible(session, Batch, batch_id, me())
    stored = store_files(sent_files(), data.store(), data.settings().max_upload_bytes)
    if not stored:
        raise Refused("batch-empty")
    with data.writing() as session:
        batch = get_visible(session, Batch, batch_id, me())
        received = tuple(add_file(session, batch, file, me()) for file in stored)
    return _answer(TakenIn(batch_id, received))


def _answer(taken: TakenIn) -> ResponseReturnValue:
    href = url_for("office.batch", batch_id=taken.batch_id)
    if not wants_problem():
        return redirect(href, 303)
    files = [
        {"id": file.file_id, "state": file.state, "error": file.error_code, "same_as": file.same_as_file_id}
        for file in taken.files
    ]
    return {"id": taken.batch_id, "href": href, "files": files}, 202
