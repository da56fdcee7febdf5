"""Lists as offices print them: courses in a row, people side by side, groups, counts, meetings, annexes."""

from __future__ import annotations

from datetime import date

from paper import typed

from ocr.documents import find_documents
from records.values import DocumentReading, PageText

HEAD = """
                         DINAS PERHUBUNGAN
                         SURAT KETERANGAN
                     Nomor 800/17/DISHUB/2021

"""
FOOT = """

                                                   Sukamaju, 4 Juni 2021
                                                   Kepala Dinas,


                                                   Drs. Slamet Riyadi, M.Si
                                                   NIP. 19650312 199003 1 004
"""


def only(*pages: PageText) -> DocumentReading:
    (document,) = find_documents(pages)
    return document


COURSES = """\
     Kepala Dinas Perhubungan menerangkan bahwa:
     Nama                : Ratna Dewi Anggraini, S.Sos
     NIP                 : 19840712 200801 2 011

     telah melaksanakan pengembangan kompetensi dengan rincian:

     No.  Uraian Kegiatan                      Penyelenggara              Tanggal              JP
     1.   Bimbingan Teknis Angkutan Sungai     Balai Diklat Perhubungan   8 s.d. 10 Maret      20
          dan Danau                            Darat Sukamaju             2021
"""


def test_a_table_of_one_course_gives_its_fields() -> None:
    d = only(typed(HEAD + COURSES + FOOT))

    assert d.course.value == "Bimbingan Teknis Angkutan Sungai dan Danau"
    assert d.organiser.value == "Balai Diklat Perhubungan Darat Sukamaju"
    assert (d.start.value, d.end.value) == (date(2021, 3, 8), date(2021, 3, 10))
    assert d.jp.value == 20
    assert [p.nip.value for p in d.people] == ["198407122008012011"]


def test_hours_of_a_table_that_differ_from_the_sentences_are_doubted() -> None:
    told = "     Kegiatan tersebut meliputi 32 jam pelajaran.\n"
    d = only(typed(HEAD + COURSES + "\n\n" + told + FOOT))

    assert "jp-several" in d.reasons


def test_two_courses_of_one_person_are_not_one() -> None:
    second = (
        "     2.   Seminar Keselamatan Jalan            Dinas Perhubungan          1 April 2021         4\n"
    )
    d = only(typed(HEAD + COURSES + second + FOOT))

    assert "rows-differ" in d.reasons


SIDE_BY_SIDE = """\
     Kepala Dinas menerangkan bahwa 4 (empat) orang pegawai di bawah ini telah mengikuti kegiatan:
     Nama Kegiatan       Bimbingan Teknis Angkutan Sungai
     Narasumber          Ir. Bambang Sulistyo, M.T.
     Tanggal             12 s.d. 15 April 2021
     Alokasi waktu       24 JP (tatap muka 18 JP, mandiri 6 JP)

     Peserta kegiatan:
     1. Ratna Dewi Anggraini, S.Sos               3. Bagus Wahyudi, A.Md
        NIP 19840712 200801 2 011                    NIP 19890214 201504 1 002
     2. Sinta Maharani, S.E.                      4. Dwi Prasetyo, S.T.
        NIP 19900301 201401 2 005                    NIP 19870923 201101 1 007
"""


def test_people_stand_side_by_side() -> None:
    d = only(typed(HEAD + SIDE_BY_SIDE + FOOT))

    assert {p.nip.value for p in d.people} == {
        "198407122008012011",
        "198902142015041002",
        "199003012014012005",
        "198709232011011007",
    }
    assert d.jp.value == 24
    assert not {"people-count-differs", "jp-several"} & set(d.reasons)


def test_a_count_of_people_that_differs_is_said() -> None:
    d = only(typed(HEAD + SIDE_BY_SIDE.replace("4 (empat) orang", "5 (lima) orang") + FOOT))

    assert "people-count-differs" in d.reasons


def test_a_letter_that_lost_all_people_but_one_says_so() -> None:
    letter = COURSES.replace("menerangkan bahwa:", "menerangkan bahwa 3 (tiga) orang pegawai:")

    assert "people-count-differs" in only(typed(HEAD + letter + FOOT)).reasons


GROUPED = """\
     Kepala Dinas Perhubungan menerangkan bahwa nama-nama berikut telah mengikuti Bimbingan Teknis
     Angkutan Sungai pada tanggal 12 s.d. 15 April 2021 selama 24 JP:

     No  Nama                            NIP                     Jabatan
     Bidang Angkutan Darat dan Sungai
     1   Ratna Dewi Anggraini, S.Sos     19840712 200801 2 011   Analis Kebijakan
     Unit Pelaksana Terminal Penumpang
     2   Bagus Wahyudi, A.Md             19890214 201504 1 002   Pengelola Data
     3   Sinta Maharani, S.E.            19900301 201401 2 005   Bendahara
"""


def test_a_groups_name_belongs_to_nobody() -> None:
    d = only(typed(HEAD + GROUPED + FOOT))

    assert [p.name.value for p in d.people] == [
        "Ratna Dewi Anggraini, S.Sos",
        "Bagus Wahyudi, A.Md",
        "Sinta Maharani, S.E",
    ]


MEETINGS = """\
     Kepala Dinas Perhubungan menerangkan bahwa:
     Nama                : Ratna Dewi Anggraini, S.Sos
     NIP                 : 19840712 200801 2 011

     telah mengikuti Bimbingan Teknis Angkutan Sungai dengan jadwal berikut:

     Pertemuan   Tanggal             Pokok bahasan             Jam
     1           12 April 2021       Keselamatan Penumpang     8
     2           13 April 2021       Perawatan Kapal           8
     3           15 April 2021       Praktik Lapangan          4
                                     Seluruhnya                20
"""


def test_meetings_give_the_first_and_the_last_day() -> None:
    d = only(typed(HEAD + MEETINGS + FOOT))

    assert (d.start.value, d.end.value) == (date(2021, 4, 12), date(2021, 4, 15))
    assert d.jp.value == 20


def test_the_end_of_a_number_counts_no_hours() -> None:
    text = (
        HEAD + MEETINGS.replace("Seluruhnya                20", "") + FOOT.replace("1 004", "1 004\n     JP")
    )

    assert only(typed(text)).jp.value is None


BACK = """\
     MATERI PENDIDIKAN DAN PELATIHAN
     I. Materi Dasar                                   III. Materi Penunjang
     1. Observasi Lapangan           9 jam diklat      4. Studi Kasus            7 jam diklat
     2. Etika Birokrasi              2 jam diklat      5. Evaluasi               2 jam diklat
     II. Materi Pokok
     3. Praktik Kerja                10 jam diklat     TOTAL                     30 jam diklat
"""


def test_of_hours_in_two_columns_the_total_counts() -> None:
    letter = MEETINGS.replace("Seluruhnya                20", "")
    d = only(typed(HEAD + letter + FOOT), typed(BACK, number=2))

    assert d.jp.value == 30
    assert "jp-several" not in d.reasons
