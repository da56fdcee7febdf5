"""Rows of a spreadsheet, whatever program wrote it: csv of any delimiter and encoding, or xlsx.

Agencies export with headings of their own, titles above the heading row, and `'` before numbers kept as text.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl import load_workbook

from records.errors import Rejected

_DELIMITERS = ",;\t|"
_HEADING_ROWS = 20  # titles, dates and blank rows above the headings never reach deeper in exports seen


@dataclass(frozen=True, slots=True)
class RowNote:
    """Something to tell about a row: its number in the file (from 1), heading, stable code, value."""

    row: int
    column: str
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with recognised headings.

    `columns` maps our field names to the file's own headings; `rows` holds, for each data row, its number in
    the file and its cells by our field names, stripped of blanks and of a leading apostrophe.
    """

    columns: Mapping[str, str]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


def read_sheet(
    source: str | Path | bytes, filename: str, headings: Mapping[str, Sequence[str]], required: Sequence[str]
) -> Sheet:
    """Read a csv or xlsx table, giving each known column our own name.

    Args:
        source: a path, or the file's bytes.
        filename: the name it came under; used only to tell kinds apart when the bytes do not.
        headings: our field name → spellings of the heading (folded: lower case, single underscores).
        required: fields without which the table is of no use.

    Raises:
        Rejected: `table-unreadable` (no table in it) or `table-lacks-columns` (required headings missing).
    """
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    lines = list(_lines(data, filename))
    found = _heading_row(lines, headings)
    missing = [name for name in required if name not in found[1]]
    if missing:
        raise Rejected("table-lacks-columns", columns=", ".join(missing), filename=filename)
    at, places = found
    names = {name: lines[at][1][index] for name, index in places.items()}
    rows = tuple(
        (number, {name: _cell(cells, index) for name, index in places.items()})
        for number, cells in lines[at + 1 :]
        if any(cell.strip() for cell in cells)
    )
    return Sheet(names, rows)


def fold_heading(heading: str) -> str:
    """Fold a heading to lower case words joined by underscores ("NIP Baru" → "nip_baru")."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", heading.strip())
    return re.sub(r"[^a-z0-9]+", "_", split.lower()).strip("_")


def parse_date(text: str) -> date | None:
    """Read dd-mm-yyyy, dd/mm/yyyy, yyyy-mm-dd (with or without a time after it); None when it is no date."""
    found = re.match(r"\s*(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})", text)
    if not found:
        return None
    first, month, last = (int(part) for part in found.groups())
    year, day = (first, last) if len(found[1]) == 4 else (last, first)
    try:
        return date(year, month, day) if year > 1900 else None
    except ValueError:
        return None


def _lines(data: bytes, filename: str) -> Iterator[tuple[int, list[str]]]:
    if data[:2] == b"PK":
        return _xlsx_lines(data, filename)
    return _csv_lines(_decode(data), filename)


def _xlsx_lines(data: bytes, filename: str) -> Iterator[tuple[int, list[str]]]:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise Rejected("table-unreadable", filename=filename) from error
    for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
        yield number, [_text(value) for value in row]


def _csv_lines(text: str, filename: str) -> Iterator[tuple[int, list[str]]]:
    if "\x00" in text or not text.strip():
        raise Rejected("table-unreadable", filename=filename)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        yield from ((reader.line_num, row) for row in reader)
    except csv.Error as error:
        raise Rejected("table-unreadable", filename=filename) from error


def _decode(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """Choose the delimiter that cuts the first lines into the most equal parts."""
    lines = [line for line in text.splitlines()[:_HEADING_ROWS] if line.strip()]
    return max(_DELIMITERS, key=lambda mark: sorted(line.count(mark) for line in lines)[len(lines) // 2])


def _heading_row(
    lines: Sequence[tuple[int, list[str]]], headings: Mapping[str, Sequence[str]]
) -> tuple[int, dict[str, int]]:
    known = {spelling: name for name, spellings in headings.items() for spelling in (name, *spellings)}
    best: tuple[int, dict[str, int]] = (0, {})
    for at, (_, cells) in enumerate(lines[:_HEADING_ROWS]):
        places: dict[str, int] = {}
        for index, cell in enumerate(cells):
            name = known.get(fold_heading(cell))
            if name is not None:
                places.setdefault(name, index)
        if len(places) > len(best[1]):
            best = (at, places)
    return best


def _cell(cells: Sequence[str], index: int) -> str:
    return cells[index].strip().lstrip("'’").strip() if index < len(cells) else ""


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value)
