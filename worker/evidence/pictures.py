"""A PDF from stored upright pictures, made smaller step by step until it fits."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import img2pdf
import pikepdf
from PIL import Image

# (longest side in pixels, JPEG quality): the first is what people saw; the last is still legible on A4.
_STEPS = ((2000, 75), (1700, 60), (1500, 45), (1250, 35))
_A4_LONG_MM = 297


def from_pictures(pictures: Sequence[Path], max_bytes: int) -> bytes:
    """Give a PDF of upright pages; over `max_bytes` only when even the last step is."""
    data = b""
    for side, quality in _STEPS:
        data = _pdf([_jpeg(picture, side, quality) for picture in pictures])
        if len(data) <= max_bytes:
            break
    return data


def _jpeg(picture: Path, side: int, quality: int) -> bytes:
    with Image.open(picture) as image:
        small = image.convert("RGB")
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _pdf(images: list[bytes]) -> bytes:
    # As large as A4 whatever the resolution, so that print and screen show it as paper.
    size = (None, img2pdf.mm_to_pt(_A4_LONG_MM))
    layout = img2pdf.get_layout_fun(imgsize=None, pagesize=size)
    made = img2pdf.convert(images, layout_fun=layout, nodate=True)
    out = io.BytesIO()
    # img2pdf draws a random document id; equal pictures must give equal bytes: the pages move to a new file.
    with pikepdf.open(io.BytesIO(made)) as source, pikepdf.new() as pdf:
        pdf.pages.extend(source.pages)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
