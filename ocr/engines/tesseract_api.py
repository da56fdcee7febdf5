"""Tesseract in this process through tesserocr: no start-up a page, the image handed over in memory."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from ocr.pages import pixels
from ocr.pages.raw import Image
from ocr.pages.rows import number_lines
from records.errors import Misconfigured
from records.values import Box, Word

NAME = "tesseract"
_LANGUAGES = ("ind", "eng")
_TESSDATA = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
)
MIN_ORIENTATION_CONFIDENCE = 1.0
"""Tesseract's own measure, without a unit; below this it guesses."""
_BARE_PAPER = 0.25
_MARGIN_PX = 10
_LINE_HEIGHT_PX = 44


class TesseractApi:
    """libtesseract with the Indonesian model, one thread."""

    name = NAME

    def read(self, image: Image) -> tuple[Word, ...]:
        """Read a whole upright page."""
        api = _api()
        api.SetPageSegMode(3)
        place = _Place(0.0, 0.0, image.shape[1], image.shape[0])
        return number_lines(list(_words(api, image, place)))

    def find_rotation(self, image: Image) -> int | None:
        """Say how many degrees clockwise to turn the page to stand upright; None where it cannot tell."""
        api = _api("osd")
        api.SetPageSegMode(0)
        grey = pixels.grey(image)
        api.SetImageBytes(grey.tobytes(), grey.shape[1], grey.shape[0], 1, grey.shape[1])
        api.SetSourceResolution(200)
        found = api.DetectOrientationScript()
        if not found or found["orient_conf"] < MIN_ORIENTATION_CONFIDENCE:
            return None
        return int(-found["orient_deg"]) % 360

    def read_lines(
        self, image: Image, boxes: Sequence[Box], *, digits: bool = False
    ) -> list[tuple[Word, ...]]:
        """Read single lines in boxes; with `digits` letters are left out where that loses no digit."""
        api = _api()
        api.SetPageSegMode(7)
        plain = [_line(api, image, box) for box in boxes]
        if not digits:
            return plain
        api.SetVariable("tessedit_char_whitelist", "0123456789 .-/")
        try:
            bare = [_line(api, image, box) for box in boxes]
        finally:
            api.SetVariable("tessedit_char_whitelist", "")
        # A label before the number can take its first digits along when letters are forbidden.
        return [b if _digits(b) >= _digits(p) else p for b, p in zip(bare, plain, strict=True)]


def _digits(words: tuple[Word, ...]) -> int:
    return sum(letter.isdecimal() for word in words for letter in word.text)


@lru_cache(maxsize=2)
def _api(language: str = "") -> Any:
    """Load a model once a process, by default the one for Indonesian print.

    Raises:
        Misconfigured: `tesseract-missing`.
    """
    import tesserocr  # noqa: PLC0415 - only where it is used

    folder = tessdata()
    if not language:
        language = next(name for name in _LANGUAGES if (folder / f"{name}.traineddata").exists())
    try:
        return tesserocr.PyTessBaseAPI(path=str(folder), lang=language, psm=0 if language == "osd" else 3)
    except RuntimeError as error:
        raise Misconfigured("tesseract-missing") from error


def tessdata() -> Path:
    """Find the folder of Tesseract's models.

    Raises:
        Misconfigured: `tesseract-missing`.
    """
    for folder in (os.environ.get("TESSDATA_PREFIX", ""), *_TESSDATA):
        if folder and (Path(folder) / "eng.traineddata").exists():
            return Path(folder)
    raise Misconfigured("tesseract-missing")


def _line(api: Any, image: Image, box: Box) -> tuple[Word, ...]:
    high, wide = image.shape[:2]
    left, right = max(0, int(box.left * wide) - 2), min(wide, int(box.right * wide) + 3)
    top, bottom = max(0, int(box.top * high) - 2), min(high, int(box.bottom * high) + 3)
    part = image[top:bottom, left:right]
    if min(part.shape[:2]) < 4:
        return ()
    scale = _LINE_HEIGHT_PX / part.shape[0]
    framed = np.pad(pixels.scaled(pixels.grey(part), scale), _MARGIN_PX, mode="edge")
    place = _Place(left - _MARGIN_PX / scale, top - _MARGIN_PX / scale, wide, high, scale)
    # asked for one line, Tesseract finds a letter even on bare paper
    return tuple(word for word in _words(api, framed, place) if word.confidence > _BARE_PAPER)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the pixels handed to Tesseract lie: their corner on the page, the page's size, their scale."""

    left: float
    top: float
    wide: int
    high: int
    scale: float = 1.0

    def box(self, edges: tuple[int, int, int, int]) -> Box:
        left, top, right, bottom = (edge / self.scale for edge in edges)
        return Box(
            max(0.0, (left + self.left) / self.wide),
            max(0.0, (top + self.top) / self.high),
            min(1.0, (right + self.left) / self.wide),
            min(1.0, (bottom + self.top) / self.high),
        )


def _words(api: Any, image: Image, place: _Place) -> Iterator[Word]:
    """Run Tesseract on `image` and put its words on the page."""
    import tesserocr  # noqa: PLC0415 - loaded by _api already

    grey = pixels.grey(image)
    api.SetImageBytes(grey.tobytes(), grey.shape[1], grey.shape[0], 1, grey.shape[1])
    api.SetSourceResolution(200)
    api.Recognize()
    level = tesserocr.RIL.WORD
    iterator = api.GetIterator()
    if iterator is None:
        return
    for item in tesserocr.iterate_level(iterator, level):
        text = (item.GetUTF8Text(level) or "").strip() if not item.Empty(level) else ""
        edges = item.BoundingBox(level) if text else None
        if edges is not None:
            yield Word(text, place.box(edges), item.Confidence(level) / 100, 0, NAME)
