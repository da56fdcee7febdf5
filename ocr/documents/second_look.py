"""A second look at what matters and is in doubt: boxes read again by every engine, and put to the vote.

Agreement becomes a sign for the confidence model; disagreement leaves the other readings as alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from rapidfuzz.distance import Indel

from ocr.documents.drafting import Drafts
from ocr.documents.levels import with_levels
from ocr.documents.votes import best_number, doubtful, vote
from ocr.engine import Reread
from ocr.fields.draft import Draft, PersonDraft
from ocr.fields.flow import Piece, straightened
from ocr.fields.layout import box_of
from ocr.fields.lesson_hours import Hours
from ocr.fields.number import tidy_number
from ocr.fields.when import When
from ocr.grammar.dates import DateSpan, find_dates
from ocr.grammar.hours import find_hours
from ocr.grammar.nip import find_nips, structure_score
from records.values import Box, Word

T = TypeVar("T")
# A figure of single strokes, whose second one may have melted into the first ("1 Mei" from "11 Mei").
_STROKES = re.compile(r"(?<![\w/.\-])[1Il|]{1,2}(?![\w/])")
_MOST_LOOKS = 24  # boxes read again for one document; a table of fifty persons must not cost a minute


class SecondLook:
    """Asks the engines again, as often as one document may cost."""

    def __init__(self, reread: Reread) -> None:
        self._reread = reread
        self._left = _MOST_LOOKS

    def at(self, drafts: Drafts) -> Drafts:
        """Look again at the doubtful fields of one document."""
        self._left = _MOST_LOOKS
        people = tuple(map(self._person, drafts.people))
        return replace(
            drafts,
            people=people,
            number=self._number(drafts.number),
            course=with_levels(drafts.course, lambda piece: self._texts(piece, "wide")),
            when=self._when(drafts.when),
            hours=self._hours(drafts.hours),
        )

    def _texts(self, piece: Piece, hint: str) -> list[str]:
        """What each engine reads where `piece` stands, one text an engine; empty when none may be asked."""
        boxes = list(_line_boxes(piece))
        if len(boxes) > self._left:
            return []
        self._left -= len(boxes)
        by_engine: dict[str, list[str]] = {}
        for box in boxes:
            for word in self._reread(piece.page, box, hint):
                by_engine.setdefault(word.engine, []).append(word.text)
        return [" ".join(words) for words in by_engine.values()]

    def _person(self, person: PersonDraft) -> PersonDraft:
        nip = person.nip
        sound = nip is not None and nip.signs.get("structure", 0.0) == 1.0
        if nip is None or (sound and not doubtful(nip, least=0.93)):
            return person
        readings = [r for t in self._texts(nip.piece, "digits") if (r := _nip_in(t))]
        chosen = vote(nip.value, readings, prefer=structure_score)
        return replace(person, nip=_settled(nip, chosen, readings))

    def _number(self, number: Draft[str] | None) -> Draft[str] | None:
        if number is None or not doubtful(number, least=1.01):
            return number
        texts = [*self._texts(number.piece, "text"), *self._texts(number.piece, "wide")]
        readings = [_number_in(t, number.value) for t in texts]
        known = [r for r in readings if r]
        return _settled(number, best_number([number.value, *known]), known)

    def _hours(self, hours: Hours) -> Hours:
        draft = hours.draft
        counted = "jp-of-a-day" in hours.reasons  # what stands there is one day's, the value all days'
        if draft is None or counted or draft.signs.get("words_agree") or not _unsure(draft, least=0.95):
            return hours
        spans = [find_hours(straightened(t)) for t in self._wider(draft.piece)]
        readings = [s[0].value for s in spans if s]
        settled = _settled(draft, vote(draft.value, readings), readings)
        return replace(hours, draft=settled)

    def _when(self, when: When) -> When:
        start, end, issued = when.start, when.end, when.issued
        if start is not None and end is not None and start.piece == end.piece:
            if _unsure(start, least=0.93) or end.value < start.value:
                spans = self._dates(start.piece)
                start = self._settled_date(start, [s.start for s in spans])
                end = self._settled_date(end, [s.end for s in spans])
        else:
            start, end = self._day(start), self._day(end)
        return When(start, end, self._day(issued))

    def _day(self, day: Draft[date] | None) -> Draft[date] | None:
        if day is None or not _unsure(day, least=0.93):
            return day
        return self._settled_date(day, [s.end for s in self._dates(day.piece)])

    def _dates(self, piece: Piece) -> list[DateSpan]:
        found = [find_dates(straightened(t)) for t in self._wider(piece)]
        return [spans[0] for spans in found if spans]

    def _wider(self, piece: Piece) -> list[str]:
        """What each engine reads, and where single strokes stand, what the widened line says too."""
        texts = self._texts(piece, "text")
        return [*texts, *self._texts(piece, "wide")] if _STROKES.search(piece.text) else texts

    def _settled_date(self, draft: Draft[date], readings: list[date]) -> Draft[date]:
        return _settled(draft, vote(draft.value, readings), readings)


def _unsure(draft: Draft[T], *, least: float) -> bool:
    """Whether an engine read any word with less than `least`, or a figure that may have lost a stroke."""
    return doubtful(draft, least=least) or (
        doubtful(draft, least=1.01) and bool(_STROKES.search(draft.piece.text))
    )


def _settled(draft: Draft[T], value: T, readings: Sequence[T]) -> Draft[T]:
    """The draft with the value that won and the signs of how clearly."""
    if not readings:
        return draft
    agree = sum(r == value for r in readings) / len(readings)
    signs = {**draft.signs, "asked": 1.0, "agree": agree, "changed": float(value != draft.value)}
    others = dict.fromkeys([*draft.alternatives, draft.value, *readings])
    return replace(draft, value=value, signs=signs, alternatives=tuple(o for o in others if o != value))


def _nip_in(text: str) -> str | None:
    """The NIP that a reading of its box shows."""
    spans = find_nips("NIP " + re.sub(r"^\W*(?:N\W?I\W?P|NRP)\W*", "", text))
    return max(spans, key=lambda s: structure_score(s.digits)).digits if spans else None


def _number_in(text: str, like: str) -> str | None:
    """The number that a reading of its box shows, None when it is nothing like the first reading."""
    value = re.sub(r"^(?:[^\d]*:\s*|[^\w]+\s*|[a-z]{1,3}\s+|\w{1,2}\s?[.:;]\s+|\d:\s*)+", "", text)
    tidy = tidy_number(value)
    if tidy.upper().endswith(like.upper()):
        return like  # what stands before it is the end of a label that came along
    return tidy if Indel.normalized_similarity(tidy.upper(), like.upper()) > 0.7 else None


def _line_boxes(piece: Piece) -> Iterator[Box]:
    """One box for each printed line of the piece: engines read line by line."""
    line: list[Word] = []
    for word in piece.words:
        if line and word.box.centre[1] - line[-1].box.centre[1] > 0.6 * line[-1].box.height:
            yield _roomy(line)
            line = []
        line.append(word)
    if line:
        yield _roomy(line)


def _roomy(line: Sequence[Word]) -> Box:
    """The line's box with a letter and a half of room on either side: cut edges cost figures."""
    box = box_of(line)
    letter = box.width / max(1, sum(len(w.text) + 1 for w in line) - 1)
    return Box(max(0.0, box.left - 1.5 * letter), box.top, min(1.0, box.right + 1.5 * letter), box.bottom)
