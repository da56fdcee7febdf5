"""Where a PDF page was drawn over, inside the child: what covers print, what is set unlike its line.

A reason to look at what stands there, no more: stamps and viewers' remarks leave such marks too.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import pypdfium2.raw as pdfium_c

from ocr.pages.decoded import Mark
from ocr.pages.drawntext import shown_box

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top in the PDF's own points."""

Matrix = tuple[float, float, float, float, float, float]

_UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)
_MOST_OBJECTS = 4000
_MOST_MARKS = 200
_FORM_DEPTH = 3
_MOST_ODD_RUNS = 24  # some programs draw each letter for itself
_WIDE, _HIGH = 0.7, 0.09  # larger covers are panels and pictures that documents are made of
_LEAST_PT = 3.0
_INVISIBLE = frozenset({3, 7})
_REMARKS = frozenset(
    {
        pdfium_c.FPDF_ANNOT_FREETEXT,
        pdfium_c.FPDF_ANNOT_SQUARE,
        pdfium_c.FPDF_ANNOT_STAMP,
        pdfium_c.FPDF_ANNOT_REDACT,
        pdfium_c.FPDF_ANNOT_INK,
    }
)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(
    r"[-,]?(bold|italic|oblique|regular|medium|semibold|roman|light|black|book|mt|ps)+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Run:
    """A text object: where it stands, its font's family, the size of its letters in points."""

    rect: Rect
    font: str
    size: float


@dataclass(slots=True)
class _Seen:
    """What was drawn so far, from the bottom up."""

    page_area: tuple[float, float]
    runs: list[_Run] = field(default_factory=list)
    covers: list[Rect] = field(default_factory=list)
    drawn_over: list[Rect] = field(default_factory=list)
    scan_below: bool = False


def find_marks(page: Any) -> tuple[Mark, ...]:
    """Give the places of a page that something was drawn over, or whose font differs from their line's."""
    seen = _Seen((page.get_width(), page.get_height()))
    for thing, moved in _objects(page):
        _look(thing, moved, seen)
    marks = [("drawn-over", rect) for rect in (*seen.drawn_over, *_remarks(page))]
    if not seen.scan_below:
        odd = list(
            _odd_fonts([run for run in seen.runs if run.font and _share(run.rect, seen.page_area) > 0])
        )
        # one value in another font stands out; a page full of them was set so
        marks += [("font-differs", rect) for rect in odd if len(odd) <= _MOST_ODD_RUNS]
    return tuple((code, shown_box(page, rect)) for code, rect in marks[:_MOST_MARKS])


def _objects(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Yield a page's objects in the order they are drawn, those inside forms as well, each with its place."""
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    top = (pdfium_c.FPDFPage_GetObject(page.raw, index) for index in range(count))
    yield from islice(_with_contents(top, _UNMOVED, 0), _MOST_OBJECTS)


def _with_contents(things: Iterable[Any], moved: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    for thing in things:
        yield thing, moved
        if pdfium_c.FPDFPageObj_GetType(thing) == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
            count = min(pdfium_c.FPDFFormObj_CountObjects(thing), _MOST_OBJECTS)
            inner = (pdfium_c.FPDFFormObj_GetObject(thing, index) for index in range(count))
            yield from _with_contents(inner, _after(_matrix(thing), moved), depth + 1)


def _matrix(thing: Any) -> Matrix:
    found = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(thing, ctypes.byref(found))
    return found.a, found.b, found.c, found.d, found.e, found.f


def _after(first: Matrix, then: Matrix) -> Matrix:
    """Give the matrix that does one after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _look(thing: Any, moved: Matrix, seen: _Seen) -> None:
    kind, rect = pdfium_c.FPDFPageObj_GetType(thing), _rect(thing, moved)
    if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
        if pdfium_c.FPDFTextObj_GetTextRenderMode(thing) not in _INVISIBLE:
            if seen.scan_below or any(_inside(rect, cover) for cover in seen.covers):
                seen.drawn_over.append(rect)
            # programs that print whole pages as one form set them in pieces of fonts: nothing to tell there
            family = _family(thing) if moved == _UNMOVED else ""
            seen.runs.append(_Run(rect, family, _size(thing, moved)))
    elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE and _share(rect, seen.page_area) > 0.6:
        seen.scan_below = True
    elif _is_cover(thing, kind, rect, seen.page_area) and (
        seen.scan_below or any(_inside(run.rect, rect) or _inside(rect, run.rect) for run in seen.runs)
    ):
        seen.covers.append(rect)
        seen.drawn_over.append(rect)


def _is_cover(thing: Any, kind: int, rect: Rect, page_area: tuple[float, float]) -> bool:
    wide, high = rect[2] - rect[0], rect[3] - rect[1]
    if not (_LEAST_PT < wide < _WIDE * page_area[0] and _LEAST_PT < high < _HIGH * page_area[1]):
        return False
    if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
        filled, _ = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDFPath_GetDrawMode(thing, ctypes.byref(filled), ctypes.byref(_))
        return filled.value != 0 and _is_opaque(thing)
    return kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM)


def _is_opaque(thing: Any) -> bool:
    tones = [ctypes.c_uint() for _ in range(4)]
    pdfium_c.FPDFPageObj_GetFillColor(thing, *map(ctypes.byref, tones))
    return tones[3].value > 200  # a highlighter lets the print show through


def _remarks(page: Any) -> Iterator[Rect]:
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), _MOST_MARKS)):
        remark = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        try:
            rect = pdfium_c.FS_RECTF()
            if pdfium_c.FPDFAnnot_GetSubtype(remark) in _REMARKS:
                pdfium_c.FPDFAnnot_GetRect(remark, ctypes.byref(rect))
                yield rect.left, rect.bottom, rect.right, rect.top
        finally:
            pdfium_c.FPDFPage_CloseAnnot(remark)


def _odd_fonts(runs: list[_Run]) -> Iterator[Rect]:
    """Yield runs in a font that the page hardly uses, or of another size, inside lines of another."""
    used = Counter[str]()
    for run in runs:
        used[run.font] += round(run.rect[2] - run.rect[0])
    for line in _lines(runs):
        fonts, sizes = Counter(run.font for run in line), Counter(round(run.size, 1) for run in line)
        (font, often), (size, sized) = fonts.most_common(1)[0], sizes.most_common(1)[0]
        for run in line:
            alien = run.font != font and often >= 2 and used[run.font] < 0.1 * used.total()
            apart = sized >= 2 and sized > len(line) / 2 and 0.03 < abs(run.size / size - 1) < 0.35
            if alien or (apart and _is_amid(run, line)):
                yield run.rect


def _is_amid(run: _Run, line: list[_Run]) -> bool:
    """Whether others stand on both sides: a name after its label may be larger, a word amid others is not."""
    return line[0] is not run and line[-1] is not run


def _lines(runs: list[_Run]) -> Iterator[list[_Run]]:
    """Part runs into visual lines, each from left to right."""
    line: list[_Run] = []
    for run in sorted(runs, key=lambda r: (-r.rect[1], r.rect[0])):
        if line and abs(run.rect[1] - line[0].rect[1]) > 0.35 * max(run.size, 1.0):
            yield sorted(line, key=lambda r: r.rect[0])
            line = []
        line.append(run)
    if line:
        yield sorted(line, key=lambda r: r.rect[0])


def _family(thing: Any) -> str:
    font = pdfium_c.FPDFTextObj_GetFont(thing)
    name = ctypes.create_string_buffer(128)
    pdfium_c.FPDFFont_GetBaseFontName(font, name, 128)
    plain = _SUBSET.sub("", name.value.decode("latin-1"))
    return _STYLE.sub("", plain).lower()


def _size(thing: Any, moved: Matrix) -> float:
    size = ctypes.c_float()
    pdfium_c.FPDFTextObj_GetFontSize(thing, ctypes.byref(size))
    _, _, c, d, _, _ = _after(_matrix(thing), moved)
    return float(size.value * (c**2 + d**2) ** 0.5) or 1.0


def _rect(thing: Any, moved: Matrix) -> Rect:
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium_c.FPDFPageObj_GetBounds(thing, *map(ctypes.byref, edges))
    left, bottom, right, top = (edge.value for edge in edges)
    a, b, c, d, e, f = moved
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def _share(rect: Rect, page_area: tuple[float, float]) -> float:
    return (rect[2] - rect[0]) * (rect[3] - rect[1]) / max(1.0, page_area[0] * page_area[1])


def _inside(inner: Rect, outer: Rect) -> bool:
    wide = min(inner[2], outer[2]) - max(inner[0], outer[0])
    high = min(inner[3], outer[3]) - max(inner[1], outer[1])
    area = (inner[2] - inner[0]) * (inner[3] - inner[1])
    return wide > 0 and high > 0 and area > 0 and wide * high >= 0.5 * area
