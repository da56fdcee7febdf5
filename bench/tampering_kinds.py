"""Ways to tamper with a printed value on a page picture, as people do it with everyday programs."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from ocr.pages.raw import Image

_FOLDER = Path("/usr/share/fonts/truetype")
FONTS = (
    "liberation/LiberationSans-Regular.ttf",
    "liberation/LiberationSerif-Regular.ttf",
    "dejavu/DejaVuSans.ttf",
    "liberation/LiberationMono-Regular.ttf",
)
Place = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""
Tamper = Callable[[random.Random, Image, Place, str], Image]


def retyped(luck: random.Random, page: Image, place: Place, text: str) -> Image:
    """Cover the value with the colour of the paper beside it and type another in another font."""
    part = page[_slices(place)]
    colours = part.reshape(-1, part.shape[2])
    tone = colours.sum(axis=1)
    paper = np.median(colours[tone >= np.quantile(tone, 0.6)], axis=0)
    ink = np.median(colours[tone <= np.quantile(tone, 0.08)], axis=0)
    return _typed(luck, page, place, text, paper, ink)


def whited_out(luck: random.Random, page: Image, place: Place, text: str) -> Image:
    """Cover the value with plain white and type another in black."""
    return _typed(luck, page, place, text, np.full(3, 255.0), np.zeros(3))


def rescaled(luck: random.Random, page: Image, place: Place, text: str) -> Image:
    """Put a smaller or larger copy of other print in place: another size, softer for the resampling."""
    del text
    left, top, right, bottom = place
    part = page[_slices(place)]
    factor = luck.choice((0.4, 0.5, 0.6))
    small = cv2.resize(part, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    back = cv2.resize(small, (right - left, bottom - top), interpolation=cv2.INTER_CUBIC)
    return _pasted(page, place, back.astype(np.uint8))


def recompressed(luck: random.Random, page: Image, place: Place, text: str) -> Image:
    """Take the value from a picture that went through a messenger: strong JPEG."""
    del text
    quality = luck.choice((15, 25, 35))
    _, data = cv2.imencode(".jpg", page[_slices(place)], [cv2.IMWRITE_JPEG_QUALITY, quality])
    return _pasted(page, place, cv2.imdecode(data, cv2.IMREAD_COLOR).astype(np.uint8))


def from_elsewhere(page: Image, place: Place, other: Image, source: Place) -> Image:
    """Put a value cut from another scan in place, fitted to its height."""
    left, top, right, bottom = place
    part = cv2.resize(other[_slices(source)], (right - left, bottom - top), interpolation=cv2.INTER_AREA)
    return _pasted(page, place, part.astype(np.uint8))


def moved(page: Image, place: Place, source: Place) -> Image:
    """Put a value of the same page in place, unscaled: what nothing but reading can find."""
    left, top, right, bottom = place
    part = page[_slices(source)][: bottom - top, : right - left]
    return _pasted(page, (left, top, left + part.shape[1], top + part.shape[0]), part)


def saved(page: Image, quality: int) -> Image:
    """Save the tampered page as JPEG, as most programs do."""
    _, data = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)


TYPED: dict[str, Tamper] = {
    "retyped": retyped,
    "whited out": whited_out,
    "rescaled": rescaled,
    "recompressed": recompressed,
}


def _typed(  # noqa: PLR0917 - what is typed, where and in which tones
    luck: random.Random,
    page: Image,
    place: Place,
    text: str,
    paper: np.ndarray[tuple[int], np.dtype[np.float64]],
    ink: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> Image:
    left, top, right, bottom = place
    sheet = Pillow.new("RGB", (right - left, bottom - top), tuple(int(v) for v in paper))
    font = _fitting(luck.choice(FONTS), text, right - left, bottom - top)
    box = font.getbbox(text)
    at = ((right - left - (box[2] - box[0])) // 2 - box[0], (bottom - top - (box[3] - box[1])) // 2 - box[1])
    ImageDraw.Draw(sheet).text(at, text, font=font, fill=tuple(int(v) for v in ink))
    return _pasted(page, place, np.asarray(sheet, np.uint8))


def _fitting(name: str, text: str, wide: int, high: int) -> ImageFont.FreeTypeFont:
    for size in range(max(6, int(high * 1.4)), 5, -1):
        font = _font(name, size)
        left, top, right, bottom = font.getbbox(text)
        if right - left <= wide * 0.96 and bottom - top <= high * 0.8:
            return font
    return _font(name, 6)


@lru_cache(maxsize=256)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FOLDER / name), size)


def _pasted(page: Image, place: Place, part: Image) -> Image:
    changed = page.copy()
    changed[_slices(place)] = part
    return changed


def _slices(place: Place) -> tuple[slice, slice]:
    left, top, right, bottom = place
    return slice(top, bottom), slice(left, right)
