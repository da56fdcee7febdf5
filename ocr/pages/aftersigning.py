"""Which pages of a signed PDF were changed after the last signature, inside the child.

A signature covers the bytes that its /ByteRange names. What is appended later may be harmless (time stamps,
validation data), so the signed state is opened beside the last one and the pages' contents are compared.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
_HARMLESS = frozenset({"/Widget", "/Link", "/Popup"})


def changed_pages(path: Path) -> frozenset[int]:
    """Give the numbers of pages that look otherwise than when they were signed; none for unsigned files."""
    data = path.read_bytes()
    signed = max((int(r[3]) + int(r[4]) for r in _RANGE.finditer(data)), default=0)
    if not 0 < signed < len(data.rstrip()):
        return frozenset()
    import pikepdf  # noqa: PLC0415 - only files appended to after signing need it

    try:
        with pikepdf.open(BytesIO(data[:signed])) as before, pikepdf.open(path) as after:
            old = [_look_of(page) for page in before.pages]
            new = [_look_of(page) for page in after.pages]
    except (pikepdf.PdfError, ValueError, TypeError, KeyError):
        return frozenset()
    return frozenset(i for i, look in enumerate(new, 1) if i > len(old) or old[i - 1] != look)


def _look_of(page: Any) -> tuple[bytes, int]:
    """What a page draws, and how many remarks lie on it."""
    remarks = page.obj.get("/Annots", ())
    drawn = sum(str(remark.get("/Subtype", "")) not in _HARMLESS for remark in remarks)
    streams = page.obj.get("/Contents", ())
    parts = [streams] if hasattr(streams, "read_bytes") else list(streams)
    return b"\n".join(part.read_bytes() for part in parts), drawn
