"""Crops and thumbnails of upright page images, which are our own and safe to open here."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from records.values import Box

_JPEG_QUALITY = 82
# A little of the neighbourhood helps the eye: a share of the box, and never less than of the page.
_MARGIN_OF_BOX = 0.25
_MARGIN_OF_PAGE = 0.008


def thumbnail(path: Path, width_px: int) -> bytes:
    """Give a small JPEG of the whole page, `width_px` wide."""
    with Image.open(path) as image:
        # JPEG decoders can shrink while decoding, at a fraction of the cost.
        image.draft("RGB", (width_px * 2, width_px * 4))
        height_px = max(1, round(image.height * width_px / image.width))
        return _jpeg(image.convert("RGB").resize((width_px, height_px), Image.Resampling.BOX))


def crop(path: Path, box: Box, max_width_px: int) -> bytes:
    """Give a JPEG of the box with a margin, at the page's own resolution or `max_width_px` wide."""
    with Image.open(path) as image:
        margin_y = max(_MARGIN_OF_PAGE, box.height * _MARGIN_OF_BOX)
        margin_x = max(_MARGIN_OF_PAGE, min(box.width * _MARGIN_OF_BOX, margin_y * 2))
        left, right = _span(box.left - margin_x, box.right + margin_x, image.width)
        top, bottom = _span(box.top - margin_y, box.bottom + margin_y, image.height)
        cut = image.crop((left, top, right, bottom)).convert("RGB")
    if cut.width > max_width_px:
        cut = cut.resize((max_width_px, max(1, round(cut.height * max_width_px / cut.width))))
    return _jpeg(cut)


def _span(start: float, end: float, length_px: int) -> tuple[int, int]:
    first = min(max(0, int(start * length_px)), length_px - 1)
    return first, max(first + 1, min(length_px, round(end * length_px)))


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_JPEG_QUALITY)
    return out.getvalue()
