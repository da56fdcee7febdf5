"""What a stretch of print shows besides its letters: how sharp it is, and on how lively a paper.

Size and weight of letters are left out: honest forms are filled in with another font than their own.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ocr.pages import pixels
from ocr.pages.raw import Image

_LEAST_CONTRAST = 40
_LEAST_SIDE_PX = 6
_LEAST_PIXELS = 24
_RING = 0.35
"""Paper above and below a word that its own is compared with, as a share of its height."""
_AROUND = np.ones((5, 5), np.uint8)
_CORE = np.ones((3, 3), np.uint8)


@dataclass(frozen=True, slots=True)
class Trace:
    """One stretch of print, as numbers that its neighbours on honest paper share.

    `grain`: mean difference of neighbouring paper pixels, in grey levels; `ring`: the same above and below
    the word; `step`: how much lighter its paper is than that. `paper`: its level, 0..255. `solid`: the grain
    of the ink. `edge`: steepest rise from ink to paper, a pixel, as a share of all of it. `area`: pixels of
    ink.
    """

    grain: float
    ring: float
    step: float
    paper: float
    solid: float
    edge: float
    area: int


def trace(image: Image, left: int, top: int, right: int, bottom: int) -> Trace | None:
    """Look at the print in a box of pixels of a whole upright page; None where there is too little of it."""
    high, wide = image.shape[:2]
    margin = max(3, round((bottom - top) * _RING))
    x, y = max(0, left - 2), max(0, top - margin)
    part = image[y : min(high, bottom + margin), x : min(wide, right + 2)]
    if min(part.shape[:2]) < _LEAST_SIDE_PX or right - left < 2:
        return None
    part = pixels.grey(part)
    inner = slice(top - y, bottom - y)
    ink, paper = _levels(part[inner])
    rise = paper - ink
    if rise < _LEAST_CONTRAST:
        return None
    dark = cv2.threshold(part, ink + rise // 2, 255, cv2.THRESH_BINARY_INV)[1]
    bare = np.asarray(cv2.bitwise_not(cv2.dilate(dark, _AROUND)), np.uint8)
    across = np.asarray(cv2.absdiff(part[:, 1:], part[:, :-1]), np.uint8)
    flat = np.asarray(cv2.bitwise_and(bare[:, 1:], bare[:, :-1]), np.uint8)
    inked, bared = cv2.countNonZero(dark[inner]), cv2.countNonZero(flat[inner])
    if inked < _LEAST_PIXELS or bared < _LEAST_PIXELS:
        return None
    core = cv2.erode(dark, _CORE)
    borders = max(1, cv2.countNonZero(cv2.absdiff(dark[inner, 1:], dark[inner, :-1])))
    grain, ring = _within_and_around(across, flat, inner, bared)
    own, around = _within_and_around(part, bare, inner, cv2.countNonZero(bare[inner]))
    return Trace(
        grain=grain,
        ring=ring,
        step=own - around,
        paper=own,
        solid=cv2.mean(across, core[:, 1:])[0],
        edge=_steepest(across[inner], borders) / rise,
        area=inked,
    )


def _within_and_around(values: Image, mask: Image, inner: slice, count: int) -> tuple[float, float]:
    """Means of what a mask shows of some rows, `count` pixels, and of the rows above and below them."""
    whole = cv2.countNonZero(mask)
    mean, total = cv2.mean(values[inner], mask[inner])[0], cv2.mean(values, mask)[0]
    if whole - count < _LEAST_PIXELS:
        return mean, mean
    return mean, (total * whole - mean * count) / (whole - count)


def _levels(part: Image) -> tuple[int, int]:
    """Grey levels of ink and paper: the darkest thirtieth, and what four fifths are darker than."""
    tones = cv2.calcHist([part], [0], None, [256], [0, 256]).ravel().cumsum()
    ink, paper = np.searchsorted(tones, (part.size * 0.03, part.size * 0.8))
    return int(ink), int(paper)


def _steepest(across: Image, borders: int) -> float:
    """The rise that the steepest third of all borders exceed."""
    rises = cv2.calcHist([across], [0], None, [256], [0, 256]).ravel().cumsum()
    return float(np.searchsorted(rises, rises[-1] - 0.3 * borders))
