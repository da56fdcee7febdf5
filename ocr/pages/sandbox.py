"""What the parsing child gives up before it touches a hostile byte."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource

from ocr.limits import Limits

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_PDEATHSIG = 1
_SIGKILL = 9


def lock_down(limits: Limits) -> None:
    """Bound memory, processor time and files, and drop the network where the kernel allows it.

    Nothing here may fail loudly: a kernel without user namespaces (many containers) still gets the rlimits.
    """
    _limit(resource.RLIMIT_AS, limits.memory_bytes)
    # the soft limit's SIGXCPU must come first: SIGKILL would look like a hand from outside
    _limit(resource.RLIMIT_CPU, limits.cpu_s, slack=10)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, 64)
    _limit(resource.RLIMIT_FSIZE, limits.max_unpacked_bytes)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    _leave_network(libc)


def _limit(what: int, value: int, slack: int = 0) -> None:
    hard = resource.getrlimit(what)[1]
    ceiling = value + slack if hard == resource.RLIM_INFINITY else min(value + slack, hard)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(what, (min(value, ceiling), ceiling))


def _leave_network(libc: ctypes.CDLL) -> None:
    if os.geteuid() == 0 and libc.unshare(_CLONE_NEWNET) == 0:
        return
    libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
