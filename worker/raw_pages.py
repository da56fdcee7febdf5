"""A decoded page on its way from the process that opened its file to the one that reads it.

A head of JSON and the pixels as PNG: nothing of the page is lost between the two.
"""

from __future__ import annotations

import json
import struct

import cv2
import numpy as np

from ocr.pages.raw import RawPage, layer_from_wire, layer_to_wire
from records.errors import Trouble

_LENGTH = struct.Struct("<I")
# The file is read once and dropped: speed counts for more than size.
_PNG = [cv2.IMWRITE_PNG_COMPRESSION, 1]


def pack(raw: RawPage) -> bytes:
    """Give a page as bytes.

    Raises:
        Trouble: `page-image-failed`.
    """
    done, pixels = cv2.imencode(".png", raw.image, _PNG)
    if not done:
        raise Trouble("page-image-failed")
    head = json.dumps(
        {"number": raw.number, "dpi": raw.dpi, "layer": layer_to_wire(raw.layer), "problem": raw.problem}
    ).encode()
    return _LENGTH.pack(len(head)) + head + pixels.tobytes()


def unpack(data: bytes) -> RawPage:
    """Give the page back.

    Raises:
        Trouble: `page-image-failed`.
    """
    (length,) = _LENGTH.unpack_from(data)
    head = json.loads(data[_LENGTH.size : _LENGTH.size + length])
    image = cv2.imdecode(np.frombuffer(data, np.uint8, offset=_LENGTH.size + length), cv2.IMREAD_UNCHANGED)
    if image is None:
        raise Trouble("page-image-failed")
    return RawPage(
        head["number"],
        image.astype(np.uint8, copy=False),
        head["dpi"],
        layer_from_wire(head["layer"]),
        head["problem"],
    )
