"""The document's own number: beside "Nomor", near the title, never that of a law or another letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocr.fields.draft import Draft
from ocr.fields.flow import Piece
from ocr.fields.labels import Labelled
from ocr.fields.scene import Scene
from ocr.fields.zones import Zone
from ocr.grammar.dates import find_dates
from ocr.grammar.nip import find_nips
from ocr.grammar.wording import any_of

_LABEL = re.compile(
    r"^[\W_]*(?:(?:dengan|tercatat|terdaftar|teregistrasi)\s+)?(?=[^:]{0,40}?"
    + any_of("numbers", "core")
    + r"\b)(?:"
    + any_of("numbers", "word")
    + r"\b(?!-\d)[\s./]*){1,4}[:;=.,\-\s]*"
)
# "Nomor urut surat: ..." - whatever else the label says, a colon closes it.
_OPEN_LABEL = re.compile(
    r"^[\W_]*(?:[a-z]+\s+){0,2}" + any_of("numbers", "core") + r"\b\.?(?:\s+[a-z]+){1,3}\s*[:=]\s*"
)
_BARE = re.compile(
    r"^[\W_]*(?:"
    + any_of("numbers", "word")
    + r"\s+)?((?=[^\s]*\d)[a-z0-9.\-]{1,14}(?:\s?[/]\s?[a-z0-9.\-]{1,16}){2,6}"
    r"|(?=[^\s]{0,30}\d{3})[a-z0-9]{3,}(?:[.\-][a-z0-9]{1,8}){2,6})[\W_]*$"
)
_OTHERS = re.compile(r"\b" + any_of("numbers", "of_others") + r"\b")
_CODED = re.compile(r"\S*\d\S*/\S*")  # "9373/E/SKP-IBI/06/2016" speaks of no credit points
_SECOND_LABEL = re.compile(r"^[A-Za-z]+\s+(?:No|Nomor|Number)\b[\s.:]*(?=\S*\d)", re.IGNORECASE)
_VALUE = re.compile(r"\S*\d\S*")


def find_numbers(scene: Scene, labels: tuple[Labelled, ...]) -> list[Draft[str]]:
    """Give candidates for the document's number, best first."""
    drafts = [*_on_rows(scene), *_stacked(labels), *_bare(scene)]
    return sorted(drafts, key=lambda d: -d.signs["rank"])


def _on_rows(scene: Scene) -> Iterator[Draft[str]]:
    for index in range(len(scene.rows)):
        begin = scene.row_begins[index]
        for part in _parts(scene.row_text(index)):
            match = _OPEN_LABEL.match(part.group()) or _LABEL.match(part.group())
            if match is None or _OTHERS.search(_CODED.sub(" ", part.group())):
                continue
            piece = scene.flow.piece(begin + part.start() + match.end(), begin + part.end())
            if piece is None or not _could_be(piece.text):
                continue
            zone = scene.zones[index]
            colon = bool(re.search(r"[:;]", match.group()))
            rank = 0.7 + 0.1 * colon + 0.12 * (zone is Zone.HEAD) - 0.25 * (zone is Zone.BACK) - 0.001 * index
            yield _draft(piece, "label", rank)


def _parts(text: str) -> Iterator[re.Match[str]]:
    """The row's segments; one without figures together with the next, whose label it may be."""
    for segment in re.finditer(r"[^\t]+", text):
        if re.search(r"\d", segment.group()):
            yield segment
        elif pair := re.compile(r"[^\t]+\t[^\t]+").match(text, segment.start()):
            yield pair


def _stacked(labels: tuple[Labelled, ...]) -> Iterator[Draft[str]]:
    for label in labels:
        if (
            label.label == "number"
            and label.stacked
            and label.value is not None
            and _could_be(label.value.text)
        ):
            yield _draft(label.value, "label", 0.72)


def opens_number(row: str) -> bool:
    """Whether a row (straightened) is the label of a paper's number with figures behind it."""
    match = _LABEL.match(row)
    return (
        match is not None and not _OTHERS.search(row) and sum(c.isdecimal() for c in row[match.end() :]) >= 3
    )


def _could_be(text: str) -> bool:
    """Whether `text` has the shape of a number: figures, and few plain words."""
    bare = re.sub(r"\s", "", text)
    words = re.findall(r"[a-z]{4,}", text)
    return (
        3 <= len(bare) <= 60
        and sum(c.isdecimal() for c in bare) >= 2
        and len(words) <= 1
        and bool(_VALUE.search(text))
    )


def _bare(scene: Scene) -> Iterator[Draft[str]]:
    """A number with slashes alone on its line, best near the title."""
    for index, text in enumerate(scene.row_texts):
        m = _BARE.match(text)
        if m and scene.zones[index] is not Zone.BACK and not find_nips(m[1]) and not find_dates(m[1]):
            begin = scene.row_begins[index]
            piece = scene.flow.piece(begin + m.start(1), begin + m.end(1))
            if piece is not None:
                yield _draft(piece, "bare", 0.6 if scene.zones[index] is Zone.HEAD else 0.45)


def _draft(piece: Piece, source: str, rank: float) -> Draft[str]:
    text = tidy_number(_SECOND_LABEL.sub("", piece.text))
    parts = text.count("/") + text.count(".") + text.count("-")
    return Draft(text, piece, source, {"rank": rank + 0.02 * min(parts, 3), "parts": float(parts)})


def tidy_number(printed: str) -> str:
    """Close the gaps around slashes and within figures, straighten Roman months."""
    text = re.sub(r"\s*/\s*", "/", printed).strip(" :;.,").rstrip("-")
    # Spaces inside figures and inside Roman months are an engine's, no office prints them.
    text = re.sub(r"(?<=\d) (?=\d+(?:[/.\-]|$))", "", text)
    text = re.sub(r"(?<=/)[IVX1l ]+(?=/)", lambda month: month.group().replace(" ", ""), text)
    text = re.sub(r"^[A-Za-z] (?=\d{2,}/)", "", text)
    return "".join(_roman(p) for p in re.split(r"([/.])", text))


def _roman(part: str) -> str:
    """Straighten a Roman month whose strokes came out as figures or small letters ("I1I", "Vl")."""
    if re.fullmatch(r"[IVXl1|!]{2,5}", part) and re.search(r"[IVX]", part):
        return re.sub(r"[l1|!]", "I", part)
    return "I" if part in ("l", "|", "!") else part
