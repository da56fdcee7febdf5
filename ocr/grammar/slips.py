"""What reading machines confuse: folding of letters, digits behind letters, misspelt steering words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

from ocr.grammar.vocabulary import DAY_NAMES, GLUED, KEYWORDS, MONTHS, NUMBER_WORDS, STEERING, VALID

_QUOTES = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'", "´": "'", "″": '"'}
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
_ONE_TO_ONE = {**_QUOTES, **_DASHES, "：": ":", "，": ",", "（": "(", "）": ")", "。": ".", "／": "/"}

# Letters that stand where a digit was printed. Used only where digits are expected.
DIGIT_SLIPS = {
    "o": "0", "q": "0", "d": "0", "i": "1", "l": "1", "|": "1", "!": "1", "]": "1", "[": "1", "j": "1",
    "z": "2", "s": "5", "b": "8", "g": "9", "t": "7",
}  # fmt: skip
UPPER_DIGIT_SLIPS = {**{k.upper(): v for k, v in DIGIT_SLIPS.items()}, "G": "6", "A": "4"}

_KNOWN = STEERING | set(MONTHS) | set(DAY_NAMES) | set(NUMBER_WORDS)
_SEGMENTS = frozenset(w for w in (*_KNOWN, *GLUED) if len(w) >= 3) - {
    "dan",
    "one",
    "ten",
    "mar",
    "des",
    "the",
}
_GLUE = re.compile("|".join(GLUED))


@lru_cache(maxsize=8192)
def fold_char(char: str) -> str:
    """Give one lower-case character for `char`: accents off, typographic marks plain."""
    if char in _ONE_TO_ONE:
        return _ONE_TO_ONE[char]
    base = unicodedata.normalize("NFKD", char)[:1].lower()
    return base if len(base) == 1 else char


def fold(text: str) -> str:
    """Lower `text` and take accents and typographic marks off, keeping its length."""
    return "".join(map(fold_char, text))


def digit_of(char: str) -> str | None:
    """Give the digit `char` is or may stand for, None when it resembles none."""
    if char.isdecimal() and char.isascii():
        return char
    return UPPER_DIGIT_SLIPS.get(char) or DIGIT_SLIPS.get(char)


def digits_of(text: str) -> str:
    """Read `text` as digits, slips straightened, everything else left out."""
    return "".join(d for d in map(digit_of, text) if d)


@lru_cache(maxsize=65536)
def straighten(token: str) -> str:
    """Give the steering word that `token` (folded) was meant to be, else `token` itself.

    Words of five to eight letters may have one slip, longer ones two; a word equally near to two steering
    words stays as it is.
    """
    if (
        token in _KNOWN
        or token in VALID
        or len(token) < 5
        or sum(c.isdecimal() for c in token) * 2 > len(token)
    ):
        return token
    reach = 1 if len(token) <= 8 else 2
    near = [
        (OSA.distance(token, k, score_cutoff=reach), k) for k in KEYWORDS if abs(len(k) - len(token)) <= reach
    ]
    near = sorted((d, k) for d, k in near if d <= reach)
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return token
    return str(near[0][1])


@lru_cache(maxsize=65536)
def pieces(token: str) -> tuple[tuple[str, int, int], ...]:
    """Cut a folded letter run into (straightened word, start, end), freeing steering words glued together.

    A run is cut where steering words make up all of it, or where long ones stand at its edges.
    """
    word = straighten(token)
    if word in _KNOWN or token in VALID or len(token) < 7:
        return ((word, 0, len(token)),)
    whole = _segment(token)
    if whole:
        return whole
    found = [(m.start(), m.end()) for m in _GLUE.finditer(token)]
    covered = sum(e - s for s, e in found)
    rests = [len(r) for r in _GLUE.split(token) if r]
    if len(found) < 2 or covered < 8 or (rests and min(rests) < 3):
        return ((word, 0, len(token)),)
    parts: list[tuple[str, int, int]] = []
    at = 0
    for start, end in (*found, (len(token), len(token))):
        if start > at:
            parts.append((straighten(token[at:start]), at, start))
        if end > start:
            parts.append((token[start:end], start, end))
        at = end
    return tuple(parts)


def _segment(token: str) -> tuple[tuple[str, int, int], ...]:
    """Cut `token` into steering words of three letters and more that cover it; empty when they do not."""
    best: list[tuple[tuple[str, int, int], ...] | None] = [()] + [None] * len(token)
    for end in range(3, len(token) + 1):
        for start in range(max(0, end - 18), end - 2):
            before, word = best[start], token[start:end]
            if before is None or word not in _SEGMENTS:
                continue
            cut = (*before, (word, start, end))
            held = best[end]
            if held is None or len(cut) < len(held):
                best[end] = cut
    whole = best[len(token)]
    return whole if whole and len(whole) > 1 else ()
