"""Tesseract through pytesseract: one process a call, for machines where tesserocr cannot be built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytesseract

from ocr.engines.tesseract_api import MIN_ORIENTATION_CONFIDENCE
from ocr.pages import pixels
from ocr.pages.raw import Image
from ocr.pages.rows import number_lines
from records.errors import Misconfigured, Trouble
from records.values import Box, Word

NAME = "tesseract"
_TIMEOUT_S = 60


class TesseractCli:
    """The tesseract program with the Indonesian model."""

    name = NAME

    def read(self, image: Image) -> tuple[Word, ...]:
        """Read a whole upright page."""
        whole = Box(0.0, 0.0, 1.0, 1.0)
        return number_lines(list(_words(image, whole, "--psm 3")))

    def find_rotation(self, image: Image) -> int | None:
        """Say how many degrees clockwise to turn the page to stand upright; None where it cannot tell."""
        try:
            found = pytesseract.image_to_osd(
                pixels.grey(image), output_type=pytesseract.Output.DICT, timeout=_TIMEOUT_S
            )
        except (pytesseract.TesseractError, RuntimeError):
            return None  # too few letters to tell
        return int(found["rotate"]) if found["orientation_conf"] >= MIN_ORIENTATION_CONFIDENCE else None

    def read_lines(
        self, image: Image, boxes: Sequence[Box], *, digits: bool = False
    ) -> list[tuple[Word, ...]]:
        """Read single lines in boxes; with `digits` letters are not considered."""
        config = "--psm 7" + (" -c tessedit_char_whitelist=0123456789.-/" if digits else "")
        return [tuple(_words(_part(image, box), box, config)) for box in boxes]


def _part(image: Image, box: Box) -> Image:
    high, wide = image.shape[:2]
    part = image[
        int(box.top * high) : int(box.bottom * high) + 1, int(box.left * wide) : int(box.right * wide) + 1
    ]
    return part if part.size else image[:1, :1]


def _words(image: Image, where: Box, config: str) -> Iterator[Word]:
    """Read `image`, which shows the part `where` of its page."""
    grey = pixels.grey(image)
    if min(grey.shape) < 4:
        return
    data = _run(grey, config)
    high, wide = grey.shape
    for text, score, left, top, width, height in zip(
        data["text"], data["conf"], data["left"], data["top"], data["width"], data["height"], strict=True
    ):
        if not text.strip() or float(score) < 0:
            continue
        box = Box(
            where.left + where.width * left / wide,
            where.top + where.height * top / high,
            where.left + where.width * (left + width) / wide,
            where.top + where.height * (top + height) / high,
        )
        yield Word(text.strip(), box, float(score) / 100, 0, NAME)


def _run(grey: Image, config: str) -> dict[str, list[object]]:
    try:
        found: dict[str, list[object]] = pytesseract.image_to_data(
            grey, lang="ind", config=config, output_type=pytesseract.Output.DICT, timeout=_TIMEOUT_S
        )
    except pytesseract.TesseractNotFoundError as error:
        raise Misconfigured("tesseract-missing") from error
    except (pytesseract.TesseractError, RuntimeError) as error:
        raise Trouble("tesseract-failed") from error
    return found
