"""One page from pixels and claimed words to words that can be relied on, with its upright picture."""

from __future__ import annotations

from collections.abc import Sequence

from ocr.engine import ALL_ENGINES, Engines
from ocr.engines import detector, ppocr
from ocr.limits import DEFAULT_LIMITS, Limits
from ocr.pages import ink as inks
from ocr.pages import layers
from ocr.pages.ink import Ink
from ocr.pages.raw import Image, LayerWord, RawPage
from ocr.pages.remarks import legible_letters, quality_of, remarks
from ocr.pages.rows import number_lines
from ocr.pages.rules import find_rules
from ocr.pages.spacing import join_spaced
from ocr.read_pixels import ReadPixels, read_pixels
from ocr.tampering import look_over
from records.values import PageText, Word

_MIN_LETTERS = 6
_MIN_SIDE_PX = 24


def read_page(
    raw: RawPage,
    engines: Engines = ALL_ENGINES,
    limits: Limits = DEFAULT_LIMITS,
    expected_turn: int = 0,
    *,
    stands: bool = False,
) -> tuple[PageText, Image]:
    """Read one page; gives its text and the upright image that the boxes refer to.

    `expected_turn` is the rotation that the page before needed; `stands` says that a person turned the page
    upright, so that no other turn is tried. Never raises for what stands on a page: what cannot be read
    comes with low `quality` and `notes` that say why.

    Raises:
        Misconfigured: an engine that was asked for is not installed.
    """
    del limits
    if raw.problem is not None:
        return _unread(raw, raw.problem), raw.image
    if min(raw.image.shape[:2]) < _MIN_SIDE_PX:
        return _unread(raw, "low-resolution"), raw.image
    if layers.is_born_digital(raw.layer):
        return _read_digital(raw, engines), raw.image
    ink = inks.measure(raw.image)
    if ink.is_none:
        return _without_ink(raw, ink), raw.image
    read = read_pixels(raw.image, engines, expected_turn, stands=stands)
    return _read_scan(raw, read, ink), read.image


def _read_digital(raw: RawPage, engines: Engines) -> PageText:
    """Take the words of a born-digital page as they are, and read what only its pictures say."""
    seen, hidden = layers.seen_words(raw.layer, raw.image)
    words = [Word(word.text, word.box, 1.0, 0, "text-layer") for word in seen if word.upright]
    if layers.has_pictures(raw.layer) and engines.ppocr:
        words += _picture_words(raw.image, seen)
    notes = ("text-hidden",) if hidden > 2 else ()
    return _page_text(raw, ReadPixels(raw.image, number_lines(words)), "text-layer", notes)


def _picture_words(image: Image, seen: Sequence[LayerWord]) -> tuple[Word, ...]:
    lines = layers.uncovered(detector.detect(image, ppocr.DETECTION_SIDE), seen, image)
    return ppocr.PpOcr().read_detected(image, lines)


def _read_scan(raw: RawPage, read: ReadPixels, ink: Ink) -> PageText:
    if ink.is_faint and (read.mirrored or not _is_legible(read)):
        # what shines through from the front belongs to the front
        return _page_text(raw, ReadPixels(read.image), "ocr", (), blank=True)
    if read.mirrored:
        notes: tuple[str, ...] = ("mirrored",)
    else:
        notes = remarks(read.words, ink, read.regions, read.image.shape[0])
    if raw.layer.words and not layers.agrees(raw.layer, read.words):
        notes = (*notes, "text-layer-rejected")
    return _page_text(raw, read, "ocr", notes)


def _is_legible(read: ReadPixels) -> bool:
    return legible_letters(read.words) >= _MIN_LETTERS and quality_of(read.words) > 0.8


def _page_text(
    raw: RawPage, read: ReadPixels, source: str, notes: tuple[str, ...], *, blank: bool = False
) -> PageText:
    high, wide = read.image.shape[:2]
    words = join_spaced(read.words, high / wide)
    return PageText(
        number=raw.number,
        width_px=wide,
        height_px=high,
        words=words,
        rotation=read.rotation,
        skew_deg=read.skew_deg,
        blank=blank,
        quality=quality_of(read.words),
        source=source,
        notes=notes,
        rules=() if blank else find_rules(read.image),
        oddities=() if blank else look_over(read.image, words, raw.layer.marks, read.rotation),
    )


def _without_ink(raw: RawPage, ink: Ink) -> PageText:
    """A page without print: an empty back, unless it is so dark that print would not show."""
    if ink.paper < 60:
        return _unread(raw, "photo-too-dark")
    return _page_text(raw, ReadPixels(raw.image), "ocr", (), blank=True)


def _unread(raw: RawPage, note: str) -> PageText:
    high, wide = raw.image.shape[:2]
    return PageText(raw.number, wide, high, words=(), quality=0.0, notes=(note,))
