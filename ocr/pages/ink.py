"""How much ink a page bears and how dark, sharp and faint it is: cheap figures that explain a bad reading."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ocr.pages import pixels
from ocr.pages.raw import Image

_WORK_SIDE = 600
_EDGE = 25
"""The outer twenty-fifth is left out: photocopies have black borders and punch holes there."""
_MIN_SIDE = 24


@dataclass(frozen=True, slots=True)
class Ink:
    """Measures of one page.

    `share` of pixels darker than the paper around them, 0..1; `paper` its brightness and `contrast` how much
    darker the ink is, both 0..255; `sharpness` the spread of the Laplacian.
    """

    share: float
    paper: float
    contrast: float
    sharpness: float

    @property
    def is_none(self) -> bool:
        """Whether there is nothing on the page: an empty back, with no more than dust."""
        return self.share < 0.0006

    @property
    def is_faint(self) -> bool:
        """Whether what there is shines through from the other side rather than being printed here."""
        return self.contrast < 22 or (self.contrast < 45 and not self.is_blurred)

    @property
    def is_blurred(self) -> bool:
        """Whether edges are soft for how dark the ink is; an eighth and more on sharp pages."""
        return self.sharpness < 0.05 * self.contrast


NO_INK = Ink(0.0, 255.0, 0.0, 0.0)


def measure(image: Image) -> Ink:
    """Measure a page on a thinned copy; pages of a few pixels count as having no ink."""
    high, wide = image.shape[:2]
    if min(high, wide) < _MIN_SIDE:
        return NO_INK
    step = max(1, max(high, wide) // _WORK_SIDE)
    grey = pixels.grey(np.ascontiguousarray(image[::step, ::step]))
    across, down = grey.shape[1] // _EDGE, grey.shape[0] // _EDGE
    grey = grey[down : grey.shape[0] - down, across : grey.shape[1] - across]
    paper = cv2.medianBlur(np.asarray(cv2.dilate(grey, np.ones((7, 7), np.uint8)), np.uint8), 9)
    depth = cv2.subtract(np.asarray(paper, np.uint8), grey)
    inked = depth[depth > 15]
    return Ink(
        share=inked.size / depth.size,
        paper=float(np.median(paper)),
        contrast=float(np.percentile(inked, 90)) if inked.size else 0.0,
        sharpness=float(cv2.Laplacian(grey, cv2.CV_32F).std()),
    )
