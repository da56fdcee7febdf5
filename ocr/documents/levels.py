"""Levels in Roman strokes ("Golongan III", "Angkatan II"), read again widened.

A CTC recogniser melts equal thin neighbours, III to II, and each is a level that exists: no likeness to a
known title would notice. Widened lines keep the strokes apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ocr.fields.draft import Draft
from ocr.fields.flow import Piece
from records.values import Word

_STROKES = re.compile(r"(?<![\w|])(?=[1|]*[Il])[Il1|]{1,4}(?![\w|])")
Readings = Callable[[Piece], list[str]]


def with_levels(course: Draft[str] | None, widened: Readings) -> Draft[str] | None:
    """Settle the levels in a title by `widened`, which reads a piece again at several widths.

    Readings that agree win. Where they differ, the other title stays as an alternative and the sign
    "level_open" says that a person has to look.
    """
    if course is None:
        return None
    places = list(_STROKES.finditer(course.value))
    pieces = list(_pieces(course.piece))
    if not places or len(places) != len(pieces):
        return course
    made, others, open_ = course.value, [], False
    for place, (piece, before) in reversed(list(zip(places, pieces, strict=True))):
        read = len(place.group())
        counts = [n for text in widened(piece) if (n := _strokes_after(before, text))]
        # Strokes melt, they do not appear: the most that two readings show is what stands there.
        most = max(counts, default=read)
        agreed = [*counts, read].count(most) > 1 and most >= read
        open_ = open_ or bool(counts and not agreed)
        made = _put(made, place, most if agreed else read)
        others += [_put(course.value, place, n) for n in (*counts, read)]
    alternatives = dict.fromkeys(o for o in (*course.alternatives, *others) if o != made)
    signs = {**course.signs, **({"level_open": 1.0} if open_ else {})}
    return replace(course, value=made, signs=signs, alternatives=tuple(alternatives))


def _pieces(title: Piece) -> Iterator[tuple[Piece, str]]:
    """Each word of strokes that an engine read, together with the word before it, and that word."""
    before: Word | None = None
    for word in title.words:
        if before is not None and word.engine != "text-layer" and _STROKES.search(word.text):
            yield replace(title, words=(before, word)), before.text
        before = word


def _strokes_after(before: str, text: str) -> int:
    """How many strokes `text` shows after the word `before`; 0 when it shows none there."""
    found = re.search(re.escape(before) + r"\W{1,3}" + _STROKES.pattern, text, re.IGNORECASE)
    return len(re.findall(r"[Il1|]", found.group()[len(before) :])) if found else 0


def _put(title: str, place: re.Match[str], count: int) -> str:
    return title[: place.start()] + "I" * count + title[place.end() :]
