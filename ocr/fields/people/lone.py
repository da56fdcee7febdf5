"""People outside tables and blocks: a NIP with its name beside or above, or a name after "kepada"."""

from __future__ import annotations

import re

from ocr.fields.draft import Draft, PersonDraft
from ocr.fields.flow import Piece, flow_of
from ocr.fields.layout import Row, Segment
from ocr.fields.people.drafts import name_draft, nip_draft
from ocr.fields.scene import Scene
from ocr.fields.zones import SUBJECT_START, Zone
from ocr.grammar.names import end_of_name, name_score
from ocr.grammar.nip import LABEL, find_nips

_OPENER = re.compile(
    r"(?:bahwa|kepada|certif(?:y|ies)\s+that|presented\s+to|awarded\s+to|given\s+to|granted\s+to"
    r"|conferred\s+(?:up)?on)"
    r"\s*[:;,.]?\s*(?:(?:nama|saudara(?:\s*/\s*i|\(i\))?|sdr\.?i?|bapak(?:\s*/\s*ibu)?|ibu|pegawai"
    r"|seorang|pns|yang\s+(?:ber)?nama|yth\.?|mr\.?|mrs\.?|ms\.?)\s*[:.]?\s+)*"
)


def find_nip_people(scene: Scene, claimed: set[int]) -> list[PersonDraft]:
    """Find the person of every NIP that no table or block claimed."""
    people = []
    for index, row in enumerate(scene.rows):
        if index in claimed:
            continue
        for n, segment in enumerate(row.segments):
            flow = flow_of([segment])
            for span in find_nips(flow.plain):
                nip = nip_draft(span, flow, 0, "nip")
                if nip is None or (not span.labelled and not span.plausible):
                    continue
                name = _name_before(scene, index, segment, flow.plain, span.begin) or _name_above(
                    scene, index, n, claimed
                )
                signer = scene.zones[index] in (Zone.SIGNATURE, Zone.SIGNER)
                people.append(PersonDraft(index, "nip", signer, name, nip))
                claimed.add(index)
    return people


def _name_before(scene: Scene, index: int, segment: Segment, plain: str, begin: int) -> Draft[str] | None:
    """The name printed on the same row before the NIP, possibly begun on the row above (prose)."""
    before = LABEL.sub("", plain[:begin]) if LABEL.search(plain[:begin]) else plain[:begin]
    label = list(LABEL.finditer(plain[:begin]))
    cut = label[-1].start() if label else begin
    del before
    start = scene.row_begins[max(0, index - 1)]
    flow = scene.flow
    opener = None
    row_begin = scene.row_begins[index]
    offset = flow.plain_range(row_begin, row_begin + 1)[0]
    inner = _offset_in_row(scene, index, segment)
    stop_plain = offset + inner + cut
    for m in _OPENER.finditer(flow.text, start):
        if flow.plain_range(m.end() - 1, m.end())[1] <= stop_plain:
            opener = m
    if opener is not None:
        begin_plain = flow.plain_range(opener.end() - 1, opener.end())[1]
        draft = name_draft(flow.plain_piece(begin_plain, stop_plain), "prose")
        if draft and draft.signs["name_score"] > 0:
            return draft
    piece = flow_of([segment]).plain_piece(0, cut)
    draft = name_draft(piece, "beside")
    return draft if draft and draft.signs["name_score"] > 0 else None


def _offset_in_row(scene: Scene, index: int, segment: Segment) -> int:
    at = 0
    for other in scene.rows[index].segments:
        if other is segment:
            return at
        at += len(other.text) + 1
    return at


def _name_above(scene: Scene, index: int, n: int, claimed: set[int]) -> Draft[str] | None:
    """The nearest name-like segment above, over the NIP's own column."""
    segment = scene.rows[index].segments[n]
    best: Draft[str] | None = None
    for at in range(index - 1, max(-1, index - 6), -1):
        row = scene.rows[at]
        if row.page != segment.page or at in claimed:
            break
        if SUBJECT_START.search(scene.row_text(at)):
            break
        for other in row.segments:
            if min(other.box.right, segment.box.right) - max(other.box.left, segment.box.left) <= 0:
                continue
            draft = name_draft(_whole(other), "above")
            if draft and draft.signs["name_score"] > (best.signs["name_score"] if best else 0.0):
                best = draft
        if best is not None:
            return best
    return best


def _whole(segment: Segment) -> Piece | None:
    flow = flow_of([segment])
    return flow.plain_piece(0, len(flow.plain))


def find_lone_names(scene: Scene, claimed: set[int], found: list[PersonDraft]) -> list[PersonDraft]:
    """Find a name without any NIP: after an opener in prose, or centred below it."""
    del found
    for index, text in enumerate(scene.row_texts):
        if not SUBJECT_START.search(text):
            continue
        begin = scene.row_begins[index]
        opener = None
        for m in _OPENER.finditer(text):
            opener = m
        if opener is not None and opener.end() < len(text.rstrip()):
            person = _prose_name(scene, begin + opener.end(), index)
            if person:
                return [person]
        person = _centred_name(scene, index, claimed)
        if person:
            return [person]
    return []


def _prose_name(scene: Scene, begin: int, index: int) -> PersonDraft | None:
    flow = scene.flow
    end = begin + end_of_name(flow.text[begin : begin + 120].replace("\n", " "))
    draft = name_draft(flow.piece(begin, end), "prose")
    if draft is None or draft.signs["name_score"] == 0:
        return None
    return PersonDraft(index, "prose", name=draft)


def _centred_name(scene: Scene, index: int, claimed: set[int]) -> PersonDraft | None:
    page = scene.rows[index].page
    for at in range(index + 1, min(index + 5, len(scene.rows))):
        row: Row = scene.rows[at]
        if row.page != page or at in claimed:
            continue
        drafts = [d for s in row.segments if (d := name_draft(_whole(s), "centred"))]
        best = max(drafts, key=lambda d: d.signs["name_score"], default=None)
        if best is not None and name_score(best.value) > 0:
            return PersonDraft(at, "centred", scene.zones[at] is Zone.SIGNATURE, best)
    return None
