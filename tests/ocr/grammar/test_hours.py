from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.grammar.hours import find_hours
from ocr.grammar.number_words import parse_number_words
from ocr.grammar.slips import fold


@pytest.mark.parametrize(
    ("printed", "hours"),
    [
        ("yang meliputi 32 JP.", 32),
        ("selama 16 (enam belas) Jam Pelajaran", 16),
        ("setara 20 JP", 20),
        ("100 JPL", 100),
        ("40 jamlat", 40),
        ("20 jam pelajaran @ 45 menit", 20),
        ("tiga puluh dua (32) JP", 32),
        ("90 jam pelajaran (sembilan puluh)", 90),
        ("Jumlah JP : 32", 32),
        ("dua puluh empat jam pelajaran", 24),
        ("with a total of 32 training hours", 32),
        ("36 lesson hours", 36),
    ],
)
def test_reads_hours_in_figures_and_words(printed: str, hours: int) -> None:
    (span,) = find_hours(fold(printed))

    assert span.value == hours
    assert span.strong
    assert not span.contradicts


@pytest.mark.parametrize("printed", ["80 (sembilan puluh) Jam Pelajaran", "empat puluh (30) JP"])
def test_reports_words_that_contradict_figures(printed: str) -> None:
    (span,) = find_hours(fold(printed))

    assert span.contradicts


def test_words_that_cannot_be_read_are_no_agreement() -> None:
    (span,) = find_hours("30 (tiga pxlxh sembxl) jp")

    assert span.words_unreadable


@pytest.mark.parametrize(
    "printed", ["peraturan nomor 20 tahun 2019", "pukul 08.00 wib", "nip 197902242006011036"]
)
def test_takes_nothing_else_for_hours(printed: str) -> None:
    assert find_hours(printed) == ()


def test_a_bare_jam_is_weak() -> None:
    (span,) = find_hours("rapat selama 2 jam")

    assert not span.strong


@given(st.text(max_size=80))
def test_never_raises_and_figures_come_from_the_text(text: str) -> None:
    folded = fold(text)

    for span in find_hours(folded):
        assert 0 <= span.begin < span.end <= len(folded)
        assert 0 < span.value <= 2000


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("seratus dua puluh", 120),
        ("dua ribu sembilan belas", 2019),
        ("sebelas", 11),
        ("delapan puluh", 80),
        ("twenty-five", 25),
        ("one hundred and twenty", 120),
        ("empat lima enam meja", None),
    ],
)
def test_number_words(words: str, number: int | None) -> None:
    assert parse_number_words(words) == number
