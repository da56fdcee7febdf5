from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.grammar.dates import find_dates, lacks_end, lacks_start
from ocr.grammar.slips import fold

D = date
MONTHS_IN_ORDER = [
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
]


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("12-03-2019", D(2019, 3, 12), D(2019, 3, 12)),
        ("pada 12/03/2019", D(2019, 3, 12), D(2019, 3, 12)),
        ("2019-03-05", D(2019, 3, 5), D(2019, 3, 5)),
        ("21 Juni sampai dengan 22 September 2022", D(2022, 6, 21), D(2022, 9, 22)),
        ("8 s.d. 19 Februari 2020", D(2020, 2, 8), D(2020, 2, 19)),
        ("27 Desember s.d. 5 Januari 2019", D(2018, 12, 27), D(2019, 1, 5)),
        ("18 s/d 19 JUNI 2020", D(2020, 6, 18), D(2020, 6, 19)),
        ("19 – 20 September 2019", D(2019, 9, 19), D(2019, 9, 20)),
        ("3-5 Agustus 2021", D(2021, 8, 3), D(2021, 8, 5)),
        ("22 Jul 2023 - 27 Jul 2023", D(2023, 7, 22), D(2023, 7, 27)),
        ("29 Mei 2019 sampai dengan\n2 Juni 2019", D(2019, 5, 29), D(2019, 6, 2)),
        ("Senin, 4 Maret 2019 s.d. Rabu, 6 Maret 2019", D(2019, 3, 4), D(2019, 3, 6)),
        ("tanggal 5, 6 dan 7 Maret 2019", D(2019, 3, 5), D(2019, 3, 7)),
        ("tanggal 5 (lima) Maret 2019", D(2019, 3, 5), D(2019, 3, 5)),
        ("03/02/2019 - 05/02/2019", D(2019, 2, 3), D(2019, 2, 5)),
        ("5 s.d. 7-3-2019", D(2019, 3, 5), D(2019, 3, 7)),
        ("held on March 5-7, 2019", D(2019, 3, 5), D(2019, 3, 7)),
        ("March 28 to April 2, 2019", D(2019, 3, 28), D(2019, 4, 2)),
        ("from 29 July to 1 1 August 2019", D(2019, 7, 29), D(2019, 8, 11)),
        ("03-07-2025 s.d. 04.07-2025", D(2025, 7, 3), D(2025, 7, 4)),
        ("5th of March 2019", D(2019, 3, 5), D(2019, 3, 5)),
        ("from 3 to 5 May 2019", D(2019, 5, 3), D(2019, 5, 5)),
        ("tanggal lima bulan Maret tahun dua ribu sembilan belas", D(2019, 3, 5), D(2019, 3, 5)),
        (
            "enam belas sampai dengan sembilan belas bulan September tahun dua ribu\ndua puluh dua",
            D(2022, 9, 16),
            D(2022, 9, 19),
        ),
    ],
)
def test_reads_every_form_of_the_field(printed: str, start: date, end: date) -> None:
    (span,) = find_dates(fold(printed))

    assert (span.start, span.end) == (start, end)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("I Agustus 2019", D(2019, 8, 1)),
        ("13 September 201 9", D(2019, 9, 13)),
        ("l5 Maret 2O19", D(2019, 3, 15)),
        ("t0 Februari 2019", D(2019, 2, 10)),
        ("7 Me1 2018", D(2018, 5, 7)),
    ],
)
def test_forgives_the_slips_of_reading_machines(printed: str, day: date) -> None:
    (span,) = find_dates(fold(printed))

    assert span.end == day


@pytest.mark.parametrize("printed", ["nomor 5 tahun 2014", "32 jp", "31 februari 2019", "860/12/bkpp/2019"])
def test_takes_nothing_else_for_a_date(printed: str) -> None:
    assert find_dates(printed) == ()


def test_a_first_day_later_than_the_last_shows_a_misread_figure() -> None:
    (span,) = find_dates("12 s.d. 1 januari 2021")

    assert not span.in_order


def test_notices_a_first_day_that_was_not_read() -> None:
    text = "pada tanggal ## februari 2019 s/d 14 februari 2019"

    assert lacks_start(text, find_dates(text)[-1])


@given(st.text(max_size=80))
def test_never_raises_and_every_span_lies_in_the_text(text: str) -> None:
    folded = fold(text)

    for span in find_dates(folded):
        assert 0 <= span.begin < span.end_at <= len(folded)


@given(st.dates(min_value=D(1950, 1, 1), max_value=D(2040, 12, 31)))
def test_any_day_comes_back_as_printed(day: date) -> None:
    month = MONTHS_IN_ORDER[day.month - 1]

    (span,) = find_dates(f"bogor, {day.day} {month} {day.year}")

    assert span.start == span.end == day


@pytest.mark.parametrize(
    "printed", ["3 Maret 2021 s.d. ?? Maret", "tanggal 3 Maret 2021 sampai dengan ~ 2021"]
)
def test_a_last_day_that_was_not_read_is_noticed(printed: str) -> None:
    text = fold(printed)
    assert lacks_end(text, find_dates(text)[0])


@pytest.mark.parametrize(
    "printed", ["3 Maret 2021 sampai selesai", "3 Maret 2021, selama", "3-4 Maret 2021 s.d."]
)
def test_a_day_that_nothing_follows_lacks_no_end(printed: str) -> None:
    text = fold(printed)
    assert lacks_end(text, find_dates(text)[0]) is ("selesai" in printed)


def test_two_figures_in_a_row_without_a_range_are_two() -> None:
    (span,) = find_dates("nomor 1 1 agustus 2019")
    assert span.start == D(2019, 8, 1)
