"""What labels are called: the wordings of labels, matched at the head of a piece of text."""

from __future__ import annotations

import re

from ocr.fields.flow import flow_of
from ocr.fields.layout import Segment
from ocr.grammar.wording import any_of, wording


def match_label(text: str) -> tuple[str, int, str] | None:
    """Give (label, end, separator) for the label that opens `text`; the longest wins."""
    text = text.replace("_", " ")
    hits = [(m.end("label"), name, m) for name, pattern in _COMPILED.items() if (m := pattern.match(text))]
    if not hits:
        return None
    _, name, match = max(hits, key=lambda h: h[0])
    return name, match.end(), match["sep"]


_BILINGUAL = r"(?:\s*[/|]\s*[a-z][a-z ,./&']{1,44}?(?=\s*\t?\s*[:=])|\s*/?\s*$)?"
# What a form numbers without a dot: "1 Nama", "4 Waktu Pelaksanaan"; not "12 JP".
_ROWS_OF_FORMS = (
    r"nama|name|nip|pangkat|gol|jabatan|unit|instansi|judul|tema|materi|penyelenggara|pelaksana|waktu|tanggal|tgl"
    r"|tempat|jumlah|bentuk|jenis|lama|durasi"
)
_COMPILED = {
    name: re.compile(
        rf"\s*(?:[-•*]\s*|\d{{1,2}}\s*[.)]\s*|\d{{1,2}}\s+(?={_ROWS_OF_FORMS})|(?:[a-z]|[ivx]{{1,5}})\s*[.)]\s+)?"
        rf"(?P<label>{any_of('labels', name)}){_BILINGUAL}"
        r"(?P<sep>\s*(?:\([^()\t]{1,30}\)\s*)?(?:\.?\s*\t?\s*[:;=]+|\s*\.?\s*$|\s*\t\s*[.\-1il|]?(?=\s|\t|$)"
        r"|\s*\t|\s+[.\-1il|](?=\s)))"
    )
    for name in wording("labels")
}


def is_bare_label(segment: Segment) -> bool:
    """Whether a segment is a label and nothing else."""
    text = flow_of([segment]).text.rstrip("\n")
    hit = match_label(text)
    return hit is not None and not text[hit[1] :].strip()
