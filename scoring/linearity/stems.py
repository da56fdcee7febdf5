"""Indonesian words brought to a rough stem, so that "pengadaan", "mengadakan" and "diadakan" meet."""

from __future__ import annotations

import re
from functools import lru_cache

_PREFIXES = tuple(
    "memper diper meng meny peng peny mem men pem pen per ber ter me pe di ke se".split()  # noqa: SIM905 - reads best
)
_SUFFIXES = ("kannya", "annya", "kan", "nya", "lah", "an")
_LEAST = 4  # shorter rests say too little


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Give a rough stem: one prefix and one suffix off, never leaving fewer than four letters."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _LEAST:
            word = word[: -len(suffix)]
            break
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _LEAST:
            return word[len(prefix) :]
    return word


def stems(text: str) -> tuple[str, ...]:
    """Give the stems of a text's words, in order."""
    return tuple(stem(word) for word in re.sub(r"[^a-z0-9]+", " ", text.lower()).split())
