"""Fits the line between log odds that corrects a document's joint chance."""

from __future__ import annotations

from math import exp, log
from pathlib import Path

# What is believed before anything was measured: the joint chance is about right, and how firmly.
_PRIOR = ((0.0, 0.15), (1.0, 1.0))


def fit(cases: list[tuple[float, bool]], steps: int = 60) -> tuple[float, float]:
    """Give (shift, slope) of the likeliest line for (joint chance, all right) cases, by Newton's method."""
    shift, slope = 0.0, 1.0
    data = [(log(chance / (1 - min(chance, 0.9999))), float(right)) for chance, right in cases]
    for _ in range(steps):
        (mean_a, firm_a), (mean_b, firm_b) = _PRIOR
        gradient = [firm_a * (mean_a - shift), firm_b * (mean_b - slope)]
        curve = [firm_a, 0.0, firm_b]
        for odds, right in data:
            said = 1 / (1 + exp(-(shift + slope * odds)))
            gradient[0] += right - said
            gradient[1] += (right - said) * odds
            weight = said * (1 - said)
            curve = [curve[0] + weight, curve[1] + weight * odds, curve[2] + weight * odds * odds]
        determinant = curve[0] * curve[2] - curve[1] ** 2
        shift += (gradient[0] * curve[2] - gradient[1] * curve[1]) / determinant
        slope += (gradient[1] * curve[0] - gradient[0] * curve[1]) / determinant
    return shift, slope


def write(path: Path, shift: float, slope: float, documents: int) -> None:
    """Write the figures where scoring reads them."""
    path.write_text(
        "# Log odds that all fields of a document are right = shift + slope * log odds of the product of\n"
        f"# their chances. Fitted by bench/trust.py --fit on {documents} documents of generated families.\n"
        f"shift = {shift:.4f}\nslope = {slope:.4f}\n",
        encoding="utf-8",
    )
