"""The pages on which two documents say different things, put side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.states import PersonDecision
from records.tables import Document, DocumentPerson, Page
from web.screens.links import image_href
from web.views.compare import PairView, SheetView
from web.views.fields import FieldBox

PEOPLE = "people"
_MOST = 6


@dataclass(frozen=True, slots=True)
class _Place:
    page: int
    box: FieldBox | None


def page_pairs(
    session: Session, here: Document, there: Document, differing: Iterable[str]
) -> tuple[PairView, ...]:
    """Give the pages that bear the differing fields, in the order of the fields.

    A field that one of the two does not print stands beside the other's first page.
    """
    found: dict[tuple[int, int], tuple[list[str], list[FieldBox], list[FieldBox]]] = {}
    for name in differing:
        ours, theirs = _place(here, there, name), _place(there, here, name)
        names, left, right = found.setdefault((ours.page, theirs.page), ([], [], []))
        names.append(name)
        left += [ours.box] if ours.box else []
        right += [theirs.box] if theirs.box else []
    images = [_images(session, document) for document in (here, there)]
    return tuple(
        PairView(tuple(names), _sheet(images[0], one, left), _sheet(images[1], two, right))
        for (one, two), (names, left, right) in list(found.items())[:_MOST]
    )


def all_pages(session: Session, document: Document) -> tuple[SheetView, ...]:
    """Give all pages of a document that are still kept, in order."""
    return tuple(SheetView(number, href) for number, href in sorted(_images(session, document).items()))


def _sheet(images: Mapping[int, str], number: int, boxes: Iterable[FieldBox]) -> SheetView | None:
    return SheetView(number, images[number], tuple(boxes)) if number in images else None


def _images(session: Session, document: Document) -> dict[int, str]:
    rows = session.scalars(
        select(Page).where(
            Page.file_id == document.file_id,
            Page.number.in_(document.pages),
            Page.image_blob.is_not(None),
        )
    )
    return {page.number: image_href(page.id, page.generation) for page in rows}


def _place(document: Document, other: Document, name: str) -> _Place:
    fields = _of_people(document, other) if name == PEOPLE else [document.reading.get(name) or {}]
    first = _Place(min(document.pages), None)
    return next((place for field in fields if (place := _read_at(document, field))), first)


def _of_people(document: Document, other: Document) -> Iterator[Mapping[str, Any]]:
    """Give names and numbers of those who stand on this document only, then of the others."""
    theirs = {_who(person) for person in other.people}
    for person in sorted(_taking_part(document), key=lambda person: _who(person) in theirs):
        yield from (person.reading.get(name) or {} for name in ("name", "nip"))


def _taking_part(document: Document) -> list[DocumentPerson]:
    return [person for person in document.people if person.decision is not PersonDecision.EXCLUDED]


def _who(person: DocumentPerson) -> object:
    return person.employee_id or person.nip or person.name


def _read_at(document: Document, field: Mapping[str, Any]) -> _Place | None:
    page, box = field.get("page"), field.get("box")
    if not isinstance(page, int) or page not in document.pages:
        return None
    if not box:
        return _Place(page, None)
    left, top, right, bottom = box
    return _Place(page, (left, top, right - left, bottom - top))
