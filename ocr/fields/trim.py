"""Cuts the place off the end of a title or an organiser."""

from __future__ import annotations

import re

from ocr.fields.flow import Piece
from ocr.grammar.slips import fold
from ocr.grammar.wording import any_of

_PLACE = re.compile(
    r"[\s,]+(?:bertempat\s+)?(?P<word>di|in|at)\s+(?P<place>[A-Z][\w'\-.]+(?:\s+[A-Z][\w'\-.]+){0,3}(?:,\s*[A-Z]\w+)?)[\s,]*$"
)
_STAYS = re.compile(any_of("sentence", "not_a_town") + r"\b", re.IGNORECASE)


def without_place(piece: Piece | None, towns: frozenset[str] = frozenset()) -> Piece | None:
    """Cut "di Town" off the end, unless what follows "di" is a thing and no town ("di Rumah Sakit").

    An English "in ..." goes only when it names one of `towns` (folded), for courses are "in" things too.
    """
    if piece is None:
        return None
    match = _PLACE.search(piece.text)
    if match is None or _STAYS.match(match["place"]):
        return piece
    if match["word"].lower() != "di" and fold(match["place"].split(",")[0]) not in towns:
        return piece
    text = piece.text[: match.start()].rstrip(" ,")
    count = len(text.split())
    return Piece(text, piece.words[:count] or piece.words, piece.page) if text else piece
