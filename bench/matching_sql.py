"""A match against a register in a database, as the worker does it: milliseconds and memory.

    python bench/matching_sql.py [--size 100000] [--matches 2000] [--database URL]

Without a URL a SQLite file is made in a folder of its own; the database named must be empty.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from pathlib import Path

from sqlalchemy.engine import make_url

from bench.matching_people import People
from bench.matching_slips import print_person
from records.database import engine_for, transaction, upgrade
from records.values import MatchStatus
from scoring.matching import match_person
from worker.register_rows import apply_employees
from worker.sql_register import SqlRegister


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--matches", type=int, default=2_000)
    parser.add_argument("--database", default="")
    parser.add_argument("--seed", type=int, default=20260801)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent / "out")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(asked.database or f"sqlite:///{folder}/register.db", asked)
    print(json.dumps(figures, indent=1))
    asked.output.mkdir(parents=True, exist_ok=True)
    path = asked.output / f"matching-{figures['database']}-{asked.size}.json"
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def measure(url: str, asked: argparse.Namespace) -> dict[str, object]:
    """Import a made register, match misread people against it, and give the figures."""
    people, luck = People(asked.size, asked.seed), random.Random(asked.seed)
    began = time.perf_counter()
    upgrade(url)
    with transaction(url) as session:
        apply_employees(session, people, None)
    imported = time.perf_counter() - began
    before = _peak_mb()
    register = SqlRegister.load(url, 1)
    cpu_ms, wall_ms, wrong, certain = [], [], 0, 0
    for _ in range(asked.matches):
        employee = people[luck.randrange(asked.size)]
        person, _ = print_person(luck, employee)
        cpu, wall = time.thread_time(), time.perf_counter()
        match = match_person(person, register)
        cpu_ms.append((time.thread_time() - cpu) * 1000)
        wall_ms.append((time.perf_counter() - wall) * 1000)
        if match.status is MatchStatus.CERTAIN:
            certain += 1
            wrong += match.nip != employee.nip
    engine_for(url).dispose()
    return {
        "database": make_url(url).get_backend_name(),
        "register": asked.size,
        "import_s": round(imported, 1),
        "matches": asked.matches,
        "certain": certain,
        "wrong_certain": wrong,
        "cpu_ms_mean": _mean(cpu_ms),
        "cpu_ms_median": _share(cpu_ms, 0.5),
        "cpu_ms_95": _share(cpu_ms, 0.95),
        "wall_ms_mean": _mean(wall_ms),
        "wall_ms_median": _share(wall_ms, 0.5),
        "wall_ms_95": _share(wall_ms, 0.95),
        "peak_mb_import": before,
        "peak_mb": _peak_mb(),
    }


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _mean(times: list[float]) -> float:
    return round(sum(times) / len(times), 2)


def _share(times: list[float], share: float) -> float:
    return round(sorted(times)[int(len(times) * share)], 2)


if __name__ == "__main__":
    main()
