"""Cuts off the end of a title or an organiser what does not belong to it: place, batch, year."""

from __future__ import annotations

import re

from ocr.fields.flow import Piece
from ocr.grammar.slips import digits_of, fold
from ocr.grammar.wording import any_of

_PLACE = re.compile(
    r"[\s,]+(?:bertempat\s+)?(?P<word>di|in|at)\s+(?P<place>[A-Z][\w'\-.]+(?:\s+[A-Z][\w'\-.]+){0,3}(?:,\s*[A-Z]\w+)?)[\s,]*$"
)
_WHICH = (
    r"(?:[ivxlc]{1,6}|\d{1,3}|[a-h]|(?:ke\s?)?(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)"
    r"(?:\s(?:belas|puluh))?|pertama|first|second|third)"
)
_BATCH = re.compile(
    rf"[\s,;(\[\-–]+(?:angkatan|gelombang|batch)"
    rf"(?:[\s\-:.]+(?:ke[\s\-]*)?{_WHICH}\b|[\s\-:.]+ke[\s\-]*)?[\s)\],.]*$",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"[\s,;(\[\-–]+(?:tahun(?:\s+anggaran)?|t\.?a\.?)\s+(?P<year>[12][09o][0-9o]{2})[\s)\],.]*$",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"(?:hotel|gedung|aula|ruang|kampus|balai|kantor|kota|kabupaten|provinsi|jakarta|bandung|surabaya|yogyakarta|semarang"
    r"|makassar|medan|denpasar|bali|bogor|auditorium|convention|wisma|grand|graha|pusdiklat|bpsdm)\b"
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
    place = fold(match["place"].split(",")[0]).strip()
    if (
        match["word"].lower() == "di"
        and towns
        and "," not in match["place"]
        and not _VENUE.match(place)
        and not _is_town(place, towns)
    ):
        return piece  # the towns of the paper are known, and "di Layanan Primer" is none of them
    if match["word"].lower() != "di" and fold(match["place"].split(",")[0]) not in towns:
        return piece
    text = piece.text[: match.start()].rstrip(" ,")
    count = len(text.split())
    return Piece(text, piece.words[:count] or piece.words, piece.page) if text else piece


def _is_town(place: str, towns: frozenset[str]) -> bool:
    return any(place.startswith(town) or town.startswith(place) for town in towns)


def without_batch(piece: Piece, years: frozenset[int]) -> tuple[Piece, bool]:
    """Cut "Angkatan III" and "Tahun 2013" off the end of a title; say whether a year went by itself.

    A year goes only when it is one of `years`, those the paper's dates tell anyway; the year of a budget or
    of a plan stays. SIASN keeps the year of a course apart from its name.
    """
    text, before, dated, batched = piece.text, "", False, False
    while text != before:
        before = text
        year = _YEAR.search(text)
        if year and int(digits_of(year["year"].lower())) in years:
            text, dated = text[: year.start()], True
        text, found = _BATCH.subn("", text)
        batched = batched or bool(found)
    kept = len(text.split())
    if kept < 2 or kept > len(piece.words):
        return piece, False
    return Piece(text, piece.words[:kept], piece.page), dated and not batched
