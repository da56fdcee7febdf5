"""Photographs of paper: find the sheet, look at it squarely, even out the light."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.pages import pixels
from ocr.pages.raw import Image

Quad = NDArray[np.float32]

_WORK_SIDE = 480
_MIN_AREA = 0.2
_FULL_AREA = 0.86
_MIN_CONTRAST = 22.0
_MIN_SIDE_ANGLE_DEG = 55.0
_MIN_FILL = 0.9


def find_sheet(image: Image) -> Quad | None:
    """Find the corners of a bright sheet on a darker ground, clockwise from left-top, in pixels.

    None where the sheet fills the picture, as on scans, or where nothing bright has four straight sides.
    """
    small = pixels.at_most(image, _WORK_SIDE)
    if min(small.shape[:2]) < 64:
        return None
    smooth = np.asarray(cv2.GaussianBlur(pixels.grey(small), (7, 7), 0), np.uint8)
    best: Quad | None = None
    best_fit = 0.0
    for mask in _masks(smooth):
        quad, fit = _quad(mask)
        if quad is not None and fit > best_fit and _stands_out(smooth, quad):
            best, best_fit = quad, fit
    if best is None:
        return None
    scale = np.array([image.shape[1] / small.shape[1], image.shape[0] / small.shape[0]], np.float32)
    return best * scale


def _masks(smooth: Image) -> list[Image]:
    """Two ways to part sheet from ground: by brightness over all, and by edges where light is uneven."""
    _, bright = cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    kernel = np.ones((9, 9), np.uint8)
    closed = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, kernel)
    edges = cv2.dilate(cv2.Canny(smooth, 25, 75), np.ones((3, 3), np.uint8))
    inside = cv2.bitwise_not(edges)
    return [np.asarray(closed, np.uint8), np.asarray(_without_border(inside), np.uint8)]


def _without_border(mask: NDArray[np.generic]) -> Image:
    """Keep what the ground's edge shuts off from the picture's frame."""
    framed = np.pad(np.asarray(mask, np.uint8), 1, constant_values=255)
    cv2.floodFill(framed, None, (0, 0), 0)
    filled = cv2.morphologyEx(framed[1:-1, 1:-1], cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    return np.asarray(filled, np.uint8)


def _quad(mask: Image) -> tuple[Quad | None, float]:
    """Give the largest part's outline as four corners, and how much of those the part fills."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    area = float(mask.shape[0] * mask.shape[1])
    largest = max(outlines, key=cv2.contourArea, default=None)
    if largest is None or not _MIN_AREA < cv2.contourArea(largest) / area < _FULL_AREA:
        return None, 0.0
    hull = cv2.convexHull(largest)
    length = cv2.arcLength(hull, closed=True)
    for share in (0.02, 0.03, 0.045, 0.06, 0.08):
        corners = cv2.approxPolyDP(hull, share * length, closed=True)
        if len(corners) <= 4:
            break
    if len(corners) != 4:
        return None, 0.0
    quad = _clockwise(np.asarray(corners, np.float32).reshape(4, 2))
    fill = cv2.contourArea(largest) / max(1.0, cv2.contourArea(quad))
    return (quad, min(fill, 1 / fill)) if fill > _MIN_FILL and _is_square_on(quad) else (None, 0.0)


def _clockwise(points: Quad) -> Quad:
    middle = points.mean(axis=0)
    angles = np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0])
    around = points[np.argsort(angles)]
    start = int(np.argmin(around.sum(axis=1)))
    return np.roll(around, -start, axis=0)


def _is_square_on(quad: Quad) -> bool:
    """Whether every corner is near enough to a right angle to be a sheet seen from the front."""
    for before, corner, after in zip(np.roll(quad, 1, 0), quad, np.roll(quad, -1, 0), strict=True):
        one, other = before - corner, after - corner
        cos = float(one @ other) / max(1e-6, float(np.linalg.norm(one) * np.linalg.norm(other)))
        if abs(cos) > np.cos(np.radians(_MIN_SIDE_ANGLE_DEG)):
            return False
    return True


def _stands_out(grey: Image, quad: Quad) -> bool:
    """Whether the sheet is brighter than the ground on three sides and as bright on the fourth.

    A frame printed on paper has the same paper on both sides and is no sheet.
    """
    middle = quad.mean(axis=0)
    clear = 0
    for start, end in pairwise([*quad, quad[0]]):
        along = np.linspace(start, end, 24)[2:-2]
        outward = (along - middle) * 0.06
        inner, outer = _sample(grey, along - outward), _sample(grey, along + outward)
        if outer.size < 6:
            continue
        step = float(np.median(inner)) - float(np.median(outer))
        if step < -_MIN_CONTRAST:
            return False
        clear += step > _MIN_CONTRAST
    return clear >= 3


def _sample(grey: Image, points: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Read brightness at those points that lie in the picture."""
    spots = np.round(points).astype(int)
    high, wide = grey.shape
    within = (spots[:, 0] >= 0) & (spots[:, 0] < wide) & (spots[:, 1] >= 0) & (spots[:, 1] < high)
    return np.asarray(grey[spots[within, 1], spots[within, 0]], np.uint8)


def holds(sheet: Quad, texts: Sequence[Quad]) -> bool:
    """Whether nearly all text lies on the sheet; if not, it is a bright panel of a larger page."""
    inside = [float(cv2.contourArea(t)) for t in texts if _contains(sheet, t.mean(axis=0))]
    return sum(inside) >= 0.95 * sum(float(cv2.contourArea(t)) for t in texts)


def _contains(quad: Quad, point: NDArray[np.float32]) -> bool:
    return cv2.pointPolygonTest(quad, (float(point[0]), float(point[1])), measureDist=False) >= 0


def flatten(image: Image, quad: Quad) -> Image:
    """Show the sheet as if seen squarely, at the resolution it was taken in."""
    top, right = np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[2] - quad[1])
    bottom, left = np.linalg.norm(quad[2] - quad[3]), np.linalg.norm(quad[3] - quad[0])
    wide, high = round(float(max(top, bottom))), round(float(max(left, right)))
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad, target)
    return np.asarray(cv2.warpPerspective(image, matrix, (wide, high), flags=cv2.INTER_LINEAR), np.uint8)


def even_light(image: Image) -> Image:
    """Divide out the light's own unevenness: paper becomes white from corner to corner."""
    small = pixels.grey(pixels.at_most(image, 300))
    # letters are darker than paper and thinner than this kernel, so dilation leaves the paper's brightness
    paper = cv2.medianBlur(np.asarray(cv2.dilate(small, np.ones((11, 11), np.uint8)), np.uint8), 21)
    light = cv2.resize(paper, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_LINEAR)
    gain = np.asarray(light, np.uint8)
    if image.ndim == 3:
        gain = np.asarray(cv2.cvtColor(gain, cv2.COLOR_GRAY2RGB), np.uint8)
    return np.asarray(cv2.divide(image, np.maximum(gain, 24), scale=240), np.uint8)
