"""A decoded page on its way from the process that opened its file to the one that reads it.

A head of JSON and the pixels as PNG: nothing of the page is lost between the two.
"""

from __future__ import annotations

import json
import struct
from typing import Any

import cv2
import numpy as np

from ocr.pages.raw import LayerMark, LayerWord, RawPage, TextLayer
from records.errors import Trouble
from records.values import Box

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
        {"number": raw.number, "dpi": raw.dpi, "layer": _layer_to_json(raw.layer), "problem": raw.problem}
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
        _layer_from_json(head["layer"]),
        head["problem"],
    )


def _layer_to_json(layer: TextLayer) -> dict[str, Any]:
    words = [(w.text, (w.box.left, w.box.top, w.box.right, w.box.bottom), w.upright) for w in layer.words]
    marks = [(m.code, (m.box.left, m.box.top, m.box.right, m.box.bottom)) for m in layer.marks]
    return {
        "words": words,
        "image_cover": layer.image_cover,
        "invisible": layer.invisible,
        "marks": marks,
    }


def _layer_from_json(data: dict[str, Any]) -> TextLayer:
    words = tuple(LayerWord(text, Box(*edges), upright) for text, edges, upright in data["words"])
    # pages stored before there were marks have none
    marks = tuple(LayerMark(code, Box(*edges)) for code, edges in data.get("marks", ()))
    return TextLayer(words, data["image_cover"], data["invisible"], marks)
