"""Folders of work under way: under the home, gone with the work, swept when the worker was killed."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flow import Flow

from records.settings import Settings
from worker.context import Context
from worker.embedded import environment
from worker.sweeper import sweep
from worker.workplaces import sweep_workplaces, workplace

Make = Callable[..., Settings]
WORK = """
import time
from worker.context import context
from worker.workplaces import workplace
with workplace(context(), "package") as folder:
    (folder / "1.pdf").write_bytes(b"somebody")
    print(folder, flush=True)
    time.sleep(600)
"""


def at_work(settings: Settings) -> tuple[subprocess.Popen[bytes], Path]:
    child = subprocess.Popen([sys.executable, "-c", WORK], env=environment(settings), stdout=subprocess.PIPE)
    assert child.stdout is not None
    with child.stdout:
        return child, Path(child.stdout.readline().decode().strip())


def test_a_folder_is_under_the_home_for_us_alone_and_goes_with_the_work(make_settings: Make) -> None:
    settings = make_settings()
    assert sweep_workplaces(settings) == 0
    assert not settings.home.exists()
    with workplace(Context(settings), "package") as folder:
        assert settings.home.resolve() in folder.resolve().parents
        assert folder.stat().st_mode & 0o077 == 0
        (folder / "x").write_text("x")
        assert sweep_workplaces(settings) == 0
        assert (folder / "x").exists()
    assert not folder.exists()
    with pytest.raises(RuntimeError), workplace(Context(settings), "package") as folder:
        raise RuntimeError
    assert not folder.exists()


def test_what_a_killed_worker_left_is_swept_and_what_one_at_work_holds_is_not(sqlite_flow: Flow) -> None:
    killed, left = at_work(sqlite_flow.settings)
    living, held = at_work(sqlite_flow.settings)
    try:
        killed.kill()
        killed.wait()
        assert (left / "1.pdf").exists()
        sweep(sqlite_flow.context)
        assert not left.exists()
        assert (held / "1.pdf").read_bytes() == b"somebody"
    finally:
        living.kill()
        living.wait()
    assert sweep_workplaces(sqlite_flow.settings) == 1
    assert not held.exists()


def test_what_another_machine_left_is_swept_after_a_day(make_settings: Make) -> None:
    settings = make_settings()
    root = settings.home / "run" / "work"
    old, fresh = (root / f"package@elsewhere:{n}:5@x" for n in (1, 2))
    for folder in (old, fresh):
        folder.mkdir(parents=True)
    two_days_ago = time.time() - 2 * 86_400
    os.utime(old, (two_days_ago, two_days_ago))
    assert sweep_workplaces(settings) == 1
    assert [folder.exists() for folder in (old, fresh)] == [False, True]
