"""Where text stands on a page: PP-OCR's detector (a DB network) and its probability map turned to boxes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines import models
from ocr.engines.outlines import outlines
from ocr.pages import pixels
from ocr.pages.raw import Image

_STEP = 64
"""The network wants multiples of 32; coarser steps keep down the shapes the runtime holds memory for."""
_PIXEL_THRESHOLD = 0.3
_BOX_THRESHOLD = 0.5
_UNCLIP = 1.6


@dataclass(frozen=True, slots=True)
class Line:
    """A run of text: corners (left-top, right-top, right-bottom, left-bottom) in pixels, and the score."""

    corners: NDArray[np.float32]
    score: float

    @property
    def width(self) -> float:
        """Length along the upper edge, pixels."""
        return float(np.linalg.norm(self.corners[1] - self.corners[0]))

    @property
    def height(self) -> float:
        """Length along the left edge, pixels."""
        return float(np.linalg.norm(self.corners[3] - self.corners[0]))

    @property
    def angle_deg(self) -> float:
        """Slope of the upper edge, degrees, clockwise positive."""
        dx, dy = self.corners[1] - self.corners[0]
        return float(np.degrees(np.arctan2(dy, dx)))


@lru_cache(maxsize=1)
def _model() -> models.Run:
    return models.load(models.model_path(models.DETECTOR))


def detect(image: Image, side: int) -> list[Line]:
    """Find lines of text on an image scaled so that its longer side is at most `side` pixels."""
    high, wide = image.shape[:2]
    scale = min(1.0, side / max(high, wide))
    new_high, new_wide = _stepped(high * scale), _stepped(wide * scale)
    small = pixels.bgr(pixels.resized(image, new_wide, new_high))
    batch = (small.astype(np.float32) * (2 / 255) - 1).transpose(2, 0, 1)[None]
    heat = _model()(np.ascontiguousarray(batch))[0, 0]
    return _lines(heat, wide / new_wide, high / new_high)


def _stepped(length: float) -> int:
    return max(_STEP, round(length / _STEP) * _STEP)


def _lines(heat: NDArray[np.float32], scale_x: float, scale_y: float) -> list[Line]:
    mask = cv2.dilate((heat > _PIXEL_THRESHOLD).astype(np.uint8), np.ones((2, 2), np.uint8))
    found = []
    for outline in outlines(np.asarray(mask, np.uint8)):
        centre, size, angle = cv2.minAreaRect(outline)
        score = _score(heat, outline)
        if score < _BOX_THRESHOLD:
            continue
        # the network is trained on shrunken text; growing by area over perimeter undoes it
        grow = 2 * size[0] * size[1] * _UNCLIP / (2 * (size[0] + size[1]))
        grown = cv2.boxPoints((centre, (size[0] + grow, size[1] + grow), angle))
        corners = _ordered(np.asarray(grown, np.float32)) * np.array([scale_x, scale_y], np.float32)
        found.append(Line(corners.astype(np.float32), score))
    return found


def _score(heat: NDArray[np.float32], outline: NDArray[np.int32]) -> float:
    left, top, wide, high = cv2.boundingRect(outline)
    part = heat[top : top + high, left : left + wide]
    mask = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(mask, [outline - np.array([left, top], np.int32)], 1)
    return float(cv2.mean(part, mask)[0])


def _ordered(points: NDArray[np.float32]) -> NDArray[np.float32]:
    """Start a rectangle's corners left-top and go clockwise, whichever way it leans."""
    across, down = points[1] - points[0], points[2] - points[1]
    if abs(across[0]) < abs(down[0]):
        across, down = down, across
    across = across if across[0] > 0 else -across
    down = down if down[1] > 0 else -down
    start = points.mean(axis=0) - (across + down) / 2
    return np.array([start, start + across, start + across + down, start + down], np.float32)
