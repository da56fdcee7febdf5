"""The child process that parses hostile bytes: one job, answered with messages on a pipe, then gone.

It locks itself down first, then answers with pages, members, a rejection, or the machine's trouble. The
parent may kill it at any time; it holds nothing worth keeping.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ocr.limits import Limits
from ocr.pages import wire
from ocr.pages.decoded import Decoded
from ocr.pages.sandbox import lock_down
from records.errors import Rejected, Trouble
from records.filetypes import HEAD_BYTES, FileType, sniff


def do_job(job: bytes, out: BinaryIO) -> None:
    """Do one job, given as JSON with `verb`, `path`, `limits` and what the verb needs."""
    data = json.loads(job)
    limits = Limits(**data["limits"])
    try:
        lock_down(limits)
        _work(data, limits, out)
    except Rejected as rejected:
        wire.send(out, {"kind": "rejected", "code": rejected.code, "values": rejected.values})
    except Trouble as trouble:
        wire.send(out, {"kind": "trouble", "code": trouble.code, "values": trouble.values})
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
            wire.send(out, page.head(), page.data)
    wire.send(out, {"kind": "end"})


def _pages(path: Path, limits: Limits, first: int) -> Iterator[Decoded]:
    with path.open("rb") as file:
        kind = sniff(file.read(HEAD_BYTES))
    if kind is FileType.ZIP:
        raise Rejected("file-type-unknown")
    if kind is FileType.PDF:
        from ocr.pages.pdf import pdf_pages  # noqa: PLC0415 - as above

        return pdf_pages(path, limits, first)
    from ocr.pages.pictures import picture_pages  # noqa: PLC0415 - as above

    return picture_pages(path, kind, limits, first)
