"""Dates and date ranges as Indonesian and English papers write them.

Input is folded, straightened text (see `ocr.fields.flow`); output spans point into that text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ocr.grammar.number_words import PATTERN as WORDS
from ocr.grammar.number_words import parse_number_words
from ocr.grammar.slips import digits_of
from ocr.grammar.vocabulary import DAY_NAMES, MONTH_SLIPS, MONTHS

FIRST_YEAR, LAST_YEAR = 1930, 2045

_M = r"(?:" + "|".join(re.escape(m) for m in sorted((*MONTHS, *MONTH_SLIPS), key=len, reverse=True)) + r")"
_DAY_NAME = r"(?:" + "|".join(map(re.escape, DAY_NAMES)) + r")"
_BARE_D = (
    r"(?:[0-3oil|t]?[0-9oszbgq]|[0-9il|]|[1-3][il|])(?:\s?(?:st|nd|rd|th))?(?!\w)(?:\s?\([a-z ]{3,20}\))?"
)
# "1 1" after a "to" is a day whose figures came apart; elsewhere the first may end something else.
_SPLIT_D = r"[12]\s[0-9](?!\w)"
_D = rf"(?<![\w/])(?<!\d[.\-]){_BARE_D}"
_Y = r"(?:[12ilz|]\s?['`]?\s?[09oq]\s?['`]?\s?[0-9oilszbgq|!]\s?['`]?\s?[0-9oilszbgq|!])(?!\w)"
_SEP = (
    r"(?:(?:dan\s+)?(?:berakhir|selesai|ditutup|ending|ended)(?:\s+(?:pada|on))?|"
    r"[s58]\s?[./,]?\s?[d]\s?[.,]?(?!\w)|sampai\s+dengan|sampai|hingga|until|through|thru|till|to|dan"
    r"|and|&"
    r"|-+|~|s\s?/\s?d|sld)"
)
_G = r"[\s,.]*"
_LEAD = rf"(?:(?:(?:pada|hari|tanggal|tgl\.?|the(?=\s)|{_DAY_NAME})[\s,.:/]*)*)"
_OF = r"(?:of\s+|day\s+of\s+|bulan\s+)?"

_DMY = re.compile(
    rf"(?:(?P<d1>{_D}){_G}(?:{_OF}(?P<m1>{_M})\b{_G}(?:(?P<y1>{_Y}){_G})?)?(?:\(?{_DAY_NAME}\)?{_G})?"
    rf"(?P<sep>{_SEP}){_G}{_LEAD}"
    rf"|(?<![\w/])(?<!\d[.\-]))(?P<d2>(?(sep)(?:{_SPLIT_D}|{_BARE_D})|{_BARE_D})){_G}{_OF}(?P<m2>{_M})\b[\s,.\-]*(?:tahun\s+)?(?P<y2>{_Y})"
)
_LIST = re.compile(
    rf"(?P<d1>{_D})(?:\s*,\s*{_BARE_D})*\s*,?\s*(?:dan|and"
    rf"|&)\s*(?P<d2>{_BARE_D}){_G}(?P<m2>{_M})\b[\s,.]*(?P<y2>{_Y})"
)
_MDY = re.compile(
    rf"\b(?P<m1>{_M})\b[\s.]*(?P<d1>{_D})(?:{_G}(?P<y1>{_Y}))?"
    rf"(?:{_G}(?:{_SEP}){_G}{_LEAD}(?:(?P<m2>{_M})\b[\s.]*)?(?P<d2>{_BARE_D})){_G}(?P<y2>{_Y})"
    rf"|\b(?P<ma>{_M})\b[\s.]*(?P<da>{_D})\s*[,.]?\s*(?P<ya>{_Y})"
)
_N = (
    r"(?<![\w/.\-])[0-3oil|]?[0-9oil|]\s?(?P<x{0}>[\-/.])\s?[01oil|]?[0-9oil|]"
    r"\s?(?P=x{0})\s?(?:[12][09o][0-9o]{{2}})(?![\w])"
)
# After a "to" the second day may be read with other marks than it was printed with ("04.07-2025").
_N_LOOSE = (
    r"(?<![\w/.\-])[0-3oil|]?[0-9oil|]\s?[\-/.]\s?[01oil|]?[0-9oil|]\s?[\-/.]"
    r"\s?(?:[12][09o][0-9o]{2})(?![\w])"
)
_ISO = r"(?:19|20)\d\d\s?-\s?[01]\d\s?-\s?[0-3]\d"
_NUMERIC = re.compile(
    rf"(?P<n1>{_N.format(1)})(?:\s*(?:{_SEP})\s*{_LEAD}(?P<n2>{_N_LOOSE}))?"
    rf"|(?<![\w/.\-])(?P<iso1>{_ISO})"
    rf"(?:\s*(?:{_SEP})\s*(?P<iso2>{_ISO}))?(?![\w])"
    r"|(?<![\w/.\-])(?P<nd1>[0-3]?\d)\s*(?:[s5]\.?[/.]?d\.?|sampai dengan|-)\s*"
    r"(?P<nd2>[0-3]?\d)\s?[/.\-]\s?(?P<nm2>[01]?\d)\s?[/.\-]\s?(?P<ny2>(?:19|20)\d\d)(?!\w)"
)
_IN_WORDS = re.compile(
    rf"(?:(?:tanggal\s+)?(?P<v1>{WORDS})(?:(?:bulan\s+)?(?P<vm>{_M})\b[\s,]*(?:tahun\s+(?P<vy>{WORDS}))?)?"
    rf"(?:{_SEP})\s*(?:tanggal\s+)?)?"
    rf"(?P<w1>{WORDS})(?:bulan\s+|day\s+of\s+|of\s+)?(?P<wm>{_M})\b[\s,]*(?:tahun\s+)?(?P<wy>{WORDS})"
)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date or range found at text[begin:end]; `start` equals `end` for one day. `form` names the shape."""

    begin: int
    end_at: int
    start: date
    end: date
    form: str

    @property
    def is_range(self) -> bool:
        """Whether two days were printed."""
        return self.form.endswith("range")

    @property
    def in_order(self) -> bool:
        """Whether the first day does not come after the last."""
        return self.start <= self.end


