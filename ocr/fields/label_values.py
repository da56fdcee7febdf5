"""The values of labels: beside them, going on in the rows below, or below them."""

from __future__ import annotations

import re

from ocr.fields.flow import Piece, flow_of
from ocr.fields.label_words import is_bare_label, match_label
from ocr.fields.layout import Row, Segment, box_of
from ocr.fields.scene import Scene
from records.values import Word

_ITEM = re.compile(r"\s*\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\s?[.)]\s")


def wrapped_rows(
    scene: Scene, index: int, words: tuple[Word, ...], label_left: float, taken: set[tuple[int, int]]
) -> tuple[tuple[Word, ...], ...]:
    """Rows below that go on with the value: nothing at the label's place, text at the value's."""
    box = box_of(words)
    value_words = [w for w in words if any(c.isalnum() for c in w.text)]
    left = value_words[0].box.left if value_words else box.left
    out: list[tuple[Word, ...]] = []
    bottom, height = box.bottom, box.height
    for at in range(index + 1, min(index + 4, len(scene.rows))):
        row = scene.rows[at]
        if row.page != scene.rows[index].page or row.box.top - bottom > 0.9 * height:
            break
        first: Segment = row.segments[0]
        if _runs_on(scene, at, label_left):
            out.append(first.words)
            taken.add((at, 0))
            bottom, height = row.box.bottom, max(row.box.height, height)
            continue
        if first.box.left < left - 0.02 or first.box.left > left + 0.04 or first.box.left < label_left + 0.05:
            break
        if match_label(scene.row_text(at)):
            break
        out.append(first.words)
        taken.add((at, 0))
        bottom, height = row.box.bottom, max(row.box.height, height)
    return tuple(out)


def _runs_on(scene: Scene, at: int, label_left: float) -> bool:
    """Whether row `at` goes on with a full line above it, back at the label's edge as running text does."""
    row = scene.rows[at]
    text = scene.row_text(at)
    opens = ":" in text or _ITEM.match(text) or len(row.segments) > 1 or match_label(text)
    close = row.level - scene.rows[at - 1].level < 2.2 * row.height
    return (
        not opens
        and close
        and scene.fills_line(at - 1)
        and abs(row.box.left - label_left) < 0.03
        and row.box.right < scene.margins[row.page] - 0.02
    )


def value_below(scene: Scene, index: int, label: Segment) -> tuple[tuple[Word, ...], ...]:
    """The value printed under its label: the rows below that begin at the label's left edge."""
    out: list[tuple[Word, ...]] = []
    level = scene.rows[index].level
    for at in range(index + 1, min(index + 5, len(scene.rows))):
        row = scene.rows[at]
        under = next((s for s in row.segments if abs(s.box.left - label.box.left) < 0.012), None)
        gap = row.level - level
        if row.page != label.page or under is None or gap > (3.5 if not out else 1.9) * row.height:
            break
        if match_label(flow_of([under]).text.rstrip("\n")):
            break
        out.append(_with_close(row, under))
        level = row.level
    return tuple(out)


def _with_close(row: Row, first: Segment) -> tuple[Word, ...]:
    """A segment's words with those of segments that follow it at a few letters' distance."""
    words = list(first.words)
    for segment in row.segments:
        near = 0 < segment.box.left - words[-1].box.right < 2 * row.height
        if near and not is_bare_label(segment):
            words += segment.words
    return tuple(words)


def piece_of(parts: tuple[tuple[Word, ...], ...], page: int) -> Piece | None:
    """Join the lines of a value into one piece of paper; None when they hold no words."""
    words = [w for part in parts for w in part]
    if not words:
        return None
    flow = flow_of([Segment(page, tuple(words))])
    return flow.plain_piece(0, len(flow.plain))
