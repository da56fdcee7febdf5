"""What a cut-out line says: PP-OCR's recogniser (CTC), decoded to words with their places on the line."""

from __future__ import annotations

import bisect
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ocr.engines import models
from ocr.pages import pixels
from ocr.pages.raw import Image

HEIGHT_PX = 48
_WIDTHS = (96, 160, 224, 320, 448, 576, 704, 832, 960, 1120, 1280, 1440, 1600, 1800, 2000, 2400)
"""Widths are rounded up to these: each new width costs the runtime a tenth of a second, once."""

_PRINT_EXTRA = "–—‘’“”„•…°½×★"
"""Beyond ASCII; no accented letters, which Indonesian does not use and dust makes out of plain ones."""
_FOREIGN_STEP = 30
_SPACE_CHANCE = 0.03
"""A gap is a space when the network gives it this chance: it was taught on scripts that use few of them."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a line: its text, engine score, and left and right edge as fractions of the line."""

    text: str
    confidence: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Recogniser:
    run: models.Run
    alphabet: tuple[str, ...]


@lru_cache(maxsize=1)
def _model() -> _Recogniser:
    path = models.model_path(models.RECOGNISER)
    everything = models.characters(path)
    keep = _kept_classes(everything)
    return _Recogniser(models.load(path, keep), tuple(everything[k] for k in keep))


def _kept_classes(everything: list[str]) -> list[int]:
    """Choose the classes worth their cost: Latin print, and a thin sample of other scripts to notice them."""
    latin = {i for i, c in enumerate(everything) if c and (c in _PRINT_EXTRA or " " <= c <= "~")}
    foreign = [i for i, c in enumerate(everything) if c and unicodedata.name(c[0], "").startswith("CJK")]
    return sorted({0} | latin | set(foreign[::_FOREIGN_STEP]) | {len(everything) - 1})


def is_foreign(text: str) -> bool:
    """Say whether a word holds a character of a script that Bukti does not read."""
    return any(ord(c) > 0x2E7F for c in text)


def recognise(crops: list[Image], stretch: float = 1.0) -> list[tuple[Token, ...]]:
    """Read upright line crops of any size, one result each; empty where nothing was seen.

    `stretch` widens the letters before they are read.
    """
    return [_recognise(crop, stretch) for crop in crops]


def _recognise(crop: Image, stretch: float) -> tuple[Token, ...]:
    high, wide = crop.shape[:2]
    if high < 2 or wide < 2:
        return ()
    scaled = min(max(16, round(wide * stretch * HEIGHT_PX / high)), _WIDTHS[-1])
    width = _WIDTHS[bisect.bisect_left(_WIDTHS, scaled)]
    small = pixels.bgr(pixels.resized(crop, scaled, HEIGHT_PX))
    batch = np.zeros((1, 3, HEIGHT_PX, width), np.float32)
    batch[0, :, :, :scaled] = (small.astype(np.float32) * (2 / 255) - 1).transpose(2, 0, 1)
    model = _model()
    return _decode(model.run(batch)[0], model.alphabet, width / scaled)


def _decode(chances: NDArray[np.float32], alphabet: tuple[str, ...], stretch: float) -> tuple[Token, ...]:
    """Greedy CTC: the best class a column, repeats and blanks dropped, cut into words at spaces."""
    best = chances.argmax(axis=1)
    spaces = chances[:, alphabet.index(" ")] > _SPACE_CHANCE
    columns = len(best)
    tokens: list[Token] = []
    letters: list[tuple[str, float, int]] = []
    previous = 0
    for column, kind in enumerate(best.tolist()):
        if kind not in (0, previous) and alphabet[kind] != " ":
            if letters and spaces[letters[-1][2] + 1 : column].any():
                _close(letters, tokens, columns, stretch)
            letters.append((alphabet[kind], float(chances[column, kind]), column))
        previous = kind
    _close(letters, tokens, columns, stretch)
    return tuple(tokens)


def _close(letters: list[tuple[str, float, int]], tokens: list[Token], columns: int, stretch: float) -> None:
    if not letters:
        return
    text = unicodedata.normalize("NFC", "".join(letter for letter, _, _ in letters))
    confidence = float(np.exp(np.mean(np.log([max(c, 1e-6) for _, c, _ in letters]))))
    left = max(0.0, (letters[0][2] - 0.5) / columns * stretch)
    right = min(1.0, (letters[-1][2] + 1.5) / columns * stretch)
    tokens.append(Token(text, confidence, left, right))
    letters.clear()
