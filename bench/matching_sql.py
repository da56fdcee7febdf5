"""A match against a register in a database, as the worker does it: milliseconds and memory.

    python bench/matching_sql.py [--size 100000] [--matches 2000] [--database URL] [--rows FOLDER]

Without a URL a SQLite file is made in a folder of its own; the database named must be empty. `--rows` keeps
the made-up rows there, for the next database of the same size: millions take a while to be made.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy.engine import make_url

from bench.matching_rows import load_rows, make_rows, read_printed
from records.database import engine_for
from records.values import MatchStatus
from scoring.matching import match_person
from worker.looking_up import looking_up
from worker.sql_register import SqlRegister


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--matches", type=int, default=2_000)
    parser.add_argument("--database", default="")
    parser.add_argument("--rows", type=Path)
    parser.add_argument("--seed", type=int, default=20260801)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent / "out")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.rows) as folder:
        rows = asked.rows or Path(folder)
        url = asked.database or f"sqlite:///{folder}/register.db"
        figures = measure(url, rows, asked)
    print(json.dumps(figures, indent=1))
    asked.output.mkdir(parents=True, exist_ok=True)
    path = asked.output / f"matching-{figures['database']}-{asked.size}.json"
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def measure(url: str, rows: Path, asked: argparse.Namespace) -> dict[str, object]:
    """Fill a database with a made register, match misread people against it, and give the figures."""
    began = time.perf_counter()
    # In a process of its own: the memory this takes is none of the matcher's.
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        if not (rows / "printed").exists():
            apart.submit(make_rows, rows, asked.size, asked.matches, asked.seed).result()
        apart.submit(load_rows, url, rows).result()
    filled = time.perf_counter() - began
    printed = read_printed(rows)[: asked.matches]
    before = _peak_mb()
    began = time.perf_counter()
    register = SqlRegister.load(url, 1)
    loaded = time.perf_counter() - began
    cpu_ms, wall_ms, wrong, certain = [], [], 0, 0
    server = _server_cpu_s(url)
    for nip, person in printed:
        cpu, wall = time.thread_time(), time.perf_counter()
        with register.opened() as opened:
            match = match_person(person, opened)
        cpu_ms.append((time.thread_time() - cpu) * 1000)
        wall_ms.append((time.perf_counter() - wall) * 1000)
        if match.status is MatchStatus.CERTAIN:
            certain += 1
            wrong += match.nip != nip
    asked_of_server = _server_cpu_s(url) - server
    engine_for(url).dispose()
    return {
        "database": make_url(url).get_backend_name(),
        "register": register.statistics.size,
        "filled_s": round(filled, 1),
        "loaded_s": round(loaded, 1),
        "matches": len(printed),
        "certain": certain,
        "wrong_certain": wrong,
        "cpu_ms_mean": _mean(cpu_ms),
        "cpu_ms_median": _share(cpu_ms, 0.5),
        "cpu_ms_95": _share(cpu_ms, 0.95),
        "server_cpu_ms_mean": round(asked_of_server * 1000 / len(printed), 2),
        "wall_ms_mean": _mean(wall_ms),
        "wall_ms_median": _share(wall_ms, 0.5),
        "wall_ms_95": _share(wall_ms, 0.95),
        "peak_mb_before": before,
        "peak_mb": _peak_mb(),
    }


def _server_cpu_s(url: str) -> float:
    """Processor seconds that our connection cost its PostgreSQL server, if that is on this machine."""
    if make_url(url).get_backend_name() == "sqlite":
        return 0.0
    with looking_up(url) as looking:
        stat = Path(f"/proc/{looking.cursor.connection.info.backend_pid}/stat")
        fields = stat.read_text(encoding="ascii").rpartition(")")[2].split() if stat.exists() else []
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _mean(times: list[float]) -> float:
    return round(sum(times) / len(times), 2)


def _share(times: list[float], share: float) -> float:
    return round(sorted(times)[int(len(times) * share)], 2)


if __name__ == "__main__":
    main()
