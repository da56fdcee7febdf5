"""Why a page reads badly, as codes that a clerk can act on; the sentences stand under `note.<code>`."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from ocr.engines.recogniser import is_foreign
from ocr.pages.ink import Ink
from records.values import Word

_GOOD = 0.85
_MIN_LETTERS = 6
_DARK_PAPER = 75.0
_WEAK_CONTRAST = 40.0
_SMALL_LETTERS_PX = 11.0
_SOME_LINES = 4
_SOME_LETTERS = 20


def quality_of(words: Sequence[Word]) -> float:
    """How far the words can be relied on, 0..1: the mean confidence over letters."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def legible_letters(words: Sequence[Word]) -> int:
    """Count the letters of words that the engine half believes in."""
    return sum(len(word.text) for word in words if word.confidence > 0.5 and not is_foreign(word.text))


def remarks(words: Sequence[Word], ink: Ink, regions: int, height_px: int) -> tuple[str, ...]:
    """Explain a bad reading; nothing to say about a good one.

    `regions` is how many places the detector took for text, `height_px` the upright page's height.
    """
    if _foreign_share(words) > 0.4:
        return ("script-unknown",)
    if quality_of(words) >= _GOOD and legible_letters(words) >= _MIN_LETTERS:
        return ()
    found = []
    if ink.paper < _DARK_PAPER:
        found.append("photo-too-dark")
    elif ink.is_blurred or ink.contrast < _WEAK_CONTRAST:
        found.append("photo-blurred")
    if _letters_are_small(words, height_px):
        found.append("low-resolution")
    return tuple(found) or (_what_else(words, regions),)


def _what_else(words: Sequence[Word], regions: int) -> str:
    """Name what a well-lit, sharp page holds that is no Latin print, by how the engine stumbles over it."""
    letters = sum(len(word.text) for word in words)
    if regions >= _SOME_LINES and letters < regions:
        return "script-unknown"  # the letters are none that it knows, so it says nothing
    if regions >= _SOME_LINES and letters >= _SOME_LETTERS:
        return "handwriting-unreadable"  # it takes strokes for letters and doubts them
    return "nothing-readable"


def _foreign_share(words: Sequence[Word]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) for word in words if is_foreign(word.text)) / letters if letters else 0.0


def _letters_are_small(words: Sequence[Word], height_px: int) -> bool:
    heights = [word.box.height * height_px for word in words]
    return len(heights) >= 4 and median(heights) < _SMALL_LETTERS_PX
