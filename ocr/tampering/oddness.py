"""How odd a stretch of print is among its neighbours: log odds of having been altered, weights as data.

The weights are fitted by `bench/tampering.py --fit` on pages that were tampered with on purpose. What is
honest differs from scanner to scanner, so a trace is only ever compared with those around it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocr.tampering.traces import Trace

Features = NDArray[np.float64]
Measures = NDArray[np.float64]

LEAST_NEIGHBOURS = 5
_FLOORS = np.array([0.12, 0.15, 0.5, 0.5, 0.12, 0.05])
"""Spread that neighbours have at least, measure by measure as in `measures`: fewer is chance."""
_FAR = 40.0


def measures(own: Trace) -> Measures:
    """Give a trace as numbers whose differences mean the same wherever they lie; the last is its size."""
    return np.array(
        [
            log(own.grain + 0.15),
            log((own.grain + 0.3) / (own.ring + 0.3)),
            own.step,
            own.paper,
            log(own.solid + 0.5),
            log(own.edge + 1e-3),
            log(own.area),
        ]
    )


def features(own: Measures, others: Sequence[Measures]) -> Features:
    """Give what sets a word apart: each measure over and under the middle of the others, and beyond all.

    26 numbers: four for each of six measures, the size of the word, and a constant 1.
    """
    mine, theirs = own[:-1], np.sort(np.array(others)[:, :-1], axis=0)
    middle = _middle(theirs)
    spread = np.maximum(_middle(np.sort(np.abs(theirs - middle), axis=0)) * 1.48, _FLOORS)
    beyond = (mine - middle, middle - mine, mine - theirs[-1], theirs[0] - mine)
    steps = np.log1p(np.clip(np.array(beyond) / spread, 0, _FAR)).ravel()
    return np.concatenate([steps, own[-1:], [1.0]])


def _middle(ranked: Features) -> Features:
    """Median of each column of sorted ones: numpy's own costs ten times as much on so few numbers."""
    count = len(ranked)
    middle: Features = (ranked[(count - 1) // 2] + ranked[count // 2]) / 2
    return middle


def strength(own: Measures, others: Sequence[Measures]) -> float:
    """Give the log odds that a word was altered; below 0 where there are too few others to tell."""
    if len(others) < LEAST_NEIGHBOURS:
        return -1.0
    return float(features(own, others) @ weights())


@lru_cache(maxsize=1)
def least() -> float:
    """Give the strength from which somebody should look."""
    return float(_data()["least"])


@lru_cache(maxsize=1)
def weights() -> Features:
    """Give the fitted weights of the features."""
    return np.array(_data()["weights"], dtype=np.float64)


def _data() -> dict[str, Any]:
    text = resources.files("ocr.tampering").joinpath("oddness.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
