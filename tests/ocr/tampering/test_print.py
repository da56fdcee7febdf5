"""Print on scanned paper: what was put in later stands out, what only looks different does not."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from ocr.pages.raw import Image as Pixels
from ocr.pages.raw import LayerMark
from ocr.tampering import look_over
from records.values import Box, Oddity, Word

WIDE, HIGH = 1240, 900
LINES = (
    "Surat Tanda Tamat Pendidikan dan Pelatihan Nomor 860/12/BKPP.III/2019",
    "Badan Kepegawaian menyatakan bahwa pegawai Nama Rina Marlina, NIP",
    "198001022005012003 telah mengikuti Bimbingan Teknis Penyusunan Laporan",
    "Keuangan pada tanggal 5 sampai dengan 7 Maret 2019 di Pangkalan Bun",
    "yang meliputi 24JP sesuai kurikulum yang ditetapkan dan memenuhi syarat",
)
FONT = "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"
OTHER_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def scanned(grain: float, *, larger: str = "") -> tuple[Pixels, tuple[Word, ...]]:
    """Type the lines, blur them as a lens does, lay the paper's grain over them."""
    page = Image.new("L", (WIDE, HIGH), 232)
    pen, words = ImageDraw.Draw(page), []
    for n, line in enumerate(LINES):
        x = 80.0
        for text in line.split():
            font = ImageFont.truetype(OTHER_FONT if text == larger else FONT, 30)
            left, top, right, bottom = pen.textbbox((x, 120 + 90 * n), text, font=font)
            pen.text((x, 120 + 90 * n), text, font=font, fill=45)
            box = Box(left / WIDE, (top - 3) / HIGH, right / WIDE, (bottom + 3) / HIGH)
            words.append(Word(text, box, 0.95, n, "ppocr"))
            x = right + 14
    grey = np.asarray(page.filter(ImageFilter.GaussianBlur(0.9)), np.float64)
    grey += np.random.default_rng(5).normal(0, grain, grey.shape)
    return grey.clip(0, 255).astype(np.uint8), tuple(words)


def hours_of(words: tuple[Word, ...]) -> Word:
    return next(word for word in words if word.text == "24JP")


def retyped(page: Pixels, word: Word, paper: int) -> Pixels:
    """Cover a word with one tone and type over it, sharp as programs do."""
    sheet = Image.fromarray(page)
    pen = ImageDraw.Draw(sheet)
    left, top = word.box.left * WIDE - 3, word.box.top * HIGH - 2
    right, bottom = word.box.right * WIDE + 3, word.box.bottom * HIGH + 2
    pen.rectangle((left, top, right, bottom), fill=paper)
    pen.text((left + 4, top), "64JP", font=ImageFont.truetype(OTHER_FONT, 24), fill=45)
    return np.asarray(sheet, np.uint8)


@pytest.mark.parametrize("paper", [232, 255])
@pytest.mark.parametrize("grain", [2.5, 5.0])
def test_hours_retyped_upon_a_scan_stand_out(paper: int, grain: float) -> None:
    page, words = scanned(grain)
    hours = hours_of(words)
    assert look_over(retyped(page, hours, paper), words) == (Oddity("print-differs", hours.box),)


@pytest.mark.parametrize("grain", [0.0, 2.5, 5.0])
@pytest.mark.parametrize("larger", ["", "24JP", "198001022005012003"])
def test_an_honest_page_has_nothing_odd_even_when_filled_in_in_another_font(
    grain: float, larger: str
) -> None:
    assert look_over(*scanned(grain, larger=larger)) == ()


def test_words_that_say_nothing_of_worth_are_not_looked_at() -> None:
    page, words = scanned(4.0)
    syllabus = next(word for word in words if word.text == "kurikulum")
    assert look_over(retyped(page, syllabus, 255), words) == ()


def test_born_digital_words_are_left_to_what_the_file_says() -> None:
    page, words = scanned(4.0)
    digital = tuple(Word(w.text, w.box, 1.0, w.line, "text-layer") for w in words)
    mark = LayerMark("font-differs", Box(0.1, 0.2, 0.3, 0.25))
    changed = retyped(page, hours_of(words), 255)
    assert look_over(changed, digital, [mark]) == (Oddity("font-differs", mark.box),)


def test_marks_turn_with_their_page() -> None:
    mark = LayerMark("drawn-over", Box(0.1, 0.2, 0.3, 0.25))
    (odd,) = look_over(np.full((20, 10), 255, np.uint8), (), [mark], 90)
    assert odd.box.as_list() == [0.75, 0.1, 0.8, 0.3]
    (back,) = look_over(np.full((20, 10), 255, np.uint8), (), [LayerMark("drawn-over", odd.box)], 270)
    assert back.box.as_list() == mark.box.as_list()


def test_a_page_of_nothing_but_a_few_words_gives_no_neighbours_to_tell() -> None:
    page, words = scanned(4.0)
    few = (hours_of(words), *words[:3])
    assert look_over(retyped(page, few[0], 255), few) == ()
