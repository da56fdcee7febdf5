"""A page as the child hands it over. No numpy here: the child starts three times faster without it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Words = tuple[tuple[str, tuple[float, float, float, float], bool], ...]
"""Words as (text, (left, top, right, bottom) in fractions of the page, upright)."""

Mark = tuple[str, tuple[float, float, float, float]]
"""A stable code of something odd, and its place as words have theirs."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A PDF page's own words, and what they lie on.

    `image_cover` is the share of the page its largest picture covers, `invisible` the share of text objects
    drawn in no ink or under a picture. `marks` are places that were drawn over or changed later.
    """

    words: Words = ()
    image_cover: float = 0.0
    invisible: float = 0.0
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Decoded:
    """One page: `data` holds rows of `width` pixels of `channels` bytes (1 grey, 3 RGB), without gaps."""

    number: int
    width: int = 1
    height: int = 1
    channels: int = 1
    data: bytes | memoryview = b"\xff"
    dpi: float | None = None
    layer: Layer = field(default_factory=Layer)
    problem: str | None = None

    def head(self) -> dict[str, Any]:
        """Give all but the pixels as JSON knows it."""
        return {
            "kind": "page",
            "number": self.number,
            "shape": (self.height, self.width, self.channels),
            "dpi": self.dpi,
            "words": self.layer.words,
            "image_cover": self.layer.image_cover,
            "invisible": self.layer.invisible,
            "marks": self.layer.marks,
            "problem": self.problem,
        }
