"""Names of offices compared: abbreviations and the parent county aside, does one name the other?"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

from rapidfuzz.distance import Levenshtein

_WORDS = tomllib.loads(resources.files("scoring.matching").joinpath("words.toml").read_text(encoding="utf-8"))
_SMALL_WORDS = frozenset(_WORDS["unit_small_words"])
_CLASSES = frozenset(_WORDS["unit_classes"])
_SHORT: dict[str, str] = _WORDS["unit_abbreviations"]


@lru_cache(maxsize=65536)
def unit_words(unit: str) -> tuple[str, ...]:
    """Give the telling words of an office's name, folded, abbreviations written out."""
    words = re.sub(r"[^a-z0-9]+", " ", unit.lower()).split()
    written = [part for word in words for part in _SHORT.get(word, word).split()]
    return tuple(word for word in written if word not in _SMALL_WORDS) or tuple(written)


def unit_key(unit: str) -> str:
    """Give a short key of an office's name: four letters of its first word that is no class of office."""
    words = unit_words(unit)
    return next((word[:4] for word in words if word not in _CLASSES), words[0][:4] if words else "")


@lru_cache(maxsize=65536)
def unit_likeness(printed: str, recorded: str) -> float:
    """Say how much two office names agree, 0..1: the share of the recorded name's words that are printed too.

    The printed name may carry its county or parent office besides, so only words missing from the print
    count; words of the print that belong to no recorded word count a little, lest a shorter name swallow a
    longer one.
    """
    theirs, ours = unit_words(printed), unit_words(recorded)
    if not theirs or not ours:
        return 0.0
    weights = [len(word) for word in ours]
    found = sum(w for word, w in zip(ours, weights, strict=True) if any(_alike(word, t) for t in theirs))
    return found / sum(weights)


def _alike(one: str, two: str) -> bool:
    return one == two or (len(one) > 3 and Levenshtein.normalized_similarity(one, two) >= 0.75)
