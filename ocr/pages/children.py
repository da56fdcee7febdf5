"""The parent's hold on parsing children: start one, hear it, kill it, learn how it ended and what it cost."""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from ocr.pages.forker import END, MAX_JOB_BYTES, PID
from records.errors import Rejected, Trouble

_ROOT = Path(__file__).resolve().parents[2]
_PIPE_BYTES = 1 << 20
_START_S = 60.0
_END_S = 5.0


@dataclass(slots=True)
class Child:
    """A running child: `messages` is the pipe to hear it on, `end` the pipe that tells of its end."""

    messages: int
    end: int
    pid: int

    def finish(self) -> int | None:
        """Kill the child if it still runs, and close the pipes; gives its exit code, None if unknown.

        As with `subprocess`, a negative code is the signal that ended it.
        """
        with contextlib.suppress(ProcessLookupError):
            if not select.select([self.end], [], [], 0)[0]:
                os.kill(self.pid, signal.SIGKILL)
        data = _read(self.end, END.size, _END_S)
        os.close(self.messages)
        os.close(self.end)
        if len(data) < END.size:
            return None
        code, spent_s = END.unpack(data)
        _spending.add(spent_s)
        return int(code)

    def wait(self) -> None:
        """Give a child that has said its last word a moment to end by itself."""
        select.select([self.end], [], [], _END_S)


class _Spending:
    """Processor seconds of children that ended: they are nobody's waited-for children but the forker's."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.total_s = 0.0

    def add(self, seconds: float) -> None:
        with self._lock:
            self.total_s += seconds


_spending = _Spending()


def children_cpu_s() -> float:
    """Processor seconds spent so far by parsing children that have ended, and on forking them."""
    return _spending.total_s


@dataclass(frozen=True, slots=True)
class _Running:
    process: subprocess.Popen[bytes]
    requests: socket.socket


class _Forker:
    """The forking process of this one, started when it is first needed; a fork of ours starts its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: _Running | None = None
        self._inherited: list[_Running] = []

    def ask(self, job: bytes, pipes: list[int]) -> None:
        """Hand over a job with the child's ends of its pipes.

        Raises:
            Trouble: `reader-killed`, when the process dies twice in a row.
        """
        with self._lock:
            for _ in range(2):
                if self._running is None:
                    self._running = _start_forker()
                try:
                    socket.send_fds(self._running.requests, [job], pipes)
                except OSError:
                    self._stop()
                else:
                    return
        raise Trouble("reader-killed")

    def forget(self) -> None:
        """In a process just forked: leave the parent's forker alone, whatever state its lock was in."""
        self._lock = threading.Lock()
        if self._running is not None:
            self._running.requests.close()
            self._inherited.append(self._running)  # dropped, it would be complained about as unfinished
            self._running = None

    def stop(self) -> None:
        """End the process, so that its time is counted with ours."""
        with self._lock:
            self._stop()

    def _stop(self) -> None:
        if self._running is None:
            return
        self._running.requests.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._running.process.wait(timeout=_END_S)
        self._running.process.kill()
        self._running.process.wait()
        self._running = None


def _start_forker() -> _Running:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": os.pathsep.join(paths)}
    process = subprocess.Popen(
        [sys.executable, "-m", "ocr.pages.forker"],
        stdin=theirs.fileno(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    theirs.close()
    return _Running(process, ours)


_forker = _Forker()
atexit.register(_forker.stop)
os.register_at_fork(after_in_child=_forker.forget)


def start_child(job: bytes) -> Child:
    """Start a child on a job.

    Raises:
        Rejected: `file-type-unknown` for a path too long to be one.
        Trouble: `reader-killed` when no child can be started.
    """
    if len(job) > MAX_JOB_BYTES:
        raise Rejected("file-type-unknown")
    messages, their_messages = os.pipe2(os.O_CLOEXEC)
    end, their_end = os.pipe2(os.O_CLOEXEC)
    with contextlib.suppress(OSError):
        fcntl.fcntl(messages, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    try:
        _forker.ask(job, [their_messages, their_end])
    except Trouble:
        os.close(messages)
        os.close(end)
        raise
    finally:
        os.close(their_messages)
        os.close(their_end)
    pid = _read(end, PID.size, _START_S)
    if len(pid) < PID.size:
        os.close(messages)
        os.close(end)
        raise Trouble("reader-killed")
    return Child(messages, end, PID.unpack(pid)[0])


def _read(descriptor: int, count: int, timeout_s: float) -> bytes:
    deadline = time.monotonic() + timeout_s
    data = b""
    while len(data) < count and select.select([descriptor], [], [], max(0.0, deadline - time.monotonic()))[0]:
        part = os.read(descriptor, count - len(data))
        if not part:
            break
        data += part
    return data
