"""HTML to PDF by chromium, PDF pages to pixels and text by PDFium."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2
from playwright.sync_api import Page, sync_playwright

from samples.truth import Document

Pixels = npt.NDArray[np.uint8]
BROWSER = "/usr/bin/chromium"
BASE_CSS = """
*{box-sizing:border-box;-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0;color:#111}
.page{position:relative;overflow:hidden;break-after:page}
.page:last-child{break-after:auto}
table{border-collapse:collapse}
"""


@contextmanager
def press() -> Iterator[Page]:
    """Open one browser page that prints many documents; needs Debian's chromium."""
    with sync_playwright() as tool:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = tool.chromium.launch(executable_path=BROWSER, args=flags)
        try:
            yield browser.new_page()
        finally:
            browser.close()


def print_pdf(page: Page, document: Document) -> bytes:
    """Print a document to PDF bytes that are the same for the same input."""
    size = "297mm 210mm" if document.landscape else "210mm 297mm"
    width, height = size.split()
    sheet = f"@page{{size:{size};margin:0}} .page{{width:{width};height:{height}}}"
    page.set_content(f"<style>{BASE_CSS}{sheet}{document.css}</style><body>{document.html}</body>")
    page.evaluate("document.fonts.ready.then(() => true)")
    return without_dates(page.pdf(prefer_css_page_size=True, print_background=True))


def without_dates(pdf: bytes) -> bytes:
    """Drop creation dates and make the file id depend on the content alone."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as doc:
        del doc.docinfo
        if "/Metadata" in doc.Root:
            del doc.Root.Metadata
        doc.save(out, deterministic_id=True, linearize=False)
    return out.getvalue()


def page_texts(pdf: bytes) -> list[str]:
    """Give the printed text of each page."""
    with pypdfium2.PdfDocument(pdf) as doc:
        return [p.get_textpage().get_text_range().replace("\r\n", "\n").strip() for p in doc]


def page_pixels(pdf: bytes, dpi: int) -> list[Pixels]:
    """Give each page as RGB pixels, shape (height, width, 3)."""
    with pypdfium2.PdfDocument(pdf) as doc:
        return [np.asarray(p.render(scale=dpi / 72).to_pil().convert("RGB")) for p in doc]


def page_words(pdf: bytes) -> list[list[tuple[str, tuple[float, float, float, float]]]]:
    """Give each page's words with their boxes as fractions of the page: left, top, right, bottom."""
    with pypdfium2.PdfDocument(pdf) as doc:
        return [_words(p) for p in doc]


def _words(page: Any) -> list[tuple[str, tuple[float, float, float, float]]]:
    width, height = page.get_size()
    layer = page.get_textpage()
    words: list[tuple[str, tuple[float, float, float, float]]] = []
    text, boxes = "", []
    for i, char in enumerate([*layer.get_text_range(), " "]):
        if not char.isspace():
            text += char
            boxes.append(layer.get_charbox(i))
        elif text:
            box = np.array(boxes)
            left, bottom, right, top = box[:, 0].min(), box[:, 1].min(), box[:, 2].max(), box[:, 3].max()
            words.append((text, (left / width, 1 - top / height, right / width, 1 - bottom / height)))
            text, boxes = "", []
    return words


def shrink(image: Pixels, factor: float) -> Pixels:
    """Scale an image down by area averaging."""
    return np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)
