"""The child that opens an original file: a job as JSON on standard input, a PDF at the job's target.

It takes what it may spend from itself first; whatever goes wrong ends it, and the parent does without.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from pathlib import Path
from typing import Any

import pikepdf

from worker.evidence.metadata import strip_metadata

_MAX_MEMORY_BYTES = 2_000_000_000
_MAX_CPU_S = 45
_MAX_FILE_BYTES = 200_000_000


def main() -> None:
    """Do the job on standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY_BYTES, _MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_MAX_CPU_S, _MAX_CPU_S))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MAX_FILE_BYTES, _MAX_FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    job = json.load(sys.stdin)
    _make(Path(job["original"]), job["media_type"], job["pages"], Path(job["target"]))


def _make(original: Path, media_type: str, pages: list[list[int]], target: Path) -> None:
    source = pikepdf.open(original) if media_type == "pdf" else _wrapped(original)
    with source, pikepdf.new() as pdf:
        for number, turn in pages:
            pdf.pages.append(source.pages[number - 1])
            _settle(pdf.pages[-1], turn)
        pdf.remove_unreferenced_resources()
        strip_metadata(pdf)
        pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _wrapped(original: Path) -> pikepdf.Pdf:
    """Wrap pictures in a PDF as they are, without loss."""
    import img2pdf  # noqa: PLC0415 - most originals are PDFs, and a child starts twice as fast without it

    data = img2pdf.convert(str(original), rotation=img2pdf.Rotation.ifvalid, nodate=True)
    return pikepdf.open(io.BytesIO(data))


def _settle(page: Any, turn: int) -> None:
    """Turn a page upright and take off what could act or point outside the document."""
    page.rotate(turn, relative=True)
    for key in ("/AA", "/AF", "/Annots", "/B", "/Metadata", "/PieceInfo"):
        if key in page.obj:
            del page.obj[key]


if __name__ == "__main__":
    main()
