"""The numbers a slip or two away from a NIP as read, as arrays of integers to look up at once."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from scoring.matching.nips import NIP_DIGITS

Numbers = NDArray[np.int64]
_DIGITS = np.arange(10, dtype=np.int64)
_PLACES = 10 ** np.arange(NIP_DIGITS + 1, dtype=np.int64)  # 10^18 still fits in 63 bits


def one_slip_away(nip: str) -> Numbers:
    """Give every 18-digit number one wrong, dropped or doubled digit away from `nip`; itself too."""
    if len(nip) == NIP_DIGITS:
        return _one_wrong(_array(nip))
    if len(nip) == NIP_DIGITS - 1:
        return _longer(_array(nip), NIP_DIGITS - 1)
    return _shorter(nip) if len(nip) == NIP_DIGITS + 1 else np.empty(0, np.int64)


def two_slips_away(nip: str) -> Numbers:
    """Give the 18-digit numbers two slips away (wrong, dropped, doubled digits); some may stand twice."""
    if len(nip) == NIP_DIGITS:
        return np.concatenate([_two_wrong(nip), _shifted(nip)])
    if len(nip) == NIP_DIGITS - 2:
        return _longer(np.unique(_longer(_array(nip), NIP_DIGITS - 2)), NIP_DIGITS - 1)
    return _one_wrong(np.unique(one_slip_away(nip)))


def _array(nip: str) -> Numbers:
    return np.array([int(nip)], dtype=np.int64)


def _one_wrong(numbers: Numbers) -> Numbers:
    """Put each digit in each place of each number."""
    places = _PLACES[:NIP_DIGITS]
    there = numbers[:, None] // places % 10
    moved = (_DIGITS[None, None, :] - there[:, :, None]) * places[None, :, None]
    return (numbers[:, None, None] + moved).ravel()


def _two_wrong(nip: str) -> Numbers:
    steps = _one_wrong(_array(nip)).reshape(NIP_DIGITS, 10) - int(nip)
    one, two = _pairs()
    return (int(nip) + steps[one][:, :, None] + steps[two][:, None, :]).ravel()


@lru_cache(maxsize=1)
def _pairs() -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    one, two = np.triu_indices(NIP_DIGITS, 1)
    return one, two


def _longer(numbers: Numbers, digits: int) -> Numbers:
    """Insert each digit at each place of numbers of `digits` digits."""
    places = _PLACES[: digits + 1]
    high, low = numbers[:, None] // places, numbers[:, None] % places
    longer: Numbers = (high[:, :, None] * 10 + _DIGITS) * places[None, :, None] + low[:, :, None]
    return longer.ravel()


def _shorter(nip: str) -> Numbers:
    return np.array([int(nip[:i] + nip[i + 1 :]) for i in range(len(nip))], dtype=np.int64)


def _shifted(nip: str) -> Numbers:
    """Drop one digit and insert another elsewhere: all digits between them are shifted by one place."""
    return _longer(np.unique(_shorter(nip)), NIP_DIGITS - 1)
