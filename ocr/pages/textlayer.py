"""A PDF's own words, inside the child: by pdfplumber where the page is small, by pdfium where that is dear.

pdfplumber interprets a page in Python, at 5 microseconds and more an operator: a plain letter costs 0.05 s,
a certificate with a drawn guilloche 0.2 s and more. pdfium has the page parsed for drawing already.
"""

from __future__ import annotations

import logging
import math
from pathlib import Path
from typing import Any

from ocr.pages.decoded import Words
from ocr.pages.drawntext import SLANTED_DEG, drawn_words

_PLUMBED_BYTES = range(300, 8_000)
"""Sizes of page content that pdfplumber is given; a shorter one only calls a form of unknown size."""


class LayerReader:
    """Reads text layers of one PDF page by page; a layer that cannot be parsed counts as none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._document: Any = None
        # pdfminer reports every oddity of a font; there is nobody in the child to tell
        logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

    def words(self, number: int, page: Any) -> Words:
        """Give the words of page `number`, open in pdfium as `page`."""
        plumbed = self._plumbed(number)
        return drawn_words(page) if plumbed is None else plumbed

    def _plumbed(self, number: int) -> Words | None:
        """Read by pdfplumber; None where the page is too large for it or trips it."""
        try:
            if self._document is None:
                import pdfplumber  # noqa: PLC0415 - scans without a layer need not pay for loading it

                self._document = pdfplumber.open(self._path)
            page = self._document.pages[number - 1]
            if _content_bytes(page.page_obj) not in _PLUMBED_BYTES or not _is_plain(page):
                return None
            return _plumbed_words(page)
        except Exception:  # noqa: BLE001 - pdfminer raises whatever a malformed object makes it stumble over
            return None


def _content_bytes(page: Any) -> int:
    from pdfminer.pdftypes import stream_value  # noqa: PLC0415 - loaded by pdfplumber already

    return sum(len(stream_value(part).get_data()) for part in page.contents)


def _is_plain(page: Any) -> bool:
    """Whether the page is shown as it was written, neither turned nor cropped."""
    crop = page.page_obj.cropbox
    return not page.rotation and (crop is None or list(crop) == list(page.page_obj.mediabox))


def _plumbed_words(page: Any) -> Words:
    left, top, right, bottom = page.bbox
    wide, high = max(right - left, 1.0), max(bottom - top, 1.0)
    # Slanted letters go first: a stamp's ring would otherwise lend its letters to the lines it crosses.
    straight, slanted = (page.filter(lambda o, want=want: _is_slanted(o) is want) for want in (False, True))
    words = tuple(
        (
            word["text"],
            (
                (word["x0"] - left) / wide,
                (word["top"] - top) / high,
                (word["x1"] - left) / wide,
                (word["bottom"] - top) / high,
            ),
            upright,
        )
        for part, upright in ((straight, True), (slanted, False))
        for word in part.extract_words(keep_blank_chars=False, use_text_flow=False)
    )
    page.close()
    return words


def _is_slanted(thing: dict[str, Any]) -> bool:
    """Whether a letter of pdfplumber's stands turned, by the matrix (a, b, c, d, e, f) it is drawn with."""
    if thing.get("object_type") != "char":
        return False
    a, b, *_ = thing["matrix"]
    return abs(math.degrees(math.atan2(b, a))) > SLANTED_DEG
