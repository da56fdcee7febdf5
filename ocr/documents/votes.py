"""How several readings of one print are settled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from rapidfuzz.distance import Indel

from ocr.fields.draft import Draft

T = TypeVar("T")
_YEAR_LAST = re.compile(r"(?<!\d)(?:19|20)\d\d$")


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
    """Choose among readings of a document number; the first is the one on the page's own reading.

    Engines lose dots, slashes and thin strokes far more often than they invent them, so a fuller reading
    counts for more; but letters on which readings agree count most.
    """
    bare = Counter(map(_bare, readings))

    def weight(reading: str) -> float:
        marks = sum(c in "./-" for c in reading)
        agreeing = bare[_bare(reading)]
        if _YEAR_LAST.search(reading):
            # "…/XI/201" is "…/XI/2019" with its last figure cut off.
            agreeing += bare[_bare(reading)[:-1]]
        return 2.0 * agreeing + marks + 0.3 * len(reading)

    close = [r for r in readings if Indel.normalized_similarity(_bare(r), _bare(readings[0])) > 0.8]
    return max(close, key=weight)


def _bare(number: str) -> str:
    return re.sub(r"[\W_]", "", number).upper().replace("L", "I").replace("1", "I").replace("O", "0")
