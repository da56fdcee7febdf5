"""What a program costs: processor seconds with all its children, wall seconds, and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor and wall seconds, and the largest resident set of one process in MB."""

    cpu_s: float
    wall_s: float
    rss_mb: float

    def plus(self, other: Cost) -> Cost:
        """Add two costs; memory is the larger."""
        return Cost(self.cpu_s + other.cpu_s, self.wall_s + other.wall_s, max(self.rss_mb, other.rss_mb))


def run(*arguments: str | Path) -> Cost:
    """Run a Python module of the project, `-m NAME ARGS…`, one thread an engine, and give its cost.

    Raises:
        RuntimeError: it ended with another status than 0; its last words stand in the message.
    """
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1"}
    begun = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-m", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        words = child.stderr.read() if child.stderr else ""
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{arguments[0]} ended with {child.returncode}: {words[-2000:]}")
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss / 1024)
