"""Outlines of text in a detector's mask, with lines freed from the stamps and strokes that touch them."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.uint8]
Outline = NDArray[np.int32]

_MAX_OUTLINES = 1500
_MIN_SIDE = 3.0
_TOO_THICK = 1.8
"""Times the usual line's height: what is thicker and not full holds more than one thing."""
_FULL = 0.6
_RUN = 3.0
"""Times the usual height: how long print must run without a break to be kept when freed."""


def outlines(mask: Mask) -> list[Outline]:
    """Find the outlines of all parts of a 0/1 mask that are at least 3 pixels thick."""
    found = _contours(mask)
    thicknesses = [min(cv2.minAreaRect(outline)[1]) for outline in found]
    usual = median(t for t in thicknesses) if thicknesses else 0.0
    lying = _lie(found)
    kept: list[Outline] = []
    for outline, thickness in zip(found, thicknesses, strict=True):
        if thickness > _TOO_THICK * usual and _fill(outline) < _FULL:
            kept.extend(_freed(mask, outline, round(_RUN * usual), lying=lying))
        else:
            kept.append(outline)
    return kept


def _contours(mask: Mask) -> list[Outline]:
    found, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    thick = (np.asarray(o, np.int32) for o in found[:_MAX_OUTLINES])
    return [outline for outline in thick if min(cv2.minAreaRect(outline)[1]) >= _MIN_SIDE]


def _lie(found: list[Outline]) -> bool:
    """Whether most print runs across rather than down."""
    boxes = [cv2.boundingRect(outline) for outline in found]
    across = sum(w for _, _, w, h in boxes if w > 2 * h)
    return across >= sum(h for _, _, w, h in boxes if h > 2 * w)


def _fill(outline: Outline) -> float:
    _, (one, other), _ = cv2.minAreaRect(outline)
    return float(cv2.contourArea(outline)) / max(1.0, one * other)


def _freed(mask: Mask, outline: Outline, run: int, *, lying: bool) -> Iterator[Outline]:
    """Part what is tangled by keeping only where print runs on: a ring or a stroke crosses, lines run."""
    left, top, wide, high = cv2.boundingRect(outline)
    alone = np.zeros((high, wide), np.uint8)
    cv2.drawContours(alone, [outline - np.array([left, top], np.int32)], -1, 1, cv2.FILLED)
    alone &= mask[top : top + high, left : left + wide]
    kernel = np.ones((1, run) if lying else (run, 1), np.uint8)
    opened = np.asarray(cv2.morphologyEx(alone, cv2.MORPH_OPEN, kernel), np.uint8)
    for part in _contours(opened):
        yield part + np.array([left, top], np.int32)
