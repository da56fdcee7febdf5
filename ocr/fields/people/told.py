"""How many people a paper says it is about: "12 (dua belas) orang pegawai"."""

from __future__ import annotations

import re

from ocr.fields.scene import Scene
from ocr.grammar.number_words import PATTERN as WORDS
from ocr.grammar.number_words import parse_number_words

# "7 orang", "7 (tujuh) pegawai"; the last figures of a NIP before "Guru" count nobody.
_COUNT = re.compile(
    rf"(?<!\d)(?<!\d )\b(?P<n>\d{{1,3}}) *(?:\(\s*(?P<words>{WORDS})\s*\)\s*"
    r"(?:orang|pegawai|peserta|guru|asn|pns)\b|orang\b)"
    r"|\b(?:the\s+following|these)\s+(?P<few>\d{1,3})\s+(?:employees|participants|persons|officers)\b"
)


def told_counts(scene: Scene) -> frozenset[int]:
    """Give every count of people the paper tells; where figure and words differ, both."""
    counts: set[int] = set()
    for match in _COUNT.finditer(scene.flow.text):
        counts.add(int(match["n"] or match["few"]))
        if match["words"] and (said := parse_number_words(match["words"])):
            counts.add(said)
    return frozenset(counts)
