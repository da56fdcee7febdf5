"""Odd places become reasons of the documents whose values stand there."""

from dataclasses import replace
from datetime import date

import pytest

from ocr.tampering import with_hints
from records.reading_format import page_from_json, page_to_json
from records.values import Box, DocumentReading, Field, Kind, Oddity, PageText, PersonReading

LINE = Box(0.1, 0.50, 0.6, 0.52)
PAPER = DocumentReading(
    pages=(1, 2),
    kind=Kind.CERTIFICATE,
    number=Field("860/12", 0.9, page=1, box=Box(0.1, 0.10, 0.4, 0.12)),
    start=Field(date(2019, 3, 5), 0.9, page=1, box=LINE),
    end=Field(date(2019, 3, 7), 0.9, page=1, box=LINE),
    jp=Field(24, 0.9, page=2, box=Box(0.3, 0.60, 0.36, 0.62)),
    people=(PersonReading(nip=Field("1980", 0.9, page=1, box=Box(0.1, 0.30, 0.4, 0.32))),),
    reasons=("course-missing",),
)


def reasons(*odd: Oddity, page: int = 1, paper: DocumentReading = PAPER) -> tuple[str, ...]:
    (found,) = with_hints([paper], [PageText(page, 1000, 1400, (), oddities=odd)])
    return found.reasons[1:]


@pytest.mark.parametrize(
    ("box", "page", "expected"),
    [
        (Box(0.31, 0.60, 0.36, 0.62), 2, ("jp-looks-altered",)),
        (Box(0.31, 0.60, 0.36, 0.62), 1, ()),
        (Box(0.15, 0.10, 0.25, 0.12), 1, ("number-looks-altered",)),
        (Box(0.2, 0.30, 0.3, 0.32), 1, ("person-looks-altered",)),
        (Box(0.2, 0.50, 0.25, 0.52), 1, ("start-looks-altered",)),  # both dates share the line: one look
        (Box(0.2, 0.70, 0.25, 0.72), 1, ()),
        (Box(0.0, 0.615, 0.31, 0.70), 2, ()),  # a corner is not the value
    ],
)
def test_a_value_in_an_odd_place_is_named(box: Box, page: int, expected: tuple[str, ...]) -> None:
    assert reasons(Oddity("print-differs", box), page=page) == expected


def test_changes_after_signing_concern_the_whole_document() -> None:
    whole = Oddity("changed-after-signing", Box(0, 0, 1, 1))
    assert reasons(whole) == ("changed-after-signing",)
    assert reasons(whole, page=3) == ()


def test_papers_that_prove_nothing_are_left_alone() -> None:
    other = replace(PAPER, kind=Kind.OTHER)
    assert reasons(Oddity("print-differs", Box(0.2, 0.30, 0.3, 0.32)), paper=other) == ()


def test_odd_places_are_stored_with_their_page() -> None:
    page = PageText(1, 1000, 1400, (), oddities=(Oddity("drawn-over", LINE),))
    assert page_from_json(page_to_json(page)) == page
    old = page_to_json(page)
    del old["oddities"]
    assert page_from_json(old).oddities == ()
