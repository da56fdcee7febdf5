"""Personal names as tokens: degrees and titles off, capitals and OCR slips folded, spelling habits joined."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib import resources

_WORDS = tomllib.loads(resources.files("scoring.matching").joinpath("words.toml").read_text(encoding="utf-8"))
_TITLES = frozenset(_WORDS["titles"])
_NO_DEGREES = frozenset({"h", "hj", "kh", "tgh"})
_DIGIT_LETTERS = str.maketrans("0158643|!$", "oisbgaeiis")

_HABITS = (
    (re.compile(r"^(m[uo]c?h|m[uo]hd|mhd|md|m[uo]c?k?h?a?mm?[ae]d)$"), "muhamat"),
    (re.compile(r"^a(c|k)?h?m[ae]d$"), "ahmat"),
    (re.compile(r"^abd(o?e?u?l?)?$"), "abdul"),
    (re.compile(r"^(st|sitti|sity|siti)$"), "siti"),
)  # fmt: skip
_OLD_SPELLING = (
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "s"), ("nj", "ni"), ("ch", "h"), ("kh", "h"), ("sy", "s"),
    ("sh", "s"), ("th", "t"), ("dh", "d"), ("dz", "j"), ("zh", "j"), ("gh", "g"), ("ph", "p"), ("bh", "b"),
    ("oo", "u"), ("ee", "i"), ("ie", "i"), ("iy", "i"), ("ij", "i"), ("ai", "ae"), ("ei", "ae"), ("ay", "ae"),
    ("x", "ks"), ("q", "k"), ("v", "p"), ("f", "p"), ("z", "j"), ("y", "i"), ("w", "u"),
)  # fmt: skip


@lru_cache(maxsize=65536)
def name_tokens(name: str) -> tuple[str, ...]:
    """Give the words of a name, folded, degrees and titles off ("Hj. Noor A., SE" → noor, a)."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words: tuple[str, ...] = ()
    for part in re.split(r"[,;]", folded):
        # What follows the name's first comma is degrees; before it may stand titles alone ("Drs, Budi").
        words = _without_titles(_words(part))
        if words and not all(word in _TITLES for word in words):
            break
    return words


@lru_cache(maxsize=65536)
def name_degrees(name: str) -> frozenset[str]:
    """Give the degrees printed with a name, folded ("Drs. Budi, S.H." → drs, sh); haji titles aside."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    head, *tails = re.split(r"[,;]", folded)
    found = {word for word in _words(head) if word in _TITLES} - set(name_tokens(name))
    for tail in tails:
        found.update(word for word in _words(tail, least=0) if word in _TITLES)
    return frozenset(found - _NO_DEGREES)


def _words(text: str, least: int = 1) -> list[str]:
    """Cut at blanks and full stops; after `least` words degrees are joined again ("A.Md.Keb", "S.I.P")."""
    pieces = [word for word in map(_word, re.split(r"[\s/.]+", text)) if word]
    words: list[str] = []
    while pieces:
        take = 1
        if len(words) >= least:
            take = next((n for n in (4, 3, 2) if "".join(pieces[:n]) in _TITLES and len(pieces) >= n), 1)
        words.append("".join(pieces[:take]))
        pieces = pieces[take:]
    return words


@lru_cache(maxsize=65536)
def skeleton(token: str) -> str:
    """Give the form in which spelling habits agree (Achmad = Ahmad, Noor = Nur, Jusuf = Yusuf, f = p = v)."""
    for habit, form in _HABITS:
        if habit.match(token):
            return form
    text = token
    for old, new in _OLD_SPELLING:
        text = text.replace(old, new)
    text = re.sub(r"j", "i", text)  # y/j, and z/j: both have met in i or j by now
    text = re.sub(r"o", "u", text)  # Noor/Nur, Soeharto/Suharto, Mochamad/Muhamad
    text = re.sub(r"(.)\1+", r"\1", text)
    text = re.sub(r"(?<=[aiueo])h$|(?<=.)h(?=[^aiueo]|$)", "", text)
    return re.sub(r"d$", "t", text)


@lru_cache(maxsize=65536)
def rough(token: str) -> str:
    """Give a coarse form that survives most misread letters: a first letter and two consonants."""
    text = skeleton(token).translate(_ROUGH)
    consonants = re.sub(r"(.)\1+", r"\1", re.sub(r"[-]", "", text[1:]))
    return text[:1] + consonants[:2]


# Letters that engines and scribes mix up share a class; vowels go ("-"), for they are misread most.
_ROUGH = str.maketrans("aeioubcdfghjklmnpqrstvwxyz", "-----pcdpghiklmmpkrstppxii".replace("i", "-"))


def _word(text: str) -> str:
    plain = re.sub(r"[^a-z0-9|!$]", "", text)
    letters = sum(ch.isalpha() for ch in plain)
    if letters == 0:
        return ""
    return re.sub(r"[^a-z]", "", plain.translate(_DIGIT_LETTERS))


def _without_titles(words: list[str]) -> tuple[str, ...]:
    start, end = 0, len(words)
    while start < end - 1 and words[start] in _TITLES:
        start += 1
    while end - 1 > start and words[end - 1] in _TITLES:
        end -= 1
    return tuple(words[start:end])
