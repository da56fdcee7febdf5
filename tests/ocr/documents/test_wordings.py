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
from ocr.fields.walls import walls_of
from records.values import Box, DocumentReading, Kind, PageText, Rule, Word


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
        ("selama 3 hari, 24 JP", 24),
        ("selama 3 (tiga) hari 24 (dua puluh empat) JP", 24),
        ("selama 20 JP, dari hak paling sedikit 20 (dua puluh) jam pelajaran per tahun", 20),
        ("selama 18 JP, dari hak paling banyak 24 (dua puluh empat) jam pelajaran per tahun", 18),
    ],
)
def test_what_one_day_had_and_what_a_year_may_have_are_not_the_courses_hours(hours: str, value: int) -> None:
    d = only(typed(LETTER.format(hours=hours)))

    assert d.jp.value == value
    assert d.reasons == ()


@pytest.mark.parametrize(
    ("hours", "value"),
    [
        ("sebanyak 3 (tiga) hari x 8 JP", 24),
        ("8 JP per hari x 3 hari", 24),
        ("dengan beban 8 JP per hari", 8),
        ("masing-masing 8 JP", 8),
    ],
)
def test_hours_of_one_day_alone_are_for_a_person_to_sum_up(hours: str, value: int) -> None:
    d = only(typed(LETTER.format(hours=hours)))

    assert d.jp.value == value
    assert d.reasons == ("jp-of-a-day",)


def test_hours_of_a_day_that_contradict_their_words_are_told_beside_a_total() -> None:
    d = only(typed(LETTER.format(hours="selama 24 JP (3 hari, masing-masing 8 (sembilan) JP)")))

    assert "jp-digits-contradict-words" in d.reasons


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


ROMAN = """
                             SURAT KETERANGAN
                         Nomor : 094/221/DISHUB/2020

     Yang bertanda tangan di bawah ini Kepala Dinas Perhubungan menerangkan bahwa :
     I.   Nama        :  Budi Hartono, S.E.
          NIP         :  19800101 200501 1 001
     II.  Nama        :  Siti Aminah, S.Pd.
          NIP         :  19820202 200602 2 002
     III. Nama        :  Rahmat Hidayat, S.Sos.
          NIP         :  19830303 200703 1 003

     telah mengikuti Pelatihan Manajemen Lalu Lintas pada tanggal 3 s.d. 5 Maret 2020 selama 24 JP.
"""


def test_people_numbered_in_roman_figures_keep_their_names() -> None:
    d = only(typed(ROMAN))

    assert [(p.name.value, p.nip.value) for p in d.people] == [
        ("Budi Hartono, S.E", "198001012005011001"),
        ("Siti Aminah, S.Pd", "198202022006022002"),
        ("Rahmat Hidayat, S.Sos", "198303032007031003"),
    ]


WITHOUT_NIP = """
                             SURAT KETERANGAN
                         Nomor : 094/221/DISHUB/2020

     Kepala Dinas Perhubungan menerangkan bahwa pegawai tersebut di bawah ini :
     1. Budi Hartono, S.E.        NIP. 198001012005011001     Analis Kepegawaian
     2. Siti Aminah, S.Pd.        -                           Staf
     3. Rahmat Hidayat, S.Sos.    NIP. 198303032007031003     Pengelola Data

     telah mengikuti Pelatihan Manajemen Lalu Lintas pada tanggal 3 s.d. 5 Maret 2020 selama 24 JP.
"""


def test_somebody_without_a_number_stays_in_the_list() -> None:
    d = only(typed(WITHOUT_NIP))

    assert [p.name.value for p in d.people] == [
        "Budi Hartono, S.E",
        "Siti Aminah, S.Pd",
        "Rahmat Hidayat, S.Sos",
    ]
    assert d.people[1].nip.value is None


BESIDE = """
                                          PUSKESMAS SUKAMAJU
                                              SERTIFIKAT
                                     Nomor : IHT/07/100/II/2024

                                                              Sertifikat ini diberikan kepada
     No   MATERI                         JP
     1    Pre test dan pengarahan        1                        Ratna Dewi Anggraini
     2    Teori umum                     2                    NIP. 198407122008012011
     3    Identifikasi risiko            1                       telah hadir sebagai
     4    Praktik terbimbing             5                             peserta
     5    Studi kasus                    3                               pada
     TOTAL                              12                 In House Training Keselamatan Pasien
                                                         yang diselenggarakan oleh Puskesmas Sukamaju
                                                             pada 14 dan 15 Februari 2024

                                                              Sukamaju, 28 Februari 2024
                                                              Kepala Puskesmas,
"""


