"""Pixels to words: seen squarely, turned upright, straightened, then read line by line."""

from __future__ import annotations

from dataclasses import dataclass

from ocr.engine import Engines
from ocr.engines import detector, ppocr, recogniser
from ocr.engines.detector import Line
from ocr.engines.tesseract_api import TesseractApi
from ocr.engines.tesseract_cli import TesseractCli
from ocr.pages import geometry, photo, pixels, upright
from ocr.pages.raw import Image
from ocr.pages.remarks import quality_of
from records.values import Word

_TESSERACT_SIDE = 2400
"""Longer side that brings a page's letters to the 20-30 pixels Tesseract was taught on: A4 at 205 dpi."""
_LEGIBLE = 0.75
_LEAST_CONFIDENCE = 0.3
"""Below this a word is dust, a stamp's edge or a signature."""


@dataclass(frozen=True, slots=True)
class ReadPixels:
    """An upright image, its words, and how it was turned.

    `regions` is how many places looked like lines of text.
    """

    image: Image
    words: tuple[Word, ...] = ()
    rotation: int = 0
    skew_deg: float = 0.0
    regions: int = 0
    mirrored: bool = False


def read_pixels(
    image: Image, engines: Engines, expected_turn: int = 0, *, stands: bool = False
) -> ReadPixels:
    """Read a page image; `expected_turn` and `stands` as for `ocr.read_page.read_page`.

    Raises:
        Misconfigured: an engine that was asked for is not installed.
    """
    if not engines.ppocr:
        return _read_by_tesseract(image, engines, expected_turn, stands=stands)
    image, lines = _seen_squarely(image)
    stood = upright.make_upright(image, lines, recogniser.recognise, expected_turn, stands=stands)
    regions = sum(line.width > 3 * line.height for line in stood.lines)
    words: tuple[Word, ...] = ()
    if not stood.mirrored:
        words = ppocr.PpOcr().read_detected(stood.image, stood.lines, stood.tokens)
        words = tuple(word for word in words if word.confidence >= _LEAST_CONFIDENCE)
    return ReadPixels(stood.image, words, stood.rotation, stood.skew_deg, regions, stood.mirrored)


def _seen_squarely(image: Image) -> tuple[Image, list[Line]]:
    """Find the lines of text, after undoing the perspective where the picture shows a sheet on a ground."""
    lines = detector.detect(image, ppocr.DETECTION_SIDE)
    sheet = photo.find_sheet(image)
    if sheet is None or not photo.holds(sheet, [line.corners for line in lines]):
        return image, lines
    flat = photo.even_light(photo.flatten(image, sheet))
    return flat, detector.detect(flat, ppocr.DETECTION_SIDE)


def _read_by_tesseract(image: Image, engines: Engines, expected_turn: int, *, stands: bool) -> ReadPixels:
    """Read without PP-OCR: orientation by Tesseract's own detector, pixel height by the page's size."""
    sheet = photo.find_sheet(image)
    if sheet is not None:
        image = photo.even_light(photo.flatten(image, sheet))
    engine = TesseractApi() if engines.tesseract == "api" else TesseractCli()
    small = pixels.scaled(image, min(2.0, _TESSERACT_SIDE / max(image.shape[:2])))
    rotation = 0 if stands else engine.find_rotation(small)
    if rotation is not None:
        return _tesseract_turned(engine, image, small, rotation)
    # too little print to tell from its shapes: the neighbours' turn first, then the other way round
    first = _tesseract_turned(engine, image, small, expected_turn)
    if quality_of(first.words) > _LEGIBLE:
        return first
    other = _tesseract_turned(engine, image, small, (expected_turn + 180) % 360)
    return max(first, other, key=lambda read: quality_of(read.words))


def _tesseract_turned(
    engine: TesseractApi | TesseractCli, image: Image, small: Image, rotation: int
) -> ReadPixels:
    if rotation:
        image, small = geometry.turn(image, rotation), geometry.turn(small, rotation)
    words = tuple(word for word in engine.read(small) if word.confidence >= _LEAST_CONFIDENCE)
    return ReadPixels(image, words, rotation, 0.0, len({word.line for word in words}))
