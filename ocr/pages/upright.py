"""Which way is up: line shapes tell sideways from upright, a few lines read both ways tell up from down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ocr.engines.detector import Line
from ocr.pages import geometry
from ocr.pages.raw import Image

Legibility = Callable[[list[Image]], float]
"""How well strips read as they stand, 0..1."""

_SAMPLE = 4
_CLEARLY_LEGIBLE = 0.85
_MIN_SKEW_DEG = 0.15
_MAX_SKEW_DEG = 20.0


@dataclass(frozen=True, slots=True)
class Upright:
    """An upright, straight page with its lines; `rotation` clockwise and `skew_deg` are what was undone."""

    image: Image
    lines: tuple[Line, ...]
    rotation: int
    skew_deg: float


def make_upright(image: Image, lines: Sequence[Line], legibility: Legibility, expected: int = 0) -> Upright:
    """Turn a page and its lines upright; `expected` is the turn its neighbours needed, tried first."""
    sideways = _is_sideways(lines)
    turns = (90, 270) if sideways else (0, 180)
    if expected == turns[1]:
        turns = turns[::-1]
    rotation = _better_turn(image, lines, turns, legibility)
    high, wide = image.shape[:2]
    turned = geometry.turn(image, rotation) if rotation else image
    moved = geometry.turn_lines(lines, rotation, wide, high)
    skew = _skew(moved)
    if abs(skew) < _MIN_SKEW_DEG:
        return Upright(turned, tuple(moved), rotation, 0.0)
    straight, matrix = geometry.straighten(turned, skew)
    return Upright(straight, tuple(geometry.move_lines(moved, matrix)), rotation, skew)


def _is_sideways(lines: Sequence[Line]) -> bool:
    lying = sum(line.width for line in lines if line.width > 2 * line.height)
    standing = sum(line.height for line in lines if line.height > 2 * line.width)
    return standing > lying


def _better_turn(image: Image, lines: Sequence[Line], turns: tuple[int, ...], legibility: Legibility) -> int:
    sample = _telling_lines(lines)
    if not sample:
        return 0
    best, best_score = turns[0], -1.0
    for degrees in turns:
        # a strip is cut as it lies on the page, so it needs the page's own turn
        score = legibility([geometry.turn(geometry.cut(image, line), degrees) for line in sample])
        if score > _CLEARLY_LEGIBLE:
            return degrees
        if score > best_score:
            best, best_score = degrees, score
    return best


def _telling_lines(lines: Sequence[Line]) -> list[Line]:
    """Choose lines long enough to tell and short enough to be cheap."""

    def length(line: Line) -> float:
        return max(line.width, line.height) / max(1.0, min(line.width, line.height))

    fit = [line for line in lines if 4 <= length(line) <= 16] or [line for line in lines if length(line) > 2]
    return sorted(fit, key=lambda line: line.score * min(length(line), 10), reverse=True)[:_SAMPLE]


def _skew(lines: Sequence[Line]) -> float:
    """The length-weighted median slope of the long lines, degrees."""
    angles = [(line.angle_deg, line.width) for line in lines if line.width > 4 * line.height]
    angles = [(a, w) for a, w in angles if abs(a) < _MAX_SKEW_DEG]
    if not angles:
        return 0.0
    ordered = sorted(angles)
    half = sum(w for _, w in ordered) / 2
    weights = np.cumsum([w for _, w in ordered])
    return float(ordered[int(np.searchsorted(weights, half))][0])