def test_a_table_of_materials_beside_the_text_is_read_apart() -> None:
    d = only(typed(BESIDE, columns=120))

    assert [(p.name.value, p.nip.value) for p in d.people] == [("Ratna Dewi Anggraini", "198407122008012011")]
    assert d.course.value == "In House Training Keselamatan Pasien"
    assert d.jp.value == 12


CIRCULAR = """
                         BADAN KEPEGAWAIAN KABUPATEN SUKAMAJU
     Nomor    : 860/12/BKPP/2020                              Sukamaju, 1 Maret 2020
     Sifat    : Penting                                       Kepada
     Perihal  : Pengukuran Indeks Profesionalitas ASN         Yth. Kepala Dinas Perhubungan

     Menindaklanjuti rekonsiliasi data, bersama ini disampaikan hal-hal sebagai berikut :
     1. Diklat teknis paling sedikit 20 (dua puluh) jam pelajaran dapat diperoleh dari beberapa pelatihan.
     2. Pegawai yang telah mengikuti seminar sejak 2017 agar menyampaikan bukti paling lambat 26 Maret 2020.

     No   Nama                       NIP                   Kekurangan
     1    Budi Hartono, S.E.         198001012005011001    diklat 20 JP
     2    Siti Aminah, S.Pd.         198202022006022002    seminar

     Demikian disampaikan untuk menjadi perhatian.
"""


def test_a_circular_that_asks_for_evidence_is_none() -> None:
    (document,) = find_documents([typed(CIRCULAR)])

    assert document.kind is Kind.OTHER


def test_a_double_frame_round_the_page_is_no_table() -> None:
    sides = tuple(Rule(Box(x, 0.03, x + 0.002, 0.97)) for x in (0.04, 0.055, 0.945, 0.96))
    ends = tuple(Rule(Box(0.04, y, 0.96, y + 0.002)) for y in (0.03, 0.04, 0.96, 0.97))
    page = replace(centred(FRONT), rules=(*sides, *ends))

    assert walls_of(page) == ()
    assert [p.name.value for p in only(page).signers] == ["Drs. Slamet Riyadi, M.Si"]


def test_the_outer_walls_of_a_table_stay_walls() -> None:
    sides = tuple(Rule(Box(x, 0.3, x + 0.002, 0.6)) for x in (0.05, 0.2, 0.6, 0.95))
    ends = tuple(Rule(Box(0.05, y, 0.95, y + 0.002)) for y in (0.3, 0.35, 0.6))

    assert len(walls_of(replace(centred(FRONT), rules=(*sides, *ends)))) == 4


def test_a_title_that_ends_in_a_joining_word_is_doubted() -> None:
    whole = only(centred(FRONT))
    cut = only(
        centred(FRONT.replace("Pelatihan Petugas Pendaftaran Rumah Sakit", '"Pelatihan Petugas melalui"'))
    )

    assert "course-cut" not in whole.reasons
    assert cut.course.value == "Pelatihan Petugas melalui"
    assert "course-cut" in cut.reasons


def test_a_certificate_of_several_people_is_doubted() -> None:
    one = "Ratna Dewi Anggraini, S.Kep\nNIP 19840712 200801 2 011"
    other = "Siti Aminah, S.Pd\nNIP 19820202 200602 2 002"
    two = only(centred(FRONT.replace(one, f"{one}\ndan\n{other}")))

    assert len(two.people) == 2
    assert "certificate-of-several" in two.reasons
    assert "certificate-of-several" not in only(centred(FRONT)).reasons


def test_a_batch_in_words_is_no_part_of_the_title() -> None:
    title = "Pelatihan Petugas Pendaftaran Rumah Sakit"
    d = only(centred(FRONT.replace(title, f"{title} Angkatan Ketiga")))

    assert d.course.value == title


CARD = """
SERTIFIKAT KELAS
PUSDATIN NUSA KENCANA
Pemilik
Bunga Rahardjo
NIP 197507072007122001
Materi Kelas
Bimbingan Teknis Supervisi Akademik Sekolah
Mulai 2021-05-08
Durasi (JP) : 7
"""


def test_a_certificate_with_a_heading_of_subjects_is_nobody_elses_back() -> None:
    documents = find_documents([centred(FRONT), centred(CARD, number=2)])

    assert [d.pages for d in documents] == [(1,), (2,)]
