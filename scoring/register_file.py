"""The employee register from the file an agency exports (csv or xlsx), its headings mapped to ours.

Known headings: the agencies' export (domain notes, section 5) and plain Indonesian ones. A NIP that
contradicts the birth date or the sex is told as a warning and kept: real registers hold such numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from records.values import Employee
from scoring.sheets import RowNote, parse_date, read_sheet

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "nip": ("nip_baru", "nipbaru", "nip_pns", "nip_18", "nomor_induk_pegawai", "nip_nrp", "nip_nippppk",
    "nip_nipppk"), "nama": ("nama_lengkap", "nama_pegawai", "nama_pns", "nama_asn", "name"),
    "gelar_depan": ("gelar_dpn", "glr_depan", "gelardepan"),
    "gelar_belakang": ("gelar_blk", "gelar_blkg", "glr_belakang", "gelarbelakang"),
    "jenis_kelamin": ("jk", "kelamin", "sex", "l_p"),
    "tempat_lahir": ("tempat_lahir_nama", "tmp_lahir", "tempatlahir"),
    "tanggal_lahir": ("tgl_lahir", "tanggallahir", "tgl_lhr", "lahir"),
    "golongan": ("gol_akhir_nama", "gol_nama", "gol_ruang", "gol", "golongan_ruang", "gol_akhir", "golru"),
    "pangkat": ("pangkat_nama", "pangkat_akhir", "nama_pangkat"),
    "jenis_jabatan": ("jenis_jabatan_nama", "jenis_jabatan_id", "jenisjabatan", "jenis_jab"),
    "jabatan": ("jabatan_nama", "nama_jabatan", "jab_nama", "jabatan_terakhir"),
    "bidang_tugas": ("bidang", "tugas", "rumpun", "bidang_pekerjaan"),
    "unit_kerja": ("unor_nama", "unor", "unit_organisasi", "nama_unor", "skpd", "opd", "unit", "instansi",
    "satker",
                   "satuan_kerja", "unor_induk_nama", "perangkat_daerah", "instansi_kerja_nama"),
    "pendidikan": ("tingkat_pendidikan_nama", "tingkat_pendidikan", "pendidikan_terakhir", "pendidikan_nama"),
    "nilai_kinerja": ("kinerja", "nilai_skp", "nilai_pkpns", "predikat_kinerja", "hasil_kinerja"),
    "hukuman_disiplin": ("hukdis", "disiplin", "tingkat_hukuman", "hukuman"),
    "nip_lama": ("niplama", "nip_9"),
    "pns_id": ("pns_orang_id", "pnsid", "id_pns", "orang_id"),
}  # fmt: skip

_POST_KINDS = {
    "1": "struktural", "2": "fungsional", "4": "pelaksana",
    "jabatan struktural": "struktural", "jabatan fungsional": "fungsional", "jabatan pelaksana": "pelaksana",
    "fungsional tertentu": "fungsional", "jabatan fungsional tertentu": "fungsional", "jft": "fungsional",
    "fungsional umum": "pelaksana", "jabatan fungsional umum": "pelaksana", "jfu": "pelaksana",
}  # fmt: skip
_SEXES = {"1": "L", "m": "L", "l": "L", "pria": "L", "laki-laki": "L", "laki laki": "L", "male": "L",
          "2": "P", "f": "P", "p": "P", "w": "P", "wanita": "P", "perempuan": "P", "female": "P"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A register as read. `columns` maps our fields to the file's headings; rows count from 1 in the file."""

    employees: tuple[Employee, ...]
    warnings: tuple[RowNote, ...]
    rejected: tuple[RowNote, ...]
    columns: Mapping[str, str]


