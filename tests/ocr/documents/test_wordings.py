"""Wordings that other offices use: who held a course, what a day had, titles of papers that are sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from paper import centred, typed

from ocr.documents import find_documents
from ocr.fields.labels import find_labels
from ocr.fields.people import find_people
from ocr.fields.people.unclaimed import has_nobodys_nip
from ocr.fields.scene import Scene
from records.values import DocumentReading, Kind, PageText, Word


def only(*pages: PageText) -> DocumentReading:
    (document,) = find_documents(pages)
    return document


HELD = """
UNIVERSITAS TIRTAMULYA
SERTIFIKAT
Nomor : 12/UT.F3/KM/2022

Pada tanggal 3 Mei 2022 hingga 5 Mei 2022 Fakultas Hukum Universitas Tirtamulya
telah menyelenggarakan Lokakarya Penyusunan Peraturan Desa Angkatan ke-5, dengan peserta

RATNA DEWI ANGGRAINI
NIP 19840712 200801 2 011

selama 24 jam pelajaran

Sukamaju, 9 Mei 2022
Dekan,

Drs. Slamet Riyadi, M.Si
"""


def test_who_has_held_a_course_and_which() -> None:
    d = only(centred(HELD))

    assert d.course.value == "Lokakarya Penyusunan Peraturan Desa"
    assert d.organiser.value == "Fakultas Hukum Universitas Tirtamulya"
    assert (d.start.value, d.end.value) == (date(2022, 5, 3), date(2022, 5, 5))


LETTER = """
                              DINAS PERHUBUNGAN
                              SURAT PERNYATAAN
                       TELAH MENGIKUTI PENGEMBANGAN KOMPETENSI
                         Nomor : 094/221/DISHUB/2020

     Saya yang bertanda tangan di bawah ini :
     Nama             :  Drs. Slamet Riyadi, M.Si
     NIP              :  19650312 199003 1 004

     menyatakan dengan sesungguhnya bahwa :
     Nama             :  Bagus Wahyudi, A.Md
     NIP              :  19890214 201504 1 002

     pada tanggal 3 s.d. 5 Maret 2020 telah mengikuti Pelatihan Manajemen Lalu Lintas Perkotaan,
     {hours}. Materi disampaikan oleh rekan yang sebelumnya telah mengikuti pelatihan serupa.

                                                     Sukamaju, 9 Maret 2020
                                                     Yang menyatakan,

                                                     Drs. Slamet Riyadi, M.Si
                                                     NIP 19650312 199003 1 004
"""


def test_the_end_of_a_papers_title_and_a_course_alike_are_no_course() -> None:
    d = only(typed(LETTER.format(hours="selama 24 jam pelajaran")))

    assert d.kind is Kind.SUPERVISOR_LETTER
    assert d.course.value == "Pelatihan Manajemen Lalu Lintas Perkotaan"
    assert [p.nip.value for p in d.people] == ["198902142015041002"]


@pytest.mark.parametrize(
    ("hours", "value"),
    [
        ("dengan alokasi waktu 24 JP (3 hari, masing-masing 8 JP)", 24),
        ("sebanyak 3 hari x 8 JP = 24 JP", 24),
        ("sebanyak 3 (tiga) hari x 8 JP", 24),
        ("8 JP per hari x 3 hari", 24),
        ("selama 20 JP, dari hak paling sedikit 20 (dua puluh) jam pelajaran per tahun", 20),
        ("selama 18 JP, dari hak paling banyak 24 (dua puluh empat) jam pelajaran per tahun", 18),
    ],
)
def test_what_one_day_had_and_what_a_year_may_have_are_not_the_courses_hours(hours: str, value: int) -> None:
    d = only(typed(LETTER.format(hours=hours)))

    assert d.jp.value == value
    assert "jp-several" not in d.reasons


FRONT = """
RUMAH SAKIT UMUM DAERAH dr. WIRATAMA
SERTIFIKAT
Nomor : 445/12/DIKLAT/2024

diberikan kepada
Ratna Dewi Anggraini, S.Kep
NIP 19840712 200801 2 011

sebagai peserta Pelatihan Petugas Pendaftaran Rumah Sakit
pada tanggal 6 s.d. 7 Maret 2024

Sukamaju, 8 Maret 2024
Direktur,