def month_of(word: str) -> int | None:
    """Give the month that `word` (folded) names, in full, short, or with a known slip."""
    return MONTHS.get(word) or MONTH_SLIPS.get(word)


def _make(year: int, month: int, day: int) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if FIRST_YEAR <= year <= LAST_YEAR else None


def _int(text: str) -> int:
    text = re.sub(r"(?:st|nd|rd|th)$|\s", "", text.split("(", maxsplit=1)[0].strip())
    text = "1" + text[1:] if text.startswith("t") and len(text) == 2 else text
    digits = digits_of(text)
    return int(digits) if digits else -1


def fill_start(day: int, month: int | None, year: int | None, end: date) -> date | None:
    """Complete a first day whose month or year was left to the last day, keeping start before end."""
    if month is not None and year is not None:
        return _make(year, month, day)
    if month is not None:
        made = _make(end.year, month, day)
        return _make(end.year - 1, month, day) if made is None or made > end else made
    # A first day alone shares the last day's month on paper; where it comes out later, a figure was misread
    # and the caller sees start after end.
    return _make(end.year, end.month, day)


def _span(match: re.Match[str], start: date | None, end: date | None, form: str) -> DateSpan | None:
    if start is None or end is None:
        return None
    return DateSpan(match.start(), match.end(), start, end, form)


def _from_dmy(m: re.Match[str]) -> DateSpan | None:
    month = month_of(m["m2"])
    end = _make(_int(m["y2"]), month, _int(m["d2"])) if month else None
    if end is None or m["d1"] is None:
        return _span(m, end, end, "day")
    start = fill_start(
        _int(m["d1"]), month_of(m["m1"]) if m["m1"] else None, _int(m["y1"]) if m["y1"] else None, end
    )
    return _span(m, start, end, "range")


def _from_list(m: re.Match[str]) -> DateSpan | None:
    month = month_of(m["m2"])
    end = _make(_int(m["y2"]), month, _int(m["d2"])) if month else None
    return _span(m, end and fill_start(_int(m["d1"]), None, None, end), end, "range")


