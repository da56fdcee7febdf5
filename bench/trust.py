"""How far ready documents can be trusted: error against share automated, and reliability.

    python bench/trust.py READINGS.jsonl CORPUS [--also READINGS.jsonl CORPUS]… [--fit] [--output bench/out]

READINGS come from `bukti read CORPUS/scans --register CORPUS/register.csv --output READINGS.jsonl`. `--fit`
writes the two figures of `scoring/trust/calibration.toml` too: use samples apart from those judged on.
"""

from __future__ import annotations

import argparse
import json
from itertools import pairwise
from pathlib import Path

from bench.trust_chart import chart, reliability_chart
from bench.trust_fit import fit, write
from bench.trust_rows import Row, load_rows
from scoring.trust import TrustPolicy

CALIBRATION = Path(__file__).parents[1] / "scoring" / "trust" / "calibration.toml"
BORNE = (0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)


def main() -> None:
    """Print the tables, write the chart."""
    parser = argparse.ArgumentParser()
    parser.add_argument("readings", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--also", nargs=2, type=Path, action="append", default=[])
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent / "out")
    asked = parser.parse_args()
    pairs = [(asked.readings, asked.corpus), *asked.also]
    rows = [row for readings, corpus in pairs for row in load_rows(readings, corpus)]
    if asked.fit:
        # What a check holds back needs no chance; the figures are for what passes all of them.
        cases = [(row.joint, row.fields_right) for row in rows if row.joint > 0 and not row.hard_reasons]
        shift, slope = fit(cases)
        write(CALIBRATION, shift, slope, len(cases))
        print(f"fitted on {len(cases)} documents: shift {shift:.3f}, slope {slope:.3f}; now run again")
    points = automation(rows)
    table = policies(rows)
    measured = bands(rows)
    for line in (*head(rows), *reliability(measured), "", *people(rows), "", *table, "", *blocked(rows)):
        print(line)
    asked.output.mkdir(parents=True, exist_ok=True)
    (asked.output / "trust.svg").write_text(chart(points), encoding="utf-8")
    (asked.output / "trust-reliability.svg").write_text(reliability_chart(measured), encoding="utf-8")
    figures = {
        "documents": len(rows),
        "automation": points,
        "reliability": measured,
        "policies": table,
    }
    (asked.output / "trust.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def head(rows: list[Row]) -> list[str]:
    """How many are ready at the usual setting, and wrong."""
    ready = [row for row in rows if row.ready(TrustPolicy())]
    wrong = [row for row in ready if not row.right]
    share = len(ready) / max(1, len(rows))
    return [
        f"documents {len(rows)}, ready {len(ready)} ({share:.1%}), of them wrong {len(wrong)}",
        *(f"  WRONG {row.name}" for row in wrong),
        "",
    ]


def bands(rows: list[Row]) -> list[tuple[float, float, int]]:
    """By how sure the fields are together: chance said, share found right, documents.

    Of documents that pass every check: what a check holds back needs no chance.
    """
    edges = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.01)
    found = []
    for low, high in pairwise(edges):
        passing = [row for row in rows if row.joint > 0 and not row.hard_reasons]
        part = [row for row in passing if low <= row.fields_chance < high]
        if part:
            said = sum(row.fields_chance for row in part) / len(part)
            found.append((said, sum(row.fields_right for row in part) / len(part), len(part)))
    return found


def reliability(points: list[tuple[float, float, int]]) -> list[str]:
    """Draw the bands as lines of text."""
    lines = ["reliability of all fields together:   said   found right   documents"]
    return [*lines, *(f"{said:42.3f} {found:13.3f} {count:11}" for said, found, count in points)]


def people(rows: list[Row]) -> list[str]:
    """How many people are certain, with and without a printed NIP, and wrong."""
    lines = []
    for name, wanted in (("with a printed NIP", True), ("without one", False)):
        part = [p for row in rows for p in row.people if p.printed_nip is wanted]
        certain = [p for p in part if p.certain]
        wrong = sum(not p.right for p in certain)
        lines.append(f"people {name}: {len(part)}, certain {len(certain)}, of them wrong {wrong}")
    return lines


def policies(rows: list[Row]) -> list[str]:
    """What each setting of the error borne gives here."""
    lines = ["at most so many wrong in 1,000   ready    share   wrong"]
    for borne in BORNE:
        ready = [row for row in rows if row.ready(TrustPolicy(borne))]
        wrong = sum(not row.right for row in ready)
        lines.append(f"{borne:30.1f} {len(ready):7} {len(ready) / max(1, len(rows)):8.1%} {wrong:7}")
    return lines


def blocked(rows: list[Row]) -> list[str]:
    """What alone holds documents back that are all right."""
    only: dict[str, int] = {}
    for row in rows:
        if row.right and len(row.reasons) == 1:
            only[row.reasons[0]] = only.get(row.reasons[0], 0) + 1
    ranked = sorted(only.items(), key=lambda item: -item[1])
    return ["right, but held back by one doubt alone:", *(f"  {count:4} {code}" for code, count in ranked)]


def automation(rows: list[Row]) -> list[tuple[float, float]]:
    """Share automated and share wrong among them, as ever less sure documents are let through."""
    fit_for_it = sorted((row for row in rows if not row.hard_reasons), key=lambda row: -row.chance)
    points, wrong = [], 0
    for count, row in enumerate(fit_for_it, 1):
        wrong += not row.right
        points.append((count / len(rows), wrong / count))
    return points


if __name__ == "__main__":
    main()
