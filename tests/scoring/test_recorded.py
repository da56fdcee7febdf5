from datetime import date
from typing import Any

from papers import paper

from scoring.history_file import read_history
from scoring.repeats import find_recorded

EXPORT = """nipBaru,namaKursus,nomorSertipikat,institusiPenyelenggara,jenisDiklatId,\
jumlahJam,tahunKursus,tanggalKursus,tanggalSelesaiKursus
198001022005012003,Bimtek Penyusunan Laporan Keuangan,860/12/BKPP.III/2019,Badan Diklat,8,\
24,2019,05-03-2019,07-03-2019
198001022005012003,Pelatihan Kearsipan,,ANRI,3,0,2018,,
,Tanpa Orang,,ANRI,3,8,2018,01-02-2018,
198001022005012003,,,ANRI,3,8,2018,01-02-2018,
198001022005012003,Seminar Gizi,12/S,Dinkes,9,8,2020,31-02-2020,
"""


def test_a_siasn_export_is_read_with_what_is_wrong_with_it() -> None:
    history = read_history(EXPORT.encode(), "kursus.csv")
    first, second, third = history.records
    assert (first.jp, first.start, first.end, first.kind_code) == (24, date(2019, 3, 5), date(2019, 3, 7), 8)
    assert (second.jp, second.year, second.start) == (None, 2018, None)
    assert third.start is None
    assert [(n.row, n.code) for n in history.rejected] == [
        (4, "history-person-missing"),
        (5, "history-course-missing"),
    ]
    assert [(n.row, n.code) for n in history.warnings] == [
        (3, "history-hours-missing"),
        (6, "history-date-unreadable"),
    ]


def test_structural_training_is_told_by_its_own_export() -> None:
    text = (
        "pnsOrangId;latihanStrukturalId;latihanStrukturalNama;nomor;jumlahJam;tahun;tanggal;tanggalSelesai\n"
    )
    history = read_history((text + "A1;2;DIKLATPIM TK.IV;9/LAN;285;2015;01-02-2015;30-05-2015\n").encode())
    record = history.records[0]
    assert (record.pns_id, record.kind_code, record.level_code, record.jp) == ("A1", 1, 2, 285)


def found(**changes: Any) -> tuple[str, tuple[str, ...]] | None:
    recorded = find_recorded(paper(**changes), read_history(EXPORT.encode()).records)
    return (recorded.code, recorded.differences) if recorded else None


def test_what_is_recorded_is_found_by_number_or_by_course_and_time() -> None:
    assert found() == ("already-recorded", ())
    assert found(number=None) == ("already-recorded", ())
    assert found(number="86O/12/BKPP.lII/2019", start=None, end=None, issued=None) == ("already-recorded", ())


def test_other_hours_or_dates_are_told() -> None:
    assert found(jp=30) == ("recorded-otherwise", ("jp",))
    # The certificate's date was recorded for the course's.
    assert found(start=date(2019, 3, 1), end=date(2019, 3, 3), number=None) == (
        "recorded-otherwise",
        ("start", "end"),
    )


def test_what_is_not_recorded_is_not_found() -> None:
    assert found(course="Pelatihan Protokol", number="1/2019") is None
    assert found(start=date(2021, 3, 5), end=date(2021, 3, 7), issued=None, number=None) is None


def test_a_record_with_a_year_only_is_found_within_that_year() -> None:
    kearsipan = {"course": "Pelatihan Kearsipan", "number": None, "issued": None}
    days = {"start": date(2018, 6, 1), "end": date(2018, 6, 2)}
    assert found(**kearsipan, **days) == ("recorded-otherwise", ("jp", "start", "end"))
    assert found(**kearsipan, start=date(2017, 6, 1), end=date(2017, 6, 2)) is None
