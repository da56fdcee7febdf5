"""Lost rows of a list of people: a running number or a NIP that is nobody's, or a gap between two numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from records.values import Box, DocumentReading, PageText, PersonReading, Word

_NUMBER = re.compile(r"\(?(\d{1,3})[.)]?|\(?([A-Za-z])[.)]")
_COLUMN = 0.02  # running numbers stand so close under each other, as a share of the page's width
_LEAST_PEOPLE = 2
_SAME_ROW = 0.75
_NIP_DIGITS = 15


@dataclass(frozen=True, slots=True)
class _Row:
    """A person on a page: where he stands, and the running number left of him (None when unread)."""

    box: Box
    number: int | None


def with_list_gaps(
    documents: Sequence[DocumentReading], pages: Sequence[PageText]
) -> tuple[DocumentReading, ...]:
    """Add `people-rows-missing` to the reasons of documents whose list of people has lost a row."""
    by_number = {page.number: page for page in pages}
    return tuple(
        replace(document, reasons=tuple(dict.fromkeys((*document.reasons, "people-rows-missing"))))
        if _has_gap(document, by_number)
        else document
        for document in documents
    )


def _has_gap(document: DocumentReading, pages: dict[int, PageText]) -> bool:
    if len(document.people) < _LEAST_PEOPLE:
        return False
    if any(_nobodys_number(document.people, pages[n]) for n in document.pages if n in pages):
        return True
    read: list[tuple[int, int]] = []
    before = 0
    for number in document.pages:
        boxes = [box for person in document.people if (box := _box(person, number)) is not None]
        if not boxes or number not in pages:
            continue
        words = pages[number].words
        rows = _numbered(sorted(boxes, key=lambda box: box.top), words)
        numbers = [(before + i, row.number) for i, row in enumerate(rows) if row.number is not None]
        before += len(rows)
        if 2 * len(numbers) <= len(rows):
            continue  # not numbered, or not read well enough to say
        if _orphans(rows, words):
            return True
        read += numbers
    return _jumps(read)


def _box(person: PersonReading, page: int) -> Box | None:
    boxes = [f.box for f in (person.name, person.nip) if f.box is not None and f.page == page]
    return boxes[0] if boxes else None


def _numbered(boxes: Sequence[Box], words: Iterable[Word]) -> list[_Row]:
    numbers = [(word, n) for word in words if (n := _running(word)) is not None]
    found: list[tuple[Box, Word | None, int]] = []
    for box in boxes:
        left = [(w, n) for w, n in numbers if w.box.right <= box.left and _on_row(w.box, box)]
        word, number = min(left, key=lambda pair: pair[0].box.left, default=(None, 0))
        found.append((box, word, number))
    places = [word.box.right for _, word, _ in found if word is not None]
    if not places:
        return [_Row(box, None) for box in boxes]
    column = median(places)
    return [
        _Row(box, number if word is not None and abs(word.box.right - column) < _COLUMN else None)
        for box, word, number in found
    ]


def _on_row(one: Box, other: Box) -> bool:
    return abs(one.centre[1] - other.centre[1]) < _SAME_ROW * max(one.height, other.height)


def _jumps(read: Sequence[tuple[int, int]]) -> bool:
    """Whether running numbers rise faster than people, given as (place, number).

    One number that fits neither neighbour was misread; a second one on either side backs it.
    """
    offsets = [number - place for place, number in read]
    return any(
        after > before
        and offsets[: i + 1].count(before) > 1
        and (offsets[i + 1 :].count(after) > 1 or i + 2 == len(offsets))
        for i, (before, after) in enumerate(pairwise(offsets))
    )


def _orphans(rows: Sequence[_Row], words: Iterable[Word]) -> bool:
    """Whether a number that continues the list stands in its column beside nobody."""
    known = {row.number for row in rows if row.number is not None}
    lines = [(word, n) for word in words if (n := _running(word)) is not None and n not in known]
    columns = [w.box for w in words if any(r.number is not None and _is_number_of(w, r) for r in rows)]
    if not columns:
        return False
    column, step = median(box.right for box in columns), _step(rows)
    first, bottom = rows[0].box.top, rows[-1].box.bottom + 1.5 * step
    wanted = {min(known) - 1, *range(min(known), max(known) + 2)} - {0}
    return any(
        abs(word.box.right - column) < _COLUMN
        and first - 1.5 * step < word.box.top < bottom
        and number in wanted
        and not any(_on_row(word.box, row.box) for row in rows)
        for word, number in lines
    )


def _is_number_of(word: Word, row: _Row) -> bool:
    number = _running(word)
    return number is not None and number == row.number and _on_row(word.box, row.box)


def _running(word: Word) -> int | None:
    """Give the running number a word may be: "3", "3.", "(3)", or "c." for the third."""
    m = _NUMBER.fullmatch(word.text)
    if m is None:
        return None
    return int(m[1]) if m[1] else ord(m[2].lower()) - ord("a") + 1


def _nobodys_number(people: Sequence[PersonReading], page: PageText) -> bool:
    """Whether a line within the list holds a NIP that no person of it was given."""
    claimed = [f.box for p in people for f in (p.name, p.nip) if f.box is not None and f.page == page.number]
    if len(claimed) < _LEAST_PEOPLE:
        return False
    top, bottom = min(box.top for box in claimed), max(box.bottom for box in claimed)
    lines: dict[int, list[Word]] = {}
    for word in page.words:
        if top < word.box.centre[1] < bottom:
            lines.setdefault(word.line, []).append(word)
    return any(
        sum(ch.isdigit() for word in line for ch in word.text) >= _NIP_DIGITS
        and not any(_on_row(word.box, box) for word in line for box in claimed)
        for line in lines.values()
    )


def _step(rows: Sequence[_Row]) -> float:
    return median([b.box.top - a.box.top for a, b in pairwise(rows)] or [rows[0].box.height * 2])
