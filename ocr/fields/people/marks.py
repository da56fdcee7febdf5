"""What opens a list of people and its rows: the heading, running numbers, NIPs."""

from __future__ import annotations

import re

from ocr.fields.scene import Scene
from ocr.grammar.nip import NipSpan, find_nips
from ocr.grammar.slips import digits_of, fold

_NAME_HEAD = re.compile(
    r"\b(?:nama|name|pegawai|yang\s+bersangkutan|peserta|personel|karyawan|participants?|employees?)\b"
)
_PLAIN_NAME = re.compile(r"\b(?:nama|name)\b")
_LONGEST_HEADER = 120
_LEAST_CELLS = 3  # of a heading that does not say "name"
_OTHER_HEAD = re.compile(
    r"\b(?:no|nomor|nip|nrp|n\.?i\.?p|jabatan|pangkat|gol|golongan|unit|instansi|jp|keterangan|position|agency|ttd"
    r"|tanda\s+tangan|satuan|asal|rank|institution|office)\b"
)
_INDEX = re.compile(r"^[\s|]*(?:(\d{1,3}|[il])\s*[.)|]?(?=[\s|]|$)|([a-z])\s?[.)]\s+)")


def is_header(text: str) -> bool:
    """Say whether a row (segments parted by tabs) is the heading of a table of people."""
    if (
        ":" in text
        or len(text) >= _LONGEST_HEADER
        or not (_NAME_HEAD.search(text) and _OTHER_HEAD.search(text))
    ):
        return False
    return bool(_PLAIN_NAME.search(text)) or len(text.split("\t")) >= _LEAST_CELLS


def nips_in(scene: Scene, index: int) -> tuple[NipSpan, ...]:
    """NIPs on row `index`; spans point into the row's plain text."""
    return find_nips(scene.rows[index].text.replace("\t", " "))


def running_number(scene: Scene, index: int) -> int | None:
    """The running number that opens the row, None without one."""
    match = _INDEX.match(fold(scene.rows[index].text))
    if match is None:
        return None
    return ord(match[2]) - ord("a") + 1 if match[2] else int(digits_of(match[1]))
