"""Turning and straightening: pixels and line corners together, so that nothing is looked for twice."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines.detector import Line
from ocr.pages.raw import Image

Matrix = NDArray[np.float64]

AIR = 0.08
"""Air above and below a line, as a share of its height: reads a little better and is narrower, so cheaper."""


def turn(image: Image, degrees: int) -> Image:
    """Turn pixels clockwise by a multiple of 90 degrees."""
    return np.ascontiguousarray(np.rot90(image, k=-(degrees // 90)))


def turn_lines(lines: Sequence[Line], degrees: int, width: int, height: int) -> list[Line]:
    """Turn lines clockwise with an image that was `width` x `height` before; corners start left-top again."""
    turned = []
    for line in lines:
        points = line.corners
        for _ in range(degrees // 90 % 4):
            points = np.stack([height - points[:, 1], points[:, 0]], axis=1)
            width, height = height, width
        if degrees // 90 % 2:
            width, height = height, width
        shifted = np.roll(points, degrees // 90, axis=0)
        turned.append(Line(shifted.astype(np.float32), line.score))
    return turned


def straighten(image: Image, skew_deg: float) -> tuple[Image, Matrix]:
    """Take out a small slope; gives the straight image and the 2 x 3 matrix that maps points onto it."""
    high, wide = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), skew_deg, 1.0)
    cos, sin = abs(math.cos(math.radians(skew_deg))), abs(math.sin(math.radians(skew_deg)))
    new_wide, new_high = round(wide * cos + high * sin), round(wide * sin + high * cos)
    matrix[:, 2] += [(new_wide - wide) / 2, (new_high - high) / 2]
    straight = cv2.warpAffine(
        image, matrix, (new_wide, new_high), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(straight, np.uint8), np.asarray(matrix, np.float64)


def move_lines(lines: Sequence[Line], matrix: Matrix) -> list[Line]:
    """Map lines by a 2 x 3 matrix."""
    return [
        Line((line.corners @ matrix[:, :2].T + matrix[:, 2]).astype(np.float32), line.score) for line in lines
    ]


def _aired(line: Line, air: float) -> Line:
    up = (line.corners[0] - line.corners[3]) * air
    return Line((line.corners + np.stack([up, up, -up, -up])).astype(np.float32), line.score)


def cut(image: Image, line: Line, air: float = AIR) -> Image:
    """Cut a line out as an upright strip, with `air` times its height added above and below."""
    line = _aired(line, air) if air else line
    wide, high = max(2, round(line.width)), max(2, round(line.height))
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    matrix = cv2.getPerspectiveTransform(line.corners, target)
    return np.asarray(
        cv2.warpPerspective(
            image, matrix, (wide, high), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        ),
        np.uint8,
    )
