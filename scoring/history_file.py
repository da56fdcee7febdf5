"""The training history that SIASN exports (riwayat kursus, riwayat diklat) as typed records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scoring.course_kind import classify
from scoring.sheets import RowNote, parse_date, read_sheet

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "nip": ("nip_baru", "nip_pns", "nipbaru"),
    "pns_id": ("pns_orang_id", "pns_orang", "orang_id", "id_pns", "pnsorangid"),
    "course": ("nama_kursus", "kursus", "nama_diklat", "nama_pelatihan", "latihan_struktural_nama",
               "pelatihan",
               "namakursus"),
    "number": ("nomor_sertipikat", "nomor_sertifikat", "no_sertipikat", "no_sertifikat", "nomor",
               "nomorsertipikat"),
    "organiser": ("institusi_penyelenggara", "penyelenggara", "institusi", "institusipenyelenggara"),
    "kind": ("jenis_diklat_id", "jenis_diklat", "jenisdiklatid", "jenis_kursus_id"),
    "level": ("latihan_struktural_id", "latihanstrukturalid"),
    "jp": ("jumlah_jam", "jam", "jumlah_jp", "jumlahjam"),
    "year": ("tahun_kursus", "tahun", "tahunkursus", "tahun_diklat"),
    "start": ("tanggal_kursus", "tanggal", "tanggal_mulai", "tgl_mulai", "tanggalkursus",
              "tanggal_kursus_mulai"),
    "end": ("tanggal_selesai_kursus", "tanggal_selesai", "tgl_selesai", "tanggalselesaikursus",
            "tanggalselesai"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TrainingRecord:
    """One training as the personnel system has it. `jp` None where it is missing or stored as 0."""

    row: int
    nip: str
    pns_id: str
    course: str
    number: str
    organiser: str
    kind_code: int
    level_code: int | None
    jp: int | None
    year: int | None
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class HistoryFile:
    """A history as read; unusable rows are in `rejected`, what is odd about the others in `warnings`."""

    records: tuple[TrainingRecord, ...]
    warnings: tuple[RowNote, ...]
    rejected: tuple[RowNote, ...]


def read_history(source: str | Path | bytes, filename: str = "") -> HistoryFile:
    """Read an export of riwayat kursus or riwayat diklat.

    Raises:
        Rejected: `table-unreadable` or `table-lacks-columns`.
    """
    name = filename or (str(source) if not isinstance(source, bytes) else "history")
    sheet = read_sheet(source, name, HEADINGS, ("course",))
    records, warnings, rejected = [], [], []
    for number, cells in sheet.rows:
        why = _unusable(cells)
        if why:
            rejected.append(RowNote(number, why[0], why[1]))
            continue
        records.append(_record(number, cells))
        warnings += _warnings(records[-1], cells)
    return HistoryFile(tuple(records), tuple(warnings), tuple(rejected))


def _unusable(cells: Mapping[str, str]) -> tuple[str, str] | None:
    if not _digits(cells.get("nip", "")) and not cells.get("pns_id"):
        return "nip", "history-person-missing"
    return None if cells["course"] else ("course", "history-course-missing")


def _record(number: int, cells: Mapping[str, str]) -> TrainingRecord:
    course = re.sub(r"\s+", " ", cells["course"])
    level = _whole(cells.get("level", ""))
    proposed = classify(course)
    kind = _whole(cells.get("kind", "")) or (1 if level else proposed.code)
    start, end = parse_date(cells.get("start", "")), parse_date(cells.get("end", ""))
    day = end or start
    return TrainingRecord(
        row=number,
        nip=_digits(cells.get("nip", "")),
        pns_id=cells.get("pns_id", ""),
        course=course,
        number=cells.get("number", ""),
        organiser=cells.get("organiser", ""),
        kind_code=kind,
        level_code=level or proposed.level,
        jp=_whole(cells.get("jp", "")) or None,
        year=_whole(cells.get("year", "")) or (day.year if day else None),
        start=start,
        end=end,
    )


def _warnings(record: TrainingRecord, cells: Mapping[str, str]) -> list[RowNote]:
    notes = [
        RowNote(record.row, name, "history-date-unreadable", cells[name])
        for name, value in (("start", record.start), ("end", record.end))
        if cells.get(name) and value is None
    ]
    if record.jp is None:
        notes.append(RowNote(record.row, "jp", "history-hours-missing", cells.get("jp", "")))
    return notes


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _whole(text: str) -> int | None:
    found = re.fullmatch(r"\s*(\d{1,5})(?:[.,]0+)?\s*(?:jam|jp)?\s*", text.lower())
    return int(found[1]) if found else None
