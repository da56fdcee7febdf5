"""Where a table of people stands, and which of its rows open a record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ocr.fields.scene import Scene
from ocr.fields.zones import BODY_START, Zone, opens_signature
from ocr.grammar.names import name_score
from ocr.grammar.nip import NipSpan, find_nips
from ocr.grammar.slips import digits_of, fold

_NAME_HEAD = re.compile(r"\b(?:nama|name)\b")
_OTHER_HEAD = re.compile(
    r"\b(?:no|nomor|nip|nrp|n\.?i\.?p|jabatan|pangkat|gol|golongan|unit|instansi|jp|keterangan|position|agency|ttd"
    r"|tanda\s+tangan|satuan|asal|rank|institution|office)\b"
)
_INDEX = re.compile(r"^[\s|]*(\d{1,3}|[il])\s*[.)|]?(?=[\s|]|$)")
_LABEL_FIRST = re.compile(r"\s*(?:n\s?\.?i\s?\.?p|nrp|nama|name|nomor|jabatan)\b")


@dataclass(frozen=True, slots=True)
class Region:
    """Rows [first, last] of one page that hold a table's records; `header` is the heading's row or None.

    Each of `records` is a run of rows that belong to one person, its first member the row that opened it.
    """

    header: int | None
    first: int
    last: int
    records: tuple[tuple[int, ...], ...]


def is_header(text: str) -> bool:
    """Say whether a row is the heading of a table of people."""
    return bool(_NAME_HEAD.search(text) and _OTHER_HEAD.search(text) and ":" not in text and len(text) < 120)


def nips_in(scene: Scene, index: int) -> tuple[NipSpan, ...]:
    """NIPs on row `index`; spans point into the row's plain text."""
    return find_nips(scene.rows[index].text.replace("\t", " "))


def running_number(scene: Scene, index: int) -> int | None:
    """The running number that opens the row, None without one."""
    match = _INDEX.match(fold(scene.rows[index].text))
    return None if match is None else int(digits_of(match[1]))


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
    anchors = _anchors(scene, below, headed=header is not None)
    if not anchors or (header is None and len(anchors) < 2 and not known):
        return None
    if header is not None and anchors[0] - header > 5:
        return None
    first = header + 1 if header is not None else anchors[0]
    last = _last_row(scene, anchors, indices)
    return Region(header, first, last, _records(scene, anchors, first, last))


def _anchors(scene: Scene, below: Sequence[int], *, headed: bool) -> list[int]:
    """Rows that open a record, up to the prose or signature that ends the table."""
    anchors: list[int] = []
    count = 0
    for index in below:
        number = running_number(scene, index)
        nips = nips_in(scene, index)
        if anchors and not nips and number is None and _ends_table(scene, index):
            break
        if _LABEL_FIRST.match(fold(scene.rows[index].text)):
            continue
        follows = number is not None and (number == count + 1 or (not anchors and number > 0))
        if nips:
            before = scene.rows[index].text[: nips[0].begin]
            cells = len(scene.rows[index].segments) > 1
            opens = headed or number is not None or (cells and _has_name(before))
        else:
            opens = headed and follows and sum(c.isalpha() for c in scene.row_text(index)) >= 3
        if opens:
            anchors.append(index)
            count = number or count + 1
    return anchors


def _ends_table(scene: Scene, index: int) -> bool:
    """Whether prose or the signature block begins at the row."""
    text = scene.row_text(index)
    return bool(BODY_START.search(text)) or opens_signature(scene, index, text)


def _has_name(text: str) -> bool:
    return any(name_score(re.sub(r"^[\W\d]+", "", part)) > 0 for part in re.split(r"\t|\s{2,}", text) if part)


def _last_row(scene: Scene, anchors: Sequence[int], indices: Sequence[int]) -> int:
    """The table's last row: before prose, signature or a wide gap."""
    last = anchors[0]
    left = min(scene.rows[a].box.left for a in anchors)
    for index in range(anchors[0] + 1, indices[-1] + 1):
        row, above = scene.rows[index], scene.rows[index - 1]
        if index not in anchors:
            far = row.level - above.level > 3.2 * above.height
            prose = _ends_table(scene, index)
            outside = row.box.left < left - 0.005 and len(row.text) > 25
            ends = far or prose or outside or (index > anchors[-1] and not _wraps(scene, index, left))
            if ends and index > anchors[-1]:
                break
            if prose and not any(a > index for a in anchors):
                break
        last = index
    return last


def _wraps(scene: Scene, index: int, left: float) -> bool:
    """Whether a row below the last record still belongs to it: close, and clear of the number's column."""
    row, above = scene.rows[index], scene.rows[index - 1]
    close = row.level - above.level < 1.9 * max(row.height, above.height)
    return close and row.box.left > left + 0.015 and scene.zones[index] is not Zone.BODY


def _records(scene: Scene, anchors: Sequence[int], first: int, last: int) -> tuple[tuple[int, ...], ...]:
    """Give every row of the region to a record."""
    heads = _merge_anchors(scene, anchors)
    groups: dict[int, list[int]] = {h[0]: list(h) for h in heads}
    for index in range(first, last + 1):
        if any(index in h for h in heads):
            continue
        groups[_home(scene, index, heads)].append(index)
    return tuple(tuple(rows) for rows in groups.values())


def _home(scene: Scene, index: int, heads: Sequence[tuple[int, ...]]) -> int:
    """The record nearest to a row that opens none; a rule between row and record speaks against it."""
    level = scene.rows[index].level

    def distance(head: tuple[int, ...]) -> float:
        levels = [scene.rows[i].level for i in head]
        near = min(levels, key=lambda y: abs(y - level))
        ruled = scene.rule_between(scene.rows[index].page, near, level)
        return abs(near - level) + (1.0 if ruled else 0.0) + (0.0005 if near > level else 0.0)

    return min(heads, key=distance)[0]


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
