"""Which way is up: line shapes tell sideways from upright, a few lines read both ways tell up from down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ocr.engines.detector import Line
from ocr.engines.recogniser import Token, is_foreign
from ocr.pages import geometry
from ocr.pages.raw import Image

ReadStrips = Callable[[list[Image]], list[tuple[Token, ...]]]

_SAMPLE = 4
_CLEARLY_LEGIBLE = 0.88
_ILLEGIBLE = 0.8
_MIN_SKEW_DEG = 0.15
_MAX_SKEW_DEG = 20.0


@dataclass(frozen=True, slots=True)
class Upright:
    """An upright, straight page with its lines; `rotation` clockwise and `skew_deg` are what was undone.

    `tokens` are what was read of some lines, by their index, while finding out which way is up.
    """

    image: Image
    lines: tuple[Line, ...]
    rotation: int = 0
    skew_deg: float = 0.0
    mirrored: bool = False
    tokens: Mapping[int, tuple[Token, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Trial:
    degrees: int
    legibility: float
    tokens: Mapping[int, tuple[Token, ...]]


def make_upright(
    image: Image, lines: Sequence[Line], read: ReadStrips, expected: int = 0, *, stands: bool = False
) -> Upright:
    """Turn a page and its lines upright; `expected` is the turn its neighbours needed, tried first.

    `stands`: a person has turned it already, only its skew is taken out.
    """
    turns: tuple[int, ...] = (90, 270) if _is_sideways(lines) else (0, 180)
    if expected == turns[-1]:
        turns = turns[::-1]
    if stands:
        turns = (0,)
    sample = _telling_lines(lines)
    best = _best_turn(image, lines, sample, turns, read)
    mirrored = (
        best.legibility < _ILLEGIBLE and bool(sample) and _is_mirrored(image, lines, sample, turns, read)
    )
    high, wide = image.shape[:2]
    turned = geometry.turn(image, best.degrees) if best.degrees else image
    moved = geometry.turn_lines(lines, best.degrees, wide, high)
    skew = _skew(moved)
    if abs(skew) < _MIN_SKEW_DEG:
        return Upright(turned, tuple(moved), best.degrees, 0.0, mirrored, best.tokens)
    straight, matrix = geometry.straighten(turned, skew)
    return Upright(
        straight, tuple(geometry.move_lines(moved, matrix)), best.degrees, skew, mirrored, best.tokens
    )


def legibility(found: Sequence[tuple[Token, ...]]) -> float:
    """How well strips were read, 0..1: the mean confidence over letters, letters of other scripts as 0."""
    tokens = [token for strip in found for token in strip]
    letters = sum(len(token.text) for token in tokens)
    if letters < 3 * len(found):
        return 0.0
    return sum(t.confidence * len(t.text) for t in tokens if not is_foreign(t.text)) / letters


def _is_sideways(lines: Sequence[Line]) -> bool:
    lying = sum(line.width for line in lines if line.width > 2 * line.height)
    standing = sum(line.height for line in lines if line.height > 2 * line.width)
    return standing > lying


def _best_turn(
    image: Image, lines: Sequence[Line], sample: Sequence[int], turns: Sequence[int], read: ReadStrips
) -> _Trial:
    best = _Trial(turns[0], -1.0, {})
    if not sample:
        return best
    for degrees in turns:
        # a strip is cut as it lies on the page, so it needs the page's own turn
        strips = [geometry.turn(geometry.cut(image, lines[i]), degrees) for i in sample]
        found = read(strips)
        trial = _Trial(degrees, legibility(found), dict(zip(sample, found, strict=True)))
        if trial.legibility > best.legibility:
            best = trial
        if best.legibility > _CLEARLY_LEGIBLE:
            break
    return best


def _is_mirrored(
    image: Image, lines: Sequence[Line], sample: Sequence[int], turns: Sequence[int], read: ReadStrips
) -> bool:
    for degrees in turns:
        strips = [geometry.turn(geometry.cut(image, lines[i]), degrees) for i in sample]
        if legibility(read([np.ascontiguousarray(strip[:, ::-1]) for strip in strips])) > _CLEARLY_LEGIBLE:
            return True
    return False


def _telling_lines(lines: Sequence[Line]) -> list[int]:
    """Choose lines long enough to tell and short enough to be cheap, by index."""

    def length(line: Line) -> float:
        return max(line.width, line.height) / max(1.0, min(line.width, line.height))

    long = [i for i, line in enumerate(lines) if length(line) > 2]
    fit = [i for i in long if 4 <= length(lines[i]) <= 16] or long
    return sorted(fit, key=lambda i: lines[i].score * min(length(lines[i]), 10), reverse=True)[:_SAMPLE]


def _skew(lines: Sequence[Line]) -> float:
    """The length-weighted median slope of the long lines, degrees."""
    angles = [(line.angle_deg, line.width) for line in lines if line.width > 4 * line.height]
    ordered = sorted((a, w) for a, w in angles if abs(a) < _MAX_SKEW_DEG)
    if not ordered:
        return 0.0
    weights = np.cumsum([w for _, w in ordered])
    return float(ordered[int(np.searchsorted(weights, weights[-1] / 2))][0])
