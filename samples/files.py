"""Scanned pages into the files people hand in: PDF, JPEG, PNG, TIFF, HEIC."""

from __future__ import annotations

import io
import random

import numpy as np
import pillow_heif
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from samples.printing import Pixels

ORIENTATION, TURN_RIGHT = 0x0112, 6  # EXIF: show me turned a quarter to the right
Layer = list[tuple[str, tuple[float, float, float, float]]]
SLIPS = {
    "0": "O",
    "1": "l",
    "5": "S",
    "8": "B",
    "a": "o",
    "e": "c",
    "l": "1",
    "n": "ri",
    "m": "rn",
    "i": "!",
    "g": "q",
}


def is_bilevel(page: Pixels) -> bool:
    """Say whether a page is pure black and white."""
    return page.ndim == 2 and bool(np.isin(page[::37], (0, 255)).all())


def picture(page: Pixels) -> Image.Image:
    """Give a PIL image, 1-bit where the page is black and white."""
    image = Image.fromarray(page)
    return image.convert("1") if is_bilevel(page) else image


def as_image(page: Pixels, suffix: str, dpi: int, quality: int = 60, *, lying: bool = False) -> bytes:
    """Encode one page as jpg, png or heic bytes.

    `lying` stores a JPEG's pixels on their side with the EXIF mark that says so, as phones do.
    """
    out = io.BytesIO()
    image = Image.fromarray(page)
    if suffix == "heic":
        pillow_heif.from_pillow(image).save(out, quality=quality)
    elif suffix == "png":
        small = picture(page)
        small = small if small.mode == "1" else image.convert("L").quantize(16)
        small.save(out, "PNG", dpi=(dpi, dpi), optimize=True)
    else:
        exif = Image.Exif()
        if lying:
            image = image.transpose(Image.Transpose.ROTATE_90)
            exif[ORIENTATION] = TURN_RIGHT
        image.save(out, "JPEG", quality=quality, dpi=(dpi, dpi), exif=exif)
    return out.getvalue()


def as_tiff(pages: list[Pixels], dpi: int) -> bytes:
    """Encode pages as one TIFF: fax compression for 1-bit pages, JPEG for the others."""
    out = io.BytesIO()
    images = [picture(p) for p in pages]
    how = "group4" if all(i.mode == "1" for i in images) else "jpeg"
    images = images if how == "group4" else [i.convert("RGB") for i in images]
    images[0].save(out, "TIFF", save_all=True, append_images=images[1:], compression=how, dpi=(dpi, dpi))
    return out.getvalue()


def as_pdf(
    pages: list[Pixels], dpi: int, layers: list[Layer | None] | None = None, quality: int = 60
) -> bytes:
    """Encode pages as a scanner's PDF; `layers` puts its OCR's words invisibly over them."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=True, pageCompression=1)
    for page, layer in zip(pages, layers or [None] * len(pages), strict=True):
        height, width = (side * 72 / dpi for side in page.shape[:2])
        canvas.setPageSize((width, height))
        canvas.drawImage(_embedded(page, dpi, quality), 0, 0, width, height)
        if layer:
            _hidden_words(canvas, layer, width, height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _embedded(page: Pixels, dpi: int, quality: int) -> ImageReader:
    if is_bilevel(page):
        return ImageReader(picture(page))
    return ImageReader(io.BytesIO(as_image(page, "jpg", dpi, quality)))


def _hidden_words(canvas: Canvas, layer: Layer, width: float, height: float) -> None:
    words = canvas.beginText()
    words.setTextRenderMode(3)
    for text, (left, top, _right, bottom) in layer:
        words.setFont("Helvetica", max(4, (bottom - top) * height * 1.2))
        words.setTextOrigin(left * width, height - bottom * height)
        words.textOut(text + " ")
    canvas.drawText(words)


def garble(layer: Layer, rng: random.Random, rate: float = 0.12) -> Layer:
    """Give words as a poor scanner's OCR leaves them: slips, drops, pieces."""
    out: Layer = []
    for text, box in layer:
        if rng.random() < rate / 2:
            continue
        letters = [SLIPS.get(c, c) if rng.random() < rate else c for c in text]
        out.append(("".join(letters), box))
    return out
