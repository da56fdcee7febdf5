"""Pages printed in two columns that go their own ways: a sidebar beside the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from records.values import Box

_LEAST = 5  # segments a column needs before it counts as one


class Placed(Protocol):
    """Anything with a box."""

    @property
    def box(self) -> Box:
        """Where it stands."""


def find_gutter(things: Sequence[Placed]) -> float | None:
    """Give where a sidebar ends or begins, in page widths; None for a page that reads straight across.

    Two columns count as independent when hardly anything crosses between them, both are tall, and their lines
    do not stand at the same heights, as the two sides of a form or a table do.
    """
    best: tuple[float, float] | None = None
    for x in sorted({round(t.box.left, 2) - 0.008 for t in things if 0.2 < t.box.left < 0.8}):
        apart = _apart(things, x)
        if apart is not None and (best is None or apart < best[0]):
            best = (apart, x)
    return best[1] if best is not None and best[0] < 0.45 else None


def _apart(things: Sequence[Placed], x: float) -> float | None:
    """The share of lines of the shorter column that have a partner at their height in the other one."""
    left = [t for t in things if t.box.right <= x + 0.004]
    right = [t for t in things if t.box.left >= x - 0.004]
    crossing = len(things) - len(left) - len(right)
    if min(len(left), len(right)) < _LEAST or crossing > 0.12 * len(things):
        return None
    if min(_tall(left), _tall(right)) < 0.3 or _overlap(left, right) < 0.3:
        return None
    few, many = sorted((left, right), key=len)
    return sum(any(_level(a, b) for b in many) for a in few) / len(few)


def _tall(things: Sequence[Placed]) -> float:
    return max(t.box.bottom for t in things) - min(t.box.top for t in things)


def _overlap(one: Sequence[Placed], other: Sequence[Placed]) -> float:
    top = max(min(t.box.top for t in one), min(t.box.top for t in other))
    return min(max(t.box.bottom for t in one), max(t.box.bottom for t in other)) - top


def _level(one: Placed, other: Placed) -> bool:
    height = min(one.box.height, other.box.height)
    return abs(one.box.centre[1] - other.box.centre[1]) < 0.3 * height
