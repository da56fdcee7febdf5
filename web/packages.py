"""Packages for BKPP as downloads, for pages and for the API; every download is logged."""

from __future__ import annotations

from flask import Response, send_file

from records import audit
from records.errors import Refused, Trouble
from records.tables import Handover
from web import data
from web.auth.identity import Identity
from web.visibility import get_visible


def send_package(handover_id: int, user: Identity) -> Response:
    """Send a package's file; every download is logged.

    Raises:
        Refused: `handover-not-packed`.
        Trouble: `blob-missing`.
    """
    with data.reading() as session:
        handover = get_visible(session, Handover, handover_id, user)
    sha256 = handover.package_blob
    if sha256 is None:
        raise Refused("handover-not-packed")
    if not data.store().has(sha256):
        raise Trouble("blob-missing", sha256=sha256)
    with data.writing() as session:
        audit.log(session, "package-downloaded", "handovers", handover_id, user_id=user.id)
    answer = send_file(
        data.store().path_of(sha256),
        mimetype="application/zip",
        as_attachment=True,
        download_name=f"bukti-{handover_id}.zip",
        etag=sha256,
        conditional=True,
    )
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
