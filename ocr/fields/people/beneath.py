"""The office that stands beneath a lone name, without a label, as certificates print it."""

from __future__ import annotations

import re
from dataclasses import replace

from ocr.fields.draft import Draft, PersonDraft
from ocr.fields.flow import flow_of
from ocr.fields.scene import Scene
from ocr.fields.zones import Zone

_REACH = 2  # rows between the name or its NIP and the office
_OFFICE = re.compile(
    r"^\W*(?:pada |dari )?(?:dinas|badan|kecamatan|kelurahan|desa|sekretariat|inspektorat|satuan|rsud|"
    r"rumah sakit|puskesmas|kantor|bagian|bidang|biro|balai|uptd?|sekolah|[st]d|smp|sma|smk|mts|"
    r"setda|satpol|pemerintah)\b",
    re.IGNORECASE,
)
_NO_OFFICE = re.compile(r"\b(?:telah|sebagai|dalam|peserta|diselenggarakan|kegiatan|nomor)\b", re.IGNORECASE)


def with_unit_beneath(scene: Scene, person: PersonDraft) -> PersonDraft:
    """Give a person who has no labelled office the one printed on the next rows, if there is one."""
    if person.unit is not None:
        return person
    last = max((d.piece.box.bottom for d in (person.name, person.nip) if d is not None), default=0.0)
    page = scene.rows[person.row].page
    below = [
        row
        for index, row in enumerate(scene.rows)
        if row.page == page
        and row.box.top > last - row.height / 2
        and scene.zones[index] is not Zone.SIGNATURE
    ]
    for row in below[:_REACH]:
        for segment in row.segments:
            flow = flow_of([segment])
            piece = flow.plain_piece(0, len(flow.plain))
            if piece is not None and _OFFICE.search(piece.text) and not _NO_OFFICE.search(piece.text):
                return replace(person, unit=Draft(piece.text, piece, "beneath", {}))
    return person
