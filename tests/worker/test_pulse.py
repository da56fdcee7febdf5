"""Signs of life: given by a worker and a beat that do their work, and by nobody else."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import servers

from records.settings import Settings
from worker.embedded import environment, stop
from worker.pulse import BEAT, WORKER, is_alive, pulse_path

PATIENCE_S = 60
Make = Callable[..., Settings]


@contextmanager
def running(settings: Settings, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    child = subprocess.Popen(
        [sys.executable, "-m", "cli", "worker", *arguments],
        env=environment(settings),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield child
    finally:
        stop(child)


def asked(settings: Settings, part: str) -> int:
    """What docker does."""
    return subprocess.run(
        [sys.executable, "-m", "worker.pulse", part], env=environment(settings), check=False
    ).returncode


def wait_alive(settings: Settings, part: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_alive(settings, part):
        assert time.monotonic() < deadline, f"no sign of life of the {part}"
        time.sleep(0.05)


def age(settings: Settings, part: str, seconds: float) -> None:
    moment = time.time() - seconds
    os.utime(pulse_path(settings, part), (moment, moment))


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[str]:
    with servers.redis(tmp_path) as url:
        yield url


def make(make_settings: Make, database_url: str, redis_url: str) -> Settings:
    return make_settings(
        database_url=database_url,
        redis_url=redis_url,
        worker_processes=1,
        sweep_every_s=1,
        strong_engine=False,
    )


def test_a_beat_is_alive_while_the_broker_takes_its_tasks(
    make_settings: Make, sqlite_url: str, redis_url: str
) -> None:
    settings = make(make_settings, sqlite_url, redis_url)
    assert asked(settings, BEAT) == 1
    with running(settings, "--beat-only"):
        wait_alive(settings, BEAT)
        assert asked(settings, BEAT) == 0
        assert asked(settings, WORKER) == 1
    age(settings, BEAT, 32)
    assert is_alive(settings, BEAT)
    age(settings, BEAT, 34)
    assert asked(settings, BEAT) == 1


def test_a_worker_is_alive_while_it_can_be_given_work(
    make_settings: Make, sqlite_url: str, own_redis: str
) -> None:
    settings = make(make_settings, sqlite_url, own_redis)
    with running(settings, "--no-beat") as worker:
        wait_alive(settings, WORKER)
        assert asked(settings, WORKER) == 0
        assert asked(settings, BEAT) == 1
        # The loop comes round again and again, not at the start alone.
        age(settings, WORKER, 50)
        first = pulse_path(settings, WORKER).stat().st_mtime
        deadline = time.monotonic() + PATIENCE_S
        while pulse_path(settings, WORKER).stat().st_mtime == first:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert worker.poll() is None
    age(settings, WORKER, 61)
    assert asked(settings, WORKER) == 1


def test_a_worker_whose_broker_is_away_is_not_alive(make_settings: Make, own_redis: str) -> None:
    settings = make_settings(redis_url=own_redis)
    pulse_path(settings, WORKER).parent.mkdir(parents=True)
    pulse_path(settings, WORKER).touch()
    assert is_alive(settings, WORKER)
    away = make_settings(redis_url=f"redis://127.0.0.1:{servers.free_port()}/0")
    assert not is_alive(away, WORKER)
