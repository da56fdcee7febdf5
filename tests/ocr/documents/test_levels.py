"""Levels in Roman strokes are read again widened."""

from __future__ import annotations

import pytest
from paper import typed

from ocr.documents import find_documents
from records.values import Box, DocumentReading, Word

CERTIFICATE = """
                          SERTIFIKAT
                   Nomor : 094/221/DIKLAT/2020

                        diberikan kepada
                        BAGUS WAHYUDI
                     NIP 198902142015041002

     telah mengikuti Pelatihan Dasar Golongan {level}
     pada tanggal 3 s.d. 5 Maret 2020 selama 24 jam pelajaran.
"""


def read(printed: str, *widened: str) -> DocumentReading:
    page = typed(CERTIFICATE.format(level=printed))

    def reread(_: int, box: Box, hint: str) -> tuple[Word, ...]:
        if hint != "wide":
            return ()
        title = [w for w in page.words if w.text == "Golongan" and box.top <= w.box.centre[1] <= box.bottom]
        return tuple(
            Word(f"Golongan {text}", box, 0.9, 0, f"ppocr x{i}") for i, text in enumerate(widened) if title
        )

    (document,) = find_documents([page], reread)
    return document


@pytest.mark.parametrize(
    ("printed", "widened", "level"),
    [
        ("II", ("III", "III"), "III"),
        ("II", ("II", "II"), "II"),
        ("IIl", ("IIl", "III."), "III"),
        ("II", (), "II"),
        ("Il", ("III yar", "III yang"), "III"),
        ("III", ("III", "II"), "III"),
    ],
)
def test_wide_readings_that_agree_settle_the_level(
    printed: str, widened: tuple[str, ...], level: str
) -> None:
    document = read(printed, *widened)
    assert document.course.value == f"Pelatihan Dasar Golongan {level}"
    assert "course-level-open" not in document.reasons


def test_wide_readings_that_differ_ask_a_person() -> None:
    document = read("II", "II", "III")
    assert document.course.value == "Pelatihan Dasar Golongan II"
    assert "Pelatihan Dasar Golongan III" in document.course.alternatives
    assert "course-level-open" in document.reasons


def test_one_wide_reading_alone_does_not_change_the_level() -> None:
    document = read("II", "III")
    assert document.course.value == "Pelatihan Dasar Golongan II"
    assert "course-level-open" in document.reasons


@pytest.mark.parametrize("level", ["IV", "1", "11"])
def test_what_is_not_made_of_strokes_stays(level: str) -> None:
    assert read(level, "III", "III").course.value == f"Pelatihan Dasar Golongan {level}"
