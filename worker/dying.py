"""A child that ends when its parent does, however the parent ended (prctl(2), Linux only)."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import sys

_PR_SET_PDEATHSIG = 1


def die_with_parent(parent_pid: int | None = None) -> None:
    """Have the kernel end this process when the one that started it ends; does nothing off Linux.

    `parent_pid` is who started it: when that is gone already, this process ends at once.
    """
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    # The parent may have died between the fork and the call.
    if parent_pid is not None and os.getppid() != parent_pid:
        os.kill(os.getpid(), signal.SIGTERM)


def bound_to_parent(command: list[str]) -> list[str]:
    """Give a command line whose program ends with its parent, where util-linux is at hand."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", "--", *command] if setpriv else command
