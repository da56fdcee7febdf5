"""The child process that parses hostile bytes: `python -m ocr.pages.child`, a job as JSON on its input.

It locks itself down first, then answers with pages, problems, or a rejection, and ends. The parent may kill
it at any time; it holds nothing worth keeping.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from ocr.limits import Limits
from ocr.pages import wire
from ocr.pages.raw import RawPage, layer_to_wire
from ocr.pages.sandbox import lock_down
from records.errors import Rejected
from records.filetypes import HEAD_BYTES, FileType, sniff


def main() -> None:
    """Do the one job named on standard input and end."""
    job = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**job["limits"])
    out = sys.stdout.buffer
    # whatever a library prints must not mix with the messages
    sys.stdout = sys.stderr
    try:
        lock_down(limits)
        _work(job, limits, out)
    except Rejected as rejected:
        wire.send(out, {"kind": "rejected", "code": rejected.code, "values": rejected.values})
    except MemoryError:
        wire.send(out, {"kind": "rejected", "code": "file-too-complex", "values": {}})


def _work(job: dict[str, Any], limits: Limits, out: BinaryIO) -> None:
    path = Path(job["path"])
    if job["verb"] == "unpack":
        from ocr.pages.unpacking import unpack  # noqa: PLC0415 - each verb loads its own libraries

        for member in unpack(path, Path(job["folder"]), limits):
            wire.send(out, {"kind": "member", **member})
    else:
        for page in _pages(path, limits, int(job["first"])):
            _send_page(out, page)
    wire.send(out, {"kind": "end"})


def _pages(path: Path, limits: Limits, first: int) -> Iterator[RawPage]:
    with path.open("rb") as file:
        kind = sniff(file.read(HEAD_BYTES))
    if kind is FileType.ZIP:
        raise Rejected("file-type-unknown")
    if kind is FileType.PDF:
        from ocr.pages.pdf import pdf_pages  # noqa: PLC0415 - as above

        return pdf_pages(path, limits, first)
    from ocr.pages.pictures import picture_pages  # noqa: PLC0415 - as above

    return picture_pages(path, kind, limits, first)


def _send_page(out: BinaryIO, page: RawPage) -> None:
    image = np.ascontiguousarray(page.image)
    head = {
        "kind": "page",
        "number": page.number,
        "shape": image.shape,
        "dpi": page.dpi,
        "layer": layer_to_wire(page.layer),
        "problem": page.problem,
    }
    wire.send(out, head, image.data.cast("B"))


if __name__ == "__main__":
    main()
