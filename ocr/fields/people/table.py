"""People in tables: one record for each NIP or running number, cells that wrap, tables over several pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from statistics import median

from ocr.fields.columns import Column, cell_words, find_columns
from ocr.fields.draft import Draft, PersonDraft
from ocr.fields.flow import flow_of
from ocr.fields.layout import Segment
from ocr.fields.people.drafts import name_draft, nip_draft
from ocr.fields.people.region import Region, find_regions
from ocr.fields.scene import Scene
from ocr.fields.walls import cuts_through
from ocr.grammar.nip import LABEL, find_nips
from ocr.grammar.slips import fold
from records.values import Word

_LABEL_LAST = re.compile(r"[\s,(/]+N\.?I\.?P\.?\s*[:.]?$", re.IGNORECASE)
_LEAST_WALLS = 3  # fewer may be the frame alone
# In this order: a column of names and numbers is one of names, one of "employee's number" is not.
_HEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "course",
        re.compile(
            r"kegiatan|diklat|pelatihan|bimtek|kursus|kompetensi|seminar|course|training|judul|topik|materi|activity"
        ),
    ),
    ("jp", re.compile(r"\b(?:jp|jpl|jam|hours?|durasi)\b")),
    ("dates", re.compile(r"waktu|tanggal|\btgl\b|pelaksanaan|\bdates?\b|period")),
    ("name", re.compile(r"nama|name")),
    ("nip", re.compile(r"\bn\s?\.?i\s?\.?p\b|nrp|\bid\b|nomor\s+induk|employee\s+n")),
    ("post", re.compile(r"jabatan|position|bertugas|tugas")),
    ("golongan", re.compile(r"gol|pangkat|rank")),
    ("unit", re.compile(r"unit|instansi|satuan|agency|asal|skpd|opd|office|institution")),
    ("name", re.compile(r"pegawai|bersangkutan|peserta|personel|karyawan|participant|employee")),
)


def find_table_people(scene: Scene, claimed: set[int]) -> list[PersonDraft]:
    """Find people in every table of the scene and claim the tables' rows."""
    people: list[PersonDraft] = []
    heads: Mapping[int, str] = {}
    for region in find_regions(scene):
        columns = table_columns(scene, region)
        heads = column_heads(scene, region, columns) or heads
        found = _listed([_person(scene, record, columns, heads) for record in region.records])
        people += found
        top = region.header if region.header is not None else region.first
        if found:
            claimed.update(range(top, region.last + 1))
    return people


def _listed(records: Sequence[PersonDraft | None]) -> list[PersonDraft]:
    """The people of a table; a number whose name was not read stays one of them where most names were."""
    named = [p for p in records if p is not None and p.name is not None]
    nameless = [p for p in records if p is not None and p.name is None]
    return named if len(nameless) >= len(named) else [p for p in records if p is not None]


def table_columns(scene: Scene, region: Region) -> tuple[Column, ...]:
    """Give the columns of a table: between its walls, else where white gaps and its NIPs' edges part it."""
    rows = [scene.rows[i] for record in region.records for i in record]
    walls = cuts_through(scene.walls, rows)
    return find_columns(rows, walls if len(walls) >= _LEAST_WALLS else _nip_edges(scene, region))


def _nip_edges(scene: Scene, region: Region) -> tuple[float, ...]:
    """Where the NIPs of a region begin and end, for columns that stand too close for a white gap."""
    edges = []
    for index in (i for record in region.records for i in record):
        row = scene.rows[index]
        flow = flow_of([row])
        for span in find_nips(flow.plain.replace("\t", " "))[:1]:
            piece = flow.plain_piece(span.begin, span.end)
            before = LABEL.sub("", flow.plain[: span.begin])
            if piece is not None and sum(c.isalpha() for c in before) >= 3:
                edges.append((piece.box.left + row.lean, piece.box.right + row.lean))
    if not edges:
        return ()
    return median(e[0] for e in edges) - 0.003, median(e[1] for e in edges) + 0.003


def column_heads(scene: Scene, region: Region, columns: Sequence[Column]) -> dict[int, str]:
    """What each column holds, by the heading above it."""
    if region.header is None:
        return {}
    heads: dict[int, str] = {}
    rows = scene.rows[region.header : region.records[0][0]]
    for n, column in enumerate(columns):
        text = fold(" ".join(w.text for w in cell_words(rows, column)))
        for name, pattern in _HEADS:
            if pattern.search(text) and name not in heads.values():
                heads[n] = name
                break
    return heads


