"""Vertical rules of a table: the walls between cells, which part words that stand close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from records.values import Box, PageText, Word

_THIN = 0.02  # a wall's width at most, in page widths
_TALL = 0.15  # of the page
_LEAST_FLOOR = 0.15  # length of a horizontal rule that counts as a table's, in page widths
_LEAST_MET = 2  # the top and the bottom of a table at least
_LEAST_BESIDE = 3  # a table of two columns has three walls
_FRAME = 0.04  # page widths that the lines of a frame stand apart at most
_WIDE_FRAME = 0.7
_TOUCH = 0.006  # how far a box may reach over a wall: engines place words to within a letter


class _Levelled(Protocol):
    @property
    def page(self) -> int:
        """The page's number."""

    @property
    def box(self) -> Box:
        """Where it stands."""


@dataclass(frozen=True, slots=True)
class Wall:
    """A vertical rule at `x` from `top` to `bottom`, as fractions of the page."""

    x: float
    top: float
    bottom: float

    def parts(self, one: Word, other: Word) -> bool:
        """Whether the wall stands between two words of a line, the left one first."""
        level = (one.box.centre[1] + other.box.centre[1]) / 2
        if not self.top <= level <= self.bottom:
            return False
        return one.box.right - _TOUCH <= self.x <= other.box.left + _TOUCH


def walls_of(page: PageText) -> tuple[Wall, ...]:
    """Give the walls of `page`, left to right: vertical rules with others of their height beside them.

    A stroke of a signature or of a stamp is long and straight at times, but stands alone; strokes of large
    letters and of ornaments meet no horizontal rules as the walls of a table do.
    """
    boxes = [r.box for r in page.rules if r.box.height > 0.03 and r.box.width < min(_THIN, r.box.height)]
    floors = [r.box for r in page.rules if r.box.width > r.box.height and r.box.width > _LEAST_FLOOR]
    kept = [
        b
        for b in boxes
        if sum(_alike(b, other) for other in boxes) >= _LEAST_BESIDE
        and (sum(_meets(b, floor) for floor in floors) >= _LEAST_MET or _stands_free(b, boxes))
    ]
    kept = [b for b in kept if not _is_frame(b, kept)]
    return tuple(Wall(b.centre[0], b.top, b.bottom) for b in sorted(kept, key=lambda b: b.left))


def _is_frame(wall: Box, walls: Sequence[Box]) -> bool:
    """Whether a wall is a side of a frame of several lines round the page: nothing parts what is inside."""
    places = [other.centre[0] for other in walls if _alike(wall, other)]
    inner = [x for x in places if min(places) + _FRAME < x < max(places) - _FRAME]
    return not inner and max(places) - min(places) > _WIDE_FRAME


def _stands_free(wall: Box, boxes: Sequence[Box]) -> bool:
    """Whether a tall rule stands among so many of its height that they part columns by themselves."""
    return wall.height > _TALL and sum(_alike(wall, other) for other in boxes) > _LEAST_BESIDE


def _meets(wall: Box, floor: Box) -> bool:
    across = floor.left - _THIN <= wall.centre[0] <= floor.right + _THIN
    return across and wall.top - _THIN <= floor.centre[1] <= wall.bottom + _THIN


def _alike(one: Box, other: Box) -> bool:
    """Whether two rules run along each other for most of their length; a rule is alike to itself."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.7 * max(one.height, other.height)


def cuts_through(walls: Mapping[int, Sequence[Wall]], rows: Sequence[_Levelled]) -> tuple[float, ...]:
    """Give where walls (by page) run along all of `rows`, which stand on one page, in page widths."""
    if not rows:
        return ()
    top, bottom = min(r.box.top for r in rows), max(r.box.bottom for r in rows)
    high = 0.7 * (bottom - top)
    beside = walls[rows[0].page]
    return tuple(w.x for w in beside if min(w.bottom, bottom) - max(w.top, top) >= high)
