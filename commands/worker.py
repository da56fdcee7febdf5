"""`bukti worker`: the processes that read, for servers; `bukti serve` starts its own."""

from __future__ import annotations

import click

from records.settings import settings


@click.command()
@click.option("--beat-only", is_flag=True, help="Hanya penyapu berkala. Only the periodic sweeper's clock.")
@click.option("--no-beat", is_flag=True, help="Tanpa penyapu berkala. Without it, when another one runs.")
def worker(*, beat_only: bool, no_beat: bool) -> None:
    """Jalankan pekerja pembaca. Run a worker until it is told to stop."""
    from worker.running import run_beat, run_worker

    if beat_only:
        run_beat(settings())
    else:
        run_worker(settings(), with_beat=not no_beat)
