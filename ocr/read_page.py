"""One page from pixels and claimed words to words that can be relied on, with its upright picture."""

from __future__ import annotations

from dataclasses import dataclass

from ocr.engine import ALL_ENGINES, Engines
from ocr.engines import detector, ppocr, recogniser
from ocr.engines.detector import Line
from ocr.engines.tesseract_api import TesseractApi
from ocr.engines.tesseract_cli import TesseractCli
from ocr.limits import DEFAULT_LIMITS, Limits
from ocr.pages import photo, upright
from ocr.pages.raw import Image, LayerWord, RawPage
from ocr.pages.rows import number_lines
from ocr.pages.rules import find_rules
from records.values import PageText, Word

_DIGITAL_WORDS = 15
_MIN_LETTERS = 6


@dataclass(frozen=True, slots=True)
class _Read:
    image: Image
    words: tuple[Word, ...]
    rotation: int = 0
    skew_deg: float = 0.0
    notes: tuple[str, ...] = ()


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
    upright, so that no other turn is tried. Never raises for what stands on a page: what
    cannot be read comes with low `quality` and `notes` that say why.

    Raises:
        Misconfigured: an engine that was asked for is not installed.
    """
    del limits
    if raw.problem is not None:
        return _unreadable(raw), raw.image
    if len(raw.layer.words) >= _DIGITAL_WORDS and not raw.layer.is_scanners:
        read = _Read(raw.image, _layer_words(raw.layer.words))
        return _page_text(raw, read, "text-layer"), read.image
    read = _read_pixels(raw.image, engines, expected_turn, stands=stands)
    return _page_text(raw, read, "ocr"), read.image


def _read_pixels(image: Image, engines: Engines, expected_turn: int, *, stands: bool) -> _Read:
    if not engines.ppocr:
        engine = TesseractApi() if engines.tesseract == "api" else TesseractCli()
        return _Read(image, engine.read(image))
    image, lines = _seen_squarely(image)
    stood = upright.make_upright(image, lines, recogniser.recognise, expected_turn, stands=stands)
    if stood.mirrored:
        return _Read(stood.image, (), stood.rotation, stood.skew_deg, ("mirrored",))
    words = ppocr.PpOcr().read_detected(stood.image, stood.lines, stood.tokens)
    return _Read(stood.image, words, stood.rotation, stood.skew_deg)


def _seen_squarely(image: Image) -> tuple[Image, list[Line]]:
    """Find the lines of text, after undoing the perspective where the picture shows a sheet on a ground."""
    lines = detector.detect(image, ppocr.DETECTION_SIDE)
    sheet = photo.find_sheet(image)
    if sheet is None or not photo.holds(sheet, [line.corners for line in lines]):
        return image, lines
    flat = photo.even_light(photo.flatten(image, sheet))
    return flat, detector.detect(flat, ppocr.DETECTION_SIDE)


def _layer_words(words: tuple[LayerWord, ...]) -> tuple[Word, ...]:
    seen = [w for w in words if 0 <= w.box.centre[0] <= 1 and 0 <= w.box.centre[1] <= 1]
    return number_lines([Word(w.text, w.box, 1.0, 0, "text-layer") for w in seen])


def _page_text(raw: RawPage, read: _Read, source: str) -> PageText:
    letters = sum(len(word.text) for word in read.words if word.confidence > 0.5)
    quality = sum(word.confidence * len(word.text) for word in read.words) / max(
        1, sum(len(word.text) for word in read.words)
    )
    blank = letters < _MIN_LETTERS and not read.notes
    return PageText(
        number=raw.number,
        width_px=read.image.shape[1],
        height_px=read.image.shape[0],
        words=() if blank else read.words,
        rotation=read.rotation,
        skew_deg=read.skew_deg,
        blank=blank,
        quality=0.0 if blank else quality,
        source=source,
        notes=read.notes,
        rules=() if blank else find_rules(read.image),
    )


def _unreadable(raw: RawPage) -> PageText:
    return PageText(
        number=raw.number,
        width_px=raw.image.shape[1],
        height_px=raw.image.shape[0],
        words=(),
        quality=0.0,
        notes=(raw.problem or "page-broken",),
    )