def _from_mdy(m: re.Match[str]) -> DateSpan | None:
    if m["ma"]:
        month = month_of(m["ma"])
        only = _make(_int(m["ya"]), month, _int(m["da"])) if month else None
        return _span(m, only, only, "day")
    first = month_of(m["m1"])
    last = month_of(m["m2"]) if m["m2"] else first
    end = _make(_int(m["y2"]), last, _int(m["d2"])) if last else None
    start = end and fill_start(_int(m["d1"]), first, _int(m["y1"]) if m["y1"] else None, end)
    return _span(m, start, end, "range")


def _numeric(text: str) -> date | None:
    parts = [digits_of(p.strip()) for p in re.split(r"[\-/.]", text)]
    if len(parts) != 3 or not all(parts):
        return None
    if len(parts[0]) == 4:
        return _make(int(parts[0]), int(parts[1]), int(parts[2]))
    return _make(int(parts[2]), int(parts[1]), int(parts[0]))


def _from_numeric(m: re.Match[str]) -> DateSpan | None:
    if m["nd1"]:
        end = _make(int(m["ny2"]), int(m["nm2"]), int(m["nd2"]))
        return _span(m, end and fill_start(int(m["nd1"]), None, None, end), end, "range")
    one, two = m["n1"] or m["iso1"], m["n2"] or m["iso2"]
    start = _numeric(one)
    return _span(m, start, _numeric(two) if two else start, "range" if two else "day")


def _from_words(m: re.Match[str]) -> DateSpan | None:
    day, year, month = parse_number_words(m["w1"]), parse_number_words(m["wy"]), month_of(m["wm"])
    if day is None or year is None or month is None:
        return None
    end = _make(year, month, day)
    first = parse_number_words(m["v1"]) if m["v1"] else None
    if end is None or first is None:
        return _span(m, end, end, "words")
    first_year = parse_number_words(m["vy"]) if m["vy"] else None
    return _span(
        m, fill_start(first, month_of(m["vm"]) if m["vm"] else None, first_year, end), end, "words-range"
    )


_TO = r"(?:[s5]\s?[./,]\s?d\s?[.,]?|sampai\s+dengan|sampai|hingga|until|through)"
_TO_BEFORE = re.compile(rf"(?:{_TO}|\bto|\d\s*-)\s*{_LEAD}$")
_TO_BEHIND = re.compile(rf"^{_G}{_TO}(?!\w)")
_READERS = (
    (_LIST, _from_list),
    (_DMY, _from_dmy),
    (_MDY, _from_mdy),
    (_NUMERIC, _from_numeric),
    (_IN_WORDS, _from_words),
)


def _candidates(text: str) -> Iterator[DateSpan]:
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            span = read(match)
            if span is not None:
                yield span


def lacks_start(text: str, span: DateSpan) -> bool:
    """Whether a "to" stands before the day at `span`, so that a first day was printed but not read."""
    return not span.is_range and _TO_BEFORE.search(text[max(0, span.begin - 40) : span.begin]) is not None


def lacks_end(text: str, span: DateSpan) -> bool:
    """Whether a "to" stands behind the day at `span`, so that a last day was printed but not read."""
    return not span.is_range and _TO_BEHIND.search(text[span.end_at : span.end_at + 30]) is not None


def find_dates(text: str) -> tuple[DateSpan, ...]:
    """Find every date and range in folded `text`, the longest reading of each place, in text order."""
    chosen: list[DateSpan] = []
    for span in sorted(_candidates(text), key=lambda s: (s.begin - s.end_at, s.begin)):
        if all(span.end_at <= c.begin or span.begin >= c.end_at for c in chosen):
            chosen.append(span)
    return tuple(_join_words(sorted(chosen, key=lambda s: s.begin), text))


def _join_words(spans: list[DateSpan], text: str) -> list[DateSpan]:
    """Join two single days with only a "to" between them into one range."""
    out: list[DateSpan] = []
    for span in spans:
        last = out[-1] if out else None
        between = text[last.end_at : span.begin] if last else ""
        if (
            last
            and not last.is_range
            and not span.is_range
            and re.fullmatch(rf"{_G}(?:{_SEP}){_G}{_LEAD}", between)
        ):
            out[-1] = DateSpan(last.begin, span.end_at, last.start, span.end, "range")
        else:
            out.append(span)
    return out
