import io
from datetime import date

import pytest
from openpyxl import Workbook

from records.errors import Rejected
from scoring.register_file import read_register

EXPORT = """nip_baru;nama;gelar_depan;tanggal_lahir;jenis_kelamin;gol_akhir_nama;\
jenis_jabatan_nama;jabatan_nama;unor_nama
'198001022005011003;Budi Santoso;-;02-01-1980;M;III/c;4;Pengelola Keuangan;Dinas Sosial
198103042006042001;Siti Aminah;Hj.;04-03-1981;F;III/d;2;Bidan Mahir;RSUD
19820506;Terlalu Pendek;;06-05-1982;M;III/a;1;Camat;Kecamatan Satu
1,98307082008E+17;Rusak Excel;;08-07-1983;M;III/a;1;Camat;Kecamatan Satu
198409102010011001;;;10-09-1984;M;III/a;1;Camat;Kecamatan Satu
198001022005011003;Budi Kembar;;02-01-1980;M;III/c;4;Pengelola;Dinas Sosial
198511122011011001;Beda Lahir;;13-11-1985;F;III/a;1;Camat;Kecamatan Satu
"""


def test_an_agency_export_is_read_with_its_own_headings() -> None:
    register = read_register(EXPORT.encode("utf-8-sig"), "pegawai.csv")
    first, second, _ = register.employees
    assert (first.nip, first.nama, first.gelar_depan) == ("198001022005011003", "Budi Santoso", "")
    assert (first.tanggal_lahir, first.jenis_kelamin) == (date(1980, 1, 2), "L")
    assert (first.jenis_jabatan, second.jenis_jabatan) == ("pelaksana", "fungsional")
    assert second.unit_kerja == "RSUD"
    assert register.columns["unit_kerja"] == "unor_nama"


def test_unusable_rows_are_told_by_row_column_and_reason() -> None:
    register = read_register(EXPORT.encode(), "pegawai.csv")
    assert [(n.row, n.column, n.code) for n in register.rejected] == [
        (4, "nip_baru", "register-nip-not-18-digits"),
        (5, "nip_baru", "register-nip-lost-digits"),
        (6, "nama", "register-name-missing"),
        (7, "nip_baru", "register-nip-twice"),
    ]


def test_a_nip_that_contradicts_birth_date_or_sex_is_kept_with_warnings() -> None:
    register = read_register(EXPORT.encode(), "pegawai.csv")
    assert register.employees[-1].nip == "198511122011011001"
    assert [(n.row, n.code) for n in register.warnings] == [
        (8, "register-nip-birth-date-disagree"),
        (8, "register-nip-sex-disagree"),
    ]


def test_a_workbook_with_titles_above_the_headings_is_read() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DAFTAR PEGAWAI"])
    sheet.append([])
    sheet.append(["No", "NIP Baru", "Nama Lengkap", "Tgl Lahir", "Unit Kerja"])
    sheet.append([1, "'198001022005011003", "Budi Santoso", date(1980, 1, 2), "Dinas Sosial"])
    sheet.append([2, 198103042006042001, "Siti Aminah", "04/03/1981", "RSUD"])
    out = io.BytesIO()
    book.save(out)
    register = read_register(out.getvalue(), "pegawai.xlsx")
    assert [e.nama for e in register.employees] == ["Budi Santoso"]
    assert register.employees[0].tanggal_lahir == date(1980, 1, 2)
    # A number of 18 digits does not survive a spreadsheet: its last digits are not the person's.
    assert [(n.row, n.code) for n in register.rejected] == [(5, "register-nip-lost-digits")]


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"PK\x03\x04 no workbook"])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(Rejected) as refused:
        read_register(data, "x.csv")
    assert refused.value.code == "table-unreadable"


def test_a_table_without_a_nip_column_is_refused_by_name() -> None:
    with pytest.raises(Rejected) as refused:
        read_register(b"nama,unit\nBudi,Dinas\n", "x.csv")
    assert (refused.value.code, refused.value.values["columns"]) == ("table-lacks-columns", "nip")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_delimiter_and_encoding_will_do(mark: str) -> None:
    text = f"NIP{mark}Nama\n198001022005011003{mark}Bu\u00e9di\n"
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        assert read_register(text.encode(encoding), "r.csv").employees[0].nama == "Bu\u00e9di"
