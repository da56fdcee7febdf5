"""What tampering hints find and miss, and how often honest documents raise one.

    python bench/tampering.py CORPUS… [--fit] [--cache FOLDER] [--output bench/out]

A value of each scanned page is tampered with in each way of `tampering_kinds.py`, as it is and saved as JPEG
afterwards; figures are shares of values on which the document gets a hint. `--fit` writes
`ocr/tampering/oddness.toml` from three quarters of the files and reports the last quarter, four times over.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from bench.tampering_fit import Rows, fit, threshold, write
from bench.tampering_kinds import TYPED, from_elsewhere, moved, saved
from bench.tampering_pages import Place, ReadPage, load
from ocr.pages.raw import Image
from ocr.tampering.hints import places_of, touch
from ocr.tampering.look import TracedPage, look_over
from ocr.tampering.oddness import LEAST_NEIGHBOURS, features

ODDNESS = Path(__file__).parents[1] / "ocr" / "tampering" / "oddness.toml"
KINDS = (*TYPED, "from another scan", "from the same page")
HONEST = "honest"
FOLDS = 4
BORNE = 0.01  # share of honest documents that may raise a hint


@dataclass
class Words:
    """Words of one kind of tampering (or honest ones): features, and page, scan and document of each."""

    rows: list[Rows] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    scans: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--cache", type=Path, default=Path(__file__).parent / "out" / "pages")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent / "out")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    luck = random.Random(asked.seed)
    words: dict[str, Words] = defaultdict(Words)
    spent: list[float] = []
    for corpus in asked.corpora:
        others: list[tuple[Image, Place]] = []
        for page in load(corpus, asked.cache):
            _collect(luck, page, others, words, spent)
    strengths = _cross_fitted(words) if asked.fit else _as_shipped(words)
    least = threshold(_strongest(words[HONEST], strengths[HONEST]), BORNE) if asked.fit else _shipped_least()
    if asked.fit:
        altered = [
            rows for kind in KINDS[:-1] for name in (kind, f"{kind}, JPEG") for rows in words[name].rows
        ]
        weights = fit(np.array(words[HONEST].rows), np.array(altered))
        write(ODDNESS, weights, least, len(set(words[HONEST].documents)))
    figures = _figures(words, strengths, least) | {"ms_a_page": round(1000 * sum(spent) / len(spent), 1)}
    print(json.dumps(figures, indent=1))
    asked.output.mkdir(parents=True, exist_ok=True)
    (asked.output / "tampering.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _collect(
    luck: random.Random,
    page: ReadPage,
    others: list[tuple[Image, Place]],
    words: dict[str, Words],
    spent: list[float],
) -> None:
    began = time.process_time()
    look_over(page.image, page.text.words)
    spent.append(time.process_time() - began)
    traced = TracedPage(page.image, page.text.words)
    looked_at = traced.places.that_matter(page.text.words)
    found = {i: row for i in looked_at if (row := _features(traced, i)) is not None}
    values = {i: name for i in found if (name := _document_of(page, i))}
    for index, name in values.items():
        _keep(words[HONEST], found[index], page, name)
    if not values:
        return
    for kind in KINDS:
        for quality in (None, 85):
            index = luck.choice(sorted(values))
            changed = _tampered(luck, kind, page, index, sorted(values), others)
            if changed is None:
                continue
            changed = saved(changed, quality) if quality else changed
            row = _features(TracedPage(changed, page.text.words), index)
            if row is not None:
                _keep(words[f"{kind}, JPEG" if quality else kind], row, page, values[index])
    if len(others) < 60:
        others.append((page.image, page.place(luck.choice(sorted(values)))))


def _tampered(  # noqa: PLR0917 - a way of tampering needs all that is at hand
    luck: random.Random,
    kind: str,
    page: ReadPage,
    index: int,
    values: list[int],
    others: list[tuple[Image, Place]],
) -> Image | None:
    place = page.place(index)
    if kind in TYPED:
        printed = page.text.words[index].text
        text = "".join(luck.choice("123456789") if ch.isdigit() else ch for ch in printed)
        return TYPED[kind](luck, page.image, place, text)
    if kind == KINDS[-1]:
        return moved(page.image, place, page.place(luck.choice(values)))
    return from_elsewhere(page.image, place, *luck.choice(others)) if others else None


def _features(traced: TracedPage, index: int) -> Rows | None:
    for own, around in traced.beside([index]):
        if len(around) >= LEAST_NEIGHBOURS:
            return features(own[None], np.array([around]))[0]
    return None


def _document_of(page: ReadPage, index: int) -> str:
    """Name the document one of whose values a word belongs to; "" when none's."""
    box = page.text.words[index].box
    for ordinal, document in enumerate(page.documents):
        if document.kind.is_evidence and any(
            number == page.text.number and touch(value, box) for _, number, value in places_of(document)
        ):
            return f"{page.name}#{ordinal}"
    return ""


def _keep(kept: Words, row: Rows, page: ReadPage, document: str) -> None:
    kept.rows.append(row)
    kept.files.append(page.name)
    kept.scans.append(page.scan)
    kept.documents.append(document)


def _cross_fitted(words: dict[str, Words]) -> dict[str, Rows]:
    """Give each word's strength by weights fitted without its file."""
    files = sorted(set(words[HONEST].files))
    fold = {name: i % FOLDS for i, name in enumerate(files)}
    strengths = {kind: np.zeros(len(kept.rows)) for kind, kept in words.items()}
    folds = {kind: np.array([fold[name] for name in kept.files]) for kind, kept in words.items()}
    rows = {kind: np.array(kept.rows) for kind, kept in words.items()}
    learnt = [kind for kind in words if kind != HONEST and not kind.startswith(KINDS[-1])]
    for out in range(FOLDS):
        altered = np.concatenate([rows[kind][folds[kind] != out] for kind in learnt])
        weights = fit(rows[HONEST][folds[HONEST] != out], altered)
        for kind in words:
            mine = folds[kind] == out
            strengths[kind][mine] = rows[kind][mine] @ weights
    return strengths


def _as_shipped(words: dict[str, Words]) -> dict[str, Rows]:
    from ocr.tampering.oddness import weights  # noqa: PLC0415 - --fit may have none yet

    return {kind: np.array(kept.rows) @ weights() for kind, kept in words.items()}


def _shipped_least() -> float:
    from ocr.tampering.oddness import least  # noqa: PLC0415 - as above

    return least()


def _strongest(honest: Words, strengths: Rows) -> list[float]:
    most: dict[str, float] = {}
    for name, value in zip(honest.documents, strengths, strict=True):
        most[name] = max(most.get(name, -99.0), float(value))
    return list(most.values())


def _figures(words: dict[str, Words], strengths: dict[str, Rows], least: float) -> dict[str, object]:
    alarms = [value >= least for value in _strongest(words[HONEST], strengths[HONEST])]
    found = {}
    for kind in sorted(words.keys() - {HONEST}):
        hits = strengths[kind] >= least
        found[kind] = {"all": _share(hits), **dict(_by_scan(words[kind].scans, hits))}
    return {
        "least": round(least, 2),
        "honest_documents": len(alarms),
        "false_alarms": sum(alarms),
        "found": found,
    }


def _by_scan(scans: list[str], hits: Rows) -> Iterator[tuple[str, str]]:
    for scan in sorted(set(scans)):
        yield scan, _share(hits[np.array(scans) == scan])


def _share(hits: Rows) -> str:
    return f"{np.mean(hits):.0%} of {len(hits)}"


if __name__ == "__main__":
    main()
