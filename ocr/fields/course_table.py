"""Tables of courses: activity, organiser, days and hours in columns, below the one person they are about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ocr.fields.columns import Column, cell_words, find_columns
from ocr.fields.draft import Draft
from ocr.fields.flow import Piece, flow_of
from ocr.fields.layout import Segment
from ocr.fields.people.marks import nips_in, running_number
from ocr.fields.scene import Scene
from ocr.fields.walls import cuts_through
from ocr.fields.zones import BODY_START, opens_signature
from ocr.grammar.dates import DateSpan, find_dates
from ocr.grammar.hours import MOST_HOURS
from ocr.grammar.slips import digits_of, fold
from records.values import Word

_HEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("organiser", re.compile(r"penyelenggara|pelaksana\b|organi[sz]er|provider|lembaga|instansi")),
    ("jp", re.compile(r"\b(?:jp|jpl|jam|hours?|durasi)\b")),
    ("dates", re.compile(r"waktu|tanggal|\btgl\b|pelaksanaan|\bdates?\b|period")),
    ("form", re.compile(r"^\W*(?:bentuk|jenis|jalur|metode|type|mode)\b")),
    ("place", re.compile(r"tempat|lokasi|venue|place")),
    (
        "course",
        re.compile(
            r"kegiatan|diklat|pelatihan|bimtek|kursus|kompetensi|seminar|course|training|judul|topik|activity|uraian"
        ),
    ),
)
# Headings of lists of people and of materials.
_OTHER_LIST = re.compile(
    r"\b(?:nip|nrp|nama\s+(?:peserta|pegawai|lengkap)|pangkat|golongan|jabatan|mata|materi|pokok|modul|subjects?|unit"
    r"|pertemuan|sesi)\b"
)
_LEAST_WALLS = 3
_MOST_ROWS = 14
_HEADING_ROWS = 3
_HOURS_CELL = re.compile(r"^\W*(\d{1,4})\s*(?:jp|jpl|jam)?\b.{0,20}$")


@dataclass(frozen=True, slots=True)
class CourseTable:
    """What the only record of a table of courses says; `several` when it has more than one record."""

    course: Draft[str] | None = None
    organiser: Draft[str] | None = None
    start: Draft[date] | None = None
    end: Draft[date] | None = None
    hours: Draft[int] | None = None
    several: bool = False


def find_course_table(scene: Scene) -> CourseTable:
    """Read a table of courses; empty where the paper has none, or one of people."""
    for index, row in enumerate(scene.rows):
        text = scene.row_text(index)
        if len(row.segments) < 3 or _OTHER_LIST.search(text) or not _is_heading(text):
            continue
        body, first = _body(scene, index)
        if not body:
            continue
        header = range(index, first)
        heads = _heads(scene, header, _columns(scene, header, [i for i in body if i >= first]))
        if "course" in heads and heads.keys() & {"dates", "jp"}:
            return _read(scene, [i for i in body if i >= first], heads)
    return CourseTable()


def _is_heading(text: str) -> bool:
    cells = text.split("\t")
    named = {name for cell in cells for name, pattern in _HEADS if pattern.search(cell)}
    return "course" in named and bool(named & {"dates", "jp"}) and not re.search(r"\d", text)


def _body(scene: Scene, header: int) -> tuple[list[int], int]:
    """The rows below a heading up to the end of its table, and the first that is no heading any more."""
    page, rows = scene.rows[header].page, []
    floor = max(
        (w.bottom for w in scene.walls[page] if w.top < scene.rows[header].level < w.bottom), default=None
    )
    for index in range(header + 1, min(header + 1 + _MOST_ROWS, len(scene.rows))):
        row = scene.rows[index]
        ended = row.level > floor if floor is not None else _ends(scene, index)
        if row.page != page or ended or nips_in(scene, index):
            break
        rows.append(index)
    numbered = next((i for i in rows if running_number(scene, i) is not None), None)
    if numbered is None:
        return rows, header + 1
    # A heading may wrap: the first record begins with its number, or above it where cells are centred.
    after = [i for i in rows[:_HEADING_ROWS] if i < numbered and _parted(scene, header, i)]
    return rows, after[0] if after else numbered


def _parted(scene: Scene, header: int, index: int) -> bool:
    return scene.rule_between(scene.rows[index].page, scene.rows[header].level, scene.rows[index].level)


def _ends(scene: Scene, index: int) -> bool:
    row, above = scene.rows[index], scene.rows[index - 1]
    text = scene.row_text(index)
    apart = row.level - above.level > 2.2 * max(row.height, above.height)
    return apart or bool(BODY_START.search(text)) or opens_signature(scene, index, text)


def _columns(scene: Scene, header: range, body: Sequence[int]) -> tuple[Column, ...]:
    """The columns of heading and body; white between words of the only record parts none."""
    rows = [scene.rows[i] for i in (*header, *body)]
    walls = cuts_through(scene.walls, rows)
    if len(walls) >= _LEAST_WALLS:
        return tuple(Column(a, b) for a, b in pairwise((0.0, *sorted(walls), 1.0)))
    columns = list(find_columns(rows))
    heads = [scene.rows[i] for i in header]
    n = 0
    while n < len(columns):
        if len(columns) > 1 and not cell_words(heads, columns[n]):
            n = _join_nearest(columns, n, [cell_words(rows, c) for c in columns])
        else:
            n += 1
    return tuple(columns)


def _join_nearest(columns: list[Column], n: int, words: Sequence[Sequence[Word]]) -> int:
    """Join column `n` to the neighbour that stands nearer; give where to go on."""

    def gap(one: int, other: int) -> float:
        if one < 0 or other >= len(columns) or not words[one] or not words[other]:
            return 1.0
        return min(w.box.left for w in words[other]) - max(w.box.right for w in words[one])

    left = n - 1 if gap(n - 1, n) <= gap(n, n + 1) and n else n
    left = min(left, len(columns) - 2)
    columns[left : left + 2] = [Column(columns[left].left, columns[left + 1].right)]
    return left


def _heads(scene: Scene, indices: range, columns: Sequence[Column]) -> dict[str, Column]:
    heads: dict[str, Column] = {}
    rows = [scene.rows[i] for i in indices]
    for column in columns:
        text = fold(" ".join(w.text for w in cell_words(rows, column)))
        name = next((n for n, pattern in _HEADS if pattern.search(text) and n not in heads), None)
        if name is not None:
            heads[name] = column
    return heads


def _read(scene: Scene, body: Sequence[int], heads: Mapping[str, Column]) -> CourseTable:
    numbers = [n for i in body if (n := running_number(scene, i)) is not None]
    cells = {name: _cell(scene, body, column) for name, column in heads.items()}
    day = cells.get("dates")
    spans = find_dates(fold(day.text)) if day is not None else ()
    if len(numbers) > 1 or len(spans) > 1:
        return CourseTable(several=True)
    title, office = cells.get("course"), cells.get("organiser")
    return CourseTable(
        course=Draft(title.text.strip(" .,;"), title, "column", {"rank": 1.05, "words": 3.0})
        if title
        else None,
        organiser=Draft(office.text.strip(" .,;"), office, "column", {"rank": 0.95}) if office else None,
        start=_day(spans[0], spans[0].start, day) if spans and day else None,
        end=_day(spans[0], spans[0].end, day) if spans and day else None,
        hours=_hours(cells.get("jp")),
    )


def _cell(scene: Scene, body: Sequence[int], column: Column) -> Piece | None:
    words = cell_words([scene.rows[i] for i in body], column)
    if not words:
        return None
    flow = flow_of([Segment(scene.rows[body[0]].page, words)])
    return flow.plain_piece(0, len(flow.plain))


def _day(span: DateSpan, value: date, piece: Piece) -> Draft[date]:
    return Draft(
        value,
        piece,
        span.form,
        {"score": 1.0, "range": float(span.is_range), "ordered": float(span.in_order)},
    )


def _hours(cell: Piece | None) -> Draft[int] | None:
    match = _HOURS_CELL.match(fold(cell.text)) if cell is not None else None
    digits = digits_of(match[1]) if match else None
    if cell is None or not digits or not 0 < int(digits) <= MOST_HOURS:
        return None
    return Draft(int(digits), cell, "table", {"strong": 1.0, "table_agrees": 1.0})
