"""Fit the confidence of read fields to the truth: `python -m bench.fit_confidence CORPUS... [--write]`.

Each CORPUS holds `scans/` and `truth.json`. Its pages are read once and kept in `--words DIR`. Half of the
files fit the weights, the other half judges them: the table shows, for each field, how often fields of a
stated confidence are right. `--write` fits on all files and stores `ocr/confidence/fitted.toml`.
"""

from __future__ import annotations

import argparse
import json
import pickle
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from bench.right import right_fields
from ocr.confidence.model import signs_of
from ocr.documents import find_drafts
from ocr.engine import Reread
from ocr.fields.draft import Draft
from ocr.pages.encoding import decode_page_image, encode_page_image
from ocr.reading import read_pages
from ocr.rereading import reread_from
from records.values import PageText

STORE = Path(__file__).parent.parent / "ocr" / "confidence" / "fitted.toml"
# The signs each field's chance may depend on; few, for wrong fields are rare.
SIGNS = {
    "nip": ("bias", "least", "structure", "length", "labelled", "slips", "asked", "differ", "changed"),
    "name": ("bias", "least", "mean", "name_score", "from_label", "from_table", "from_prose"),
    "jp": (
        "bias",
        "least",
        "strong",
        "words_agree",
        "table_agrees",
        "from_table",
        "asked",
        "differ",
    ),
    "start": ("bias", "least", "score", "range", "ordered", "asked", "differ", "changed"),
    "end": ("bias", "least", "score", "range", "ordered", "asked", "differ", "changed"),
    "issued": ("bias", "least", "score", "asked", "differ"),
    "course": (
        "bias",
        "least",
        "mean",
        "rank",
        "typed",
        "quoted",
        "lead",
        "backed",
        "from_label",
        "from_column",
    ),
    "organiser": ("bias", "mean", "rank", "known", "from_lead", "from_letterhead", "from_partner"),
    "number": ("bias", "least", "mean", "rank", "parts", "asked", "differ", "changed"),
}
AGAINST = frozenset({"asked", "differ", "changed", "slips"})
RIDGE = 0.6
BINS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 1.01)


@dataclass(frozen=True, slots=True)
class Example:
    """One field as read: its signs and whether it is right. `part` is 0 or 1, by its file's name."""

    field: str
    signs: dict[str, float]
    right: bool
    part: int


def pages_of(corpus: Path, name: str, words: Path) -> tuple[list[PageText], Reread | None]:
    """Read a file's pages, or take them and their images from an earlier run."""
    store = words / corpus.name / f"{name}.pkl"
    pictures = store.with_suffix(".img")
    if not store.exists():
        store.parent.mkdir(parents=True, exist_ok=True)
        read = list(read_pages(corpus / "scans" / name))
        store.write_bytes(pickle.dumps([page for page, _ in read]))
        pictures.write_bytes(pickle.dumps({page.number: encode_page_image(image) for page, image in read}))
    pages = list(pickle.loads(store.read_bytes()))  # noqa: S301 - written by this script
    if not pictures.exists():
        return pages, None
    images: dict[int, bytes] = pickle.loads(pictures.read_bytes())  # noqa: S301 - as above
    return pages, reread_from(lambda number: decode_page_image(images[number]))


def examples(corpus: Path, words: Path) -> Iterator[Example]:
    """Read a corpus and compare every field with the truth."""
    truth = json.loads((corpus / "truth.json").read_text(encoding="utf-8"))
    for name, entry in truth.items():
        part = zlib.crc32(name.encode()) % 2
        found = find_drafts(*pages_of(corpus, name, words))
        for field, draft, right in right_fields(entry["documents"], found):
            yield Example(field, signs_of(draft) if isinstance(draft, Draft) else draft, right, part)


def fit(rows: Sequence[Example], signs: Sequence[str]) -> dict[str, float]:
    """Fit a logistic model with ridge by Newton's steps.

    A sign that can only speak against a value is left out where chance gave it the other direction.
    """
    weights = _fit(rows, signs)
    wrong = {s for s in AGAINST if weights.get(s, 0.0) > 0}
    return (
        {**dict.fromkeys(wrong, 0.0), **fit(rows, [s for s in signs if s not in wrong])} if wrong else weights
    )


def _fit(rows: Sequence[Example], signs: Sequence[str]) -> dict[str, float]:
    x = np.array([[r.signs.get(s, 0.0) for s in signs] for r in rows])
    y = np.array([float(r.right) for r in rows])
    weights = np.zeros(len(signs))
    ridge = np.diag([0.05 if s == "bias" else RIDGE for s in signs])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (p - y) + ridge @ weights
        bend = (x * (p * (1 - p))[:, None]).T @ x + ridge
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(signs, weights.round(4).tolist(), strict=True))


def chance(weights: dict[str, float], signs: dict[str, float]) -> float:
    """Give the fitted chance, as `ocr.confidence.model` does."""
    score = sum(w * signs.get(s, 0.0) for s, w in weights.items())
    return float(min(0.999, max(0.01, 1 / (1 + np.exp(-np.clip(score, -30, 30))))))


def reliability(rows: Sequence[Example], weights: dict[str, dict[str, float]]) -> None:
    """Print, for each field, stated confidence against how often it was right."""
    print(f"{'field':<11}{'n':>5}{'right':>8}{'stated':>8}{'Brier':>8}  stated → right (n)")
    for field, fitted in weights.items():
        mine = [(chance(fitted, r.signs), r.right) for r in rows if r.field == field]
        if not mine:
            continue
        p, y = np.array([m[0] for m in mine]), np.array([float(m[1]) for m in mine])
        bins = []
        for low, high in pairwise(BINS):
            held = (p >= low) & (p < high)
            if held.any():
                bins.append(f"{p[held].mean():.3f}→{y[held].mean():.3f} ({held.sum()})")
        print(
            f"{field:<11}{len(mine):>5}{y.mean():>8.3f}{p.mean():>8.3f}{((p - y) ** 2).mean():>8.4f}  "
            + "  ".join(bins)
        )


def write(weights: dict[str, dict[str, float]]) -> None:
    """Store the weights as TOML."""
    lines = ["# Written by bench/fit_confidence.py; do not edit."]
    for field, signs in weights.items():
        lines += ["", f"[{field}]", *(f"{s} = {w}" for s, w in signs.items())]
    STORE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read the command line, fit, judge, and store when asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--words", type=Path, default=Path("bench/out/words"))
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    rows = [e for corpus in args.corpora for e in examples(corpus, args.words)]
    by_field: dict[str, list[Example]] = defaultdict(list)
    for row in rows:
        by_field[row.field].append(row)
    signs: dict[str, Sequence[str]] = {**SIGNS, "kind": ("bias", "clarity")}
    half = {f: fit([r for r in by_field[f] if r.part == 0], s) for f, s in signs.items() if by_field[f]}
    reliability([r for r in rows if r.part == 1], half)
    if args.write:
        write({f: fit(by_field[f], s) for f, s in signs.items() if by_field[f]})
        print(f"\nwritten: {STORE}")


if __name__ == "__main__":
    main()
