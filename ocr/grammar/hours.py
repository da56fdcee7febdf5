"""Lesson hours (JP): figures, words, and whether the two agree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ocr.grammar.number_words import PATTERN as WORDS
from ocr.grammar.number_words import looks_like_number_words, parse_number_words
from ocr.grammar.slips import digits_of

MOST_HOURS = 2000

_UNIT = (
    r"(?:j\s?p\s?[l1i]?(?![a-z0-9])|jam\s*\.?\s*(?:pelajaran|pembelajaran|pel\b\.?|pl\b|latihan|lat\b"
    r"|pelatihan|diklat"
    r"|belajar|kegiatan|efektif|tatap\s+muka|kursus)|jamlat|jamp[e]l\b"
    r"|(?:training|lesson|learning|credit|class|contact|course|instructional|instruction|academic"
    r"|teaching|study|lecture)"
    r"[\s\-]*hours?|hours?\s+(?:of\s+)?(?:training|instruction|learning|lessons?|study|coursework)"
    r"|lesson\s+periods?|teaching\s+periods?)"
)
_WEAK_UNIT = r"(?:hours?|hrs|jam(?!\s*(?:wib|wita|wit|pukul|kerja|\d)))(?![a-z])"
_N = r"(?<![\w/.,\-])(?P<{0}>[0-9oilszb|]{{1,4}})(?:(?=jpl?\b)|(?![\w/]|[.,]\d))"
_PAREN = r"(?:\s*[(\[{]\s*(?P<paren>[^()\[\]{}]{2,60}?)\s*[)\]}])?"
_AFTER = re.compile(
    rf"{_N.format('n')}{_PAREN}\s*[.:\-]?\s*(?P<unit>{_UNIT}"
    rf"|{_WEAK_UNIT})(?:\s*[(\[]\s*(?P<tail>[^()\[\]]{{2,60}}?)\s*[)\]])?"
)
_WORDS_FIRST = re.compile(
    rf"(?P<words>{WORDS})\s*(?:[(\[]\s*(?P<n>[0-9oilszb|]{{1,4}})\s*[)\]])?\s*(?P<unit>{_UNIT}|{_WEAK_UNIT})"
)
_BEFORE = re.compile(
    rf"(?P<unit>(?:jumlah|total|lama|durasi|alokasi|beban|bobot)?\s*(?:waktu\s*)?{_UNIT}|(?:durasi"
    rf"|duration|lama(?:\s+(?:pelatihan|diklat|pendidikan))?)"
    r"|jumlah\s+jam|total\s+(?:jam|hours)|bobot|total\s+waktu|credit)"
    rf"\s*(?:\(\s*(?:jp|jpl|jam|hours?)\s*\))?\s*[:=]\s*{_N.format('n')}{_PAREN}"
)
_PLAIN_COUNT = re.compile(rf"{_N.format('n')}")


@dataclass(frozen=True, slots=True)
class HoursSpan:
    """Lesson hours found at text[begin:end].

    `value` is the figure, or the words' number where only words were printed. `words` is the number the
    words say, None when there are none; `words_unreadable` when words stand there but cannot be read.
    `strong` says that the unit is one only lesson hours carry (JP, training hours), not a bare "jam".
    """

    begin: int
    end: int
    value: int
    words: int | None
    words_unreadable: bool
    strong: bool

    @property
    def contradicts(self) -> bool:
        """Whether figure and words disagree."""
        return self.words is not None and self.words != self.value


def _figure(text: str | None) -> int | None:
    if not text or not any(c.isdecimal() for c in text):
        return None
    digits = digits_of(text)
    value = int(digits) if digits and len(digits) == len(text.strip()) else None
    return value if value is not None and 0 < value <= MOST_HOURS else None


def _words(*texts: str | None) -> tuple[int | None, bool]:
    unreadable = False
    for text in texts:
        if not text:
            continue
        bare = re.sub(_UNIT, " ", text)
        value = parse_number_words(bare)
        if value:
            return value, False
        unreadable = unreadable or looks_like_number_words(bare)
    return None, unreadable


def _strong(unit: str) -> bool:
    return re.search(_UNIT, unit) is not None


def _read(m: re.Match[str]) -> HoursSpan | None:
    groups = m.groupdict()
    figure = _figure(groups.get("n"))
    words, unreadable = _words(groups.get("words"), groups.get("paren"), groups.get("tail"))
    value = figure if figure is not None else words
    if value is None or not 0 < value <= MOST_HOURS:
        return None
    return HoursSpan(m.start(), m.end(), value, words, unreadable, _strong(m["unit"]))


def find_hours(text: str) -> tuple[HoursSpan, ...]:
    """Find every count of lesson hours in folded `text`, in text order, overlaps resolved to the longest."""
    spans = [s for p in (_AFTER, _WORDS_FIRST, _BEFORE) for m in p.finditer(text) if (s := _read(m))]
    chosen: list[HoursSpan] = []
    for span in sorted(spans, key=lambda s: (not s.strong, s.begin - s.end)):
        if all(span.end <= c.begin or span.begin >= c.end for c in chosen):
            chosen.append(span)
    return tuple(sorted(chosen, key=lambda s: s.begin))