Drs. Slamet Riyadi, M.Si
NIP 19650312 199003 1 004
"""
BACK = """
                          {heading}
               PELATIHAN PETUGAS PENDAFTARAN RUMAH SAKIT

     Pukul       Materi                         Pemateri        JP
     Rabu, 6 Maret 2024
     08.00       Pembukaan                      Panitia         2
     10.15       Konsep dasar                   Tim Diklat      2
     13.00       Alur pelayanan                 Tim Diklat      4
     Jumlah hari ke-1                                           8
     Kamis, 7 Maret 2024
     08.00       Simulasi                       Panitia         3
     13.00       Evaluasi                       Panitia         5
     Jumlah hari ke-2                                           8
     {total}
"""


def test_a_programme_with_the_total_of_hours_belongs_to_the_certificate_without_hours() -> None:
    total = "Total jam pelajaran                                        16"
    back = typed(BACK.format(heading="JADWAL DAN MATERI", total=total), number=2)
    d = only(centred(FRONT), back)

    assert d.pages == (1, 2)
    assert d.kind is Kind.CERTIFICATE
    assert d.jp.value == 16
    assert "table-total-disagrees" not in d.reasons


def test_a_timetable_without_hours_is_a_paper_of_its_own() -> None:
    back = typed(
        "\n".join(
            line[:58] if "Materi" not in line else line
            for line in BACK.format(heading="SUSUNAN ACARA", total="").splitlines()
            if "Jumlah" not in line
        ),
        number=2,
    )
    documents = find_documents([centred(FRONT), back])

    assert [d.pages for d in documents] == [(1,), (2,)]


RECEIPT = """
                    DAFTAR PENERIMA UANG SAKU PESERTA
                 WORKSHOP PENYUSUNAN STANDAR PELAYANAN

     Kegiatan         :  Workshop Penyusunan Standar Pelayanan
     Tanggal          :  29 November s.d. 2 Desember 2021 (4 hari, 32 JP)
     Kode Rekening    :  5.1.02.01.01.0026

     No   Nama                     NIP                   Jumlah (Rp)   Tanda Tangan
     1    Budi Hartono, S.E        198001012005011001    400.000       1.
     2    Siti Aminah, S.Pd        198202022006022002    400.000       2.
     3    Rahmat Hidayat, S.Sos    198303032007031003    400.000       3.

     Setuju dibayar,                                  Sukamaju, 2 Desember 2021
     Bendahara Pengeluaran                            Pejabat Pelaksana Teknis Kegiatan
"""


def test_a_list_of_payments_is_no_evidence() -> None:
    (document,) = find_documents([typed(RECEIPT)])

    assert document.kind is Kind.OTHER


def test_words_of_other_papers_inside_a_courses_title_do_not_make_it_one() -> None:
    sentence = "selama 16 jam pelajaran\npada tanggal"
    d = only(centred(FRONT.replace("pada tanggal", sentence)))

    assert d.kind is Kind.CERTIFICATE
    assert d.course.value == "Pelatihan Petugas Pendaftaran Rumah Sakit"


def test_a_page_of_a_learning_platform_names_its_course_in_large_print() -> None:
    page = """
KETERANGAN LULUS PELATIHAN DARING
Etika Pelayanan bagi Semua
Penyelenggara: Badan Kepegawaian Kota Sukamaju

     Nama Peserta     Ratna Dewi Anggraini
     NIP              19840712 200801 2 011
     Tanggal mulai kelas     06/02/2023
     Selesai belajar         08/02/2023
     Jumlah JP               16 jam pelajaran
     Forum diskusi           100%
