"""How several readings of one print are settled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from ocr.fields.draft import Draft

T = TypeVar("T")


def doubtful(draft: Draft[Any], *, least: float) -> bool:
    """Whether the words under `draft` came from an engine and any of them is less sure than `least`."""
    read = [w.confidence for w in draft.piece.words if w.engine != "text-layer"]
    return bool(read) and min(read) < least


def vote(first: T, others: Sequence[T], prefer: Callable[[T], float] | None = None) -> T:
    """Give the reading most engines agree on; among equals the one preferred, then the first."""
    counts = Counter([first, *others])
    rank = prefer or (lambda _: 0.0)
    return max(counts, key=lambda v: (counts[v], rank(v), v == first))


def best_number(readings: Sequence[str]) -> str:
    """Choose among readings of a document number.

    Engines lose dots and thin strokes far more often than they invent them: of readings that differ in
    nothing else, the fuller one is right. Otherwise the majority's letters count.
    """
    bare = Counter(map(_bare, readings))
    most = max(bare.values())
    leading = [r for r in readings if bare[_bare(r)] == most]
    best = leading[0] if most > 1 or len(bare) == len(readings) == 1 else readings[0]
    for reading in (*leading, *readings):
        if _holds(reading, best):
            best = reading
    return best


def _bare(number: str) -> str:
    return re.sub(r"[\W_]", "", number).upper().replace("L", "I").replace("1", "I").replace("O", "0")


def _holds(fuller: str, number: str) -> bool:
    """Whether `fuller` is `number` with at most a few dots or strokes (., -, /, I) more."""
    if not len(number) < len(fuller) <= len(number) + 3:
        return False
    at, extra = 0, []
    for char in fuller:
        if at < len(number) and char == number[at]:
            at += 1
        else:
            extra.append(char)
    return at == len(number) and all(c in ".-/I" for c in extra)
