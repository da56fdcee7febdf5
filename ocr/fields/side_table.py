"""A table of materials printed beside the text of a certificate, whose rows are none of the text's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import Protocol

from ocr.grammar.slips import fold
from records.values import Box

_SUBJECTS = re.compile(
    r"\W*(?:\w{1,3}\W+)?(?:materi|mata\s+(?:diklat|pelatihan|ajar|pelajaran)|pokok\s+bahasan|topik|subjects?|topics?)\b.{0,25}$"
)
_HOURS = re.compile(r"\W*(?:jumlah\s+|alokasi\s+)?(?:jp|jpl|jam|waktu|hours?|jam\s+pelajaran)\W*$")
_TOTAL = re.compile(r"\W*(?:jumlah|total|jml)\b")
_NUMBERED = re.compile(r"\W*(?:\d{1,2}|No)\b")
_NUMBERS = 0.2  # page widths between running numbers and the middle of their column's heading, at most
_LEAST_TEXT = 4  # lines of text beside the table
_WIDE = 0.25  # page widths: a usual line of text set flush, wider than a column's cells
_EDGE = 0.012


class Printed(Protocol):
    """A stretch of words with its place."""

    @property
    def box(self) -> Box:
        """Where it stands."""

    @property
    def text(self) -> str:
        """What it says."""


def find_side_table(things: Sequence[Printed]) -> Box | None:
    """Give the place of a table of materials that stands beside other text, None without one.

    Its heading names subjects and hours, its last row a total. Beside it stand lines that begin at many
    places, as centred ones do, or run wide: cells of further columns do neither.
    """
    for subjects in things:
        if not _SUBJECTS.match(fold(subjects.text)):
            continue
        hours = [t for t in things if _HOURS.match(fold(t.text)) and _right_of(subjects, t)]
        total = [t for t in things if _TOTAL.match(fold(t.text)) and t.box.top > subjects.box.bottom]
        if not hours or not total:
            continue
        last = min(total, key=lambda t: t.box.top)
        top, bottom = subjects.box.top - _EDGE, last.box.bottom + _EDGE
        inside = [t for t in things if top < t.box.centre[1] < bottom]
        left = _left_edge(subjects, inside)
        right = min(hours, key=lambda t: t.box.left).box.right + 2 * _EDGE
        beside = [t for t in inside if t.box.right < left or t.box.left > right]
        table = [t for t in inside if left <= t.box.left and t.box.right <= right]
        one_side = len({t.box.right < left for t in beside}) == 1
        if one_side and len(table) + len(beside) == len(inside) and _is_text(beside):
            return Box(left, top, right, bottom)
    return None


def _left_edge(subjects: Printed, inside: Sequence[Printed]) -> float:
    """Where the table begins: at the running numbers left of its subjects."""
    numbers = [
        t.box.left
        for t in inside
        if _NUMBERED.match(t.text) and -_NUMBERS < t.box.left - subjects.box.left < _EDGE
    ]
    return min([subjects.box.left, *numbers]) - _EDGE


def _right_of(one: Printed, other: Printed) -> bool:
    level = abs(one.box.centre[1] - other.box.centre[1]) < 0.6 * max(one.box.height, other.box.height)
    return level and 0 < other.box.left - one.box.right < _WIDE


def _is_text(things: Iterable[Printed]) -> bool:
    lines = [t for t in things if sum(c.isalpha() for c in t.text) >= _LEAST_TEXT]
    if len(lines) < _LEAST_TEXT:
        return False
    edges = sorted(t.box.left for t in lines)
    places = 1 + sum(b - a > _EDGE for a, b in pairwise(edges))
    return places >= 0.6 * len(lines) or median(t.box.width for t in lines) > _WIDE


def holds(box: Box, thing: Printed) -> bool:
    """Whether the middle of a thing lies in `box`."""
    x, y = thing.box.centre
    return box.left <= x <= box.right and box.top <= y <= box.bottom
