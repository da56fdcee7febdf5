"""Numbers written out in Indonesian or English, up to thousands."""

from __future__ import annotations

import re

_UNITS = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
    "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "sepuluh": 10, "sebelas": 11,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_SHIFTS = {"belas": 10, "puluh": 10, "ratus": 100, "seratus": 100, "hundred": 100}
_GREAT = {"ribu": 1000, "seribu": 1000, "thousand": 1000}
_GLUE = ("and", "dan", "-")
WORDS = tuple(sorted((*_UNITS, *_SHIFTS, *_GREAT), key=len, reverse=True))
PATTERN = r"(?:(?:" + "|".join(WORDS) + r")(?:[\s\-]*(?:dan|and)?[\s\-]*))+"
_WORD = re.compile("|".join((*WORDS, r"[a-z]+")))


def parse_number_words(text: str) -> int | None:
    """Read `text` (folded, straightened) as a number in words; None when it is not wholly one."""
    words = [t for t in _WORD.findall(text) if t not in _GLUE]
    if not words:
        return None
    total = group = last = 0
    for word in words:
        if word in _UNITS:
            last = _UNITS[word]
            group += last
        elif word == "belas":
            group += 10
        elif word == "puluh":
            group += last * 9
        elif word in ("ratus", "hundred"):
            group += last * 99
        elif word == "seratus":
            group += 100
        elif word in _GREAT:
            total, group = total + (group or 1) * 1000, 0
        else:
            return None
        if word not in _UNITS:
            last = 0
    return total + group


def looks_like_number_words(text: str) -> bool:
    """Say whether `text` holds at least one number word, readable as a whole or not."""
    return any(t in _UNITS or t in _SHIFTS or t in _GREAT for t in _WORD.findall(text))
