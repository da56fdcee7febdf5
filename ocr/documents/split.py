"""Which pages of a file belong together: titles open documents, backs and continued tables follow them."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.fuzz import partial_ratio

from ocr.documents.signs import PageSigns
from ocr.fields.people.same import alike
from ocr.grammar.slips import fold

_HEADING = 5  # rows at the head of a page that may name its course
_SAME_TITLE = 88.0


def split_pages(pages: Sequence[PageSigns]) -> list[list[PageSigns]]:
    """Group `pages` of one file into documents; blank pages belong to none.

    A blank back ends a paper: what follows it goes on only when it says so itself.

    A back page that comes before any front is put to the front that follows it.
    """
    documents: list[list[PageSigns]] = []
    waiting: list[PageSigns] = []
    after_blank = False
    for page in pages:
        if page.is_blank:
            after_blank = True
            continue
        parted, after_blank = after_blank, False
        if not documents and page.is_back and len(pages) > 1:
            waiting.append(page)
        elif documents and _belongs(page, documents[-1]) and (not parted or page.is_sequel):
            documents[-1].append(page)
        else:
            documents.append([*waiting, page])
            waiting = []
    if waiting:
        documents.append(waiting)
    return documents


def _belongs(page: PageSigns, document: Sequence[PageSigns]) -> bool:
    """Whether `page` goes on with `document`."""
    if (page.is_marks and _names_again(page, document)) or _is_programme(page, document):
        return True
    if not page.continues:
        return False
    if document[0].title == "other" and not page.is_whole:
        return True
    complete = any(p.is_whole or p.is_signed for p in document)
    if complete and not page.is_sequel and (page.is_whole or not _names_again(page, document)):
        # A paper without a title, behind one that had said all it had to say.
        return False
    if page.is_back:
        # A second list of materials, or one behind a letter to somebody, is not this paper's back.
        return not any(p.is_back for p in document) and not document[0].covers
    return True


def _is_programme(page: PageSigns, document: Sequence[PageSigns]) -> bool:
    """Whether a page is the programme of the document's course, with the hours of each part and their total.

    A timetable that totals no hours is a paper of its own.
    """
    front = document[0]
    if page.title in ("certificate", "letter") or page.opens_person or page.begins_anew:
        return False
    if front.title != "certificate" or len(document) > 1 or not page.totals_hours or front.course is None:
        return False
    head = " ".join(" ".join(page.texts[:_HEADING]).split())
    return partial_ratio(fold(front.course), head) > _SAME_TITLE


def _names_again(page: PageSigns, document: Sequence[PageSigns]) -> bool:
    """Whether a page names one of the document's own people again, as a transcript of marks does.

    Names only: the numbers of colleagues differ in a digit or two.
    """
    known = frozenset().union(*(p.subjects for p in document))
    return any(alike(name, other) for name in page.subjects for other in known)
