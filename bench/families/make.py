"""Make a corpus of harder scans: `python -m bench.families.make OUT --seed N --count M [--only SHARE]`.

OUT gets `scans/`, `truth.json` and `register.csv`, as `bench/reading.py` scores them. Needs Debian's chromium
and the fonts of FONTS; without a font its family is drawn in another, so the script says what is missing.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.families.corpus import employees, families, files, printed
from samples.people import write_register
from samples.printing import press
from samples.sheets import build

FONTS = {
    "fonts-bebas-neue": "Bebas Neue",
    "fonts-blankenburg": "Blankenburg_UNZ1A",
    "fonts-cabin": "Cabin",
    "fonts-cantarell": "Cantarell",
    "fonts-comfortaa": "Comfortaa",
    "fonts-courier-prime": "Courier Prime",
    "fonts-crosextra-caladea": "Caladea",
    "fonts-crosextra-carlito": "Carlito",
    "fonts-dancingscript": "Dancing Script",
    "fonts-ebgaramond": "EB Garamond",
    "fonts-gfs-didot": "GFS Didot",
    "fonts-inter": "Inter",
    "fonts-junicode": "Junicode Two Beta",
    "fonts-kaushanscript": "Kaushan Script",
    "fonts-lato": "Lato",
    "fonts-league-spartan": "League Spartan",
    "fonts-linuxlibertine": "Linux Libertine O",
    "fonts-lobster": "Lobster Two",
    "fonts-oldstandard": "Old Standard TT",
    "fonts-open-sans": "Open Sans",
    "fonts-paratype": "PT Sans",
    "fonts-quicksand": "Quicksand",
    "fonts-roboto-unhinted": "Roboto",
    "fonts-sil-gentium": "Gentium",
    "fonts-urw-base35": "P052",
}


def missing_fonts() -> list[str]:
    """Name the Debian packages whose fonts are not installed."""
    known = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    return [package for package, family in FONTS.items() if family not in known]


def make(
    out: Path, seed: int, count: int, only: str | None, chosen: Sequence[str] = (), *, scanned: bool = True
) -> dict[str, int]:
    """Write a corpus of `count` documents of a share's or the chosen families, scanned or born digital.

    Gives how many files, documents and pages it holds.
    """
    rng = random.Random(zlib.crc32(f"{seed} {only}".encode()))
    people = employees(rng)
    scans = out / "scans"
    shutil.rmtree(scans, ignore_errors=True)
    scans.mkdir(parents=True)
    truth = {}
    with press() as page:
        shapes = files if scanned else printed
        for i, file in enumerate(shapes(rng, chosen or families(only), people, count)):
            data, entry = build(page, file, np.random.default_rng([seed, i]))
            (scans / file.name).write_bytes(data)
            truth[file.name] = entry
    (out / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write_register(out / "register.csv", people)
    papers = [d for entry in truth.values() for d in entry["documents"]]
    return {"files": len(truth), "documents": len(papers), "pages": sum(len(d["pages"]) for d in papers)}


def main() -> None:
    """Read the command line and make the corpus."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=60, help="documents")
    parser.add_argument("--only", choices=["used", "held-out"])
    parser.add_argument("--families", nargs="+", default=[], choices=families(), metavar="FAMILY")
    parser.add_argument(
        "--born-digital", action="store_true", help="each document a PDF of its own, not scanned"
    )
    args = parser.parse_args()
    if missing := missing_fonts():
        print("Fonts missing; other ones stand in. sudo apt-get install", *missing)
    scanned = not args.born_digital
    print(json.dumps(make(args.out, args.seed, args.count, args.only, args.families, scanned=scanned)))


if __name__ == "__main__":
    main()
