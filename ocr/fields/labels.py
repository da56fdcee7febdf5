"""Rows of "label : value", whatever stands for the colon, with values that wrap to the next row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ocr.fields.flow import Piece, flow_of
from ocr.fields.label_values import piece_of, value_below, wrapped_rows
from ocr.fields.label_words import is_bare_label, match_label
from ocr.fields.layout import Row, Segment
from ocr.fields.scene import Scene
from records.values import Word

__all__ = ["Labelled", "find_labels", "is_bare_label"]

_OTHER_COLUMN = 0.12  # page widths of white behind a value
_ONE_ROW = ("name", "nip", "number", "jp", "start", "end", "issued")

_LONGEST_HEAD = 3  # words over a cell
_CELLS = 3  # in a row of heads; two may be a label and its value


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label found on row `row` (index in the scene) with the value printed beside it, wrapped rows joined.

    `clear` says that a colon or a column gap parted the two.
    """

    label: str
    row: int
    value: Piece | None
    clear: bool
    label_left: float
    stacked: bool = False
    colon: bool = True


def find_labels(scene: Scene) -> tuple[Labelled, ...]:
    """Find label–value rows of the scene in reading order."""
    found: list[Labelled] = []
    taken: set[tuple[int, int]] = set()
    for index, row in enumerate(scene.rows):
        if len(row.segments) > 1 and (all(map(is_bare_label, row.segments)) or _heads_cells(scene, index)):
            found += _grid(scene, index)
            continue
        at = 0
        while at < len(row.segments):
            hit = _label_at(row, at)
            if hit is None and (index, at) not in taken and (two_rows := _two_row_label(scene, index, at)):
                found.append(two_rows)
                taken.update(((index + 1, at), (index + 1, at + 1)))
                at += 2
                continue
            if hit is None or (index, at) in taken:
                at += 1
                continue
            label, words, separator, used = hit
            parts: tuple[tuple[Word, ...], ...]
            left = row.segments[at].box.left
            label, rest = _labelvalue_below(scene, index, at, label, words if ":" in separator else ())
            clear = bool(re.search(r"[:;=\t]", separator))
            if rest:
                taken.update(((index + 1, at), (index + 1, at + 1)))
                parts = (words, rest)
            elif words:
                parts = (words, *wrapped_rows(scene, index, words, left, taken))
            else:
                parts = value_below(scene, index, row.segments[at])
                parts = parts[: 1 + _breaks_off(parts)] if label in _ONE_ROW else parts
            value = piece_of(parts, row.page)
            found.append(Labelled(label, index, value, clear, left, not words, ":" in separator))
            at += used
    return tuple(x for x in found if _is_meant(x, found))


def _two_row_label(scene: Scene, index: int, at: int) -> Labelled | None:
    """A label that only its second row makes one: "Bentuk dan nama  Workshop / kegiatan  Canva"."""
    row = scene.rows[index]
    if at + 1 >= len(row.segments) or index + 1 >= len(scene.rows):
        return None
    below = scene.rows[index + 1].segments[at : at + 2]
    if len(below) < 2 or scene.rows[index + 1].page != row.page:
        return None
    first, value = row.segments[at], row.segments[at + 1]
    lines_up = (
        abs(first.box.left - below[0].box.left) < 0.012 and abs(value.box.left - below[1].box.left) < 0.012
    )
    joined = flow_of([first]).text.strip() + " " + flow_of([below[0]]).text.strip() + ":"
    whole = match_label(joined)
    if not lines_up or whole is None or whole[1] != len(joined):
        return None
    piece = piece_of((value.words, below[1].words), row.page)
    return Labelled(whole[0], index, piece, clear=True, label_left=first.box.left)


