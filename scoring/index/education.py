"""Levels of education as registers write them, brought to the levels the rules name."""

from __future__ import annotations

import re

_LEVELS = (
    ("S3", r"s3|strata3|doktor(al)?|s3doktor"),
    ("S2", r"s2|strata2|magister|s2magister|spesialis1?|sp1"),
    ("D4", r"d4|div|diplomaiv|diploma4"),
    ("S1", r"s1|strata1|sarjana|s1sarjana|s1profesi|profesi"),
    ("D3", r"d3|diii|diplomaiii|diploma3|diplomaiiisarjanamuda|sarjanamuda|akademi"),
    ("D2", r"d2|dii|diplomaii|diploma2"),
    ("D1", r"d1|di|diplomai|diploma1"),
    ("SLTA",
    r"slta|sma|smk|smu|ma|stm|smea|spg|spk|sltakejuruan|sltakeguruan|smasederajat|sltasederajat|smamasmk"),
    ("SLTP", r"sltp|smp|mts|sltpkejuruan|smpsederajat|sltpsederajat"), ("SD",
    r"sd|mi|sekolahdasar|sdsederajat|tidaktamatsd|tidaksekolah"),
)  # fmt: skip


def education_level(text: str) -> str | None:
    """Give the level of an education as recorded ("S-1/Sarjana" → "S1"); None when it is not known."""
    folded = re.sub(r"[^a-z0-9]", "", text.lower())
    return next((level for level, pattern in _LEVELS if re.fullmatch(pattern, folded)), None)
