"""The process that children are forked from: `python -m ocr.pages.forker`, its socket as standard input.

Starting Python and loading the PDF libraries costs half a second; a fork of a process that has them loaded
costs a hundredth. It never opens a file itself. Each request is a job with two pipes: for the child's
messages, and for its end: the child's process id first, then exit status and processor seconds.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import resource
import select
import signal
import socket
import struct
import time
from dataclasses import dataclass, field

from ocr.pages.child import do_job

PID = struct.Struct(">q")
END = struct.Struct(">qd")
MAX_JOB_BYTES = 60_000
_PRELOADED = (
    "pdfplumber",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    "PIL.TiffImagePlugin",
    "ocr.pages.pdf",
    "ocr.pages.pictures",
)


def main() -> None:
    """Serve until the other end of the socket is closed."""
    _preload()
    # what is loaded stays shared with the children: the collector must not touch those pages
    gc.freeze()
    woken, wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server = _Server(socket.socket(fileno=0))
    while True:
        ready = select.select([server.requests.fileno(), woken], [], [])[0]
        if woken in ready:
            with contextlib.suppress(BlockingIOError):
                os.read(woken, 4096)
        server.reap()
        if server.requests.fileno() in ready and not server.serve():
            return


def _preload() -> None:
    """Load what children need, so that each fork has it already."""
    for name in _PRELOADED:
        importlib.import_module(name)


@dataclass(slots=True)
class _Server:
    requests: socket.socket
    ends: dict[int, int] = field(default_factory=dict)
    told_s: float = 0.0

    def serve(self) -> bool:
        """Take one request and fork; False when nobody is left to ask."""
        job, pipes, _, _ = socket.recv_fds(self.requests, MAX_JOB_BYTES, 2)
        if not job or len(pipes) != 2:
            return False
        messages, end = pipes
        pid = os.fork()
        if pid == 0:
            self._become_child(job, messages, end)
        os.close(messages)
        self.ends[pid] = end
        with contextlib.suppress(OSError):
            os.write(end, PID.pack(pid))
        return True

    def _become_child(self, job: bytes, messages: int, end: int) -> None:
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self.requests.close()
            os.close(end)
            for other in self.ends.values():
                os.close(other)
            with os.fdopen(messages, "wb") as out:
                do_job(job, out)
            status = 0
        finally:
            os._exit(status)

    def reap(self) -> None:
        """Tell the ends of children to those who asked for them."""
        while self.ends:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
            if pid == 0:
                return
            # our own time belongs to whoever made us work: it would be counted nowhere else
            own = time.process_time()
            spent = usage.ru_utime + usage.ru_stime + own - self.told_s
            self.told_s = own
            end = self.ends.pop(pid)
            with contextlib.suppress(OSError):
                os.write(end, END.pack(os.waitstatus_to_exitcode(status), spent))
            os.close(end)


if __name__ == "__main__":
    # a child's own limit must not be lowered by what the parent's shell allows for files
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))
    main()
