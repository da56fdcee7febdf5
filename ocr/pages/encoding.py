"""The upright page as a small picture for people, and back to pixels for re-reading."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.pages import pixels
from ocr.pages.raw import Image
from records.errors import Trouble

MAX_SIDE_PX = 2000
"""A4 at about 170 dpi: small print stays legible, and boxes can be re-read from it."""
_QUALITY = 72


def encode_page_image(image: Image, max_side_px: int = MAX_SIDE_PX) -> bytes:
    """Give a page as JPEG, its longer side at most `max_side_px`; about 200 kB for a letter.

    JPEG and not WebP: the half of the bytes would cost fifteen times the processor time.
    """
    small = pixels.at_most(image, max_side_px)
    done, data = cv2.imencode(
        ".jpg", small if small.ndim == 2 else pixels.bgr(small), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY]
    )
    if not done:
        raise Trouble("page-image-failed")
    return data.tobytes()


def decode_page_image(data: bytes) -> Image:
    """Give back the RGB pixels of a stored page image."""
    colour = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if colour is None:
        raise Trouble("page-image-failed")
    return np.ascontiguousarray(colour[..., ::-1], dtype=np.uint8)
