"""A document's pages laid out for the field finders: rows, one flow, and what stands where in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from ocr.fields.flow import Flow, flow_of
from ocr.fields.layout import Row, rows_of
from ocr.fields.walls import Wall, walls_of
from ocr.fields.zones import Event, Zone, walk
from ocr.grammar.dates import DateSpan, find_dates
from ocr.grammar.hours import HoursSpan, find_hours
from records.values import PageText

_LEAST_WALLS = 3
_LEAST_RULE = 0.15  # in page widths; strokes of letters in a row look like shorter rules
_TOWN = re.compile(r"(?:^|[\n\t]|\b(?:di|in|at)\s+)((?:[a-z'-]+ ){0,2}[a-z'-]+)\s*,\s*$")


@dataclass(frozen=True)
class Scene:
    """One document's text: its pages' rows top to bottom, page after page, and one flow over all."""

    pages: tuple[PageText, ...]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows in reading order."""
        return tuple(row for page in self.pages for row in rows_of(page))

    @cached_property
    def flow(self) -> Flow:
        """The flow over all rows."""
        return flow_of(self.rows)

    @cached_property
    def row_begins(self) -> tuple[int, ...]:
        """Where in `flow.text` each row begins."""
        begins = [0]
        for i, char in enumerate(self.flow.text):
            if char == "\n":
                begins.append(i + 1)
        return tuple(begins[: len(self.rows)])

    def row_index(self, position: int) -> int:
        """Give the index of the row that holds text[position]."""
        return max(0, bisect_right(self.row_begins, position) - 1)

    def row_text(self, index: int) -> str:
        """Give the straightened text of row `index`, without its line feed."""
        begin = self.row_begins[index]
        end = self.flow.text.find("\n", begin)
        return self.flow.text[begin : end if end >= 0 else len(self.flow.text)]

    @cached_property
    def row_texts(self) -> tuple[str, ...]:
        """The straightened text of every row."""
        return tuple(self.row_text(i) for i in range(len(self.rows)))

    def in_table(self, index: int) -> bool:
        """Whether row `index` stands between the walls of a ruled table."""
        row = self.rows[index]
        return sum(w.top < row.level < w.bottom for w in self.walls[row.page]) >= _LEAST_WALLS

    @cached_property
    def walls(self) -> dict[int, tuple[Wall, ...]]:
        """The walls of ruled tables, by page number."""
        return {p.number: walls_of(p) for p in self.pages}

    def rule_between(self, page: int, one: float, other: float) -> bool:
        """Whether a horizontal rule crosses `page` between two heights."""
        low, high = min(one, other), max(one, other)
        return any(
            low < r.box.centre[1] < high and r.box.width > max(r.box.height, _LEAST_RULE)
            for p in self.pages
            if p.number == page
            for r in p.rules
        )

    @cached_property
    def dates(self) -> tuple[DateSpan, ...]:
        """All dates of the document."""
        return find_dates(self.flow.text)

    @cached_property
    def years(self) -> frozenset[int]:
        """The years of all dates of the document."""
        return frozenset(day.year for span in self.dates for day in (span.start, span.end))

    @cached_property
    def hours(self) -> tuple[HoursSpan, ...]:
        """All counts of lesson hours of the document."""
        return find_hours(self.flow.text)

    @cached_property
    def towns(self) -> frozenset[str]:
        """Towns (folded) that stand before a date, as in "Bogor, 5 March 2019"."""
        found = (_TOWN.search(self.flow.text[: d.begin]) for d in self.dates)
        return frozenset(m[1] for m in found if m)

    def fills_line(self, index: int) -> bool:
        """Whether row `index` reaches the right margin, as a line of prose that goes on does."""
        row = self.rows[index]
        return row.box.right > self.margins[row.page] - 0.1

    @cached_property
    def margins(self) -> dict[int, float]:
        """Where the text of each page ends on the right."""
        rights: dict[int, list[float]] = {}
        for row in self.rows:
            rights.setdefault(row.page, []).append(row.box.right)
        return {page: sorted(r)[int(0.9 * (len(r) - 1))] for page, r in rights.items()}

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The zone changes, in reading order."""
        return walk(self)

    def zone_at(self, position: int) -> Zone:
        """Give the zone of text[position]."""
        index = bisect_right([e.position for e in self.events], position) - 1
        if index < 0:
            return Zone.HEAD
        event = self.events[index]
        turned = self.rows[self.row_index(position)].page != self.rows[self.row_index(event.position)].page
        return Zone.BACK if turned and event.opens is Zone.SIGNATURE else event.opens

    @cached_property
    def zones(self) -> tuple[Zone, ...]:
        """The zone of every row, as it is where the row ends."""
        ends = [b + len(t) for b, t in zip(self.row_begins, self.row_texts, strict=True)]
        return tuple(map(self.zone_at, ends))
