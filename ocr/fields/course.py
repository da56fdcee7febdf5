"""The course: what the sentence says was attended, a quoted title, a labelled value, or a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocr.fields.draft import Draft
from ocr.fields.flow import Piece
from ocr.fields.labels import Labelled
from ocr.fields.scene import Scene, Zone
from ocr.fields.sentence import FILLER, LEAD, find_stop
from ocr.grammar.wording import any_of, compiled

TYPE_WORD = re.compile(r"\b(?:" + any_of("words", "type") + r"|in)\b")
_STRONG_LEAD = compiled("sentence", "strong_lead")
_QUOTED = re.compile(r"[\"“”„«]\s*([^\"“”„«»]{8,260}?)\s*[\"“”»]")
_PLACE_TAIL = re.compile(r"\s+(?:di|in|at)\s+(?P<place>[A-Z][\w'\-.]+(?:\s+[A-Z][\w'\-.]+){0,3})\s*$")
_NOT_PLACES = re.compile(any_of("sentence", "not_a_town") + r"\b", re.IGNORECASE)


def find_courses(scene: Scene, labels: tuple[Labelled, ...]) -> list[Draft[str]]:
    """Give candidates for the course, best first."""
    drafts = [*_labelled(labels), *_led(scene), *_quoted(scene), *_own_line(scene)]
    return sorted(drafts, key=lambda d: -d.signs["rank"])


def _labelled(labels: tuple[Labelled, ...]) -> Iterator[Draft[str]]:
    for label in labels:
        if label.label == "course" and label.value is not None and _enough(label.value.text):
            typed = bool(TYPE_WORD.search(label.value.text.lower()))
            yield _draft(label.value, "label", 0.86 + 0.08 * typed, typed=typed)


def _led(scene: Scene) -> Iterator[Draft[str]]:
    """Spans between "telah mengikuti", "dalam kegiatan", "has completed" and what closes them."""
    flow = scene.flow
    for lead in LEAD.finditer(flow.text):
        begin = _skip_filler(flow.text, lead.end())
        if scene.zones[scene.row_index(min(begin, len(flow.text) - 1))] is Zone.SIGNATURE:
            continue
        end, quoted = _end(scene, begin)
        piece = _trim_place(flow.piece(begin, end), scene, quoted=quoted)
        if piece is None or not _enough(piece.text):
            continue
        typed = bool(TYPE_WORD.match(flow.text, begin + (1 if quoted else 0)))
        closed = 0.04 if end < begin + 200 else -0.1
        rank = 0.5 + 0.3 * typed + 0.2 * quoted + closed + _strength(lead.group())
        yield _draft(piece, "lead", rank, typed=typed, quoted=quoted)


def _strength(lead: str) -> float:
    """Leads that say "attended" outweigh a bare "dalam" or "pada"."""
    return 0.1 if _STRONG_LEAD.search(lead) else 0.0


def _skip_filler(text: str, at: int) -> int:
    while (m := FILLER.match(text, at)) and m.end() > at:
        at = m.end()
    return at


def _end(scene: Scene, begin: int) -> tuple[int, bool]:
    """Where the course that begins at text[begin] ends, and whether quotes bound it."""
    text = scene.flow.text
    if begin < len(text) and text[begin] in "\"'":
        close = re.compile(r"[\"”]|'(?!\w)").search(text, begin + 4)
        stop = find_stop(scene, begin + 1)
        if close and close.start() - begin < 260 and (close.start() <= stop + 40):
            return close.start(), True
        return stop, False
    stop = find_stop(scene, begin)
    inner = _QUOTED.match(text, begin)
    return (inner.end(), True) if inner and inner.end() <= stop else (stop, False)


def _trim_place(piece: Piece | None, scene: Scene, *, quoted: bool) -> Piece | None:
    """Cut "di Town" off the end of a title that no quotes bound."""
    del scene
    if piece is None or quoted:
        return piece
    m = _PLACE_TAIL.search(piece.text)
    if m is None or _NOT_PLACES.match(m["place"]):
        return piece
    text = piece.text[: m.start()]
    count = len(text.split())
    return Piece(text, piece.words[:count] or piece.words, piece.page)


def _quoted(scene: Scene) -> Iterator[Draft[str]]:
    for m in _QUOTED.finditer(scene.flow.text):
        piece = scene.flow.piece(m.start(1), m.end(1))
        if piece is not None and _enough(piece.text) and len(piece.text.split()) >= 2:
            typed = bool(TYPE_WORD.match(m[1]))
            yield _draft(piece, "quoted", 0.55 + 0.15 * typed, typed=typed, quoted=True)


def _own_line(scene: Scene) -> Iterator[Draft[str]]:
    """Lines that open with a kind of course and stand for themselves, below the person."""
    for index, text in enumerate(scene.row_texts):
        if scene.zones[index] in (Zone.SIGNATURE, Zone.BACK, Zone.SIGNER):
            continue
        m = TYPE_WORD.match(text.strip(" \"'"))
        begin = scene.row_begins[index]
        if m is None or len(text) < 12:
            continue
        end = find_stop(scene, begin)
        piece = _trim_place(scene.flow.piece(begin, end), scene, quoted=False)
        if piece is not None and _enough(piece.text) and len(piece.text.split()) >= 3:
            after_head = scene.zones[index] is not Zone.HEAD
            yield _draft(piece, "line", 0.4 + 0.2 * after_head, typed=True)


def _enough(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    return letters >= 6 and len(text) <= 320


def _draft(piece: Piece, source: str, rank: float, *, typed: bool, quoted: bool = False) -> Draft[str]:
    text = re.sub(r"(\w)- (?=[a-z])", r"\1", piece.text).strip(" \"'“”„«»,;:-")
    signs = {"rank": rank, "typed": float(typed), "quoted": float(quoted), "words": float(len(text.split()))}
    return Draft(text, piece, source, signs)
