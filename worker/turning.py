"""A page turned by hand: the raw picture is turned before it is read, its text layer no longer fits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ocr.pages import RawPage, TextLayer


def turn_by_hand(raw: RawPage, degrees: int) -> RawPage:
    """Turn a raw page clockwise by a multiple of 90 degrees."""
    if degrees % 360 == 0:
        return raw
    image = np.ascontiguousarray(np.rot90(raw.image, k=-(degrees // 90) % 4))
    return replace(raw, image=image, layer=TextLayer())
