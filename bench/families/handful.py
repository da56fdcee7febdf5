"""Make the handful of unseen scans the tests read: `python -m bench.families.handful`.

One document each of six families that were held out when they were drawn, small files, no two scanned alike.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np

from bench.families.corpus import employees
from bench.families.sheet import draw
from samples.people import write_register
from samples.printing import press
from samples.sheets import File, build

FOLDER = Path(__file__).parents[2] / "tests" / "samples" / "unseen"
SEED = 77
# Each file's name, its family, and how it is scanned; resolutions keep the files small.
PLAN: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("1.jpg", "bilingual", {"style": "office", "dpi": 150}),
    ("2.png", "numbered_letter", {"style": "photocopy", "dpi": 200, "rotation": 90}),
    ("3.jpg", "internship_letter", {"style": "lowdpi", "dpi": 120}),
    ("4.jpg", "district_portrait", {"style": "phone", "dpi": 150, "quality": 50}),
    ("5.pdf", "lms_badge", {"style": "born_digital"}),
    ("6.png", "diploma", {"style": "photocopy", "dpi": 150}),
)


def main() -> None:
    """Write scans, truth and register."""
    rng = random.Random(SEED)
    people = employees(rng, 200)
    (FOLDER / "scans").mkdir(parents=True, exist_ok=True)
    truth = {}
    with press() as page:
        for i, (name, family, how) in enumerate(PLAN):
            file = File(name, (draw(family, rng, people),), **how)
            data, truth[name] = build(page, file, np.random.default_rng([SEED, i]))
            (FOLDER / "scans" / name).write_bytes(data)
            print(f"{len(data) / 1024:6.0f} KiB  {name}")
    (FOLDER / "truth.json").write_text(
        json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    write_register(FOLDER / "register.csv", people)


if __name__ == "__main__":
    main()
