"""Pages printed in two columns that go their own ways: a sidebar beside the text."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Protocol

from records.values import Box

_LEAST = 5  # segments a column needs before it counts as one
_TALL = 0.3  # of the page: what a column that runs beside another one has at least
_TALL_APART = 0.2  # the same where nothing on the whole page crosses the gap
_LEAST_PANEL = 3  # the same for a narrow panel that nothing crosses
_PANEL_HEIGHT = 0.12  # of the page
_PANEL_PARTNERS = 0.4  # share of the text's lines with something beside them in the panel, at most
_PANEL_WIDTH = 0.05  # a usual line of a panel is wider than the numbers of a list


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
    panel: float | None = None
    for x in sorted({round(t.box.left, 2) - 0.008 for t in things if 0.2 < t.box.left < 0.8}):
        apart = _apart(things, x)
        if apart is not None and (best is None or apart < best[0]):
            best = (apart, x)
        if panel is None and _beside_panel(things, x):
            panel = x
    return best[1] if best is not None and best[0] < 0.45 else panel


def _beside_panel(things: Sequence[Placed], x: float) -> bool:
    """Whether a narrow panel of a few lines stands left of `x`, with the text running down on its right.

    In a form most values have a label at their height; beside a panel most lines have nothing.
    """
    left = [t for t in things if t.box.right <= x + 0.004]
    right = [t for t in things if t.box.left >= x - 0.004]
    if len(left) + len(right) < len(things) or len(left) < _LEAST_PANEL or len(right) < 2 * len(left):
        return False
    if min(_tall(left), _overlap(left, right)) < _PANEL_HEIGHT or _usual_width(left) < _PANEL_WIDTH:
        return False
    return sum(any(_level(a, b) for a in left) for b in right) / len(right) < _PANEL_PARTNERS


def _usual_width(things: Sequence[Placed]) -> float:
    return median(t.box.width for t in things)


def _apart(things: Sequence[Placed], x: float) -> float | None:
    """The share of lines of the shorter column that have a partner at their height in the other one."""
    left = [t for t in things if t.box.right <= x + 0.004]
    right = [t for t in things if t.box.left >= x - 0.004]
    crossing = len(things) - len(left) - len(right)
    if min(len(left), len(right)) < _LEAST or crossing > 0.12 * len(things):
        return None
    least = _TALL if crossing else _TALL_APART
    if min(_tall(left), _tall(right)) < least or _overlap(left, right) < least:
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