"""
    made = typed(page)
    words = tuple(_taller(w) if w.line == 1 else w for w in made.words)  # the second line is the headline
    d = only(replace(made, words=words))

    assert d.course.value == "Etika Pelayanan bagi Semua"
    assert (d.start.value, d.end.value) == (date(2023, 2, 6), date(2023, 2, 8))


def _taller(word: Word) -> Word:
    box = word.box
    return replace(word, box=replace(box, top=box.top - 0.004, bottom=box.bottom + 0.004))


def test_a_short_name_between_many_degrees_is_a_name() -> None:
    d = only(
        centred(HELD.replace("RATNA DEWI ANGGRAINI\nNIP 19840712 200801 2 011", "dr. Mutia, S.STP., M.A.P."))
    )

    assert [p.name.value for p in d.people] == ["dr. Mutia, S.STP., M.A.P"]


def test_a_number_that_nobody_was_given_is_told() -> None:
    scene = Scene((typed(LETTER.format(hours="selama 24 jam pelajaran")),))
    people, signers = find_people(scene, find_labels(scene))

    assert len(people) == len(signers) == 1
    assert not has_nobodys_nip(scene, (*people, *signers))
    assert has_nobodys_nip(scene, people)
    assert has_nobodys_nip(scene, signers)


def test_everybodys_number_given_raises_no_doubt() -> None:
    d = only(typed(LETTER.format(hours="selama 24 jam pelajaran")))

    assert "nip-of-nobody" not in d.reasons


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Workshop Kesehatan Jiwa di Layanan Primer", "Workshop Kesehatan Jiwa di Layanan Primer"),
        ("Workshop Kesehatan Jiwa di Sukamaju", "Workshop Kesehatan Jiwa"),
        ("Workshop Kesehatan Jiwa di Hotel Melati", "Workshop Kesehatan Jiwa"),
    ],
)
def test_only_a_place_is_cut_off_a_title(sentence: str, title: str) -> None:
    d = only(centred(FRONT.replace("Pelatihan Petugas Pendaftaran Rumah Sakit", sentence)))

    assert d.course.value == title


LONG_LIST = """
                             SURAT KETERANGAN
                         Nomor : 094/221/DISHUB/2020

     Kepala Dinas Perhubungan menerangkan bahwa pegawai pada tabel berikut telah mengikuti
     Pelatihan Manajemen Lalu Lintas pada tanggal 3 s.d. 5 Maret 2020 selama 24 JP.

     No.   NIP                    Nama                       Jabatan
     {first}
"""
GOES_ON = """
     {second}

     Demikian surat keterangan ini dibuat.
                                                     Sukamaju, 9 Maret 2020
                                                     Kepala Dinas,

                                                     Drs. Slamet Riyadi, M.Si
                                                     NIP 196503121990031004
"""
NAMES = (
    *("Budi Hartono", "Siti Aminah", "Rahmat Hidayat", "Dewi Lestari", "Agus Salim", "Rina Marlina"),
    *("Joko Susilo", "Maya Sari", "Hendra Gunawan", "Lina Wati", "Eko Prasetyo"),
)


def test_a_list_goes_on_overleaf_with_its_running_numbers_before_the_nips() -> None:
    rows = [
        f"{n}.{'':<4}19{60 + n}0101199003100{n % 10}   {name:<24}   Analis Kepegawaian"
        for n, name in enumerate(NAMES, start=1)
    ]
    front = typed(LONG_LIST.format(first="\n     ".join(rows[:9])))
    back = typed(GOES_ON.format(second="\n     ".join(rows[9:])), number=2)

    d = only(front, back)

    assert d.pages == (1, 2)
    assert [p.name.value for p in d.people] == list(NAMES)
    assert d.reasons == ()


def test_cells_of_figures_below_their_heads_give_the_hours() -> None:
    cells = "Jumlah jam               Moda                 Jumlah pertemuan\n{0}"
    row = "24 (dua puluh empat)     Bauran (blended)     2 sesi"
    page = typed(HELD.replace("selama 24 jam pelajaran", cells.format(row)))

    assert only(page).jp.value == 24


def test_a_theme_stands_behind_the_colon_of_a_numbered_webinar() -> None:
    sentence = "Peserta kegiatan Webinar Episode 53:\nSehat Mental di Tempat Kerja"
    body = FRONT.replace("sebagai peserta Pelatihan Petugas Pendaftaran Rumah Sakit", sentence)

    assert only(centred(body)).course.value == "Sehat Mental di Tempat Kerja"


def test_a_title_with_a_colon_on_its_second_line_goes_on() -> None:
    title = (
        "sebagai peserta pada kegiatan yang dinamakan Workshop Keamanan dan Perlindungan\n"
        "Informasi: Mengenali Rekayasa Sosial di Tempat Kerja"
    )
    d = only(typed(FRONT.replace("sebagai peserta Pelatihan Petugas Pendaftaran Rumah Sakit", title)))

    assert d.course.value == (
        "Workshop Keamanan dan Perlindungan Informasi: Mengenali Rekayasa Sosial di Tempat Kerja"
    )