def _person(
    scene: Scene, record: Sequence[int], columns: Sequence[Column], heads: Mapping[int, str]
) -> PersonDraft | None:
    rows = [scene.rows[i] for i in sorted(record)]
    page = rows[0].page
    nip = _record_nip(scene, record, columns, heads)
    taken = set(nip.piece.words) if nip else set()
    cells = {n: tuple(w for w in cell_words(rows, c) if w not in taken) for n, c in enumerate(columns)}
    labelled = {name: n for n, name in heads.items()}
    listed = None if {"name", "nip"} <= labelled.keys() else _listed_name(scene, record)
    name = listed or _cell_name(page, cells.get(labelled.get("name", -1), ()))
    if name is None or name.signs["name_score"] == 0:
        name = _best_name(page, cells) or name
    if nip is None and (name is None or name.signs["name_score"] == 0):
        return None
    return PersonDraft(
        row=min(record),
        source="table",
        name=name,
        nip=nip,
        unit=_cell_text(page, cells.get(labelled.get("unit", -1), ())),
        post=_cell_text(page, cells.get(labelled.get("post", -1), ())),
        golongan=_cell_text(page, cells.get(labelled.get("golongan", -1), ())),
    )


def _listed_name(scene: Scene, record: Sequence[int]) -> Draft[str] | None:
    """The name of a list without columns: "a. Budi, S.E. / 1979…" or "Budi, S.E. (NIP 1979…)"."""
    for index in record:
        flow = flow_of([scene.rows[index]])
        span = next(iter(find_nips(flow.plain.replace("\t", " "))), None)
        if span is None and (cut := _LABEL_LAST.search(flow.plain.rstrip())):
            draft = name_draft(flow.plain_piece(0, cut.start()), "table")
            return draft if draft is not None and draft.signs["name_score"] > 0 else None
        before = LABEL.sub("", flow.plain[: span.begin]).rstrip() if span else ""
        one_cell = span is not None and "\t" not in flow.plain[len(before) : span.begin]
        if before.endswith(("/", "(")) or (one_cell and before.endswith(("–", "-", ","))):
            draft = name_draft(flow.plain_piece(0, len(before)), "table")
            if draft is not None and draft.signs["name_score"] > 0:
                return draft
    return None


def _record_nip(
    scene: Scene, record: Sequence[int], columns: Sequence[Column], heads: Mapping[int, str]
) -> Draft[str] | None:
    """The NIP on one row of the record, or begun on one row and ended on the next of its column."""
    for index in record:
        flow = flow_of([scene.rows[index]])
        spans = find_nips(flow.plain.replace("\t", " "))
        if spans:
            return nip_draft(spans[0], flow, 0, "table")
    rows = [scene.rows[i] for i in sorted(record)]
    column = next((c for n, c in enumerate(columns) if heads.get(n) == "nip"), None)
    for one in [column] if column is not None else columns:
        words = cell_words(rows, one)
        if sum(c.isdecimal() for w in words for c in w.text) < 15:
            continue
        flow = flow_of([Segment(rows[0].page, words)])
        spans = find_nips("NIP: " + flow.plain) if column is not None else find_nips(flow.plain)
        if spans:
            return nip_draft(spans[0], flow, -5 if column is not None else 0, "table")
    return None


def _cell_name(page: int, words: Sequence[Word]) -> Draft[str] | None:
    if not words:
        return None
    flow = flow_of([Segment(page, tuple(words))])
    return name_draft(flow.plain_piece(0, len(flow.plain)), "table")


def _cell_text(page: int, words: Sequence[Word]) -> Draft[str] | None:
    if not words:
        return None
    flow = flow_of([Segment(page, tuple(words))])
    piece = flow.plain_piece(0, len(flow.plain))
    return Draft(piece.text, piece, "table") if piece else None


def _best_name(page: int, cells: Mapping[int, tuple[Word, ...]]) -> Draft[str] | None:
    """Without a heading: the cell that looks most like a name."""
    drafts = [d for words in cells.values() if (d := _cell_name(page, words))]
    best = max(drafts, key=lambda d: d.signs["name_score"], default=None)
    return best if best is not None and best.signs["name_score"] > 0 else None
