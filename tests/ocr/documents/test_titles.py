"""Where a course's title begins and ends: batches, years, themes, series, labels that wrap."""

from __future__ import annotations

from paper import centred, typed

from ocr.documents import find_documents
from records.values import DocumentReading, PageText

CERTIFICATE = """
BALAI DIKLAT KEUANGAN NUSANTARA
SERTIFIKAT
Nomor : 12/BDKN/V/2022

diberikan kepada
Ratna Dewi Anggraini, S.Sos
NIP 19840712 200801 2 011

{body}
tanggal 3 sampai dengan 5 Mei 2022 selama 24 jam pelajaran

Sukamaju, 9 Mei 2022
Kepala Balai,

Drs. Slamet Riyadi, M.Si
NIP 19650312 199003 1 004
"""


def only(*pages: PageText) -> DocumentReading:
    (document,) = find_documents(pages)
    return document


def course(body: str) -> DocumentReading:
    return only(centred(CERTIFICATE.format(body=body)))


def test_a_batch_is_no_part_of_the_title() -> None:
    d = course(
        "telah mengikuti Pelatihan Penatausahaan Barang Milik Daerah Angkatan ke-IV\nyang diselenggarakan"
    )

    assert d.course.value == "Pelatihan Penatausahaan Barang Milik Daerah"
    assert "course-year-open" not in d.reasons


def test_a_year_behind_a_title_is_left_out_and_said() -> None:
    d = course("telah mengikuti Pelatihan Penatausahaan Barang Milik Daerah Tahun 2022\nyang diselenggarakan")

    assert d.course.value == "Pelatihan Penatausahaan Barang Milik Daerah"
    assert "Pelatihan Penatausahaan Barang Milik Daerah Tahun 2022" in d.course.alternatives
    assert "course-year-open" in d.reasons


def test_another_year_than_the_courses_stays_in_its_title() -> None:
    d = course("telah mengikuti Sosialisasi Rencana Kerja Daerah Tahun 2025\nyang diselenggarakan")

    assert d.course.value == "Sosialisasi Rencana Kerja Daerah Tahun 2025"


def test_a_theme_stands_for_the_webinar_of_a_series() -> None:
    series = "atas partisipasinya dalam Webinar Rabu Berbagi Seri 7 dengan topik"
    d = course(f"{series}\nArsip yang Bercerita\nyang diadakan")

    assert d.course.value == "Arsip yang Bercerita"


def test_a_quoted_theme_stands_behind_words_that_tell_its_kind() -> None:
    d = course("atas partisipasinya pada kuliah umum bertema\n“Merawat Arsip Keluarga Kita”\nyang digelar")

    assert d.course.value == "Merawat Arsip Keluarga Kita"


def test_a_title_keeps_where_its_subject_lies() -> None:
    d = course("telah mengikuti Pelatihan Kearsipan di Lingkungan Pemerintah Kota\nyang diselenggarakan")

    assert d.course.value == "Pelatihan Kearsipan di Lingkungan Pemerintah Kota"


def test_small_words_only_tell_where() -> None:
    d = course(
        "telah mengikuti Pelatihan Kearsipan Dinamis di lingkungan Pemerintah Kota\nyang diselenggarakan"
    )

    assert d.course.value == "Pelatihan Kearsipan Dinamis"


WRAPPED = """
                         DINAS PERHUBUNGAN
                         SURAT KETERANGAN
                     Nomor 800/17/DISHUB/2021

     Kepala Dinas Perhubungan menerangkan bahwa:
     Nama                : Ratna Dewi Anggraini, S.Sos
     NIP                 : 19840712 200801 2 011

     telah mengikuti kegiatan sebagai berikut:
     {first:<20}{mark}Bimbingan Teknis Keselamatan Angkutan Sungai
     {second:<20}{gap}dan Danau bagi Petugas Lapangan
     Waktu               : 12 s.d. 15 April 2021
     Jumlah JP           : 30 JP

                                                   Sukamaju, 4 Mei 2021
                                                   Kepala Dinas,


                                                   Drs. Slamet Riyadi, M.Si
                                                   NIP. 19650312 199003 1 004
"""


def test_a_label_wraps_beside_its_value() -> None:
    text = WRAPPED.format(first="Nama", mark=": ", second="Pelatihan", gap="  ")

    assert (
        only(typed(text)).course.value
        == "Bimbingan Teknis Keselamatan Angkutan Sungai dan Danau bagi Petugas Lapangan"
    )


def test_a_label_may_be_one_by_its_second_row_only() -> None:
    text = WRAPPED.format(first="Bentuk dan nama", mark="", second="kegiatan", gap="")

    assert (
        only(typed(text)).course.value
        == "Bimbingan Teknis Keselamatan Angkutan Sungai dan Danau bagi Petugas Lapangan"
    )
