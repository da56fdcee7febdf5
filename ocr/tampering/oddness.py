"""How odd a stretch of print is among its neighbours: log odds of having been altered, weights as data.

The weights are fitted by `bench/tampering.py --fit` on pages that were tampered with on purpose. What is
honest differs from scanner to scanner, so a trace is only ever compared with those around it.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
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


def features(own: Measures, others: Measures) -> Features:
    """Give what sets words apart: each measure over and under the middle of the others, and beyond all.

    `own` is (words, 7), `others` (words, neighbours, 7): words of as many neighbours are weighed at once. 26
    numbers a word: four for each of six measures, its size, and a constant 1.
    """
    mine, theirs = own[:, None, :-1], np.sort(others[:, :, :-1], axis=1)
    middle = _middle(theirs)
    spread = np.maximum(_middle(np.sort(np.abs(theirs - middle), axis=1)) * 1.48, _FLOORS)
    beyond = (mine - middle, middle - mine, mine - theirs[:, -1:], theirs[:, :1] - mine)
    steps = np.log1p(np.clip(np.concatenate(beyond, axis=1) / spread, 0, _FAR)).reshape(len(own), -1)
    return np.concatenate([steps, own[:, -1:], np.ones((len(own), 1))], axis=1)


def _middle(ranked: Features) -> Features:
    """Median of sorted neighbours: numpy's own costs ten times as much on so few numbers."""
    count = ranked.shape[1]
    lower, upper = (count - 1) // 2, count // 2
    middle: Features = (ranked[:, lower : lower + 1] + ranked[:, upper : upper + 1]) / 2
    return middle


def strengths(words: Sequence[tuple[Measures, Sequence[Measures]]]) -> list[float]:
    """Give each word's log odds of having been altered; below 0 where there are too few others to tell."""
    found = [-1.0] * len(words)
    alike: defaultdict[int, list[int]] = defaultdict(list)
    for place, (_, others) in enumerate(words):
        alike[len(others)].append(place)
    for count, places in alike.items():
        if count >= LEAST_NEIGHBOURS:
            own = np.array([words[place][0] for place in places])
            around = np.array([words[place][1] for place in places])
            for place, odds in zip(places, features(own, around) @ weights(), strict=True):
                found[place] = float(odds)
    return found


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
