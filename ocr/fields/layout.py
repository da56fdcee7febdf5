"""Rows and segments: the words of a page grouped by where they stand, not by what an engine called a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

from ocr.fields.gutter import find_gutter
from ocr.fields.side_table import find_side_table, holds
from ocr.fields.unglue import unglue
from ocr.fields.walls import Wall, walls_of
from records.values import Box, PageText, Word

# A gap wider than this many letter heights parts two segments; justified prose stays below it.
WIDE_GAP_HEIGHTS = 1.6
_JUSTIFIED_GAPS = 4
_ALIKE_GAPS = 1.3
_WORDS_APART = 1.5  # words between two gaps, on average
_LONGEST_ECHO = 4
_TALL_TABLE = 0.1  # of the page's height
# Words that may well follow a word that ends as they do.
_REAL_ENDS = frozenset(
    {"di", "ke", "dan", "in", "on", "at", "is", "to", "or", "for", "the", "and", "per", "as", "it"}
)


@dataclass(frozen=True)
class Segment:
    """Words that stand together on one row of a page, left to right."""

    page: int
    words: tuple[Word, ...]

    @cached_property
    def box(self) -> Box:
        """The smallest box around the words."""
        return box_of(self.words)

    @cached_property
    def text(self) -> str:
        """The words with single spaces between."""
        return " ".join(w.text for w in self.words)


@dataclass(frozen=True)
class Row:
    """Everything that stands at one height of a page, left to right, in segments.

    `level` is the height it stands at, as a fraction of the page, with the page's remaining slope taken out;
    `sidebar` says that it belongs to a column beside the text.
    `lean` is how far that slope moves things on this row to the left, in page widths.
    """

    page: int
    segments: tuple[Segment, ...]
    level: float = 0.0
    lean: float = 0.0
    sidebar: bool = False

    @cached_property
    def height(self) -> float:
        """The usual height of its words, as a fraction of the page."""
        return median(w.box.height for w in self.words)

    @cached_property
    def box(self) -> Box:
        """The smallest box around the segments."""
        return box_of(w for s in self.segments for w in s.words)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words, left to right."""
        return tuple(w for s in self.segments for w in s.words)

    @cached_property
    def text(self) -> str:
        """The words, segments parted by tabs."""
        return "\t".join(s.text for s in self.segments)


def box_of(words: Iterable[Word]) -> Box:
    """Give the smallest box around `words`.

    Raises:
        ValueError: there are none.
    """
    boxes = [w.box for w in words]
    if not boxes:
        raise ValueError("no words")
    return Box(
        min(b.left for b in boxes),
        min(b.top for b in boxes),
        max(b.right for b in boxes),
        max(b.bottom for b in boxes),
    )


def _usable(word: Word) -> bool:
    return any(c.isalnum() or c in ":\"'“”()-–—/" for c in word.text)


def _without_echoes(words: Sequence[Word]) -> list[Word]:
    """Drop the end of a word that an engine read twice: "Pelayanan an Prima"."""
    kept: list[Word] = []
    for word in sorted(words, key=lambda w: w.box.left):
        echo = (
            kept
            and word.engine == "ppocr"
            and 2 <= len(word.text) <= _LONGEST_ECHO
            and word.text.islower()
            and word.text not in _REAL_ENDS
            and len(kept[-1].text) > len(word.text) + 1
            and kept[-1].text.endswith(word.text)
        )
        if not echo:
            kept.append(word)
    return kept


def _split(words: Sequence[Word], aspect: float, walls: Sequence[Wall]) -> Iterable[tuple[Word, ...]]:
    """Part one engine line at wide gaps and walls. `aspect` turns page heights into page widths."""
    ordered = sorted(words, key=lambda w: w.box.left)
    height = median(w.box.height for w in ordered) * aspect
    part = [ordered[0]]
    for word in ordered[1:]:
        walled = any(wall.parts(part[-1], word) for wall in walls)
        if walled or word.box.left - part[-1].box.right > WIDE_GAP_HEIGHTS * height:
            yield tuple(part)
            part = []
        part.append(word)
    yield tuple(part)


