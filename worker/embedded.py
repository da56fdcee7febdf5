"""The embedded default: a private redis-server and one worker as children, none of which outlives us.

with embedded(settings) as parts:        # nothing is started that the settings name elsewhere
    ...                                  # parts.check() says whether all are still alive
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from redis.exceptions import RedisError

from records.errors import Misconfigured, Trouble
from records.settings import Settings
from worker.broker import connect, socket_path
from worker.dying import bound_to_parent

_START_TIMEOUT_S = 15.0
_STOP_TIMEOUT_S = 20.0
_ROOT = Path(__file__).resolve().parents[1]


@dataclass(slots=True)
class Parts:
    """Running children by name."""

    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def check(self) -> None:
        """See that every child still runs.

        Raises:
            Trouble: `part-stopped` naming the one that does not.
        """
        for name, child in self.children.items():
            if child.poll() is not None:
                raise Trouble("part-stopped", part=name, status=child.returncode)


@contextmanager
def embedded(settings: Settings, *, worker: bool = True) -> Iterator[Parts]:
    """Run the private redis-server (unless `redis_url` is set) and a worker until the block ends."""
    parts = Parts()
    with ExitStack() as stack:
        if settings.embedded_redis:
            parts.children["redis-server"] = stack.enter_context(redis_server(settings))
        if worker:
            parts.children["worker"] = stack.enter_context(_worker(settings))
        yield parts


@contextmanager
def redis_server(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """Run a redis-server on a unix socket in the home folder; it keeps nothing on disk.

    Raises:
        Misconfigured: `redis-server-missing`, `home-in-use` when another one answers there.
        Trouble: `redis-server-silent`.
    """
    program = shutil.which("redis-server")
    if program is None:
        raise Misconfigured("redis-server-missing")
    socket = socket_path(settings)
    socket.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if _answers(settings):
        raise Misconfigured("home-in-use", home=settings.home)
    socket.unlink(missing_ok=True)
    log_path = settings.home / "run" / "redis.log"
    log_path.parent.mkdir(parents=True, exist_ok=True)
    command = [program, "--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700"]
    command += ["--save", "", "--appendonly", "no", "--daemonize", "no", "--dir", str(socket.parent)]
    with log_path.open("wb") as log:
        child = _start(command, log.fileno(), dict(os.environ))
    try:
        _wait_for(settings, child)
        yield child
    finally:
        stop(child)
        socket.unlink(missing_ok=True)


def _wait_for(settings: Settings, child: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_TIMEOUT_S
    while not _answers(settings):
        if child.poll() is not None or time.monotonic() > deadline:
            raise Trouble("redis-server-silent")
        time.sleep(0.02)


def _answers(settings: Settings) -> bool:
    if not socket_path(settings).exists():
        return False
    try:
        with connect(settings) as broker:
            return bool(broker.ping())
    except (RedisError, OSError):
        return False


@contextmanager
def _worker(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    log_path = settings.home / "run" / "worker.log"
    log_path.parent.mkdir(parents=True, exist_ok=True)
    with log_path.open("ab") as log:
        child = _start([sys.executable, "-m", "worker"], log.fileno(), environment(settings))
    try:
        yield child
    finally:
        stop(child)


def environment(settings: Settings) -> dict[str, str]:
    """Give the environment under which a child process reads these same settings."""
    ours = {
        "BUKTI_HOME": str(settings.home.resolve()),
        "BUKTI_DATABASE_URL": settings.get_database_url(),
        "BUKTI_BLOB_DIR": str(settings.get_blob_dir().resolve()),
    }
    for name in settings.model_fields_set - {"home", "database_url", "blob_dir"}:
        value = getattr(settings, name)
        plain = value.get_secret_value() if hasattr(value, "get_secret_value") else value
        ours[f"BUKTI_{name.upper()}"] = str(plain)
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, **ours, "PYTHONPATH": os.pathsep.join(paths)}


def _start(command: list[str], output: int, env: dict[str, str]) -> subprocess.Popen[bytes]:
    # A session of its own keeps Ctrl-C away from it: we stop our children ourselves, in order.
    return subprocess.Popen(  # noqa: S603 - our own programs with our own arguments
        bound_to_parent(command),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        env=env,
        start_new_session=True,
    )


def stop(child: subprocess.Popen[bytes]) -> None:
    """Ask a child to end, then make it and its group."""
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(timeout=_STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            child.kill()
    _end_group(child)
    child.wait()


def _end_group(child: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(child.pid, 9)
    except (ProcessLookupError, PermissionError):
        return
