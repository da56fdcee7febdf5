"""Odd places of pages become reasons of documents, where a value that counts stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from records.values import Box, DocumentReading, Field, Oddity, PageText

_FIELDS = ("jp", "start", "end", "issued", "number")
_TOUCHED = 0.25  # share of the smaller of two boxes that must be common


def with_hints(
    documents: Sequence[DocumentReading], pages: Sequence[PageText]
) -> tuple[DocumentReading, ...]:
    """Add to each document's reasons what somebody should look at.

    `<field>-looks-altered` for hours, dates and number, `person-looks-altered` for names and NIPs,
    `changed-after-signing` for a signed PDF.
    """
    odd = {page.number: page.oddities for page in pages if page.oddities}
    if not odd:
        return tuple(documents)
    return tuple(
        replace(document, reasons=tuple(dict.fromkeys((*document.reasons, *_reasons(document, odd)))))
        if document.kind.is_evidence
        else document
        for document in documents
    )


def _reasons(document: DocumentReading, odd: dict[int, tuple[Oddity, ...]]) -> Iterator[str]:
    seen: set[tuple[int, Box]] = set()
    for name, page, box in places_of(document):
        # dates of one stretch of print share a box: one look settles both
        if (page, box) not in seen and any(touch(box, place.box) for place in _local(odd, page)):
            seen.add((page, box))
            yield f"{name}-looks-altered"
    if any(place.code == "changed-after-signing" for page in document.pages for place in odd.get(page, ())):
        yield "changed-after-signing"


def places_of(document: DocumentReading) -> Iterator[tuple[str, int, Box]]:
    """Give what tampering would change, as (field, page, box); names and NIPs are called "person"."""
    named: list[tuple[str, Field[Any]]] = [(name, getattr(document, name)) for name in _FIELDS]
    named += [("person", field) for person in document.people for field in (person.name, person.nip)]
    for name, field in named:
        if field.value is not None and field.page is not None and field.box is not None:
            yield name, field.page, field.box


def _local(odd: dict[int, tuple[Oddity, ...]], page: int) -> Iterator[Oddity]:
    return (place for place in odd.get(page, ()) if place.code != "changed-after-signing")


def touch(one: Box, other: Box) -> bool:
    """Whether two boxes have so much in common that what is said of one is said of the other."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    least = min(one.width * one.height, other.width * other.height)
    return wide > 0 and high > 0 and wide * high >= _TOUCHED * least
