"""What leaves the child that parses a file: pixels and the words a PDF claims to hold."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from records.values import Box

Image = NDArray[np.uint8]
"""Height x width grey, or height x width x 3 in RGB order; 0 is black."""


@dataclass(frozen=True, slots=True)
class LayerWord:
    """A word of a PDF's text layer; the box may lie outside the page, for layers can lie."""

    text: str
    box: Box
    upright: bool = True


@dataclass(frozen=True, slots=True)
class LayerMark:
    """A place of a PDF page that was drawn over or changed later; `code` says how."""

    code: str
    box: Box


@dataclass(frozen=True, slots=True)
class TextLayer:
    """A PDF page's own text with what is needed to judge it.

    `image_cover` is the share of the page its largest picture covers, `invisible` the share of characters
    drawn in no ink: a scanner's layer covers a full-page picture with invisible text.
    """

    words: tuple[LayerWord, ...] = ()
    image_cover: float = 0.0
    invisible: float = 0.0
    marks: tuple[LayerMark, ...] = ()

    @property
    def is_scanners(self) -> bool:
        """Whether the words lie over a picture of the page and so come from someone's OCR."""
        return self.image_cover > 0.6 or self.invisible > 0.5


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as decoded, not yet turned upright. `problem` names why a page could not be decoded."""

    number: int
    image: Image
    dpi: float | None = None
    layer: TextLayer = field(default_factory=TextLayer)
    problem: str | None = None
