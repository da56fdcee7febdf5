"""Visual lines: words that stand beside each other share a number, counted in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from records.values import Word


def number_lines(words: Sequence[Word]) -> tuple[Word, ...]:
    """Give words in reading order with `line` set; those overlapping by half in height share a line."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.box.centre[1]):
        row = next((r for r in reversed(rows[-6:]) if _beside(r, word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    rows.sort(key=lambda r: sum(w.box.centre[1] for w in r) / len(r))
    return tuple(
        replace(word, line=number)
        for number, row in enumerate(rows)
        for word in sorted(row, key=lambda w: w.box.left)
    )


def _beside(row: Sequence[Word], word: Word) -> bool:
    """Compare with the row's nearest word, for a row may slope a little over the page's width."""
    near = min(row, key=lambda w: abs(w.box.centre[0] - word.box.centre[0]))
    overlap = min(near.box.bottom, word.box.bottom) - max(near.box.top, word.box.top)
    return overlap > 0.5 * min(near.box.height, word.box.height)
