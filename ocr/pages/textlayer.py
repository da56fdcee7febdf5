"""A PDF's own words by pdfplumber, inside the child; the library is loaded only when a page has text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

Words = tuple[tuple[str, tuple[float, float, float, float], bool], ...]

_MAX_WORDS = 20_000


class LayerReader:
    """Reads text layers of one PDF page by page; a layer that cannot be parsed counts as none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._document: Any = None
        self._broken = False

    def words(self, number: int) -> Words:
        """Give the words of page `number` with boxes as fractions of the page as shown."""
        if self._broken:
            return ()
        try:
            return self._words(number)
        except Exception:  # noqa: BLE001 - pdfminer raises whatever a malformed object makes it stumble over
            self._broken = True
            return ()

    def _words(self, number: int) -> Words:
        if self._document is None:
            import pdfplumber  # noqa: PLC0415 - scans without a layer need not pay for loading it

            self._document = pdfplumber.open(self._path)
        page = self._document.pages[number - 1]
        left, top, right, bottom = page.bbox
        wide, high = max(right - left, 1.0), max(bottom - top, 1.0)
        found = page.extract_words(keep_blank_chars=False, use_text_flow=False)[:_MAX_WORDS]
        words = tuple(
            (
                word["text"],
                (
                    (word["x0"] - left) / wide,
                    (word["top"] - top) / high,
                    (word["x1"] - left) / wide,
                    (word["bottom"] - top) / high,
                ),
                bool(word.get("upright", True)),
            )
            for word in found
        )
        page.close()
        return words
