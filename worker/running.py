"""Run a worker or the beat in this process until it is told to stop.

Models are loaded in the processes that read, one thread each, so that N processes on N cores do not fight.
"""

from __future__ import annotations

import os

from celery.signals import worker_process_init, worker_ready

from records.database import engine_for
from records.settings import Settings
from worker.app import make_app
from worker.context import Context, context
from worker.dying import die_with_parent
from worker.sweeper import sweep
from worker.warming import warm_up

_ONE_THREAD = ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
# A process that grew beyond this is replaced after the task at hand.
_MAX_MEMORY_KB = 1_500_000


def run_worker(settings: Settings, *, with_beat: bool = True) -> None:
    """Run a worker with its pool; with `with_beat` it sweeps as well. Sweeps once at the start."""
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    app = make_app(settings)
    worker_ready.connect(_sweep_once, weak=False)
    worker_process_init.connect(_start_process, weak=False)
    processes = settings.worker_processes or len(os.sched_getaffinity(0))
    arguments = ["--quiet", "worker", f"--concurrency={processes}", "--loglevel=WARNING", "--without-gossip"]
    arguments += ["--without-mingle", "--without-heartbeat", f"--max-memory-per-child={_MAX_MEMORY_KB}"]
    if with_beat:
        arguments += ["--beat", f"--schedule={_schedule(settings)}"]
    app.worker_main(arguments)


def run_beat(settings: Settings) -> None:
    """Run only the beat, for installations with many workers."""
    app = make_app(settings)
    app.start(["beat", "--loglevel=WARNING", f"--schedule={_schedule(settings)}", "--pidfile="])


def _schedule(settings: Settings) -> str:
    folder = settings.home / "run"
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder / "beat")


def _start_process(**_: object) -> None:
    # Connections must not be shared with the parent, and no reader may outlive a killed worker.
    die_with_parent()
    current = context()
    engine_for(current.url).dispose(close=False)
    warm_up(current)


def _sweep_once(**_: object) -> None:
    current: Context = context()
    sweep(current, stale_s=0)
