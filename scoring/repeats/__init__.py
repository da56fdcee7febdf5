"""Handed in again, and already recorded: the same training must count once."""

from scoring.repeats.find import Handed, Repeat, Verdict, find_repeats, fingerprint

__all__ = ["Handed", "Repeat", "Verdict", "find_repeats", "fingerprint"]
