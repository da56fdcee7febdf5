"""From read pages to documents: which pages belong together, what each is, and what it says."""

from __future__ import annotations

from collections.abc import Sequence

from ocr.documents.drafting import Drafts, draft_document
from ocr.documents.mending import mended
from ocr.documents.reading import as_reading
from ocr.documents.second_look import SecondLook
from ocr.documents.signs import PageSigns
from ocr.documents.split import split_pages
from ocr.engine import Reread
from records.values import DocumentReading, PageText

__all__ = ["find_documents", "find_drafts"]


def find_documents(
    pages: Sequence[PageText], reread: Reread | None = None, *, as_one: bool = False
) -> tuple[DocumentReading, ...]:
    """Find the documents on `pages` of one file and read their fields.

    `reread` reads a box of a page again with every engine; without it the words stand as
    they are. `as_one` says that a person put these pages together: they are not split. Blank pages belong to
    no document. Never raises on odd input.
    """
    return tuple(as_reading(drafts) for drafts in find_drafts(pages, reread, as_one=as_one))


def find_drafts(
    pages: Sequence[PageText], reread: Reread | None = None, *, as_one: bool = False
) -> tuple[Drafts, ...]:
    """Find the documents as `find_documents` does, but keep the signs that confidence is made of."""
    signs = [PageSigns(p) for p in pages]
    groups = [signs] if as_one else split_pages(signs)
    return tuple(_draft(group, reread) for group in groups)


def _draft(group: Sequence[PageSigns], reread: Reread | None) -> Drafts:
    """Draft one document; when boxes can be read again, mend its gaps and settle its doubts."""
    drafts = draft_document(group)
    if reread is None or not drafts.guess.kind.is_evidence:
        return drafts
    return SecondLook(reread).at(mended(group, drafts, reread))
