"""Reading a box again, by every engine there is: what the document side asks for where a value matters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from ocr.engine import ALL_ENGINES, Engine, Engines, Reread
from ocr.engines.ppocr import PpOcr
from ocr.engines.secondlook import STRETCHES
from ocr.engines.tesseract_api import TesseractApi
from ocr.engines.tesseract_cli import TesseractCli
from ocr.pages.raw import Image
from records.values import Box, Word

_MARGIN = 0.15
"""Share of a box's height added around it: word boxes are tight and engines like air."""


def reread_from(
    images: Mapping[int, Image] | Callable[[int], Image], engines: Engines = ALL_ENGINES
) -> Reread:
    """Make a `Reread` from upright page images by page number, given as a mapping or a loader.

    The loader is asked once for a page at a time: the last two pages are kept.
    """
    load = lru_cache(maxsize=2)(images if callable(images) else images.__getitem__)
    readers = _readers(engines)

    def reread(page: int, box: Box, hint: str) -> tuple[Word, ...]:
        image = load(page)
        wider = _grown(box, image.shape[0] / image.shape[1])
        if hint == "wide":
            return tuple(
                word
                for reader in readers
                if isinstance(reader, PpOcr)
                for word in _wide(reader, image, wider)
            )
        return tuple(
            word
            for reader in readers
            for word in reader.read_lines(image, [wider], digits=hint == "digits")[0]
        )

    return reread


def _wide(reader: PpOcr, image: Image, box: Box) -> Iterator[Word]:
    """Read a box at each stretch; the engine's name tells them apart."""
    for stretch in STRETCHES:
        for word in reader.read_stretched(image, box, stretch):
            yield replace(word, engine=f"{word.engine} x{stretch}")


def _readers(engines: Engines) -> list[Engine]:
    readers: list[Engine] = []
    if engines.ppocr:
        readers.append(PpOcr())
    if engines.tesseract != "off":
        readers.append(TesseractApi() if engines.tesseract == "api" else TesseractCli())
    return readers


def _grown(box: Box, aspect: float) -> Box:
    """Add the margin; `aspect` is height over width, so that it is as wide as high on paper."""
    down = box.height * _MARGIN
    across = down * aspect
    return Box(
        max(0.0, box.left - across),
        max(0.0, box.top - down),
        min(1.0, box.right + across),
        min(1.0, box.bottom + down),
    )