def _is_justified(parts: Sequence[tuple[Word, ...]]) -> bool:
    """Whether a line's wide gaps are those of justified prose: many, alike, with a word or two between."""
    gaps = [b[0].box.left - a[-1].box.right for a, b in pairwise(parts)]
    if len(gaps) < _JUSTIFIED_GAPS or max(gaps) > _ALIKE_GAPS * min(gaps):
        return False
    words = [w.text for part in parts for w in part]
    plain = sum(any(c.isalpha() for c in word) for word in words)
    return len(words) <= _WORDS_APART * len(parts) and plain >= 0.6 * len(words)


def slope_of(lines: Iterable[Sequence[Word]]) -> float:
    """Give how far lines sink from left to right, in page heights a page width: skew that was left in."""
    slopes = []
    for words in lines:
        first, last = min(words, key=lambda w: w.box.left), max(words, key=lambda w: w.box.left)
        if last.box.left - first.box.left > 0.2:
            slopes.append((last.box.bottom - first.box.bottom) / (last.box.right - first.box.left))
    return median(slopes) if len(slopes) >= 3 else 0.0


def _level(segment: Segment, slope: float) -> float:
    x, y = segment.box.centre
    return y - slope * x


def _same_row(row: list[Segment], segment: Segment, slope: float) -> bool:
    """Whether `segment` stands at the height of the row's nearest segment, beside it."""
    near = min(row, key=lambda s: abs(s.box.centre[0] - segment.box.centre[0]))
    height = min(near.box.height, segment.box.height)
    apart = abs(_level(near, slope) - _level(segment, slope))
    beside = min(near.box.right, segment.box.right) - max(near.box.left, segment.box.left) < 0.01
    return apart < 0.6 * max(height, 1e-6) and beside


def _row(page: int, segments: list[Segment], slope: float, aspect: float) -> Row:
    level = median(_level(s, slope) for s in segments)
    ordered = tuple(sorted(segments, key=lambda s: s.box.left))
    return Row(page, ordered, level, slope * aspect**2 * level)


def _in_table(x: float, walls: Sequence[Wall]) -> bool:
    """Whether a place across the page lies inside a large ruled table, whose columns are no side panels."""
    tall = [w for w in walls if w.bottom - w.top > _TALL_TABLE]
    return bool(tall) and min(w.x for w in tall) < x < max(w.x for w in tall)


def rows_of(page: PageText) -> tuple[Row, ...]:
    """Group the words of `page` into rows from top to bottom; a sidebar's rows follow the text's."""
    lines: dict[int, list[Word]] = defaultdict(list)
    for word in page.words:
        if _usable(word):
            lines[word.line].extend(unglue(word))
    aspect = page.height_px / max(page.width_px, 1)
    lines = {number: _without_echoes(words) for number, words in lines.items()}
    walls = walls_of(page)
    segments = []
    for words in lines.values():
        parts = list(_split(words, aspect, walls))
        if not walls and _is_justified(parts):
            parts = [tuple(word for part in parts for word in part)]
        segments += [Segment(page.number, part) for part in parts]
    slope = slope_of(list(lines.values()))
    table = find_side_table(segments)
    if table is not None:
        return (
            *_rows(page.number, [s for s in segments if not holds(table, s)], slope, aspect),
            *_rows(page.number, [s for s in segments if holds(table, s)], slope, aspect, sidebar=True),
        )
    gutter = find_gutter(segments)
    if gutter is None or _in_table(gutter, walls):
        return _rows(page.number, segments, slope, aspect)
    sides = (
        [s for s in segments if s.box.centre[0] < gutter],
        [s for s in segments if s.box.centre[0] >= gutter],
    )
    text, sidebar = sorted(sides, key=lambda side: -sum(len(s.text) for s in side))
    return (
        *_rows(page.number, text, slope, aspect),
        *_rows(page.number, sidebar, slope, aspect, sidebar=True),
    )


def _rows(
    page: int, segments: Sequence[Segment], slope: float, aspect: float, *, sidebar: bool = False
) -> tuple[Row, ...]:
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: _level(s, slope)):
        home = next((r for r in reversed(rows[-4:]) if _same_row(r, segment, slope)), None)
        if home is None:
            rows.append([segment])
        else:
            home.append(segment)
    made = (replace(_row(page, r, slope, aspect), sidebar=sidebar) for r in rows)
    return tuple(sorted(made, key=lambda r: r.level))
