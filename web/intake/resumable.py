"""Uploads that go on after a cut, as tus 1.0.0 says (core and creation): any tus client can send.

    POST  /kiriman        Upload-Length, Upload-Metadata: filename <base64>,batch <base64>   → 201, Location
    HEAD  /kiriman/<id>   → Upload-Offset: how much arrived
    PATCH /kiriman/<id>   Upload-Offset, the bytes from there on                             → 204

When the last byte is here the file joins its batch; the answer names it in `Bukti-File`, its state in
`Bukti-State` and, if it was turned away, why in `Bukti-Error`.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from datetime import timedelta

from flask import Blueprint, Response, request, url_for
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from records.errors import Refused
from records.ledger.intake import refuse_file
from records.tables import Batch, File, Upload, now
from web import data
from web.auth.identity import Identity, me
from web.guards import roles
from web.intake import parts
from web.intake.receive import Sent, Stored, add_file, store_files
from web.intake.upload import SENDERS
from web.visibility import get_visible

blueprint = Blueprint("uploads", __name__, url_prefix="/kiriman")

_FORGOTTEN_AFTER = timedelta(days=2)
_TUS = {"Tus-Resumable": "1.0.0", "Tus-Version": "1.0.0", "Tus-Extension": "creation,termination"}


@blueprint.post("")
@roles(*SENDERS)
def create() -> Response:
    """Announce a file of a batch; one that is too large gets its REJECTED row at once."""
    size_bytes = _number("Upload-Length")
    metadata = _metadata(request.headers.get("Upload-Metadata", ""))
    limit = data.settings().max_upload_bytes
    user = me()
    with data.writing() as session:
        batch = get_visible(session, Batch, _batch_id(metadata.get("batch", "")), user)
        name = metadata.get("filename", "") or "-"
        _forget_old(session, user)
        if size_bytes > limit:
            refuse_file(
                session,
                batch,
                name,
                "file-too-large",
                size_bytes=size_bytes,
                user_id=user.id,
                values={"max_bytes": limit},
            )
        else:
            upload = Upload(
                id=secrets.token_urlsafe(24),
                batch_id=batch.id,
                user_id=user.id,
                name=name[:500],
                size_bytes=size_bytes,
            )
            session.add(upload)
    if size_bytes > limit:
        raise Refused("file-too-large", max_bytes=limit)
    parts.make_part(data.store(), upload.id)
    answer = _answer(upload.id, 201)
    answer.headers["Location"] = url_for("uploads.state", upload_id=upload.id)
    return answer


@blueprint.get("/<upload_id>")
@roles(*SENDERS)
def state(upload_id: str) -> Response:
    """Say how much arrived (GET and HEAD)."""
    return _answer(upload_id, 200)


@blueprint.patch("/<upload_id>")
@roles(*SENDERS)
def append(upload_id: str) -> Response:
    """Take the next bytes; the last ones make the file join its batch."""
    offset = _number("Upload-Offset")
    with data.reading() as session:
        upload = get_visible(session, Upload, upload_id, me())
    if upload.file_id is None:
        with parts.held(data.store(), upload.id) as file:
            parts.append(file, request.stream, offset=offset, size_bytes=upload.size_bytes)
    return _answer(upload_id, 204)


@blueprint.delete("/<upload_id>")
@roles(*SENDERS)
def stop(upload_id: str) -> Response:
    """Give an unfinished upload up."""
    with data.writing() as session:
        upload = get_visible(session, Upload, upload_id, me())
        if upload.file_id is None:
            session.delete(upload)
            parts.drop_part(data.store(), upload.id)
    return Response(status=204, headers=_TUS)


def _answer(upload_id: str, status: int) -> Response:
    user = me()
    with data.reading() as session:
        upload = get_visible(session, Upload, upload_id, user)
    arrived = upload.size_bytes if upload.file_id else parts.received(data.store(), upload.id)
    # Here too, not only after the last PATCH: the process may have died between bytes and rows.
    if upload.file_id is None and arrived == upload.size_bytes:
        _finish(upload, user)
    answer = Response(status=status, headers=_TUS)
    answer.headers["Upload-Offset"] = str(arrived)
    answer.headers["Upload-Length"] = str(upload.size_bytes)
    if arrived == upload.size_bytes:
        _name_file(answer, upload_id)
    return answer


def _finish(upload: Upload, user: Identity) -> None:
    with parts.held(data.store(), upload.id) as file:
        file.seek(0)
        (stored,) = store_files([Sent(upload.name, file)], data.store(), data.settings().max_upload_bytes)
        _join(upload.id, stored, user)
        parts.drop_part(data.store(), upload.id)


def _join(upload_id: str, stored: Stored, user: Identity) -> None:
    with data.writing() as session:
        upload = session.scalars(select(Upload).where(Upload.id == upload_id).with_for_update()).one()
        if upload.file_id is None:
            batch = session.get_one(Batch, upload.batch_id)
            upload.file_id = add_file(session, batch, stored, user).file_id
            upload.received_bytes = upload.size_bytes


def _name_file(answer: Response, upload_id: str) -> None:
    with data.reading() as session:
        query = select(File).join(Upload, Upload.file_id == File.id).where(Upload.id == upload_id)
        file = session.scalars(query).one_or_none()
    if file is not None:
        answer.headers["Bukti-File"] = str(file.id)
        answer.headers["Bukti-State"] = file.state
        if file.error_code:
            answer.headers["Bukti-Error"] = file.error_code


def _forget_old(session: Session, user: Identity) -> None:
    old = session.scalars(
        select(Upload.id).where(
            Upload.user_id == user.id,
            Upload.file_id.is_(None),
            Upload.created_at < now() - _FORGOTTEN_AFTER,
        )
    ).all()
    for upload_id in old:
        parts.drop_part(data.store(), upload_id)
    session.execute(delete(Upload).where(Upload.id.in_(old)))


def _number(header: str) -> int:
    value = request.headers.get(header, "")
    if not value.isdecimal() or len(value) > 15:
        raise Refused("upload-header", header=header)
    return int(value)


def _batch_id(value: str) -> int:
    if not value.isdecimal() or len(value) > 15:
        raise Refused("upload-header", header="Upload-Metadata")
    return int(value)


def _metadata(header: str) -> dict[str, str]:
    found = {}
    for pair in filter(None, header.split(",")):
        key, _, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise Refused("upload-header", header="Upload-Metadata") from error
    return found
