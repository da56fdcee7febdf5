"""Columns of a table, ruled or not: stretches of the page's width that white gaps part on every row."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

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


def find_columns(rows: Sequence[Row], least_gap: float = 0.004) -> tuple[Column, ...]:
    """Find the columns of `rows`: word extents merged over all rows, cut where a white gap remains."""
    spans = sorted(
        (w.box.left + r.lean, w.box.right + r.lean)
        for r in rows
        for w in r.words
        if any(c.isalnum() for c in w.text)
    )
    merged: list[list[float]] = []
    for left, right in spans:
        if merged and left <= merged[-1][1] + least_gap:
            merged[-1][1] = max(merged[-1][1], right)
        else:
            merged.append([left, right])
    edges = [0.0, *((a[1] + b[0]) / 2 for a, b in itertools.pairwise(merged)), 1.0]
    return tuple(Column(a, b) for a, b in itertools.pairwise(edges)) if merged else ()


def cell_words(rows: Sequence[Row], column: Column) -> tuple[Word, ...]:
    """Give the words of `rows` that stand in `column`, row by row."""
    return tuple(w for r in rows for w in r.words if column.holds(w, r.lean))
