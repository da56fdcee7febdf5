"""Where a mark stands on a page's picture, and how much print is there."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from actors import Person
from PIL import Image

_DARK = 110


def share_of(person: Person, mark: Any) -> list[float]:
    """Give a mark's edges on the picture of the page as people see it, in shares of the picture."""
    picture = person.page.locator("figure.sheet:not([hidden]) img").bounding_box()
    shown = mark.bounding_box()
    left = (shown["x"] - picture["x"]) / picture["width"]
    top = (shown["y"] - picture["y"]) / picture["height"]
    right, bottom = left + shown["width"] / picture["width"], top + shown["height"] / picture["height"]
    return [round(edge, 2) for edge in (left, top, right, bottom)]


def ink(person: Person, box: list[float]) -> float:
    """Give the share of dark pixels of the page's picture inside a box."""
    source = person.page.locator("figure.sheet:not([hidden]) img").get_attribute("src")
    assert source
    data = person.page.request.get(person.world.address + source).body()
    page = np.asarray(Image.open(io.BytesIO(data)).convert("L"))
    high, wide = page.shape
    left, top, right, bottom = (round(edge * side) for edge, side in zip(box, (wide, high) * 2, strict=True))
    return float((page[top:bottom, left:right] < _DARK).mean())
