"""Makes drafts of names, numbers and dates from pieces of paper."""

from __future__ import annotations

import re
from datetime import date
from itertools import takewhile

from ocr.fields.draft import Draft
from ocr.fields.flow import Flow, Piece
from ocr.fields.labels import Labelled
from ocr.grammar.dates import find_dates
from ocr.grammar.names import name_score
from ocr.grammar.nip import NipSpan, find_nips, structure_score
from ocr.grammar.slips import fold
from ocr.grammar.vocabulary import NOT_IN_NAMES

_NAME_EDGE = re.compile(r"^(?:[\W\d_]|[l|]\s|[a-z]\s?[.)]\s+)+|[\s,;:_/\-–(\[{'\"“”‘|]+$")
# Small words that lead to a name ("rekan sejawat Budi"); titles of courtesy belong to it.
_LEADING = re.compile(r"^(?:(?!(?:dr|drs|dra|drg|drh|ir|apt|ns|prof|hj?)\b)[a-z]+\s+){1,4}(?=[A-Z])")
_LISTED = re.compile(r"^.*\b\d{1,2}\s?[.)]\s+(?=[^\W\d_])")
_FIGURES_BEHIND = re.compile(r"\s+\d[\d\s.]{3,}$")
_LONGEST_DEGREE = 5  # letters without points: Ners, SSos, SPdI
_LABEL_END = re.compile(r"^[a-z]{1,3}\s*:\s*")
# A letter before a title of courtesy numbers a list: no initial stands there.
_LIST_LETTER = re.compile(r"^[A-Z]\s?[.)]\s+(?=(?:dr|drs|dra|drg|ir|h|hj|prof|ns|apt)\b)", re.IGNORECASE)
# No name begins with a small l; what was printed is a capital I.
_FALSE_L = re.compile(r"\bl(?=[bdknrstwy][a-z]|is\b|ip\b)")
# What a narrow or a wide font does to a name: "Ma ' ruf", "PurwantiYuwono".
_APART = re.compile(r"(?<=\w)\s+(['’])\s*(?=[a-z])")
_GLUED = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
_NIP_LABEL = re.compile(r"(?<=\w)[\s,.;(/|\-]+(?:N\.?I\.?P|NRP|NI\s?PPPK|Nip|nip)\b.*$", re.DOTALL)
# Degrees that wrapped to a line of their own and were read before the name: "S.Pd. apt. Andi Batari".
_DEGREES_FIRST = re.compile(r"^(?P<degrees>(?:[SMA]\.(?:[A-Za-z]{1,5}\.)+[\s,]*)+)(?=[^\W\d_]{2,}[.\s])")
# A cell may hold the rank below the name: "Budi, S.E. Penata, III/c".
_RANK = re.compile(
    r"[\s,(]+(?:Penata|Pembina|Pengatur|Juru)\b[^/]{0,30}\(?\b(?:I{1,3}|IV)\s?[/.]\s?[a-e]\b.*$"
)
_HONORIFIC = re.compile(
    r"^(?:(?:saudari|saudara(?:\s*/\s*i|\(i\))?|sdr(?:i|\.i)?\.?|bapak|ibu|yth\.?|mr|mrs|ms)(?=[\s.:])[\s.:]*)+",
    re.IGNORECASE,
)


def name_draft(piece: Piece | None, source: str, **signs: float) -> Draft[str] | None:
    """Make a draft of a name, None when nothing name-like is left after trimming."""
    if piece is None:
        return None
    text = _HONORIFIC.sub("", _NAME_EDGE.sub("", _NIP_LABEL.split(piece.text)[0] or piece.text))
    text = _RANK.sub("", text)
    text = _FIGURES_BEHIND.sub("", _LISTED.sub("", text))
    text = _LEADING.sub("", _LIST_LETTER.sub("", _LABEL_END.sub("", _NAME_EDGE.sub("", text))))
    text = _FALSE_L.sub("I", text) if any(w.engine != "text-layer" for w in piece.words) else text
    text = _GLUED.sub(" ", _APART.sub(r"\1", _without_post(text)))
    if first := _DEGREES_FIRST.match(text):
        text = f"{text[first.end() :].rstrip(' ,')}, {first['degrees'].strip(' ,')}"
    if sum(c.isalpha() for c in text) < 2:
        return None
    return Draft(text, piece, source, {"name_score": name_score(text), **signs})


def _without_post(text: str) -> str:
    """Cut a name before the post or office printed behind its degrees: "Budi, S.E., Head of Section"."""
    first, comma, rest = text.partition(",")
    if not comma:
        return text
    kept = list(takewhile(lambda word: not _is_plain(word), re.findall(r"\s*\S+", rest)))
    return (first + comma + "".join(kept)).rstrip(" ,;") if kept else first


def _is_plain(word: str) -> bool:
    """Whether a word behind a name's comma is an ordinary one, not a degree."""
    bare = word.strip(" .,;")
    if not bare.isalpha():
        return False
    return (
        fold(bare) in NOT_IN_NAMES
        or len(bare) > _LONGEST_DEGREE
        or (len(bare) == _LONGEST_DEGREE and bare.istitle())
    )


def nip_draft(span: NipSpan, flow: Flow, offset: int, source: str) -> Draft[str] | None:
    """Make a draft of the NIP found at plain[offset + span.begin : offset + span.end]."""
    piece = flow.plain_piece(offset + span.begin, offset + span.end, edges=" \t\n")
    if piece is None:
        return None
    signs = {
        "structure": structure_score(span.digits),
        "labelled": float(span.labelled),
        "slips": float(span.slips),
        "length": float(len(span.digits) == 18),
    }
    return Draft(span.digits, piece, source, signs, span.alternatives)


def text_draft(label: Labelled) -> Draft[str] | None:
    """Make a draft of a labelled text."""
    if label.value is None:
        return None
    return Draft(label.value.text, label.value, "label", {"clear": float(label.clear)})


def birth_draft(label: Labelled) -> Draft[date] | None:
    """Make a draft of a birth date from "Town, 5 March 1979"."""
    if label.value is None:
        return None
    spans = find_dates(fold(label.value.text))
    if not spans:
        return None
    return Draft(spans[-1].end, label.value, "label", {"clear": float(label.clear)})


def labelled_nip(label: Labelled) -> Draft[str] | None:
    """Make a draft of the NIP in a labelled value."""
    if label.value is None:
        return None
    text = label.value.text
    spans = find_nips("NIP : " + text)
    if not spans:
        return None
    span = max(spans, key=lambda s: structure_score(s.digits))
    signs = {
        "structure": structure_score(span.digits),
        "labelled": 1.0,
        "slips": float(span.slips),
        "length": float(len(span.digits) == 18),
    }
    return Draft(span.digits, label.value, "label", signs, span.alternatives)
