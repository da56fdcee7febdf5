"""`python -m worker`: the worker of the embedded default; servers start it by `bukti worker`."""

from __future__ import annotations

import os

from records.settings import settings
from worker.dying import die_with_parent
from worker.running import run_worker

if __name__ == "__main__":
    die_with_parent(os.getppid())
    run_worker(settings())