def read_register(source: str | Path | bytes, filename: str = "") -> RegisterFile:
    """Read an employee register (csv of any delimiter, or xlsx).

    Rows without a usable NIP or name are given back in `rejected`, with row, column and why; everything odd
    but usable stands in `warnings`.

    Raises:
        Rejected: `table-unreadable`, or `table-lacks-columns` when no NIP or name column can be found.
    """
    name = filename or (str(source) if not isinstance(source, bytes) else "register")
    sheet = read_sheet(source, name, HEADINGS, ("nip", "nama"))
    employees: dict[str, Employee] = {}
    warnings: list[RowNote] = []
    rejected: list[RowNote] = []
    for number, cells in sheet.rows:
        why = _unusable(cells)
        if why:
            rejected.append(RowNote(number, sheet.columns[why[0]], why[1], cells[why[0]]))
            continue
        employee = _employee(cells)
        if employee.nip in employees:
            rejected.append(RowNote(number, sheet.columns["nip"], "register-nip-twice", employee.nip))
            continue
        employees[employee.nip] = employee
        warnings += _warnings(number, cells, employee, sheet.columns)
    return RegisterFile(tuple(employees.values()), tuple(warnings), tuple(rejected), sheet.columns)


def _unusable(cells: Mapping[str, str]) -> tuple[str, str] | None:
    nip = cells["nip"]
    if re.search(r"\d[.,]?\d*[eE][+]?\d", nip):
        return "nip", "register-nip-lost-digits"  # a spreadsheet kept it as a number and rounded it
    if len(re.sub(r"\D", "", nip)) not in (18, 9):
        return "nip", "register-nip-not-18-digits"
    if not cells["nama"]:
        return "nama", "register-name-missing"
    return None


def _employee(cells: Mapping[str, str]) -> Employee:
    def cell(name: str) -> str:
        return re.sub(r"\s+", " ", cells.get(name, "")).strip()

    kind = cell("jenis_jabatan").lower()
    return Employee(
        nip=re.sub(r"\D", "", cells["nip"]),
        nama=cell("nama"),
        gelar_depan=_no_dash(cell("gelar_depan")),
        gelar_belakang=_no_dash(cell("gelar_belakang")),
        jenis_kelamin=_SEXES.get(cell("jenis_kelamin").lower(), ""),
        tempat_lahir=cell("tempat_lahir"),
        tanggal_lahir=parse_date(cell("tanggal_lahir")),
        golongan=cell("golongan"),
        pangkat=cell("pangkat"),
        jenis_jabatan=_POST_KINDS.get(kind, kind),
        jabatan=cell("jabatan"),
        bidang_tugas=cell("bidang_tugas"),
        unit_kerja=cell("unit_kerja"),
        pendidikan=cell("pendidikan"),
        nilai_kinerja=cell("nilai_kinerja"),
        hukuman_disiplin=cell("hukuman_disiplin"),
        nip_lama=re.sub(r"\D", "", cell("nip_lama")),
        pns_id=cell("pns_id"),
    )


def _no_dash(text: str) -> str:
    return "" if text in ("-", ".", "--") else text


def _warnings(
    number: int, cells: Mapping[str, str], employee: Employee, columns: Mapping[str, str]
) -> list[RowNote]:
    notes = []
    if cells.get("tanggal_lahir") and employee.tanggal_lahir is None:
        notes.append(
            RowNote(
                number, columns["tanggal_lahir"], "register-birth-date-unreadable", cells["tanggal_lahir"]
            )
        )
    if len(employee.nip) == 18:
        if employee.tanggal_lahir and not _born_on(employee.nip, employee.tanggal_lahir):
            notes.append(RowNote(number, columns["nip"], "register-nip-birth-date-disagree", employee.nip))
        if {"L": "1", "P": "2"}.get(employee.jenis_kelamin, employee.nip[14]) != employee.nip[14]:
            notes.append(RowNote(number, columns["nip"], "register-nip-sex-disagree", employee.nip))
    return notes


def _born_on(nip: str, day: date) -> bool:
    return nip[:8] == day.strftime("%Y%m%d")
