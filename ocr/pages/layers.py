"""What a PDF's own text is worth: born-digital words are used if they are seen, a scanner's only compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from ocr.engines.detector import Line
from ocr.pages import pixels
from ocr.pages.raw import Image, LayerWord, TextLayer
from records.values import Word

_MIN_WORDS = 15
"""Fewer words are a footer, a stamp of the scanning program or a form's leftovers, not a page's text."""
_MIN_CONTRAST = 24
_AGREES = 0.9
_LONG = 4
_PICTURE = 0.12


def is_born_digital(layer: TextLayer) -> bool:
    """Whether the layer may be the page's text: enough words, standing upright, not a scanner's."""
    upright = sum(word.upright for word in layer.words)
    return len(layer.words) >= _MIN_WORDS and upright > len(layer.words) / 2 and not layer.is_scanners


def has_pictures(layer: TextLayer) -> bool:
    """Whether a picture on the page is large enough to hold print of its own."""
    return layer.image_cover > _PICTURE


def seen_words(layer: TextLayer, image: Image) -> tuple[tuple[LayerWord, ...], int]:
    """Part the words that are on the page and leave a mark there from the hidden ones, which are counted.

    Text off the page, in the paper's colour or under a picture is not what people see and sign.
    """
    grey = pixels.grey(image)
    seen = tuple(word for word in layer.words if _is_on_page(word) and _leaves_mark(word, grey))
    return seen, len(layer.words) - len(seen)


def _is_on_page(word: LayerWord) -> bool:
    x, y = word.box.centre
    return 0 <= x <= 1 and 0 <= y <= 1


def _leaves_mark(word: LayerWord, grey: Image) -> bool:
    high, wide = grey.shape
    left, right = max(0, int(word.box.left * wide)), min(wide, int(word.box.right * wide) + 1)
    top, bottom = max(0, int(word.box.top * high)), min(high, int(word.box.bottom * high) + 1)
    part = grey[top:bottom, left:right]
    return part.size > 0 and int(part.max()) - int(part.min()) >= _MIN_CONTRAST


def uncovered(lines: Sequence[Line], words: Sequence[LayerWord], image: Image) -> list[Line]:
    """Choose the lines of print that no word of the layer stands on: they are part of a picture."""
    high, wide = image.shape[:2]
    taken = np.zeros((high, wide), np.uint8)
    for word in words:
        box = word.box
        taken[
            int(box.top * high) : int(box.bottom * high) + 1, int(box.left * wide) : int(box.right * wide) + 1
        ] = 1
    return [line for line in lines if _share(taken, line) < 0.3]


def _share(taken: Image, line: Line) -> float:
    (left, top), (right, bottom) = line.corners.min(axis=0).astype(int), line.corners.max(axis=0).astype(int)
    part = taken[max(0, top) : bottom + 1, max(0, left) : right + 1]
    return float(part.mean()) if part.size else 1.0


def agrees(layer: TextLayer, words: Sequence[Word]) -> bool:
    """Whether a scanner's layer says what the pixels say: long words and numbers, counted with repeats."""
    claimed = Counter(filter(None, (_plain(word.text) for word in layer.words)))
    read = Counter(filter(None, (_plain(word.text) for word in words)))
    total = claimed.total()
    return total == 0 or (claimed & read).total() >= _AGREES * total


def _plain(text: str) -> str:
    letters = re.sub(r"[^0-9a-z]", "", text.lower())
    return letters if len(letters) >= _LONG or letters.isdecimal() else ""
