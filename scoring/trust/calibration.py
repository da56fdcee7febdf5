"""Corrects a document's joint chance by what was measured on samples apart from those it is judged on."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from math import exp, log


def recalibrated(chance: float) -> float:
    """Give the chance that all fields of a document are right, from the product of their chances.

    A straight line between log odds; its two figures stand in `calibration.toml` (see `bench/trust.py`).
    """
    if chance <= 0:
        return 0.0
    shift, slope = _line()
    odds = log(chance / (1 - min(chance, 1 - 1e-9)))
    return 1 / (1 + exp(-(shift + slope * odds)))


@lru_cache(maxsize=1)
def _line() -> tuple[float, float]:
    text = resources.files("scoring.trust").joinpath("calibration.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return float(data["shift"]), float(data["slope"])
