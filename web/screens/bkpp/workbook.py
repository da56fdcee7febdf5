"""The statistics' numbers as an XLSX, one sheet a chart."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from web.screens.speech import t
from web.views.bkpp import StatisticsView

Cell = str | int | float | None


def workbook(view: StatisticsView) -> bytes:
    """Write the workbook; headings are in the user's language."""
    book = Workbook()
    book.remove(book.worksheets[0])
    before, after = t("stats.before"), t("stats.after")
    _sheet(
        book,
        t("stats.by-office"),
        (
            t("queue.office"),
            t("stats.employees"),
            before,
            after,
            f"{t('stats.jp')} – {before}",
            f"{t('stats.jp')} – {after}",
        ),
        [(o.office, o.employees, o.before, o.after, o.jp_before, o.jp_after) for o in view.offices],
    )
    _sheet(
        book,
        t("stats.by-category"),
        (t("people.category"), before, after),
        [(t(f"category.{c.category}"), c.before, c.after) for c in view.categories],
    )
    _sheet(
        book,
        t("stats.by-dimension"),
        (t("stats.dimension"), before, after, t("stats.most")),
        [(t(f"dimension.{d.name}"), d.before, d.after, d.most) for d in view.dimensions],
    )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def one_sheet(title: str, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Write a workbook of one sheet; numbers of employees stay text."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _sheet(book, title, head, rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Workbook, title: str, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    # Sheet names end at 31 characters in the format.
    sheet = book.create_sheet(title[:31])
    sheet.append(list(head))
    for row in rows:
        sheet.append([_plain(cell) for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for number in range(1, len(head) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 32 if number == 1 else 16


def _plain(cell: Cell) -> Cell:
    # A name from a register must never be taken for a formula.
    return "'" + cell if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@") else cell
