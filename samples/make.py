"""Make the sample scans, their truth and their register: `python -m samples.make [FOLDER] [--seed N]`.

Needs, for making only: Debian's chromium, fonts-liberation and fonts-dejavu-core, and the project's
development environment (playwright). The committed files need none of it.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from pathlib import Path

import numpy as np

from samples.people import write_register
from samples.plan import make_people, plan
from samples.printing import press
from samples.sheets import build


def make(folder: Path, seed: int) -> dict[str, int]:
    """Write `scans/`, `truth.json` and `register.csv` into `folder`; give each file's size in bytes."""
    rng = random.Random(seed)
    people = make_people(rng)
    scans = folder / "scans"
    shutil.rmtree(scans, ignore_errors=True)
    scans.mkdir(parents=True)
    truth, sizes = {}, {}
    with press() as page:
        for i, file in enumerate(plan(rng, people)):
            data, entry = build(page, file, np.random.default_rng([seed, i]))
            (scans / file.name).write_bytes(data)
            truth[file.name], sizes[file.name] = entry, len(data)
    (folder / "truth.json").write_text(
        json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    write_register(folder / "register.csv", people)
    return sizes


def main() -> None:
    """Read the command line and make the samples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent)
    parser.add_argument("--seed", type=int, default=2019)
    args = parser.parse_args()
    sizes = make(args.folder, args.seed)
    for name, size in sizes.items():
        print(f"{size / 1024:8.0f} KiB  {name}")
    print(f"{sum(sizes.values()) / 1024:8.0f} KiB  in all")


if __name__ == "__main__":
    main()
