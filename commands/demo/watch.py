"""Waiting for the workers, with a line that says how far they are."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from commands.demo.client import Client
from commands.services import Running
from records.errors import Trouble
from records.states import DocumentState, FileState
from records.texts import text

_PATIENCE_S = 600
_PAUSE_S = 0.5


@dataclass(frozen=True, slots=True)
class Progress:
    """Sums over the demo's batches."""

    pages_done: int
    pages_total: int
    files_open: int
    documents_open: int


def wait_until_read(batches: Sequence[tuple[Client, int]], parts: Running, language: str) -> None:
    """Wait until every document of every batch awaits a person.

    Raises:
        Trouble: `demo-too-slow` after ten minutes; `part-stopped` when a process ended by itself.
    """
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        parts.parts.check()
        now = progress(batches)
        _show(text("demo.progress", language, done=now.pages_done, total=now.pages_total))
        if not now.files_open and not now.documents_open:
            _show(text("demo.progress", language, done=now.pages_done, total=now.pages_total) + "\n")
            return
        time.sleep(_PAUSE_S)
    raise Trouble("demo-too-slow", seconds=_PATIENCE_S)


def progress(batches: Sequence[tuple[Client, int]]) -> Progress:
    """Ask the API how far the batches are."""
    answers = [client.get(f"batches/{batch}") for client, batch in batches]
    return Progress(
        pages_done=sum(a["pages"]["done"] for a in answers),
        pages_total=sum(a["pages"]["total"] for a in answers),
        files_open=sum(FileState(f["status"]).is_moving for a in answers for f in a["files"]),
        documents_open=sum(DocumentState(d["status"]).is_moving for a in answers for d in a["documents"]),
    )


def _show(line: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{line}\033[K")
    elif line.endswith("\n"):
        sys.stderr.write(line)
    sys.stderr.flush()
