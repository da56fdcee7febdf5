"""What a document is: certificate, supervisor's letter, or something that proves no training."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ocr.documents.signs import AWARD, CLOCK, PageSigns
from ocr.fields.course import TYPE_WORD
from ocr.fields.zones import SIGNER_START
from ocr.grammar.slips import fold
from ocr.grammar.wording import compiled
from records.values import Kind

_MANY_TIMES = 6
_TELLING = 3  # words of a title that are not another paper's by chance
_WEIGHT_NOT_YET = 2.5
_TOOK_PART = compiled("titles", "took_part")
_HELD = compiled("titles", "held")
_NOT_TRAINING = compiled("titles", "not_training")
_NOT_YET = compiled("titles", "not_yet")
_ORDERS = compiled("titles", "orders")


@dataclass(frozen=True, slots=True)
class Found:
    """What the field finders found, as far as it speaks for training; `title` is the course's, as printed."""

    person: bool
    course: bool
    title: str
    hours: bool
    dates: bool


@dataclass(frozen=True, slots=True)
class KindGuess:
    """The kind and how clearly the paper says it, 0..1."""

    kind: Kind
    clarity: float


def guess_kind(pages: Sequence[PageSigns], found: Found) -> KindGuess:
    """Judge the kind of a document from its pages' signs and from what was found on them."""
    if not pages:
        return KindGuess(Kind.BLANK, 1.0)
    # A course may be called anything: "Pelatihan Petugas Pendaftaran", "Bimtek Penyusunan Surat Keputusan".
    text = _without("\n".join(p.whole for p in pages), found.title)
    title = next((p.title for p in pages if p.title), None)
    score = _training_score(pages, text, title, found)
    clarity = min(0.99, 0.5 + abs(score) / 8)
    if score <= 0:
        return KindGuess(Kind.OTHER, clarity)
    letter = title == "letter" or (title != "certificate" and SIGNER_START.search(text))
    return KindGuess(Kind.SUPERVISOR_LETTER if letter else Kind.CERTIFICATE, clarity)


def _without(text: str, title: str) -> str:
    """The text without what follows the first word of the course's title, wherever it is printed."""
    words = fold(title).split()
    if len(words) < _TELLING:
        return text
    return re.sub(r"\s+".join(map(re.escape, words)), f" {words[0]} ", text)


def _training_score(pages: Sequence[PageSigns], text: str, title: str | None, found: Found) -> float:
    """Weigh what speaks for training (above 0) and against it."""
    took_part = bool(_TOOK_PART.search(text)) and bool(TYPE_WORD.search(text))
    orders = bool(_ORDERS.search(text))
    award = bool(AWARD.search(text))
    # Times of the day row by row: a schedule or a log of who came, whatever course it names.
    logged = len(CLOCK.findall(text)) >= _MANY_TIMES
    score = -2.5
    score += {"certificate": 2.0, "letter": 1.5, "other": -3.5, None: 0.0}[title]
    score += 1.5 * took_part + 2.0 * found.hours + 1.0 * found.course + 0.5 * found.person
    # An advertisement, a selection, a request: the course is still to come, or another paper is asked for.
    score -= _WEIGHT_NOT_YET * min(2, len(set(_NOT_YET.findall(text))))
    score += 0.5 * found.dates + 0.5 * bool(_HELD.search(text))
    score -= 3.5 * pages[0].covers + 2.5 * orders
    score -= (
        3.0 * logged
        + 2.5 * (award and not found.hours)
        + 1.5 * bool(_NOT_TRAINING.search(text) and not found.hours)
    )
    score -= 1.0 * (not took_part) + 1.0 * (not found.course)
    score += 0.8 * (found.person and found.course and found.hours and not orders and title is None)
    return score
