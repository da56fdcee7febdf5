"""PDF pages to pixels and claimed words, inside the child: pypdfium2 draws, pdfplumber reads the layer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ocr.limits import Limits
from ocr.pages.aftersigning import changed_pages
from ocr.pages.decoded import Decoded, Layer, Mark
from ocr.pages.drawntext import drawn_words
from ocr.pages.overdrawn import find_marks
from ocr.pages.textlayer import LayerReader
from records.errors import Rejected

_SCAN_DPI = (100.0, 400.0)
_OUTLINE_DPI = 200.0
_DIGITAL_DPI = 110.0
"""Pages whose words come as text are only looked at by people, so their picture may be cheap."""
_MAX_OBJECTS = 4000
_INVISIBLE_MODES = frozenset({3, 7})


@dataclass(frozen=True, slots=True)
class _Contents:
    image_cover: float
    image_dpi: float | None
    texts: int
    hidden_texts: int
    grey: bool


def pdf_pages(path: Path, limits: Limits, first: int) -> Iterator[Decoded]:
    """Draw the pages of a PDF, page `first` and after; a page that cannot be drawn comes with `problem`.

    Raises:
        Rejected: `pdf-encrypted`, `pdf-broken`, `too-many-pages`.
    """
    try:
        document = pdfium.PdfDocument(path)
        count = len(document)
    except pdfium.PdfiumError as error:
        raise Rejected(_open_problem(error)) from error
    if count == 0:
        raise Rejected("pdf-broken")
    if count > limits.max_pages:
        raise Rejected("too-many-pages", pages=count, limit=limits.max_pages)
    layers = LayerReader(path)
    changed = changed_pages(path)
    for number in range(first, count + 1):
        yield _marked(_page(document, number, limits, layers), changed)


def _marked(page: Decoded, changed: frozenset[int]) -> Decoded:
    """Add that the whole page was changed after signing."""
    if page.number not in changed:
        return page
    whole: Mark = ("changed-after-signing", (0.0, 0.0, 1.0, 1.0))
    return replace(page, layer=replace(page.layer, marks=(*page.layer.marks, whole)))


def _open_problem(error: pdfium.PdfiumError) -> str:
    encrypted = getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD
    return "pdf-encrypted" if encrypted or "password" in str(error).lower() else "pdf-broken"


def _page(document: Any, number: int, limits: Limits, layers: LayerReader) -> Decoded:
    try:
        page = document[number - 1]
        contents = _contents(page)
        layer = _layer(layers, number, page, contents)
        dpi = _drawing_dpi(page, contents, layer, limits)
        drawn = _draw(page, dpi, grey=contents.grey)
        page.close()
    except (pdfium.PdfiumError, MemoryError, ValueError, OSError):
        return Decoded(number, problem="page-broken")
    return Decoded(number, *drawn, dpi=dpi, layer=layer)


def _layer(layers: LayerReader, number: int, page: Any, contents: _Contents) -> Layer:
    marks = find_marks(page)
    if not contents.texts:
        return Layer(image_cover=contents.image_cover, marks=marks)
    invisible = contents.hidden_texts / contents.texts
    # a scanner's words are only ever compared with the pixels, so the cheaper reader will do
    words = drawn_words(page) if invisible > 0.5 else layers.words(number, page)
    return Layer(words, contents.image_cover, invisible, marks)


def _contents(page: Any) -> _Contents:
    """Look over a page's objects: how much pictures cover, how fine they are, what text is drawn and seen."""
    area = max(1.0, page.get_width() * page.get_height())
    cover, dpi, grey = 0.0, None, True
    texts = hidden = 0
    for index, thing in enumerate(page.get_objects(max_depth=4)):
        if index >= _MAX_OBJECTS:
            break
        if thing.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
            texts += 1
            hidden += pdfium_c.FPDFTextObj_GetTextRenderMode(thing.raw) in _INVISIBLE_MODES
        elif thing.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            share, fineness, is_grey = _picture(thing, area)
            grey = grey and is_grey
            if share > cover:
                cover, dpi = share, fineness
            if share > 0.6:
                hidden = texts  # whatever was drawn before lies under the picture
    return _Contents(cover, dpi, texts, hidden, grey and cover > 0.9)


def _picture(thing: Any, page_area: float) -> tuple[float, float, bool]:
    left, bottom, right, top = thing.get_pos() if hasattr(thing, "get_pos") else thing.get_bounds()
    width, height = abs(right - left), abs(top - bottom)
    px_width, px_height = thing.get_px_size()
    # areas, not sides: the picture may be placed turned by 90 degrees
    fineness = 72.0 * (px_width * px_height / max(1.0, width * height)) ** 0.5
    meta = thing.get_metadata()
    return min(1.0, width * height / page_area), fineness, meta.bits_per_pixel in (1, 8)


def _drawing_dpi(page: Any, contents: _Contents, layer: Layer, limits: Limits) -> float:
    if contents.image_cover > 0.3 and contents.image_dpi:
        wanted = min(max(contents.image_dpi, _SCAN_DPI[0]), _SCAN_DPI[1])
    else:
        wanted = _DIGITAL_DPI if sum(upright for _, _, upright in layer.words) >= 15 else _OUTLINE_DPI
    square_inches = page.get_width() * page.get_height() / 72.0**2
    return float(min(wanted, (limits.max_page_pixels / max(square_inches, 1e-6)) ** 0.5))


def _draw(page: Any, dpi: float, *, grey: bool) -> tuple[int, int, int, memoryview]:
    """Draw a page; gives width, height, channels and the pixels without gaps between rows."""
    bitmap = page.render(scale=dpi / 72.0, grayscale=grey, rev_byteorder=True, prefer_bgrx=False)
    row = bitmap.width * bitmap.n_channels
    data = memoryview(bitmap.buffer).cast("B")
    if bitmap.stride != row:
        rows = (data[y * bitmap.stride : y * bitmap.stride + row] for y in range(bitmap.height))
        data = memoryview(b"".join(rows))
    return bitmap.width, bitmap.height, bitmap.n_channels, data
