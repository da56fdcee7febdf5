"""How a NIP comes to be misread: a channel model of OCR slips, and the numbers a slip away.

Figures: which digit is read for which was counted on both engines (`slips.toml`); a digit is sometimes
dropped or doubled. A NIP has no check digit, so the model only weighs; names and other evidence decide.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from math import exp, log

from rapidfuzz.distance import Hamming, Levenshtein

NIP_DIGITS = 18
HOPELESS = -90.0
_MOST_SLIPS = 5

_DROP = 0.0015
_DOUBLE = 0.001
_INSERT = 0.0002


@lru_cache(maxsize=1)
def _shares() -> tuple[tuple[float, ...], ...]:
    """Which digit a misread one (row) is read as (column): shares counted on real engines."""
    rows = tomllib.loads(
        resources.files("scoring.matching").joinpath("slips.toml").read_text(encoding="utf-8")
    )
    return tuple(tuple(rows["shares"][digit]) for digit in "0123456789")


@lru_cache(maxsize=128)
def substitution_log(slip_chance: float) -> tuple[tuple[float, ...], ...]:
    """Log chance that true digit a (row) is read as b (column), given the chance of any slip a digit."""
    return tuple(
        tuple(
            log(1 - slip_chance) if read == true else log(slip_chance * share)
            for read, share in enumerate(shares)
        )
        for true, shares in enumerate(_shares())
    )


def channel_log(read: str, true: str, slip_chance: float) -> float:
    """Log chance that `true` is read as `read` (digits only): substitutions, drops, doublings.

    Numbers more than five slips apart get `HOPELESS`: they are two numbers, not two readings of one.
    """
    costs = substitution_log(slip_chance)
    slips = Levenshtein.distance(read, true, score_cutoff=_MOST_SLIPS)
    if slips > _MOST_SLIPS:
        return HOPELESS
    if len(read) == len(true) and slips == Hamming.distance(read, true):
        return sum(costs[int(t)][int(r)] for t, r in zip(true, read, strict=True))
    return _aligned_log(read, true, costs)


def _aligned_log(read: str, true: str, costs: tuple[tuple[float, ...], ...]) -> float:
    drop, insert = log(_DROP), log(_INSERT)
    row = [j * insert for j in range(len(read) + 1)]
    for i, t in enumerate(true, 1):
        last, row[0] = row[0], i * drop
        for j, r in enumerate(read, 1):
            doubled = log(_DOUBLE) if r == t else insert
            here = max(last + costs[int(t)][int(r)], row[j] + drop, row[j - 1] + doubled)
            last, row[j] = row[j], here
    return row[-1]


def population_log(nip: str) -> float:
    """Log chance that somebody taken at random has just this number.

    Birth day, appointment month, sex, serial: 45 years of births, 30 years of appointments, low serials far
    commoner than high ones. Numbers of another length or with impossible parts are held to be misread ones.
    """
    if len(nip) != NIP_DIGITS:
        return -log(45 * 365 * 360 * 2 * 40) + log(_DROP)
    births, months = 1 / (45 * 365.25), 1 / 360.0
    serial = int(nip[15:])
    sex = 0.5 if nip[14] in "12" else 1e-3
    possible = "1940" <= nip[:4] <= "2012" and "01" <= nip[4:6] <= "12" and "01" <= nip[6:8] <= "31"
    chance = births * months * sex * (0.12 / (1 + serial / 4) + 1e-5)
    return log(chance * (1 if possible else 0.01))


def slip_chance(confidence: float) -> float:
    """Chance of a slip a digit, from the chance that the whole number is right; kept within 0.1 % and 8 %."""
    whole = min(max(confidence, 0.2), 0.999)
    return round(min(max(1 - exp(log(whole) / NIP_DIGITS), 0.001), 0.08), 3)
