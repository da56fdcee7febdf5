"""Columns of a table, ruled or not: stretches of the page's width that white gaps part on every row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ocr.fields.layout import Row
from records.values import Word


@dataclass(frozen=True, slots=True)
class Column:
    """A column's left and right edges in page widths."""

    left: float
    right: float

    def holds(self, word: Word, lean: float = 0.0) -> bool:
        """Whether the middle of `word`, moved right by `lean`, stands in the column."""
        return self.left <= word.box.centre[0] + lean < self.right


def find_columns(
    rows: Sequence[Row], cuts: Sequence[float] = (), least_gap: float = 0.004
) -> tuple[Column, ...]:
    """Find the columns of `rows`: word extents merged over all rows, cut where a white gap remains.

    `cuts` are places (in page widths) where a column is known to begin or end, gap or not.
    """
    spans = sorted(
        (w.box.left + r.lean, w.box.right + r.lean)
        for r in rows
        for w in r.words
        if any(c.isalnum() for c in w.text)
    )
    edges = [0.0, *_gaps(spans, cuts, least_gap), 1.0]
    columns = [Column(a, b) for a, b in pairwise(edges)] if spans else []
    return tuple(_joined(rows, columns, cuts))


def _joined(rows: Sequence[Row], columns: list[Column], cuts: Sequence[float]) -> list[Column]:
    """Join a column to the one on its left where it only holds the ends of longer cells."""
    out: list[Column] = columns[:1]
    for column in columns[1:]:
        if column.left not in cuts and _only_tails(rows, out[-1], column):
            out[-1] = Column(out[-1].left, column.right)
        else:
            out.append(column)
    return out


def _only_tails(rows: Sequence[Row], left: Column, right: Column) -> bool:
    """Whether all words of `right` go on with words of `left` at no more than a word's space."""
    for row in rows:
        tail = [w for w in row.words if right.holds(w, row.lean)]
        head = [w for w in row.words if left.holds(w, row.lean)]
        if not tail:
            continue
        printed = "".join(w.text for w in head)
        if len(printed) < 4 or not any(c.isalpha() or len(printed) >= 6 for c in printed):
            return False
        space = min(w.box.left for w in tail) - max(w.box.right for w in head)
        # Letters are about half as wide as they are high; a word's space is narrower than two letters.
        narrow = 1.1 * sum(w.box.width for w in head) / max(sum(len(w.text) for w in head), 1)
        if space > 2 * narrow:
            return False
    return True


def _gaps(spans: Sequence[tuple[float, float]], cuts: Sequence[float], least_gap: float) -> list[float]:
    """The middles of the white gaps between `spans`, which are cut at `cuts` first."""
    merged: list[list[float]] = []
    for left, right in spans:
        centre = (left + right) / 2
        parted = merged and any(merged[-1][2] < c <= centre for c in cuts)
        if merged and not parted and left <= merged[-1][1] + least_gap:
            merged[-1][1] = max(merged[-1][1], right)
            merged[-1][2] = max(merged[-1][2], centre)
        else:
            merged.append([left, right, centre])
    between = [next((c for c in cuts if a[2] < c <= b[2]), (a[1] + b[0]) / 2) for a, b in pairwise(merged)]
    return sorted(between)


def cell_words(rows: Sequence[Row], column: Column) -> tuple[Word, ...]:
    """Give the words of `rows` that stand in `column`, row by row."""
    return tuple(w for r in rows for w in r.words if column.holds(w, r.lean))
