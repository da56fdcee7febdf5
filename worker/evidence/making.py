"""The parent's side: ask the child for pages of the original, else build them from the stored pictures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import structlog

from worker.evidence.pictures import from_pictures

log = structlog.get_logger()

# SIASN was seen to refuse more than a megabyte (domain notes, section 5).
MAX_BYTES = 1_000_000
_TIMEOUT_S = 60.0
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page: its number in the file, the turn it needs (degrees clockwise), its stored upright picture."""

    number: int
    turn: int
    picture: Path


@dataclass(frozen=True, slots=True)
class Evidence:
    """What to make a PDF of: the original file, its type, and the document's pages in order."""

    original: Path
    media_type: str
    pages: tuple[PagePicture, ...]


def make_evidence(evidence: Evidence, target: Path, *, max_bytes: int = MAX_BYTES) -> None:
    """Write the PDF of one document to `target`; the same input gives the same bytes.

    Pages of the original where they fit in `max_bytes`, else the pictures, smaller until they fit or are
    as small as can still be read.
    """
    if _from_original(evidence, target) and target.stat().st_size <= max_bytes:
        return
    target.write_bytes(from_pictures([page.picture for page in evidence.pages], max_bytes))


def _from_original(evidence: Evidence, target: Path) -> bool:
    job = {
        "original": str(evidence.original),
        "media_type": evidence.media_type,
        "pages": [[page.number, page.turn] for page in evidence.pages],
        "target": str(target),
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "worker.evidence.child"],
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=_TIMEOUT_S,
            check=False,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(_ROOT)},
        )
    except subprocess.TimeoutExpired:
        return False
    if done.returncode != 0:
        log.info("evidence-from-pictures", status=done.returncode)
    return done.returncode == 0 and target.exists()
