"""Course titles and certificate numbers folded so that two readings of one print agree."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

_KINDS = frozenset(
    {
        "angkatan",
        "bimbingan",
        "bimtek",
        "dan",
        "diklat",
        "kegiatan",
        "kursus",
        "pelatihan",
        "penataran",
        "pendidikan",
        "seminar",
        "sosialisasi",
        "tahun",
        "teknis",
        "tentang",
        "webinar",
        "workshop",
    }
)
# Characters that engines mix up in numbers, joined in classes.
_MIXED = str.maketrans({"o": "0", "q": "0", "d": "0", "l": "1", "i": "1", "|": "1", "j": "1", "s": "5", "b":
"8",
                        "z": "2", "g": "9"})  # fmt: skip


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Fold to lower-case letters and digits with single blanks."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


@lru_cache(maxsize=8192)
def number_key(number: str) -> str:
    """Fold a certificate number so that look-alike characters and punctuation make no difference."""
    return fold(number).replace(" ", "").translate(_MIXED)


def numbers_alike(one: str, two: str) -> float:
    """Likeness of two certificate numbers, 0..1; 1 when they differ in look-alike characters only."""
    return Levenshtein.normalized_similarity(number_key(one), number_key(two))


@lru_cache(maxsize=8192)
def course_words(course: str) -> str:
    """Give the words of a title that tell it from others, sorted (kind words such as "bimtek" off)."""
    words = fold(course).split()
    return " ".join(sorted(word for word in words if word not in _KINDS)) or " ".join(sorted(words))


@lru_cache(maxsize=65536)
def courses_alike(one: str, two: str) -> float:
    """Likeness of two course titles, 0..1; titles that differ in a number or a level are not alike."""
    first, second = course_words(one), course_words(two)
    if _levels(first) != _levels(second):
        return min(0.7, fuzz.ratio(first, second) / 100)
    return max(fuzz.ratio(first, second), fuzz.ratio(first.replace(" ", ""), second.replace(" ", ""))) / 100


def _levels(words: str) -> set[str]:
    """Roman and Arabic numbers and grades, by which otherwise equal titles differ (PIM III, Ahli Muda)."""
    return set(
        re.findall(
            r"\b(?:i{1,3}|iv|vi{0,3}|ix|x|\d+|muda|madya|utama|pertama|dasar|lanjutan|menengah)\b", words
        )
    )
