"""`/batches`: files come in, and how far they got."""

from __future__ import annotations

from flask import request, url_for

from records.tables import Batch, File
from web import data
from web.api.batch_view import batch_out
from web.api.models.batches import BatchOut, BatchTakenOut, TakenFileOut
from web.api.operations import Answer, operation
from web.api.said import find_said
from web.auth.identity import me
from web.intake.receive import TakenIn, store_files, take_in
from web.intake.upload import SENDERS, sent_files
from web.visibility import get_visible


@operation(
    "POST",
    "/batches",
    "create-batch",
    BatchTakenOut,
    status=202,
    uploads=True,
    headers=("Idempotency-Key",),
    roles=SENDERS,
    problems=(413, 422, 503, 507),
)
def create() -> Answer:
    """Take in files as a new batch."""
    taken = take_in(
        store_files(sent_files(), data.store(), data.settings().max_upload_bytes),
        me(),
        office=request.form.get("office", "").strip(),
        note=request.form.get("note", ""),
        request_key=request.headers.get("Idempotency-Key", "")[:200],
    )
    where = url_for("api.get-batch", batch_id=taken.batch_id)
    return Answer(_taken(taken), headers={"Location": where})


def _taken(taken: TakenIn) -> BatchTakenOut:
    with data.reading() as session:
        if taken.known:
            rows = session.query(File).filter(File.batch_id == taken.batch_id, File.parent_id.is_(None))
        else:
            rows = session.query(File).filter(File.id.in_([file.file_id for file in taken.files]))
        files = [
            TakenFileOut(
                id=file.id,
                status=file.state,
                same_as=file.same_as_file_id,
                error=find_said(file.error_code, file.error_values),
            )
            for file in rows.order_by(File.id)
        ]
    return BatchTakenOut(id=taken.batch_id, known=taken.known, files=files)


@operation("GET", "/batches/<int:batch_id>", "get-batch", BatchOut, problems=(404,))
def get(batch_id: int) -> Answer:
    """Show a batch."""
    user = me()
    with data.reading() as session:
        return Answer(batch_out(session, get_visible(session, Batch, batch_id, user), user))
