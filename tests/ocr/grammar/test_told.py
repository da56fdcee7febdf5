"""How many people a paper says it is about, and English days with articles."""

from __future__ import annotations

from datetime import date

import pytest
from paper import typed

from ocr.fields.people.told import told_counts
from ocr.fields.scene import Scene
from ocr.grammar.dates import find_dates


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("bahwa 12 (dua belas) orang pegawai tersebut", {12}),
        ("bahwa 11 (dua belas) orang pegawai tersebut", {11, 12}),
        ("para pegawai tersebut di bawah ini", set()),
    ],
)
def test_counts_are_told(sentence: str, counts: set[int]) -> None:
    assert told_counts(Scene((typed(sentence),))) == counts


@pytest.mark.parametrize(
    "text", ["from the 7th to the 18th of august 2022", "7 - 18 august 2022", "2022-08-07 to 2022-08-18"]
)
def test_days_of_a_range(text: str) -> None:
    [span] = find_dates(text)

    assert (span.start, span.end) == (date(2022, 8, 7), date(2022, 8, 18))
