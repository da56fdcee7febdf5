"""Words that an engine ran together, taken apart again where letters and shapes show the seam."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ocr.grammar.slips import fold, straighten
from ocr.grammar.vocabulary import MONTHS, STEERING
from records.values import Box, Word

_DIGITS_THEN_WORD = re.compile(r"(?<=\d)(?=[^\W\d_]{3,})")
_WORD_THEN_DIGITS = re.compile(r"(?<=[^\W\d_]{2})(?=[\d(])")
_CAMEL = re.compile(
    r"(?<=[a-z]{3})(?=[A-Z][a-z]{2,})|(?<=[A-Z]{2})(?=(?:yang|dari|pada|oleh|dengan|selama|tanggal)\b)"
)
_AFTER_MARK = re.compile(r"(?<=[a-z]{3}[,;])(?=[A-Z][a-z]{2,})")
_SMALL_FIRST = re.compile(r"(?:of|in|for|the|and|dan|di|pada|dalam|untuk|bagi)(?=[A-Z][a-z]{3,})")
_RUN = re.compile(r"[^\W\d_]+")


def unglue(word: Word) -> Iterator[Word]:
    """Give the words that `word` holds; one when no seam shows.

    Figures part from a month or steering word they touch ("2018selama", "6Mei"); small letters part from a
    capital ("BarangMilik") in words of an engine that is known to drop spaces.
    """
    cuts = sorted(set(_figure_seams(word.text)) | set(_letter_seams(word)))
    if not cuts:
        yield word
        return
    edges = [0, *cuts, len(word.text)]
    step = word.box.width / max(len(word.text), 1)
    for begin, end in pairwise(edges):
        left, right = word.box.left + step * begin, word.box.left + step * end
        box = Box(left, word.box.top, right, word.box.bottom)
        yield Word(word.text[begin:end], box, word.confidence, word.line, word.engine)


def _figure_seams(text: str) -> Iterator[int]:
    for seam in _DIGITS_THEN_WORD.finditer(text):
        run = _RUN.match(text, seam.start())
        if run and _steers(run.group()):
            yield seam.start()
    for seam in _WORD_THEN_DIGITS.finditer(text):
        runs = [r for r in _RUN.finditer(text) if r.end() == seam.start()]
        if runs and _steers(runs[-1].group()):
            yield seam.start()


def _letter_seams(word: Word) -> Iterator[int]:
    if small := _SMALL_FIRST.match(word.text):
        yield small.end()
    if word.engine != "ppocr":
        return
    for pattern in (_CAMEL, _AFTER_MARK):
        for seam in pattern.finditer(word.text):
            yield seam.start()


def _steers(run: str) -> bool:
    known = straighten(fold(run))
    return (known in STEERING and len(known) >= 3) or known in MONTHS
