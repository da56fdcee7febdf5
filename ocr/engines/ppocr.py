"""PP-OCR as an engine: its detector finds lines, its recogniser reads them, words come with their places."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ocr.engines import detector, recogniser
from ocr.engines.detector import Line
from ocr.engines.recogniser import Token
from ocr.pages import geometry
from ocr.pages.raw import Image
from ocr.pages.rows import number_lines
from records.values import Box, Word

NAME = "ppocr"
DETECTION_SIDE = 1056


class PpOcr:
    """The strong engine. Models are loaded by the first call, once a process."""

    name = NAME

    def read(self, image: Image) -> tuple[Word, ...]:
        """Read a whole upright page."""
        return self.read_detected(image, detector.detect(image, DETECTION_SIDE))

    def read_detected(self, image: Image, lines: Sequence[Line]) -> tuple[Word, ...]:
        """Read lines that were found already."""
        tokens = recogniser.recognise([geometry.cut(image, line) for line in lines])
        size = image.shape[1], image.shape[0]
        words = [word for line, found in zip(lines, tokens, strict=True) for word in place(line, found, size)]
        return number_lines(words)

    def read_lines(
        self, image: Image, boxes: Sequence[Box], *, digits: bool = False
    ) -> list[tuple[Word, ...]]:
        """Read single lines in boxes; `digits` makes no difference to this engine."""
        del digits
        high, wide = image.shape[:2]
        lines = [box_line(box, wide, high) for box in boxes]
        tokens = recogniser.recognise([geometry.cut(image, line) for line in lines])
        return [tuple(place(line, found, (wide, high))) for line, found in zip(lines, tokens, strict=True)]


def box_line(box: Box, wide: int, high: int) -> Line:
    """Make a line of a box on the page."""
    left, top, right, bottom = box.left * wide, box.top * high, box.right * wide, box.bottom * high
    corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
    return Line(corners, 1.0)


def place(line: Line, tokens: Sequence[Token], size: tuple[int, int]) -> list[Word]:
    """Put a line's words onto the page of `size` (width, height) pixels."""
    left_top, right_top, right_bottom, left_bottom = line.corners
    words = []
    for token in tokens:
        points = np.array(
            [
                left_top + (right_top - left_top) * token.left,
                left_top + (right_top - left_top) * token.right,
                left_bottom + (right_bottom - left_bottom) * token.left,
                left_bottom + (right_bottom - left_bottom) * token.right,
            ]
        ) / np.array(size)
        (left, top), (right, bottom) = points.min(axis=0).clip(0, 1), points.max(axis=0).clip(0, 1)
        box = Box(float(left), float(top), float(right), float(bottom))
        words.append(Word(token.text, box, token.confidence, 0, NAME))
    return words


def legibility(strips: list[Image]) -> float:
    """How well strips read as they stand: the mean over letters of the recogniser's confidence."""
    found = [token for tokens in recogniser.recognise(strips) for token in tokens]
    letters = sum(len(token.text) for token in found)
    if letters < 3 * len(strips):
        return 0.0
    return sum(t.confidence * len(t.text) for t in found if not recogniser.is_foreign(t.text)) / letters
