"""Records of a ruled table: the stretches between its horizontal rules, wherever a cell's text stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ocr.fields.scene import Scene
from ocr.fields.walls import Wall

LEAST_WALLS = 3
_SAME = 0.006  # rules closer than this, in page heights, are one rule's two edges
_SPAN = 0.6  # share of the table's width that a rule between records crosses


def walls_beside(scene: Scene, index: int) -> tuple[Wall, ...]:
    """Give the walls of the table that row `index` stands in; empty outside of tables."""
    row = scene.rows[index]
    beside = tuple(w for w in scene.walls[row.page] if w.top < row.level < w.bottom)
    return beside if len(beside) >= LEAST_WALLS else ()


def bands_of(scene: Scene, indices: Sequence[int]) -> list[tuple[int, ...]]:
    """Group rows of one page by the horizontal rules of the table they stand in; empty without such a table.

    Rows outside of the table belong to no band.
    """
    parts: dict[tuple[Wall, ...], list[int]] = {}
    for index in indices:
        if walls := walls_beside(scene, index):
            parts.setdefault(walls, []).append(index)
    # A heading that crosses a table, as a ward's name does, ends its walls: each part has its own.
    return [band for walls, inside in parts.items() for band in _bands_between(scene, inside, walls)]


def _bands_between(scene: Scene, inside: Sequence[int], walls: Sequence[Wall]) -> list[tuple[int, ...]]:
    left, right = min(w.x for w in walls), max(w.x for w in walls)
    top, bottom = median(w.top for w in walls), median(w.bottom for w in walls)
    page = next(p for p in scene.pages if p.number == scene.rows[inside[0]].page)
    levels = sorted(
        r.box.centre[1]
        for r in page.rules
        if r.box.width > r.box.height
        and min(r.box.right, right) - max(r.box.left, left) > _SPAN * (right - left)
        and top - _SAME < r.box.centre[1] < bottom + _SAME
    )
    edges = [level for n, level in enumerate(levels) if n == 0 or level - levels[n - 1] > _SAME]
    bands = [tuple(i for i in inside if a < _middle(scene, i) < b) for a, b in pairwise(edges)]
    return [band for band in bands if band]


def _middle(scene: Scene, index: int) -> float:
    return scene.rows[index].box.centre[1]
