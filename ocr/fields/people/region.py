"""Where a table of people stands, and which of its rows open a record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ocr.fields.flow import flow_of
from ocr.fields.people.bands import bands_of, walls_beside
from ocr.fields.people.marks import is_header, nips_in, running_number
from ocr.fields.scene import Scene
from ocr.fields.zones import BODY_START, opens_signature
from ocr.grammar.names import name_score
from ocr.grammar.slips import fold

_LABEL_LAST = re.compile(r"[\s,(/]N\.?I\.?P\.?\s*[:.]?\s*$", re.IGNORECASE)
_LABEL_FIRST = re.compile(
    r"\s*(?:[\da-z]{1,2}\s*[.)]?\s+)?(?:n\s?\.?i\s?\.?p|nrp|nama|name|nomor|jabatan|pangkat|gol|unit)\b"
)


@dataclass(frozen=True, slots=True)
class Region:
    """Rows [first, last] of one page that hold a table's records; `header` is the heading's row or None.

    Each of `records` is a run of rows that belong to one person, its first member the row that opened it.
    """

    header: int | None
    first: int
    last: int
    records: tuple[tuple[int, ...], ...]


def find_regions(scene: Scene) -> list[Region]:
    """Find the tables of people, one region a page."""
    out: list[Region] = []
    for page in dict.fromkeys(r.page for r in scene.rows):
        indices = [i for i, r in enumerate(scene.rows) if r.page == page]
        header = next((i for i in indices if is_header(scene.row_text(i))), None)
        region = _region(scene, indices, header, known=bool(out))
        if region is not None:
            out.append(region)
    return out


def _region(scene: Scene, indices: Sequence[int], header: int | None, *, known: bool) -> Region | None:
    """The region below `header`, or without a heading where several rows hold a number and a NIP."""
    below = [i for i in indices if header is None or i > header]
    ruled = _ruled_records(scene, bands_of(scene, indices), header)
    anchors = _anchors(scene, below, headed=header is not None)
    # Where a table's rules are broken some of its records stand between none.
    whole = len(ruled) >= sum(bool(nips_in(scene, a)) for a in anchors)
    if whole and (len(ruled) >= 2 or (ruled and (header is not None or known))):
        rows = [i for record in ruled for i in record]
        return Region(header, min(rows), max(rows), tuple(ruled))
    if not anchors or (header is None and len(anchors) < 2 and not known):
        return None
    if header is not None and anchors[0] - header > 5:
        return None
    first = _first_row(scene, header, anchors[0])
    last = _last_row(scene, anchors, indices)
    return Region(header, first, last, _records(scene, anchors, first, last))


def _ruled_records(
    scene: Scene, bands: Sequence[tuple[int, ...]], header: int | None
) -> list[tuple[int, ...]]:
    """The bands of a ruled table that hold a person each; none when one holds several or most hold nobody."""
    below = [b for b in bands if header is None or (header not in b and b[0] > header)]
    counts = [sum(len(nips_in(scene, i)) for i in band) for band in below]
    if not below or max(counts) != 1 or sum(counts) < 0.5 * len(below):
        return []
    records = []
    for band, count in zip(below, counts, strict=True):
        head = next((i for i in band if nips_in(scene, i)), band[0])
        numbered = any(running_number(scene, i) is not None for i in band)
        if count or (numbered and any(_has_name(scene.rows[i].text) for i in band)):
            records.append((head, *(i for i in band if i != head)))
    return records


def _first_row(scene: Scene, header: int | None, anchor: int) -> int:
    """The first row of the first record: rows between heading and record go to the nearer of the two."""
    first = anchor
    for index in range(anchor - 1, header if header is not None else anchor - 1, -1):
        row = scene.rows[index]
        above, below = row.level - scene.rows[index - 1].level, scene.rows[index + 1].level - row.level
        if below >= above or scene.rule_between(row.page, row.level, scene.rows[anchor].level):
            break
        first = index
    return first


def _anchors(scene: Scene, below: Sequence[int], *, headed: bool) -> list[int]:
    """Rows that open a record, up to the prose or signature that ends the table."""
    anchors: list[int] = []
    count = 0
    for index in below:
        number = running_number(scene, index)
        nips = nips_in(scene, index)
        loose = anchors and not nips and number is None and not _goes_on(scene, index, anchors[-1])
        if loose and _ends_table(scene, index):
            break
        if _LABEL_FIRST.match(fold(scene.rows[index].text)):
            continue
        follows = number is not None and (number == count + 1 or (not anchors and number > 0))
        if nips:
            before = scene.rows[index].text[: nips[0].begin]
            cells = len(scene.rows[index].segments) > 1
            opens = headed or number is not None or (cells and _has_name(before))
        else:
            opens = (
                (headed or _breaks_before_nip(scene, index) or _is_without_number(scene, index, anchors))
                and follows
                and sum(c.isalpha() for c in scene.row_text(index)) >= 3
            )
        if opens:
            anchors.append(index)
            count = number or count + 1
    return anchors


def _is_without_number(scene: Scene, index: int, anchors: Sequence[int]) -> bool:
    """Whether a row goes on with a numbered list with somebody who has no NIP: "2. Budi   -   Staf"."""
    row = scene.rows[index]
    if not anchors or len(row.segments) < 2 or running_number(scene, anchors[0]) is None:
        return False
    return len(scene.rows[anchors[0]].segments) > 1 and _has_name(row.segments[0].text)


def _breaks_before_nip(scene: Scene, index: int) -> bool:
    """Whether a row ends with the label of a NIP that opens the next row."""
    if index + 1 >= len(scene.rows) or not _LABEL_LAST.search(scene.rows[index].text):
        return False
    after = nips_in(scene, index + 1)
    return bool(after) and after[0].begin <= 1


def _ends_table(scene: Scene, index: int) -> bool:
    """Whether prose or the signature block begins at the row."""
    text = scene.row_text(index)
    return bool(BODY_START.search(text)) or opens_signature(scene, index, text)


def _has_name(text: str) -> bool:
    return any(name_score(re.sub(r"^[\W\d]+", "", part)) > 0 for part in re.split(r"\t|\s{2,}", text) if part)


def _last_row(scene: Scene, anchors: Sequence[int], indices: Sequence[int]) -> int:
    """The last record's last row: the last inside the table's walls, else one that goes on with its cells."""
    last = anchors[-1]
    floor = _floor(scene, last)
    if floor is not None:
        return max(i for i in indices if i == last or (i > last and scene.rows[i].level < floor))
    for index in range(anchors[-1] + 1, indices[-1] + 1):
        row, above = scene.rows[index], scene.rows[index - 1]
        close = row.level - above.level < 1.9 * max(row.height, above.height)
        if not close or not _goes_on(scene, index, anchors[-1]):
            break
        last = index
    return last


def _floor(scene: Scene, index: int) -> float | None:
    """Where the walls beside row `index` end, None where the table has none."""
    walls = walls_beside(scene, index)
    return median(w.bottom for w in walls) if walls else None


def _goes_on(scene: Scene, index: int, anchor: int) -> bool:
    """Whether every segment of a row begins where a cell of the record does, the number's cell aside."""
    opener, row = scene.rows[anchor], scene.rows[index]
    cells = [s.box.left + opener.lean for s in opener.segments]
    if running_number(scene, anchor) is not None:
        first = opener.segments[0].words
        # A number close to the name shares its segment: the name begins with the next word.
        cells[0] = first[1].box.left + opener.lean if len(first) > 1 else 2.0
    nip = next(iter(nips_in(scene, anchor)), None)
    if nip is not None:
        flow = flow_of([opener])
        after = flow.plain_piece(nip.end, len(flow.plain))
        before = flow.plain_piece(nip.begin, nip.end)
        cells += [p.box.left + opener.lean for p in (before, after) if p is not None]
    return all(any(abs(s.box.left + row.lean - c) < 0.012 for c in cells) for s in row.segments)


