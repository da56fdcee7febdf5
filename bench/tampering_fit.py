"""Weights of oddness: a logistic line between words tampered with and words as they were."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float64]
_FIRM = 1.0


def fit(honest: Rows, altered: Rows, steps: int = 40) -> Rows:
    """Give the weights of the likeliest line, drawn a little towards none, by Newton's method."""
    rows = np.concatenate([honest, altered])
    truth = np.concatenate([np.zeros(len(honest)), np.ones(len(altered))])
    weights = np.zeros(rows.shape[1])
    for _ in range(steps):
        said = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (truth - said) - _FIRM * weights
        curve = (rows * (said * (1 - said))[:, None]).T @ rows + _FIRM * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, gradient)
    return weights


def threshold(strongest: list[float], share: float) -> float:
    """Give the strength that at most `share` of honest documents exceed with their strongest value."""
    ranked = sorted(strongest, reverse=True)
    return ranked[int(len(ranked) * share)] + 0.01


def write(path: Path, weights: Rows, least: float, documents: int) -> None:
    """Write weights and threshold where the reader finds them."""
    names = ("over the middle", "under the middle", "over all", "under all")
    parts = [
        f"  # {name}\n  {', '.join(f'{w:.3f}' for w in weights[6 * i : 6 * i + 6])},"
        for i, name in enumerate(names)
    ]
    head = (
        "# Log odds that a word was altered, by how it differs from its neighbours: grain, against that\n"
        "# around it, step of the paper, paper, grain of the ink, edge. Last the word's size and a\n"
        f"# constant. Fitted by bench/tampering.py --fit; `least` from {documents} honest documents.\n"
    )
    last = f"  # size, constant\n  {weights[24]:.3f}, {weights[25]:.3f},"
    inner = "\n".join([*parts, last])
    path.write_text(f"{head}least = {least:.2f}\nweights = [\n{inner}\n]\n", encoding="utf-8")
