"""How engines misread NIPs: printed numbers against first readings, digit by digit.

    python bench/slips_tally.py [--sheets 60] [--also READINGS.jsonl CORPUS]… [--fit]

Sheets of made numbers in many fonts go through the made scanners and are read whole, as pages are, by
PP-OCR and by Tesseract; the counts go to `nip_slips.toml`. `--also` prints the same for a corpus, from
readings with words (`bukti read --words`); numbers that a table's cell breaks over two lines look misread
there, so they stay out of the file. `--fit` writes the matcher's table too. Nothing is read a second time:
what the second look mends is no slip of the matcher's.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein

from bench.matching_slips import Slips
from bench.scoring_table import load_readings, load_truth
from bench.slips_sheets import STYLES, sheet
from ocr.engine import Engines
from ocr.grammar.nip import LABEL
from ocr.grammar.slips import digit_of
from ocr.read_pixels import read_pixels
from records.reading_format import page_from_json
from records.values import Word

MOST_SLIPS = 6
_CORPUS = ", corpus"
COUNTS = Path(__file__).parent / "nip_slips.toml"
TABLE = Path(__file__).parents[1] / "scoring" / "matching" / "slips.toml"
ENGINES = {"ppocr": Engines(tesseract="off"), "tesseract": Engines(ppocr=False)}


@dataclass
class Tally:
    """What came of the numbers of one kind of page, read by one engine."""

    numbers: int = 0
    unread: int = 0
    slips: Counter[int] = field(default_factory=Counter)
    wrong: Counter[tuple[str, str]] = field(default_factory=Counter)
    dropped: int = 0
    doubled: int = 0
    inserted: int = 0

    def add(self, true: str, read: str | None) -> None:
        """Count one printed number and what was read in its place."""
        self.numbers += 1
        if read is None:
            self.unread += 1
            return
        steps = Levenshtein.editops(true, read)
        self.slips[len(steps)] += 1
        for kind, at, to in steps.as_list():
            if kind == "replace":
                self.wrong[(true[at], read[to])] += 1
            elif kind == "delete":
                self.dropped += 1
            elif read[to] in true[max(0, at - 1) : at + 1]:
                self.doubled += 1
            else:
                self.inserted += 1

    def plus(self, other: Tally) -> Tally:
        """Add two tallies."""
        return Tally(
            self.numbers + other.numbers,
            self.unread + other.unread,
            self.slips + other.slips,
            self.wrong + other.wrong,
            self.dropped + other.dropped,
            self.doubled + other.doubled,
            self.inserted + other.inserted,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sheets", type=int, default=60)
    parser.add_argument("--also", nargs=2, type=Path, action="append", default=[])
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--fit", action="store_true")
    asked = parser.parse_args()
    tallies: dict[tuple[str, str], Tally] = {}
    for engine, style, true, read in (*from_sheets(asked.sheets, asked.seed), *from_corpora(asked.also)):
        tallies.setdefault((engine, style), Tally()).add(true, read)
    for (engine, style), tally in sorted(tallies.items()):
        print(f"{engine:10} {style:20} {_line(tally)}")
    COUNTS.write_text(_toml(tallies), encoding="utf-8")
    if asked.fit:
        TABLE.write_text(_table(Slips.load(COUNTS)), encoding="utf-8")


def from_sheets(count: int, seed: int) -> Iterator[tuple[str, str, str, str | None]]:
    """Yield (engine, style, printed, read) for the numbers of made sheets."""
    for i in range(count):
        style = STYLES[i % len(STYLES)]
        image, numbers = sheet(random.Random(seed * 1000 + i), np.random.default_rng([seed, i]), style)
        for engine, engines in ENGINES.items():
            lines = list(lines_of(read_pixels(image, engines, stands=True).words))
            for number in numbers:
                yield engine, style, number, nearest(number, lines)


def from_corpora(pairs: Iterable[tuple[Path, Path]]) -> Iterator[tuple[str, str, str, str | None]]:
    """Yield (engine, style, printed, read) for the scanned numbers of corpora."""
    for readings_path, corpus in pairs:
        truth, _ = load_truth(corpus)
        readings = load_readings(readings_path)
        for name, entry in truth.items():
            pages = [page_from_json(page) for page in readings.get(name, {}).get("pages", [])]
            for document in entry["documents"]:
                words = [p.words for p in pages if p.number in document["pages"] and p.source == "ocr"]
                lines = [line for page in words for line in lines_of(page)]
                engine = next((word.engine for page in words for word in page), "")
                for person in document.get("people", []):
                    if engine and person["nip_as_printed"]:
                        number = person["nip_as_printed"]
                        yield engine, f"{entry['scan']}{_CORPUS}", number, nearest(number, lines)


def lines_of(words: Sequence[Word]) -> Iterator[str]:
    """Give the digits that each line of a page shows, look-alike letters among them taken for digits."""
    lines: dict[int, list[str]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word.text)
    for texts in lines.values():
        text = LABEL.sub("", " ".join(texts))
        for run in text.replace("\t", " ").split("  "):
            kept = [word for word in run.split() if sum(ch.isdigit() for ch in word) * 2 >= len(word)]
            yield "".join(digit for ch in "".join(kept) if (digit := digit_of(ch)))


def nearest(number: str, lines: Iterable[str]) -> str | None:
    """Give the part of a line that the number was read as; None where nothing comes near it."""
    best, least = None, MOST_SLIPS + 1
    for line in lines:
        # a number that lost more than a digit was broken over two lines, not misread
        for size in range(len(number) - 1, len(number) + 3):
            for begin in range(max(1, len(line) - size + 1)):
                part = line[begin : begin + size]
                slips = Levenshtein.distance(number, part, score_cutoff=least)
                if slips < least:
                    best, least = part, slips
    return best


def _line(tally: Tally) -> str:
    read = tally.numbers - tally.unread
    clean = tally.slips[0] / max(1, read)
    counts = {
        "wrong": tally.wrong.total(),
        "dropped": tally.dropped,
        "doubled": tally.doubled,
        "put in": tally.inserted,
    }
    digits = ", ".join(f"{count:4} {name}" for name, count in counts.items())
    return f"{tally.numbers:6} numbers, {tally.unread:4} unread, {clean:7.2%} without a slip; digits {digits}"


def _toml(tallies: dict[tuple[str, str], Tally]) -> str:
    lines = [
        "# How engines misread NIPs, first readings only: made again by bench/slips_tally.py.",
        "# slips: how many numbers hold 0, 1, 2, … of them. wrong: printed digit, then what it was read as.",
    ]
    for engine in sorted({engine for engine, _ in tallies}):
        whole = Tally()
        for (name, style), tally in tallies.items():
            if name == engine and not style.endswith(_CORPUS):
                whole = whole.plus(tally)
        most = max(whole.slips, default=0)
        lines += [
            f"\n[{engine}]",
            f"numbers = {whole.numbers}",
            f"unread = {whole.unread}",
            f"slips = {[whole.slips[n] for n in range(most + 1)]}",
            f"dropped = {whole.dropped}",
            f"doubled = {whole.doubled}",
            f"inserted = {whole.inserted}",
            f"\n[{engine}.wrong]",
        ]
        for digit in "0123456789":
            reads = [(read, n) for (true, read), n in whole.wrong.items() if true == digit]
            inner = ", ".join(f'"{read}" = {n}' for read, n in sorted(reads, key=lambda r: (-r[1], r[0])))
            lines.append(f'"{digit}" = {{ {inner} }}' if inner else f'"{digit}" = {{}}')
    return "\n".join(lines) + "\n"


def _table(slips: Slips) -> str:
    lines = [
        "# What a misread digit of a NIP is read as, shares for 0 to 9: written by bench/slips_tally.py",
        "# --fit from the counts of both engines, with a little for what was never seen.",
        "[shares]",
    ]
    for digit, weights in slips.wrong.items():
        shares = ", ".join(f"{weight / sum(weights):.3f}" for weight in weights)
        lines.append(f"{digit} = [{shares}]")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
