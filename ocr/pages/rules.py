"""Ruled lines of tables and forms, found by their shape: long, thin and dark."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.pages import pixels
from ocr.pages.raw import Image
from records.values import Box, Rule

_WORK_SIDE = 1000
_MIN_SHARE = 0.05
_MAX_RULES = 400


def find_rules(image: Image) -> tuple[Rule, ...]:
    """Find horizontal and vertical rules longer than a twentieth of the page."""
    small = pixels.grey(pixels.at_most(image, _WORK_SIDE))
    if min(small.shape) < 32:
        return ()
    ink = np.asarray(
        cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12), np.uint8
    )
    found = []
    for horizontal in (True, False):
        found += _along(ink, horizontal=horizontal)
    return tuple(sorted(found, key=lambda r: (round(r.box.top, 3), r.box.left))[:_MAX_RULES])


def _along(ink: Image, *, horizontal: bool) -> list[Rule]:
    high, wide = ink.shape
    length = int(_MIN_SHARE * (wide if horizontal else high))
    kernel = np.ones((1, length) if horizontal else (length, 1), np.uint8)
    # a little smear first bridges the steps that a slight slope leaves in a thin line
    joined = cv2.dilate(ink, np.ones((3, 1) if horizontal else (1, 3), np.uint8))
    runs = cv2.morphologyEx(joined, cv2.MORPH_OPEN, kernel)
    count, _, stats, _ = cv2.connectedComponentsWithStats(runs)
    rules = []
    for left, top, w, h, _ in stats[1:count]:
        thickness, extent = (h, w) if horizontal else (w, h)
        if thickness <= max(10, extent / 12):
            box = Box(left / wide, top / high, (left + w) / wide, (top + h) / high)
            rules.append(Rule(box))
    return rules
