"""Checks of the machine itself."""

from __future__ import annotations

import os
import platform
import sys

from commands.checks.finding import Finding, State
from records.settings import Settings

# One reading process peaks below 900 MB; the web and the broker want the rest.
_MIN_MEMORY_BYTES = 2_000_000_000


def check_python(_settings: Settings) -> Finding:
    """Whether the interpreter is new enough."""
    good = sys.version_info >= (3, 11)
    return Finding(
        "python", State.GOOD if good else State.BAD, platform.python_version(), "" if good else "python"
    )


def check_memory(_settings: Settings) -> Finding:
    """Whether the machine has memory for at least one reading process."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    detail = f"{total / 1e9:.1f} GB, {os.cpu_count()} core"
    if total < _MIN_MEMORY_BYTES:
        return Finding("memory", State.WARNING, detail, "memory")
    return Finding("memory", State.GOOD, detail)
