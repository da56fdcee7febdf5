"""What a document is: certificate, supervisor's letter, or something that proves no training."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ocr.documents.signs import AWARD, PageSigns
from ocr.fields.course import TYPE_WORD
from ocr.fields.zones import SIGNER_START
from ocr.grammar.wording import compiled
from records.values import Kind

_TOOK_PART = compiled("titles", "took_part")
_HELD = compiled("titles", "held")
_NOT_TRAINING = compiled("titles", "not_training")
_ORDERS = compiled("titles", "orders")


@dataclass(frozen=True, slots=True)
class KindGuess:
    """The kind and how clearly the paper says it, 0..1."""

    kind: Kind
    clarity: float


def guess_kind(pages: Sequence[PageSigns], *, has_person: bool, has_course: bool) -> KindGuess:
    """Judge the kind of a document from its pages' signs and what was found on them."""
    if not pages:
        return KindGuess(Kind.BLANK, 1.0)
    text = "\n".join(p.whole for p in pages)
    title = next((p.title for p in pages if p.title), None)
    took_part = bool(_TOOK_PART.search(text))
    training = took_part and bool(TYPE_WORD.search(text))
    orders = bool(_ORDERS.search(text))
    if title == "other" or pages[0].covers:
        return KindGuess(Kind.OTHER, 0.95 if not training or orders else 0.8)
    if title == "certificate":
        return _certificate(text, training=training, has_person=has_person, has_course=has_course)
    signer = bool(SIGNER_START.search(text))
    if title == "letter" or (signer and training):
        return _letter(
            text, titled=title == "letter", training=training, orders=orders, has_course=has_course
        )
    if training and has_person and has_course and not orders and _HELD.search(text):
        return KindGuess(Kind.CERTIFICATE, 0.5)
    return KindGuess(Kind.OTHER, 0.7 if not training else 0.45)


def _certificate(text: str, *, training: bool, has_person: bool, has_course: bool) -> KindGuess:
    award = bool(AWARD.search(text))
    if award and not (
        re.search(r"jam\s+pelajaran|\bjp\b|pelatihan|diklat|bimtek|workshop|seminar", text) and training
    ):
        return KindGuess(Kind.OTHER, 0.9)
    if training and (has_course or has_person):
        return KindGuess(Kind.CERTIFICATE, 0.98 if has_course and has_person else 0.85)
    if has_course:
        return KindGuess(Kind.CERTIFICATE, 0.7)
    return KindGuess(Kind.OTHER if not training else Kind.CERTIFICATE, 0.5)


def _letter(text: str, *, titled: bool, training: bool, orders: bool, has_course: bool) -> KindGuess:
    if orders or (
        _NOT_TRAINING.search(text)
        and not re.search(r"telah\s+(?:\w+\s+){0,2}(?:mengikuti|melaksanakan)|jam\s+pelajaran", text)
    ):
        return KindGuess(Kind.OTHER, 0.85)
    if training:
        return KindGuess(Kind.SUPERVISOR_LETTER, 0.98 if titled and has_course else 0.75)
    return KindGuess(Kind.OTHER, 0.75 if not has_course else 0.5)
