"""The employee's sheet as a PDF: the same content as on screen, on one page where it fits legibly."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from functools import partial
from html import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from web.screens.speech import angka, language, nip_groups, t, tanggal, waktu
from web.views.employees import DimensionView, PointView, SheetView, TrainingRow

_INK, _SOFT, _LINE = HexColor("#182133"), HexColor("#525c6b"), HexColor("#b9b3a4")
_BRAND, _MARK, _BAR = HexColor("#1d4f91"), HexColor("#fff3c2"), HexColor("#e2ddd1")
_SIDE, _FOOT = 15 * mm, 12 * mm
_WIDTH = A4[0] - 2 * _SIDE
_INSET = 6  # what the layout keeps free inside its margins, in points
# Smaller than this it is no longer easily read: what does not fit then goes on overleaf.
_SCALES = (1.0, 0.92, 0.85, 0.78)
_LANGUAGES = {"id": "id-ID", "en": "en-GB"}
_TIGHT = (
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
)


def sheet_pdf(sheet: SheetView) -> bytes:
    """Write the sheet; it shrinks a little to stay on one page; more pages are better than tiny print."""
    for scale in _SCALES:
        data, pages = _written(sheet, scale)
        if pages == 1:
            return data
    return _written(sheet, _SCALES[1])[0]


def _written(sheet: SheetView, scale: float) -> tuple[bytes, int]:
    out = io.BytesIO()
    paper = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=_SIDE - _INSET,
        rightMargin=_SIDE - _INSET,
        topMargin=_FOOT,
        bottomMargin=_FOOT + 8 * mm,
        title=_printable(f"{t('sheet.title')} · {sheet.name}"),
        author="Bukti",
        lang=_LANGUAGES[language()],
    )
    foot = partial(_foot, sheet)
    paper.build(_Sheet(sheet, scale).flow(), onFirstPage=foot, onLaterPages=foot)
    return out.getvalue(), paper.page


def _foot(sheet: SheetView, canvas: Canvas, paper: SimpleDocTemplate) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 7.5)
    canvas.setFillColor(_SOFT)
    canvas.drawString(_SIDE, _FOOT, _printable(f"Bukti · {sheet.name} · {nip_groups(sheet.nip)}"))
    canvas.drawRightString(A4[0] - _SIDE, _FOOT, t("file.page", number=paper.page))
    canvas.restoreState()


class _Sheet:
    """The sheet's parts, top to bottom, all sizes times `scale`."""

    def __init__(self, sheet: SheetView, scale: float) -> None:
        self.sheet = sheet
        self.scale = scale

    def flow(self) -> list[Flowable]:
        parts = [*self._head(), *self._variants(), *self._way()]
        if self.sheet.dimensions:
            parts += [*self._title(t("sheet.points")), *map(self._dimension, self.sheet.dimensions)]
        if self.sheet.missing:
            parts += [*self._title(t("sheet.missing")), *self._bullets(self.sheet.missing)]
        parts += [*self._title(t("sheet.trainings")), self._trainings()]
        if self.sheet.as_of:
            said = t(
                "sheet.by",
                rule_set=self.sheet.rule_set,
                as_of=tanggal(self.sheet.as_of),
                at=waktu(self.sheet.computed_at),
            )
            parts += [self._gap(6), self._text(said, 7.5, colour=_SOFT)]
        return parts

    def _head(self) -> list[Flowable]:
        sheet = self.sheet
        facts = (nip_groups(sheet.nip), sheet.post, sheet.unit, sheet.rank, sheet.education)
        parts = [
            self._text(t("sheet.title"), 8.5, colour=_SOFT),
            self._text(sheet.name, 16, bold=True),
            self._text(" · ".join(filter(None, facts)), 9, colour=_SOFT),
            self._gap(6),
        ]
        if sheet.variants and not sheet.current:
            parts += [self._text(t("sheet.stale"), 8.5, bold=True), self._gap(4)]
        if not sheet.variants:
            parts += [self._text(t("sheet.none"), 9, bold=True)]
        return parts

    def _variants(self) -> list[Flowable]:
        """Draw the index as recorded, with confirmed evidence, with all of it; the one laid out is framed."""
        found = self.sheet.variants
        if not found:
            return []
        cells = [
            [
                self._text(t(f"variant.{v.name}"), 8, colour=_SOFT),
                self._text(angka(v.total, 2), 17, bold=True),
                self._text(f"{t(f'category.{v.category}')} · {angka(v.jp)} JP", 8, colour=_SOFT),
            ]
            for v in found
        ]
        table = Table([cells], colWidths=[_WIDTH / len(found)] * len(found))
        at = next((i for i, v in enumerate(found) if v.name == self.sheet.shown), None)
        table.setStyle(TableStyle([("BOX", (i, 0), (i, 0), 0.6, _LINE) for i in range(len(found))]))
        if at is not None:
            table.setStyle(TableStyle([("BOX", (at, 0), (at, 0), 1.6, _BRAND)]))
        return [table, self._gap(6)]

    def _way(self) -> list[Flowable]:
        lines = self.sheet.shortest or self.sheet.ways
        if not lines:
            return []
        inside = [self._text(t("sheet.way"), 10, bold=True), *self._bullets(lines)]
        table = Table([[inside]], colWidths=[_WIDTH])
        table.setStyle(TableStyle([("BACKGROUND", (0, 0), (-1, -1), _MARK)]))
        return [table]

    def _dimension(self, found: DimensionView) -> Flowable:
        head = [
            self._text(t(f"dimension.{found.name}"), 9, bold=True),
            _Bar(found.value / found.most, 60 * mm, 3.2 * self.scale),
            self._text(f"{angka(found.value, 2)} / {angka(found.most)}", 9, bold=True, right=True),
        ]
        rows = [
            [self._text(f"{_points(p)} / {angka(p.most, 2)}", 8, right=True), self._point(p)]
            for p in found.points
        ]
        first = Table([head], colWidths=[_WIDTH - 60 * mm - 30 * mm, 60 * mm, 30 * mm])
        first.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *_TIGHT]))
        if not rows:
            return first
        below = Table(rows, colWidths=[24 * mm, _WIDTH - 24 * mm])
        below.setStyle(
            TableStyle(
                [
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    *_TIGHT,
                    ("RIGHTPADDING", (0, 0), (0, -1), 8),
                    ("LINEBELOW", (0, -1), (-1, -1), 0.4, _LINE),
                ]
            )
        )
        return Table([[first], [below]], colWidths=[_WIDTH], style=TableStyle(_TIGHT))

    def _point(self, point: PointView) -> list[Flowable]:
        parts = [self._text(point.sentence, 8.5)]
        if point.records:
            parts += [self._text(" · ".join(r.label for r in point.records), 8, colour=_BRAND)]
        if point.source:
            parts += [self._text(f"{t('sheet.source')} {point.source}", 7, colour=_SOFT)]
        return parts

    def _trainings(self) -> Flowable:
        if not self.sheet.trainings:
            return self._text(t("sheet.no-trainings"), 8.5)
        names = ("field.course", "field.organiser", "sheet.dates", "field.jp", "queue.state")
        head = [self._text(t(name), 7.5, bold=True, colour=_SOFT, right=name == "field.jp") for name in names]
        rows = [self._training(row) for row in self.sheet.trainings]
        widths = [58 * mm, 46 * mm, 34 * mm, 11 * mm]
        table = Table([head, *rows], colWidths=[*widths, _WIDTH - sum(widths)], repeatRows=1)
        table.setStyle(
            TableStyle(
                [
                    ("LINEBELOW", (0, 0), (-1, -1), 0.4, _LINE),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("TOPPADDING", (0, 0), (-1, -1), 2),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                    ("LEFTPADDING", (0, 0), (-1, -1), 2),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                ]
            )
        )
        return table

    def _training(self, row: TrainingRow) -> list[object]:
        dates = tanggal(row.start)
        if row.end and row.end != row.start:
            dates = f"{dates} – {tanggal(row.end)}"
        state = t("sheet.recorded") if row.state == "RECORDED" else t(f"state.document.{row.state}")
        course: list[Flowable] = [self._text(row.course or row.file, 8.5, bold=True)]
        if row.number:
            course += [self._text(row.number, 7, colour=_SOFT)]
        return [
            course,
            self._text(row.organiser or "–", 8),
            self._text(dates, 8),
            self._text(angka(row.jp), 8, right=True),
            self._text(state, 8, bold=True),
        ]

    def _title(self, text: str) -> list[Flowable]:
        # Never alone at the foot of a page.
        return [CondPageBreak(30 * mm), self._gap(8), self._text(text, 11, bold=True), self._gap(3)]

    def _bullets(self, lines: Iterable[str]) -> list[Flowable]:
        return [self._text(f"• {line}", 8.5) for line in lines]

    def _gap(self, points: float) -> Flowable:
        return Spacer(1, points * self.scale)

    def _text(
        self, text: str, size: float, *, bold: bool = False, colour: Color = _INK, right: bool = False
    ) -> Flowable:
        size *= self.scale
        style = ParagraphStyle(
            "",
            fontName="Helvetica-Bold" if bold else "Helvetica",
            fontSize=size,
            leading=size * 1.28,
            textColor=colour,
            splitLongWords=True,
            alignment=TA_RIGHT if right else TA_LEFT,
        )
        return Paragraph(escape(_printable(text), quote=False), style)


class _Bar(Flowable):
    """How much of the most there is, as a bar; its neighbour says the number."""

    def __init__(self, share: float, width: float, height: float) -> None:
        super().__init__()
        self.share, self.width, self.height = min(1.0, max(0.0, share)), width, height

    def draw(self) -> None:
        """Draw the ground, then the share."""
        for share, colour in ((1.0, _BAR), (self.share, _BRAND)):
            self.canv.setFillColor(colour)
            self.canv.rect(0, 0, self.width * share, self.height, stroke=0, fill=1)


def _points(point: PointView) -> str:
    return "?" if point.value is None else angka(point.value, 2)


def _printable(text: str) -> str:
    """Give `text` in signs the built-in fonts have: accents they lack are dropped, other signs become "?"."""
    return "".join(sign if _has(sign) else _plain(sign) for sign in text)


def _has(sign: str) -> bool:
    try:
        sign.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return sign.isprintable()


def _plain(sign: str) -> str:
    if sign.isspace():
        return " "
    return unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode() or "?"