def _records(scene: Scene, anchors: Sequence[int], first: int, last: int) -> tuple[tuple[int, ...], ...]:
    """Give every row of the region to a record; the row that opened it comes first in each."""
    heads = _merge_anchors(scene, anchors)
    begins = [first, *(_boundary(scene, a[-1], b[0]) for a, b in pairwise(heads)), last + 1]
    out = []
    for head, (begin, end) in zip(heads, pairwise(begins), strict=True):
        rest = [i for i in range(begin, end) if i not in head and not _heads_group(scene, i, head[0])]
        out.append((*head, *rest))
    return tuple(out)


def _heads_group(scene: Scene, index: int, anchor: int) -> bool:
    """Whether a row names a group of people ("Instalasi Gizi"): words alone, where running numbers stand."""
    row, opener = scene.rows[index], scene.rows[anchor]
    if running_number(scene, anchor) is None or len(row.segments) > 1 or len(opener.segments) < 2:
        return False
    first = opener.segments[0]
    name_left = first.words[1].box.left if len(first.words) > 1 else opener.segments[1].box.left
    return row.box.left + row.lean < name_left + opener.lean - 0.01 and row.box.right > name_left


def _boundary(scene: Scene, one: int, other: int) -> int:
    """The first row of the record that `other` opens: after a rule, or after the widest gap since `one`."""
    best, widest = other, 0.0
    for index in range(one + 1, other + 1):
        above, row = scene.rows[index - 1], scene.rows[index]
        gap = row.level - above.level
        if scene.rule_between(row.page, above.level, row.level):
            gap += 1.0
        if gap >= 0.94 * widest:
            best, widest = index, max(gap, widest)
    return best


def _merge_anchors(scene: Scene, anchors: Sequence[int]) -> list[tuple[int, ...]]:
    """Join the row of a running number with that of its NIP when a cell holds name above NIP."""
    heads: list[tuple[int, ...]] = []
    numbered = sum(running_number(scene, a) is not None for a in anchors)
    for anchor in anchors:
        previous = heads[-1] if heads else None
        if (
            previous is not None
            and numbered >= 2
            and running_number(scene, anchor) is None
            and nips_in(scene, anchor)
            and not any(nips_in(scene, p) for p in previous)
        ):
            heads[-1] = (*previous, anchor)
        else:
            heads.append((anchor,))
    return heads
