"""What an engine gives: words with boxes and its own confidences; and which engines may be used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ocr.pages.raw import Image
from records.values import Box, Word

Reread = Callable[[int, Box, str], tuple[Word, ...]]
"""Re-read a box: page number, box on the upright page, hint ("text", "digits" or "wide").

Gives words with boxes on the whole page, from each engine that can be asked; `Word.engine` tells them apart
and `Word.line` numbers lines within the box. "wide" asks an engine that can to read the box at several
widths, each under a name of its own. Empty where the box holds nothing to read.
"""


class Engine(Protocol):
    """Reads pixels. Boxes are fractions of the image it was given; images are grey or RGB, upright."""

    @property
    def name(self) -> str:
        """The engine's name as `Word.engine` carries it."""

    def read(self, image: Image) -> tuple[Word, ...]:
        """Read a whole upright page."""

    def read_lines(
        self, image: Image, boxes: Sequence[Box], *, digits: bool = False
    ) -> list[tuple[Word, ...]]:
        """Read single lines of an upright page, one result a box; word boxes are fractions of the page.

        `digits` says that numbers are expected, which an engine may use to leave letters out.
        """


@dataclass(frozen=True, slots=True)
class Engines:
    """Which engines may be used. Bukti reads with any one of them; two let it compare.

    `tesseract` is "api" (libtesseract in this process), "cli" (pytesseract, one process a call) or "off".
    """

    ppocr: bool = True
    tesseract: str = "api"

    def __post_init__(self) -> None:
        if self.tesseract not in ("api", "cli", "off"):
            raise ValueError(self.tesseract)
        if not self.ppocr and self.tesseract == "off":
            raise ValueError("no engine left")


ALL_ENGINES = Engines()
