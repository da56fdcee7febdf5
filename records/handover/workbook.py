"""The records as an Excel workbook, a sheet each for kursus and diklat; equal input gives equal bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from records.handover.siasn import DIKLAT_FIELDS, KURSUS_FIELDS, PERSON_FIELDS

_SHEETS = {"kursus": KURSUS_FIELDS, "diklat": DIKLAT_FIELDS}
_EVIDENCE = "bukti"
# Archives keep no year before 1980; a fixed moment makes equal content equal bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms)")


def workbook(records: Iterable[Mapping[str, Any]]) -> bytes:
    """Give the workbook of package records (`record`, `fields`, `person`, `evidence`)."""
    book = Workbook()
    rows = list(records)
    for number, (name, fields) in enumerate(_SHEETS.items()):
        sheet = book.active if number == 0 else book.create_sheet()
        assert isinstance(sheet, Worksheet)  # noqa: S101 - narrows for the type checker
        sheet.title = name
        _fill(sheet, fields, [row for row in rows if row["record"] == name])
    out = io.BytesIO()
    book.save(out)
    return _settled(out.getvalue())


def _fill(sheet: Worksheet, fields: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    headings = (*fields, *PERSON_FIELDS, _EVIDENCE)
    for column, heading in enumerate(headings, start=1):
        sheet.cell(1, column, heading).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = 22
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows, start=2):
        values = {**row["fields"], **row["person"], _EVIDENCE: row["evidence"]}
        for column, heading in enumerate(headings, start=1):
            _write(sheet.cell(number, column), values.get(heading))


def _write(cell: Cell | Any, value: object) -> None:
    if value is None:
        return
    cell.value = value
    if isinstance(value, str):
        # A title that begins with "=" is text, never a formula; a NIP keeps its eighteen digits.
        cell.data_type = "s"
        cell.number_format = "@"


def _settled(data: bytes) -> bytes:
    """Take the hour of writing out of an xlsx."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist()):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", content)
            target.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED, 6)
    return out.getvalue()
