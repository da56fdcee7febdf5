"""Lists that print the course, its dates and its hours in columns beside every person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from rapidfuzz.distance import Indel

from ocr.fields.columns import Column, cell_words
from ocr.fields.draft import Draft
from ocr.fields.flow import Flow, Piece, flow_of
from ocr.fields.layout import Segment
from ocr.fields.people.region import Region, find_regions
from ocr.fields.people.table import column_heads, table_columns
from ocr.fields.scene import Scene
from ocr.grammar.dates import DateSpan, find_dates
from ocr.grammar.hours import MOST_HOURS
from ocr.grammar.slips import digits_of, fold

_ALIKE = 0.7
V = TypeVar("V", bound=Hashable)
X = TypeVar("X")
_HOURS_CELL = re.compile(r"^\W*([0-9oilszb|]{1,4})\s*(?:jp|jpl|jam)?\b.{0,20}$")


@dataclass(frozen=True, slots=True)
class Recap:
    """What the columns say, each None without such a column; the value most rows print."""

    course: Draft[str] | None = None
    start: Draft[date] | None = None
    end: Draft[date] | None = None
    hours: Draft[int] | None = None
    differ: bool = False
    """Whether rows disagree beyond slips, so that one value cannot stand for all people."""


def find_recap(scene: Scene) -> Recap:
    """Read the columns of every list of people on the paper."""
    cells: dict[str, list[Flow]] = {"course": [], "dates": [], "jp": []}
    for region in find_regions(scene):
        columns = table_columns(scene, region)
        heads = {name: n for n, name in column_heads(scene, region, columns).items()}
        for name in cells.keys() & heads.keys():
            cells[name].extend(_cells(scene, region, columns[heads[name]]))
    start, end = _dates(cells["dates"])
    return Recap(_course(cells["course"]), start, end, _hours(cells["jp"]), _differ(cells))


def _differ(cells: Mapping[str, Sequence[Flow]]) -> bool:
    titles = [fold(p.text) for c in cells["course"] if (p := _whole(c))]
    others = [t for t in titles if Indel.normalized_similarity(t, titles[0]) < _ALIKE]
    days = {
        (s[0].start, s[0].end) for c in cells["dates"] if (p := _whole(c)) and (s := find_dates(fold(p.text)))
    }
    hours = {
        digits_of(m[1]) for c in cells["jp"] if (p := _whole(c)) and (m := _HOURS_CELL.match(fold(p.text)))
    }
    return bool(others) or len(days) > 1 or len(hours) > 1


def _cells(scene: Scene, region: Region, column: Column) -> Iterator[Flow]:
    """What a column says in each record."""
    for record in region.records:
        rows = [scene.rows[i] for i in sorted(record)]
        words = cell_words(rows, column)
        if words:
            yield flow_of([Segment(rows[0].page, words)])


def _course(cells: Sequence[Flow]) -> Draft[str] | None:
    found = [(p.text, p) for c in cells if (p := _whole(c)) and sum(x.isalpha() for x in p.text) >= 6]
    chosen = _most(found)
    if chosen is None:
        return None
    text, piece, share = chosen
    return Draft(text, piece, "column", {"rank": 0.75 + 0.4 * share, "words": float(len(text.split()))})


def _dates(cells: Sequence[Flow]) -> tuple[Draft[date] | None, Draft[date] | None]:
    spans = [(s[0], p) for c in cells if (p := _whole(c)) and (s := find_dates(fold(p.text)))]
    chosen = _most([((s.start, s.end), (s, p)) for s, p in spans])
    if chosen is None:
        return None, None
    _, (span, piece), share = chosen
    return _day(span, span.start, piece, share), _day(span, span.end, piece, share)


def _day(span: DateSpan, value: date, piece: Piece, share: float) -> Draft[date]:
    signs = {"score": share, "range": float(span.is_range), "ordered": float(span.in_order)}
    return Draft(value, piece, span.form, signs)


def _hours(cells: Sequence[Flow]) -> Draft[int] | None:
    read = [(m, p) for c in cells if (p := _whole(c)) and (m := _HOURS_CELL.match(fold(p.text)))]
    figures = [(digits_of(m[1]), p) for m, p in read]
    chosen = _most([(int(d), p) for d, p in figures if d and 0 < int(d) <= MOST_HOURS])
    if chosen is None:
        return None
    value, piece, share = chosen
    return Draft(value, piece, "table", {"strong": 1.0, "table_agrees": float(share > 0.5)})


def _whole(cell: Flow) -> Piece | None:
    return cell.plain_piece(0, len(cell.plain))


def _most(found: Sequence[tuple[V, X]]) -> tuple[V, X, float] | None:
    """The value most cells print, what belongs to it, and the share of cells that print it."""
    if not found:
        return None
    counts = Counter(value for value, _ in found)
    value, times = counts.most_common(1)[0]
    return value, next(x for v, x in found if v == value), times / len(found)
