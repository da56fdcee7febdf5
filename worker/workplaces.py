"""Folders for work that needs a disk: under Bukti's home, named by who works there, swept when it is gone.

A worker that is killed takes no folder of its own with it, and a package in the making holds personal data:
what no living process owns is thrown away, at the start of a worker and at every sweep.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import structlog

from records.ledger.moves import holder, is_gone
from records.settings import Settings
from worker.context import Context

log = structlog.get_logger()

_PARTED = "@"
# Whether a process of another machine still runs cannot be told from here; no work takes a day.
_FOREIGN_S = 86_400.0


@contextmanager
def workplace(ctx: Context, what: str) -> Iterator[Path]:
    """Give an empty folder that only we can read, gone when the block ends; `what` begins its name."""
    root = _root(ctx.settings)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    prefix = _PARTED.join((what, holder(), ""))
    with tempfile.TemporaryDirectory(prefix=prefix, dir=root) as folder:
        yield Path(folder)


def sweep_workplaces(settings: Settings) -> int:
    """Throw away folders whose process is gone; give how many."""
    swept, root = 0, _root(settings)
    for folder in root.iterdir() if root.is_dir() else ():
        if _is_left(folder):
            shutil.rmtree(folder, ignore_errors=True)
            swept += 1
    if swept:
        log.info("workplaces-swept", count=swept)
    return swept


def _root(settings: Settings) -> Path:
    # In `run`, which is a volume in containers: packages may be gigabytes.
    return settings.home / "run" / "work"


def _is_left(folder: Path) -> bool:
    _, _, rest = folder.name.partition(_PARTED)
    worker, _, _ = rest.rpartition(_PARTED)
    with suppress(ValueError):
        if is_gone(worker):
            return True
    with suppress(FileNotFoundError):
        return not _is_ours(worker) and time.time() - folder.stat().st_mtime > _FOREIGN_S
    return False


def _is_ours(worker: str) -> bool:
    return worker.partition(":")[0] == holder().partition(":")[0]
