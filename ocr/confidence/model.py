"""The chance that a draft is right, by a logistic model over its signs.

`fitted.toml` holds a bias and the weights for each field, written by `bench/fit_confidence.py` from readings
compared with the truth. A field it does not know gets the engines' own confidence, kept away from certainty.
"""

from __future__ import annotations

import math
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from ocr.fields.draft import Draft

_LEAST, _MOST = 0.01, 0.999


@cache
def fitted() -> dict[str, dict[str, float]]:
    """Load the weights: field → sign → weight, "bias" among them."""
    source = resources.files(__package__).joinpath("fitted.toml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, float]] = tomllib.loads(source)
    return loaded


def signs_of(draft: Draft[Any]) -> dict[str, float]:
    """Give all signs of a draft: the finder's own and those of the words beneath it, each about 0..1."""
    words = draft.piece.words
    read = [w.confidence for w in words if w.engine != "text-layer"]
    return {
        **draft.signs,
        "bias": 1.0,
        "mean": sum(read) / len(read) if read else 1.0,
        "least": min(read, default=1.0),
        "typed": float(not read) if "typed" not in draft.signs else draft.signs["typed"],
        "born_digital": float(not read),
        f"from_{draft.source}": 1.0,
        "asked": draft.signs.get("asked", 0.0),
        "differ": draft.signs.get("asked", 0.0) * (1.0 - draft.signs.get("agree", 0.0)),
    }


def confidence_of(name: str, draft: Draft[Any]) -> float:
    """Give the chance that `draft`, read for field `name`, is right."""
    weights = fitted().get(name)
    signs = signs_of(draft)
    if weights is None:
        return max(_LEAST, min(0.95, signs["mean"]))
    return _chance(sum(weight * signs.get(sign, 0.0) for sign, weight in weights.items()))


def kind_confidence(clarity: float) -> float:
    """Give the chance that the kind is right, from how clearly the paper says it."""
    weights = fitted().get("kind")
    if weights is None:
        return clarity
    return _chance(weights["bias"] + weights.get("clarity", 0.0) * clarity)


def _chance(score: float) -> float:
    return max(_LEAST, min(_MOST, 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))))
