"""Handed in again, and already recorded: the same training must count once."""

from scoring.repeats.find import (
    Handed,
    Repeat,
    Verdict,
    find_repeats,
    fingerprint,
    signer_keys,
)
from scoring.repeats.recorded import Recorded, find_recorded

__all__ = [
    "Handed",
    "Recorded",
    "Repeat",
    "Verdict",
    "find_recorded",
    "find_repeats",
    "fingerprint",
    "signer_keys",
]
