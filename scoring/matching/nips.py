"""How a NIP comes to be misread: a channel model of OCR slips, and the numbers a slip away.

Figures: engines confuse digits of like shape far more often than others; a digit is sometimes dropped or
doubled. A NIP has no check digit, so the model only weighs; names and other evidence decide.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, log

import numpy as np
from numpy.typing import NDArray

NIP_DIGITS = 18

# Share of a digit's misreadings that go to each look-alike (rest spread evenly). Shapes after the project's
# own tallies of tesseract and PP-OCR on printed and scanned digits.
_LOOKALIKES = {
    "0": "689", "1": "74", "2": "71", "3": "859", "4": "19", "5": "639", "6": "085", "7": "12", "8": "3069",
    "9": "0483",
}  # fmt: skip
_LOOKALIKE_SHARE = 0.75
_DROP = 0.0015
_DOUBLE = 0.001
_INSERT = 0.0002


@lru_cache(maxsize=64)
def substitution_log(slip_chance: float) -> tuple[tuple[float, ...], ...]:
    """Log chance that true digit a (row) is read as b (column), given the chance of any slip a digit."""
    table = []
    for true in "0123456789":
        alike = _LOOKALIKES[true]
        others = 9 - len(alike)
        row = [
            log(1 - slip_chance)
            if read == true
            else log(
                slip_chance
                * (_LOOKALIKE_SHARE / len(alike) if read in alike else (1 - _LOOKALIKE_SHARE) / others)
            )
            for read in "0123456789"
        ]
        table.append(tuple(row))
    return tuple(table)


def channel_log(read: str, true: str, slip_chance: float) -> float:
    """Log chance that `true` is read as `read` (digits only): substitutions, drops, doublings."""
    costs = substitution_log(slip_chance)
    if len(read) == len(true):
        plain = sum(costs[int(t)][int(r)] for t, r in zip(true, read, strict=True))
        if plain > log(slip_chance) * 4:  # at most a few slips: no alignment explains it better
            return plain
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


def one_slip_away(nip: str) -> NDArray[np.int64]:
    """Give every 18-digit number one wrong, dropped or doubled digit away from `nip`; itself too."""
    if len(nip) == NIP_DIGITS:
        return _one_wrong(nip)
    return np.array([int(other) for other in _other_lengths(nip)], dtype=np.int64)


def two_slips_away(nip: str) -> NDArray[np.int64]:
    """Give the numbers two slips away (wrong, dropped or doubled digits), without repeats."""
    if len(nip) == NIP_DIGITS:
        return np.unique(np.concatenate([_two_wrong(nip), _drop_and_insert(nip)]))
    if len(nip) == NIP_DIGITS - 2:
        longer = {other for one in _longer(nip) for other in _longer(one)}
        return np.array(sorted(map(int, longer)), dtype=np.int64)
    others = _other_lengths(nip)
    return (
        np.unique(np.concatenate([_one_wrong(other) for other in others]))
        if others
        else np.empty(0, np.int64)
    )


def _other_lengths(nip: str) -> list[str]:
    if len(nip) == NIP_DIGITS - 1:
        return _longer(nip)
    if len(nip) == NIP_DIGITS + 1:
        return list(dict.fromkeys(nip[:i] + nip[i + 1 :] for i in range(len(nip))))
    return []


def _longer(nip: str) -> list[str]:
    return list(dict.fromkeys(nip[:i] + d + nip[i:] for i in range(len(nip) + 1) for d in "0123456789"))


def _steps(nip: str) -> list[NDArray[np.int64]]:
    """For each place, what to add to the number to get each of the nine other digits there."""
    return [
        np.array(
            [(d - int(ch)) * 10 ** (NIP_DIGITS - 1 - i) for d in range(10) if d != int(ch)], dtype=np.int64
        )
        for i, ch in enumerate(nip)
    ]


def _one_wrong(nip: str) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(1, dtype=np.int64), *_steps(nip)]) + int(nip)


def _two_wrong(nip: str) -> NDArray[np.int64]:
    steps = _steps(nip)
    pairs = [np.add.outer(steps[i], steps[j]).ravel() for i in range(NIP_DIGITS) for j in range(i)]
    return np.concatenate(pairs) + int(nip)


def _drop_and_insert(nip: str) -> NDArray[np.int64]:
    """Give numbers that lost one digit and won another: all digits between them are shifted."""
    shorter = {nip[:i] + nip[i + 1 :] for i in range(NIP_DIGITS)}
    return np.array(
        [int(s[:i] + d + s[i:]) for s in shorter for i in range(NIP_DIGITS) for d in "0123456789"],
        dtype=np.int64,
    )


def slip_chance(confidence: float) -> float:
    """Chance of a slip a digit, from the chance that the whole number is right; kept within 0.1 % and 8 %."""
    whole = min(max(confidence, 0.2), 0.999)
    return min(max(1 - exp(log(whole) / NIP_DIGITS), 0.001), 0.08)
