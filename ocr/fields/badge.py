"""Lesson hours in a badge: the figure above its unit, both apart from the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocr.fields.draft import Draft
from ocr.fields.flow import flow_of
from ocr.fields.layout import Segment
from ocr.fields.scene import Scene
from ocr.fields.zones import Zone
from ocr.grammar.hours import MOST_HOURS
from ocr.grammar.slips import fold

_FIGURE = re.compile(r"\d{1,4}")
_UNIT = re.compile(r"jpl?|jam(?:\s+(?:pelajaran|pembelajaran))?|(?:training|lesson|credit|learning)\s+hours?")
_REACH = 3  # rows below the figure in which its unit may end
_NEAR = 3.0  # heights of the figure's line between its middle and the unit's


def find_badge(scene: Scene) -> Draft[int] | None:
    """Give the hours of the only badge on the paper, None without one or with several that differ."""
    found = list(_badges(scene))
    return found[0] if found and len({d.value for d in found}) == 1 else None


def _badges(scene: Scene) -> Iterator[Draft[int]]:
    for index, row in enumerate(scene.rows):
        if scene.zones[index] is Zone.BACK or scene.in_table(index):
            continue
        for segment in row.segments:
            if _FIGURE.fullmatch(segment.text) and 0 < int(segment.text) <= MOST_HOURS:
                unit = _unit_below(scene, index, segment)
                piece = flow_of([segment]).plain_piece(0, len(segment.text))
                if unit and piece is not None:
                    yield Draft(int(segment.text), piece, "badge", {"strong": 1.0})


def _unit_below(scene: Scene, index: int, figure: Segment) -> bool:
    """Whether the lines below a figure, in its own place, say what it counts and nothing else."""
    said = ""
    for row in scene.rows[index + 1 : index + 1 + _REACH]:
        if row.page != figure.page or row.box.top - figure.box.bottom > _NEAR * figure.box.height:
            break
        under = [s for s in row.segments if s.box.left <= figure.box.centre[0] <= s.box.right]
        if not under:
            continue
        said = f"{said} {fold(under[0].text)}".strip()
        if _UNIT.fullmatch(said):
            return True
    return False
