"""The words of a PDF page that pdfium has open, letter by letter with their places, inside the child."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium_c

from ocr.pages.decoded import Words

_MAX_CHARACTERS = 60_000
_GRID = 100_000
"""Fractions of the page come from pdfium as whole numbers out of this."""
_HYPHEN = "\x02"
"""How pdfium gives the hyphen that ends a line; it would join the word to the next line's."""
_UNMAPPED = frozenset("\x00\ufffd\ufffe\uffff")
_WORD_GAP = 0.08
"""Least gap between words, as a share of the letter height, over the line's usual gap between letters."""
_PLAIN_GAP = 0.15
"""The same where pdfium saw no space: it passes over the narrow printed spaces of condensed fonts."""
SLANTED_DEG = 3
"""Letters turned further than this against the rest of the page belong to a stamp or a margin."""


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    left: float
    bottom: float
    right: float
    top: float
    breaks: bool
    """Whether pdfium guessed a space before this letter from its place alone."""
    angle_deg: int


def drawn_words(page: Any) -> Words:
    """Read the words of a page with boxes in fractions of the page as it is shown, turned and cropped."""
    text = page.get_textpage()
    try:
        runs = list(_runs(text))
        usual = _usual_angle(letter for run in runs for letter in run)
        return tuple(_word(page, word, usual) for run in runs for word in _split(run))
    finally:
        text.close()


def _runs(text: Any) -> Iterator[list[_Letter]]:
    """Yield stretches of letters between printed spaces and line ends."""
    run: list[_Letter] = []
    guessed = False
    for index in range(min(text.count_chars(), _MAX_CHARACTERS)):
        letter = chr(pdfium_c.FPDFText_GetUnicode(text.raw, index))
        if letter == _HYPHEN:
            yield [*run, _letter(text, index, "-", breaks=guessed)]
            run, guessed = [], False
        elif letter == " " and pdfium_c.FPDFText_IsGenerated(text.raw, index) == 1:
            guessed = True
        elif letter.isspace() or letter in _UNMAPPED:
            if run:
                yield run
            run, guessed = [], False
        else:
            run.append(_letter(text, index, letter, breaks=guessed))
            guessed = False
    if run:
        yield run


def _letter(text: Any, index: int, letter: str, *, breaks: bool) -> _Letter:
    rect = pdfium_c.FS_RECTF()
    pdfium_c.FPDFText_GetLooseCharBox(text.raw, index, ctypes.byref(rect))
    angle = round(math.degrees(pdfium_c.FPDFText_GetCharAngle(text.raw, index)))
    return _Letter(letter, rect.left, rect.bottom, rect.right, rect.top, breaks, angle % 360)


def _usual_angle(letters: Iterator[_Letter]) -> int:
    """The angle most letters of a page stand at; pages that were turned as a whole have another than 0."""
    counted = Counter(letter.angle_deg for letter in letters)
    return counted.most_common(1)[0][0] if counted else 0


def _slants(letter: _Letter, usual: int) -> bool:
    off = abs(letter.angle_deg - usual) % 360
    return min(off, 360 - off) > SLANTED_DEG


def _split(run: list[_Letter]) -> Iterator[list[_Letter]]:
    """Cut a run where a space is wider than the letters' own spacing, as in S E R T I F I K A T."""
    gaps = [after.left - before.right for before, after in pairwise(run)]
    usual = max(0.0, median(gaps)) if gaps else 0.0
    word = run[:1]
    for letter, gap in zip(run[1:], gaps, strict=True):
        high = letter.top - letter.bottom
        guessed = letter.breaks and abs(gap) > 1.5 * usual + _WORD_GAP * high
        if guessed or gap > 1.5 * usual + _PLAIN_GAP * high:
            yield word
            word = []
        word.append(letter)
    yield word


def _word(
    page: Any, letters: list[_Letter], usual: int
) -> tuple[str, tuple[float, float, float, float], bool]:
    edges = (
        min(c.left for c in letters),
        min(c.bottom for c in letters),
        max(c.right for c in letters),
        max(c.top for c in letters),
    )
    box = shown_box(page, edges)
    tall = (box[3] - box[1]) * page.get_height() > 2 * (box[2] - box[0]) * page.get_width()
    upright = not (tall and len(letters) > 2) and not any(_slants(c, usual) for c in letters)
    return "".join(c.text for c in letters), box, upright


def shown_box(page: Any, edges: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Map left, bottom, right, top in points to a box in fractions of the page as it is shown."""
    one, other = _shown(page, edges[0], edges[1]), _shown(page, edges[2], edges[3])
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _shown(page: Any, x: float, y: float) -> tuple[float, float]:
    """Map a point of the PDF's own space to fractions of the page as it is shown."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDF_PageToDevice(
        page.raw, 0, 0, _GRID, _GRID, 0, x, y, ctypes.byref(across), ctypes.byref(down)
    )
    return across.value / _GRID, down.value / _GRID
