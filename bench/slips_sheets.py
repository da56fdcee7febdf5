"""Sheets of made NIPs in many fonts, forms and sizes, as scanners, copiers and faxes hand them on."""

from __future__ import annotations

import random
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from bench.matching_people import make_nip
from samples.scanner import render_dpi, scan

STYLES = ("office", "lowdpi", "photocopy", "phone", "app", "fax", "lowdpi", "photocopy")
_LINES = 34
_PAPER_IN = (8.27, 11.69)
_SIZES_PT = (6, 7, 8, 9, 10, 11)
_FONTS = (
    "liberation/LiberationSans-Regular.ttf",
    "liberation/LiberationSans-Bold.ttf",
    "liberation/LiberationSerif-Regular.ttf",
    "liberation/LiberationSerif-Bold.ttf",
    "liberation/LiberationMono-Regular.ttf",
    "liberation/LiberationSansNarrow-Regular.ttf",
    "dejavu/DejaVuSans.ttf",
    "dejavu/DejaVuSerif.ttf",
    "dejavu/DejaVuSansMono.ttf",
)
_LABELS = ("NIP. ", "NIP : ", "NIP ", "")


def sheet(luck: random.Random, rng: np.random.Generator, style: str) -> tuple[np.ndarray, list[str]]:  # type: ignore[type-arg] # as the scanner gives it
    """Give a scanned page of numbers, height x width (x 3), and the numbers from top to bottom."""
    dpi = render_dpi(style, rng)
    wide, high = (round(side * dpi) for side in _PAPER_IN)
    page = Image.new("RGB", (wide, high), "white")
    pen = ImageDraw.Draw(page)
    numbers = []
    for line in range(_LINES):
        number = str(make_nip(luck))
        numbers.append(number)
        font = _font(luck.choice(_FONTS), round(luck.choice(_SIZES_PT) * dpi / 72))
        at = (luck.uniform(0.08, 0.4) * wide, (line + 1.5) * high / (_LINES + 3))
        pen.text(at, luck.choice(_LABELS) + _printed(luck, number), font=font, fill=(17, 17, 17))
    return scan(np.asarray(page, np.uint8), style, rng), numbers


def _printed(luck: random.Random, number: str) -> str:
    if luck.random() < 0.5:
        return f"{number[:8]} {number[8:14]} {number[14]} {number[15:]}"
    return number


@lru_cache(maxsize=256)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(Path("/usr/share/fonts/truetype") / name), size)
