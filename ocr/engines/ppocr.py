"""PP-OCR as an engine: its detector finds lines, its recogniser reads them, words come with their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ocr.engines import detector, recogniser, secondlook
from ocr.engines.detector import Line
from ocr.engines.recogniser import Token
from ocr.pages import geometry
from ocr.pages.raw import Image
from ocr.pages.rows import number_lines
from records.values import Box, Word

NAME = "ppocr"
DETECTION_SIDE = 1152


class PpOcr:
    """The strong engine. Models are loaded by the first call, once a process."""

    name = NAME

    def read(self, image: Image) -> tuple[Word, ...]:
        """Read a whole upright page."""
        return self.read_detected(image, detector.detect(image, DETECTION_SIDE))

    def read_detected(
        self, image: Image, lines: Sequence[Line], known: Mapping[int, tuple[Token, ...]] | None = None
    ) -> tuple[Word, ...]:
        """Read lines that were found already; `known` holds what some of them say, by index."""
        done = dict(known or {})
        todo = [i for i in range(len(lines)) if i not in done]
        found = recogniser.recognise([geometry.cut(image, lines[i]) for i in todo])
        done.update(zip(todo, found, strict=True))
        for index, tokens in done.items():
            if secondlook.is_doubtful(tokens):
                done[index] = _look_again(geometry.cut(image, lines[index]), tokens)
        size = image.shape[1], image.shape[0]
        return number_lines([word for i, line in enumerate(lines) for word in place(line, done[i], size)])

    def read_lines(
        self, image: Image, boxes: Sequence[Box], *, digits: bool = False
    ) -> list[tuple[Word, ...]]:
        """Read single lines in boxes; `digits` are read stretched, another look than the page's own."""
        high, wide = image.shape[:2]
        lines = [box_line(box, wide, high) for box in boxes]
        strips = [geometry.cut(image, line, air=0.0) for line in lines]
        tokens = recogniser.recognise(strips, secondlook.STRETCHES[0] if digits else 1.0)
        return [tuple(place(line, found, (wide, high))) for line, found in zip(lines, tokens, strict=True)]

    def read_stretched(self, image: Image, box: Box, stretch: float) -> tuple[Word, ...]:
        """Read the line in `box` widened `stretch` times: narrow strokes and dots come apart."""
        high, wide = image.shape[:2]
        line = box_line(box, wide, high)
        tokens = recogniser.recognise([geometry.cut(image, line, air=0.0)], stretch)[0]
        return tuple(place(line, tokens, (wide, high)))


def _look_again(strip: Image, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Read a line with a long number stretched; gives the best reading with letters in numbers mended."""
    best = tokens
    for stretch in secondlook.STRETCHES:
        again = recogniser.recognise([strip], stretch)[0]
        if secondlook.is_better(again, best):
            best = again
        if not secondlook.is_doubtful(best):
            break
    return tuple(secondlook.mended(best))


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
