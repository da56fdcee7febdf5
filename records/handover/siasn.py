"""One training of one person in the fields SAPK/SIASN takes (domain notes, section 5).

Structural training goes to the *diklat* record, all other to the *kursus* record. Dates are dd-mm-yyyy,
absent numbers are null: a missing hour is never 0.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from records.tables import Document, Employee

STRUCTURAL = 1
OTHER_LEADERSHIP = 8
_CERTIFICATE_F = frozenset({2})
_CERTIFICATE_P = frozenset({4, 7, 9})

KURSUS_FIELDS = (
    *("namaKursus", "nomorSertipikat", "institusiPenyelenggara", "jenisDiklatId", "jenisKursusSertipikat"),
    *("jumlahJam", "tahunKursus", "tanggalKursus", "tanggalSelesaiKursus", "pnsOrangId"),
)
DIKLAT_FIELDS = (
    *("latihanStrukturalId", "nomor", "institusiPenyelenggara", "jumlahJam", "tahun"),
    *("tanggal", "tanggalSelesai", "pnsOrangId"),
)
PERSON_FIELDS = ("nip", "nama", "unitKerja")

Json = dict[str, Any]


def siasn_record(document: Document, employee: Employee) -> Json:
    """Give the record of a confirmed document for one of its people.

    `{"record": "kursus" | "diklat", "fields": {...}, "person": {...}}`.
    """
    structural = document.jenis_diklat == STRUCTURAL
    fields = _diklat(document) if structural else _kursus(document)
    fields["pnsOrangId"] = employee.pns_id or employee.nip
    return {
        "record": "diklat" if structural else "kursus",
        "fields": fields,
        "person": {"nip": employee.nip, "nama": full_name(employee), "unitKerja": employee.unit_kerja},
    }


def certificate_letter(jenis_diklat: int | None) -> str | None:
    """Give jenisKursusSertipikat: F functional, P workshop, socialisation or seminar, T the others."""
    if jenis_diklat is None:
        return None
    return "F" if jenis_diklat in _CERTIFICATE_F else "P" if jenis_diklat in _CERTIFICATE_P else "T"


def full_name(employee: Employee) -> str:
    """Give a name with its degrees as Indonesians write it."""
    name = " ".join(part for part in (employee.gelar_depan, employee.nama) if part)
    return f"{name}, {employee.gelar_belakang}" if employee.gelar_belakang else name


def _kursus(document: Document) -> Json:
    return {
        "namaKursus": document.course,
        "nomorSertipikat": document.number,
        "institusiPenyelenggara": document.organiser,
        "jenisDiklatId": document.jenis_diklat,
        "jenisKursusSertipikat": certificate_letter(document.jenis_diklat),
        "jumlahJam": document.jp,
        "tahunKursus": _year(document),
        "tanggalKursus": _day(document.start),
        "tanggalSelesaiKursus": _day(document.end),
    }


def _diklat(document: Document) -> Json:
    return {
        "latihanStrukturalId": document.latihan_struktural or OTHER_LEADERSHIP,
        "nomor": document.number,
        "institusiPenyelenggara": document.organiser,
        "jumlahJam": document.jp,
        "tahun": _year(document),
        "tanggal": _day(document.start),
        "tanggalSelesai": _day(document.end),
    }


def _year(document: Document) -> int | None:
    day = document.end or document.start
    return day.year if day else None


def _day(day: date | None) -> str | None:
    return day.strftime("%d-%m-%Y") if day else None
