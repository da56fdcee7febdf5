"""Web, worker and private Redis as children of this process; none outlives it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import NoReturn

import requests

from records.errors import Trouble
from records.settings import Settings
from worker.dying import bound_to_parent
from worker.embedded import Parts, embedded, environment, stop

_START_TIMEOUT_S = 40.0
_HEALTH_PATH = "/siap"


@dataclass(frozen=True, slots=True)
class Running:
    """What runs and where it answers."""

    address: str
    parts: Parts


@contextmanager
def running(settings: Settings) -> Iterator[Running]:
    """Run everything until the block ends; SIGTERM ends it like Ctrl-C.

    Raises:
        Trouble: `web-silent` when the web server does not answer in time.
        Misconfigured, Trouble: as `worker.embedded.embedded`.
    """
    signal.signal(signal.SIGTERM, _interrupt)
    port = settings.bind_port or _free_port(settings.bind_host)
    current = settings.model_copy(update={"bind_port": port})
    address = f"http://{current.bind_host}:{port}"
    with embedded(current) as parts, _web(current) as web:
        parts.children["web"] = web
        _wait_until_it_answers(address, web)
        yield Running(address, parts)


def wait_for_interrupt(parts: Running) -> None:
    """Wait until Ctrl-C, seeing that everything still runs.

    Raises:
        Trouble: `part-stopped` naming the part that ended by itself.
    """
    try:
        while True:
            parts.parts.check()
            time.sleep(1)
    except KeyboardInterrupt:
        return


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _web(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    log_path = settings.home / "run" / "web.log"
    log_path.parent.mkdir(parents=True, exist_ok=True)
    child_environment = environment(settings) | {
        "BUKTI_BIND_HOST": settings.bind_host,
        "BUKTI_BIND_PORT": str(settings.bind_port),
    }
    with log_path.open("ab") as log:
        child = subprocess.Popen(  # noqa: S603 - our own program
            bound_to_parent([sys.executable, "-m", "cli", "serve", "--web-only"]),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=child_environment,
            start_new_session=True,
        )
    try:
        yield child
    finally:
        stop(child)


def _wait_until_it_answers(address: str, web: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_TIMEOUT_S
    while time.monotonic() < deadline and web.poll() is None:
        try:
            if requests.get(address + _HEALTH_PATH, timeout=2).ok:
                return
        except requests.RequestException:
            time.sleep(0.1)
    raise Trouble("web-silent", address=address)
