"""Page images, words, crops and thumbnails.

Browsers may keep them but must ask each time (`no-cache` with an ETag): so a second look costs no bytes and
is still logged.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from flask import Blueprint, Response, abort, request, send_file

from records.errors import Refused, Trouble
from records.tables import Page
from records.values import Box
from web import data
from web.auth.identity import me
from web.images import cuts
from web.images.looks import log_look
from web.visibility import get_visible, may_see_page

blueprint = Blueprint("images", __name__, url_prefix="/halaman/<int:page_id>")

_THUMBNAIL_PX = 240
_CROP_PX = 1200
_MAGIC = {b"\xff\xd8": "image/jpeg", b"\x89P": "image/png", b"RI": "image/webp"}


@blueprint.get("/gambar")
def page_image(page_id: int) -> Response:
    """Give the upright page."""
    sha256, path = _image(page_id)
    with path.open("rb") as file:
        media_type = _MAGIC.get(file.read(2), "application/octet-stream")
    answer = send_file(path, mimetype=media_type, etag=sha256, conditional=True)
    return _private(answer)


@blueprint.get("/kecil")
def page_thumbnail(page_id: int) -> Response:
    """Give the page small."""
    sha256, path = _image(page_id)
    return _made("image/jpeg", sha256, "thumbnail", lambda: cuts.thumbnail(path, _THUMBNAIL_PX))


@blueprint.get("/potongan")
def page_crop(page_id: int) -> Response:
    """Give the neighbourhood of a box: `?box=left,top,right,bottom`, fractions of the page."""
    sha256, path = _image(page_id)
    box = _box(request.args.get("box", ""))
    return _made("image/jpeg", sha256, str(box.as_list()), lambda: cuts.crop(path, box, _CROP_PX))


@blueprint.get("/kata")
def page_words(page_id: int) -> Response:
    """Give the page's words with boxes, as the reading format's `pages` show them."""
    sha256 = _look(page_id).words_blob or abort(404)
    return _made("application/json", sha256, "words", lambda: data.store().get(sha256))


def _image(page_id: int) -> tuple[str, Path]:
    sha256 = _look(page_id).image_blob or abort(404)
    if not data.store().has(sha256):
        raise Trouble("blob-missing", sha256=sha256)
    return sha256, data.store().path_of(sha256)


def _look(page_id: int) -> Page:
    user = me()
    with data.reading() as session:
        page = get_visible(session, Page, page_id, user)
        if not may_see_page(session, page, user):
            abort(404)
    document = request.args.get("document", "")
    log_look(page, user, int(document) if document.isdecimal() and len(document) < 16 else None)
    return page


def _made(media_type: str, sha256: str, what: str, make: Callable[[], bytes]) -> Response:
    etag = hashlib.sha256(f"{sha256}:{what}".encode()).hexdigest()[:32]
    if etag in request.if_none_match:
        answer = Response(status=HTTPStatus.NOT_MODIFIED)
    else:
        answer = Response(make(), mimetype=media_type)
    answer.set_etag(etag)
    return _private(answer)


def _private(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _box(text: str) -> Box:
    try:
        left, top, right, bottom = (float(part) for part in text.split(","))
    except ValueError as error:
        raise Refused("box-bad") from error
    # NaN compares false with everything and is refused here as well.
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        raise Refused("box-bad")
    return Box(left, top, right, bottom)
