"""Which files a made corpus holds: families in turn, in the shapes people hand scans in."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bench.families.facts import WORDS
from bench.families.sheet import draw
from samples.people import Person, make_register
from samples.sheets import File
from samples.truth import Document

SHARES: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "shares.toml").read_text(encoding="utf-8")
)
STYLES = (
    "clean", "office", "office", "office", "lowdpi", "lowdpi", "photocopy", "photocopy", "fax",
    "phone", "phone", "phone", "app", "app",
)  # fmt: skip
SINGLE = ("pdf", "pdf", "jpg", "jpg", "jpg", "png", "tif", "heic")


def families(only: str | None = None) -> list[str]:
    """Give the families of a share ("used" or "held-out"), or all."""
    if only is None:
        return SHARES["used"] + SHARES["held_out"]
    return SHARES[only.replace("-", "_")]


def employees(rng: random.Random, count: int = 700) -> list[Person]:
    """Give the made corpus' register."""
    return make_register(rng, tuple(WORDS["offices"]["names"]), count)


def files(
    rng: random.Random, names: Sequence[str], register: Sequence[Person], documents: int
) -> Iterator[File]:
    """Give the files that hold `documents` documents, each family as often as the others."""
    queue = in_turn(rng, names, documents)
    number, seen = 0, []
    while queue:
        number += 1
        stem = f"{number:04d}"
        shape = rng.random()
        if shape < 0.22 and len(queue) > 3:
            made = [draw(queue.pop(), rng, register) for _ in range(rng.randint(3, min(6, len(queue))))]
            yield batch(rng, stem, made)
        elif shape < 0.36:
            made = [draw(queue.pop(), rng, register)]
            yield File(f"{stem}.pdf", tuple(made), "born_digital")
        else:
            made = [draw(queue.pop(), rng, register)]
            yield single(rng, stem, made[0])
        seen += [(stem, i, d) for i, d in enumerate(made) if d.kind != "other"]
        if seen and rng.random() < 0.05:  # the same paper handed in again, scanned anew
            number += 1
            first, index, paper = rng.choice(seen)
            again = replace(paper, extra={"duplicate_of": [first, index]})
            yield single(rng, f"{number:04d}", again)


def printed(
    rng: random.Random, names: Sequence[str], register: Sequence[Person], documents: int
) -> Iterator[File]:
    """Give each document as a born-digital file of its own: wording and layout without an engine's slips."""
    for number, family in enumerate(in_turn(rng, names, documents), start=1):
        yield File(f"{number:04d}.pdf", (draw(family, rng, register),), "born_digital")


def in_turn(rng: random.Random, names: Sequence[str], documents: int) -> list[str]:
    """Give family names, shuffled, each as often as the others."""
    queue: list[str] = []
    while len(queue) < documents:
        queue += rng.sample(list(names), len(names))
    return queue[:documents]


def batch(rng: random.Random, stem: str, made: list[Document]) -> File:
    """Bind documents into one sheet-feeder PDF (or TIFF), two-sided ones with blank backs."""
    style = rng.choice(("office", "office", "photocopy", "lowdpi", "fax"))
    name = f"{stem}.{'tif' if rng.random() < 0.15 else 'pdf'}"
    return File(name, tuple(made), style, duplex=rng.random() < 0.6, bad_layer=bad_layer(rng, name))


def single(rng: random.Random, stem: str, document: Document) -> File:
    """Scan one document, one time in five turned."""
    style = rng.choice(STYLES)
    many = document.html.count('class="page') > 1
    suffix = rng.choice(("pdf", "tif")) if many else rng.choice(SINGLE)
    name = f"{stem}.{suffix}"
    rotation = rng.choice((90, 180, 270)) if rng.random() < 0.2 else 0
    layer = rotation == 0 and bad_layer(rng, name)
    lying = style in ("phone", "app") and suffix == "jpg" and rng.random() < 0.4
    quality = rng.choice((45, 60, 75))
    return File(name, (document,), style, rotation, bad_layer=layer, lying=lying, quality=quality)


def bad_layer(rng: random.Random, name: str) -> bool:
    """Say whether the scanner laid its own poor OCR under the page; PDF only."""
    return name.endswith("pdf") and rng.random() < 0.2