def _labelvalue_below(
    scene: Scene, index: int, at: int, label: str, words: tuple[Word, ...]
) -> tuple[str, tuple[Word, ...]]:
    """Read a label that wraps together with its value: "Nama : Kursus Arsip / Kegiatan  Dinamis".

    Gives what the whole label means and the rest of the value; the label as it was where it does not wrap.
    """
    if not words or index + 1 >= len(scene.rows):
        return label, ()
    row, below = scene.rows[index], scene.rows[index + 1]
    value_left = next((w.box.left for w in words if any(c.isalnum() for c in w.text)), 1.0)
    beside = below.segments[at : at + 2]
    if below.page != row.page or len(beside) < 2 or below.level - row.level > 2.2 * row.height:
        return label, ()
    first, second = beside
    lines_up = (
        abs(first.box.left - row.segments[at].box.left) < 0.012 and abs(second.box.left - value_left) < 0.03
    )
    if not lines_up or ":" in f"{first.text} {second.text[:2]}":
        return label, ()
    tail = flow_of([first]).text.strip()
    head = re.split(r"[\t:;=]", flow_of([Row(row.page, row.segments[at:])]).text, maxsplit=1)[0].strip()
    joined = f"{head} {tail}:"
    whole = match_label(joined)
    return (whole[0], second.words) if whole and whole[1] == len(joined) else (label, ())


def _breaks_off(parts: Sequence[tuple[Word, ...]]) -> int:
    """1 where the first line of a value ends in the middle of a number ("B-12/"), else 0."""
    return int(bool(parts) and parts[0][-1].text.endswith(("/", "-", ".")))


def _heads_cells(scene: Scene, index: int) -> bool:
    """Whether a row of short words, one of them a label, heads cells of figures: "Jumlah jam   Moda"."""
    row = scene.rows[index]
    if len(row.segments) < _CELLS or not any(map(is_bare_label, row.segments)):
        return False
    if any(c.isdecimal() for c in row.text):
        return False
    short = all(len(s.words) <= _LONGEST_HEAD for s in row.segments)
    below = [value_below(scene, index, s) for s in row.segments]
    figures = [[any(c.isdecimal() for w in line for c in w.text) for line in part] for part in below]
    one_row = not any(any(part[1:]) for part in figures)
    return short and all(below) and one_row and any(part[0] for part in figures)


def _grid(scene: Scene, index: int) -> list[Labelled]:
    """Labels side by side, each with its value below it."""
    row = scene.rows[index]
    out = []
    for segment in row.segments:
        hit = match_label(flow_of([segment]).text.rstrip("\n"))
        value = piece_of(value_below(scene, index, segment)[:1], row.page)
        if hit is not None:
            out.append(Labelled(hit[0], index, value, clear=True, label_left=segment.box.left, stacked=True))
    return out


def _is_meant(label: Labelled, found: list[Labelled]) -> bool:
    """Whether a course label without a colon is one: "Pelatihan  Dasar" may be a wide space in a title.

    In a form, other labels stand at the same left edge.
    """
    if label.label != "course" or label.colon or label.stacked:
        return True
    return any(
        x is not label and not x.stacked and abs(x.label_left - label.label_left) < 0.012 for x in found
    )


def _label_at(row: Row, at: int) -> tuple[str, tuple[Word, ...], str, int] | None:
    """Read a label in segment `at`; its value ends where the next segment opens a label of its own."""
    tail = row.segments[at:]
    flow = flow_of([Row(row.page, tail)])
    hit = match_label(flow.text.rstrip("\n"))
    if hit is None:
        return None
    label, end, separator = hit
    stop = len(tail)
    for n in range(1, len(tail)):
        nxt = flow_of([Row(row.page, tail[n:])]).text
        m = match_label(nxt)
        if m and re.search("[:;=]", m[2]) and m[0] != "start":
            stop = n
            break
    plain_end = flow.plain_range(0, end)[1]
    keep = {w for s in _value_segments(tail[:stop]) for w in s.words}
    words = tuple(
        w
        for i, w in enumerate(flow.words)
        if w in keep and any(o == i and p >= plain_end for p, o in enumerate(flow.owner))
    )
    if words and not re.search(r"[:;=\t]", separator):
        return None
    return label, words, separator, stop


def _value_segments(tail: Sequence[Segment]) -> Sequence[Segment]:
    """The segments of a label and its value: what stands far to the right of a value is another column's."""
    for n in range(2 - (":" in tail[0].text.rstrip(" :")), len(tail)):
        if tail[n].box.left - tail[n - 1].box.right > _OTHER_COLUMN:
            return tail[:n]
    return tail
