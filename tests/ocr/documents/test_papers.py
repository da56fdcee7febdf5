"""Papers in many wordings and layouts, none of them from a corpus: what each must be read as."""

from __future__ import annotations

from datetime import date

from paper import centred, typed

from ocr.documents import find_documents
from records.values import DocumentReading, Kind, PageText


def only(*pages: PageText) -> DocumentReading:
    (document,) = find_documents(pages)
    return document


def dates(d: DocumentReading) -> tuple[date | None, date | None, date | None]:
    return d.start.value, d.end.value, d.issued.value


NUMBERED_LETTER = """
                         PEMERINTAH KABUPATEN SUKAMAJU
                              DINAS PERHUBUNGAN
                    Jl. Merdeka No. 5 Sukamaju Telp. (0511) 22334

                             SURAT KETERANGAN
                         Nomor : 094/221/DISHUB/2020

     Yang bertanda tangan di bawah ini :
     1.  Nama             :  Drs. Slamet Riyadi, M.Si
     2.  NIP              :  19650312 199003 1 004
     3.  Pangkat/Gol      :  Pembina Tk. I / IV.b
     4.  Jabatan          :  Kepala Dinas Perhubungan

     Menerangkan dengan sebenarnya bahwa :
     1.  Nama             :  Bagus Wahyudi, A.Md
     2.  NIP              :  19890214 201504 1 002
     3.  Pangkat/Gol      :  Pengatur / II.c
     4.  Jabatan          :  Pengelola Data

     Yang bersangkutan telah mengikuti Pelatihan Manajemen Lalu Lintas Tingkat Dasar
     pada tanggal 3 s.d. 5 Maret 2020 sebanyak 24 Jam Pelajaran di Semarang.

     Demikian surat keterangan ini dibuat untuk dipergunakan seperlunya.

                                                     Sukamaju, 9 Maret 2020
                                                     Kepala Dinas Perhubungan,


                                                     Drs. Slamet Riyadi, M.Si
                                                     NIP. 19650312 199003 1 004
"""


def test_a_letter_with_numbered_rows_names_the_subject_and_not_the_signer() -> None:
    d = only(typed(NUMBERED_LETTER))

    assert d.kind is Kind.SUPERVISOR_LETTER
    assert [(p.name.value, p.nip.value) for p in d.people] == [("Bagus Wahyudi, A.Md", "198902142015041002")]
    assert [p.nip.value for p in d.signers] == ["196503121990031004"]
    assert d.course.value == "Pelatihan Manajemen Lalu Lintas Tingkat Dasar"
    assert dates(d) == (date(2020, 3, 3), date(2020, 3, 5), date(2020, 3, 9))
    assert (d.jp.value, d.number.value, d.organiser.value) == (24, "094/221/DISHUB/2020", None)
    assert d.reasons == ()


def test_a_bilingual_certificate_gives_the_course_once() -> None:
    d = only(
        centred("""
LEMBAGA PENGEMBANGAN APARATUR NUSANTARA
SERTIFIKAT
CERTIFICATE
Nomor / Number : 112/LPAN/SERT/VI/2021
Diberikan kepada / Awarded to
DEWI LESTARI, S.E.
NIP. 198703122010012005
Atas partisipasinya sebagai / For participating as
PESERTA / PARTICIPANT
Pelatihan Analisis Kebijakan Publik
Public Policy Analysis Training
yang diselenggarakan pada tanggal 7 - 11 Juni 2021 (40 Jam Pelajaran)
held on June 7 - 11, 2021 (40 lesson hours)
Jakarta, 11 Juni 2021
Direktur / Director
Dr. Hasan Basri
""")
    )

    assert d.course.value == "Pelatihan Analisis Kebijakan Publik"
    assert [(p.name.value, p.nip.value) for p in d.people] == [("DEWI LESTARI, S.E", "198703122010012005")]
    assert (d.jp.value, *dates(d)[:2]) == (40, date(2021, 6, 7), date(2021, 6, 11))


def test_an_english_form_is_read_by_its_labels() -> None:
    d = only(
        typed("""
                              CERTIFICATE OF COMPLETION

     This is to certify that :

     Name                : Rahmat Hidayat
     Employee Number     : 198501012009011001
     Institution         : Ministry of Finance

     has successfully completed the Basic Network Security Course
     conducted by Centre for Digital Learning from 4 to 8 March 2019 (32 training hours)

                                             Medan, March 8, 2019
                                             Director,
""")
    )

    assert d.course.value == "Basic Network Security Course"
    assert d.organiser.value == "Centre for Digital Learning"
    assert dates(d) == (date(2019, 3, 4), date(2019, 3, 8), date(2019, 3, 8))
    assert (d.people[0].name.value, d.people[0].unit.value) == ("Rahmat Hidayat", "Ministry of Finance")
    assert d.jp.value == 32


def test_names_and_numbers_in_one_cell_are_parted() -> None:
    d = only(
        typed("""
                SURAT KETERANGAN
              Nomor: 800/45/35.73.403/2022

Kepala Dinas Pendidikan Kota Malang menerangkan bahwa:

     No    Nama / NIP                     Pangkat/Gol            Jabatan
     1     Siti Aminah, S.Pd              Penata / III/c         Guru Ahli Muda
           NIP. 19920202 201503 2 001
     2     Joko Widagdo, S.Pd., M.Pd      Pembina / IV/a         Guru Ahli Madya
           NIP. 19700101 199802 1 002

telah mengikuti Bimbingan Teknis Kurikulum Merdeka tanggal 3 s/d 5 Oktober 2022
dengan jumlah 24 jam pelajaran.

                                             Malang, 10 Oktober 2022
                                             Kepala Dinas Pendidikan,

                                             Tri Handayani, S.Sos., M.M.
                                             NIP. 197005051991012001
""")
    )

    assert [(p.name.value, p.nip.value) for p in d.people] == [
        ("Siti Aminah, S.Pd", "199202022015032001"),
        ("Joko Widagdo, S.Pd., M.Pd", "197001011998021002"),
    ]


def test_a_table_goes_on_over_the_page() -> None:
    head = typed("""
                SURAT KETERANGAN
              Nomor: 800/45/2022
Yang bertanda tangan di bawah ini Kepala Puskesmas Sukamaju menerangkan bahwa:

     No    Nama                           NIP                        Jabatan
     1     Siti Aminah, A.Md.Keb          199202022015032001         Bidan
     2     Joko Widagdo                   197001011998021002         Perawat
""")
    tail = typed(
        """
     3     Rini Astuti, S.Kep., Ners      198505052009032003         Perawat

telah mengikuti In House Training Pelayanan Prima pada tanggal 3 Oktober 2022 selama 8 JP.

                                             Sukamaju, 10 Oktober 2022
                                             Kepala Puskesmas,
                                             dr. Tri Handayani
""",
        number=2,
    )

    d = only(head, tail)

    assert d.pages == (1, 2)
    assert [p.name.value for p in d.people] == [
        "Siti Aminah, A.Md.Keb",
        "Joko Widagdo",
        "Rini Astuti, S.Kep., Ners",
    ]
    assert (d.jp.value, d.start.value) == (8, date(2022, 10, 3))


FRONT = """
                    SURAT TANDA TAMAT PENDIDIKAN DAN PELATIHAN
                       NOMOR : 12/STTPP/2018
   diberikan kepada :
   Nama : Rudi Hartono
   NIP  : 198001012005011001
   yang telah mengikuti Diklat Teknis Perpajakan Daerah yang dilaksanakan tanggal 12-03-2018 s/d 16-03-2018
                                 Solo, 16 Maret 2018
                                 Kepala,
                                 Sri Rejeki
"""
BACK = """
                    DAFTAR MATA DIKLAT
   NO    MATA DIKLAT                     JUMLAH JP
   1     Pajak Hotel                         10
   2     Pajak Restoran                      12
   3     Studi Kasus                         18
         JUMLAH                              {total}
"""


def test_the_total_of_the_materials_on_the_back_is_the_hours() -> None:
    d = only(typed(FRONT), typed(BACK.format(total=40), number=2))

    assert (d.pages, d.jp.value, d.reasons) == ((1, 2), 40, ())


def test_a_total_that_is_not_the_sum_is_reported() -> None:
    d = only(typed(FRONT), typed(BACK.format(total=45), number=2))

    assert "table-total-disagrees" in d.reasons


def test_hours_nowhere_are_missing_and_never_zero() -> None:
    d = only(typed(FRONT))

    assert d.jp.value is None
    assert "jp-missing" in d.reasons


def test_figures_against_words_are_reported() -> None:
    d = only(typed(NUMBERED_LETTER.replace("24 Jam", "24 (tiga puluh empat) Jam")))

    assert d.jp.value == 24
    assert "jp-digits-contradict-words" in d.reasons


def test_last_day_before_the_first_is_reported() -> None:
    d = only(typed(NUMBERED_LETTER.replace("3 s.d. 5 Maret 2020", "13 s.d. 5 Maret 2020")))

    assert "end-before-start" in d.reasons


def test_batches_part_at_titles_and_drop_blank_backs() -> None:
    blank = PageText(3, 1240, 1754, (), blank=True)
    letter = typed(NUMBERED_LETTER, number=4)

    documents = find_documents([typed(FRONT), typed(BACK.format(total=40), number=2), blank, letter])

    assert [d.pages for d in documents] == [(1, 2), (4,)]


def test_awards_invitations_and_orders_prove_no_training() -> None:
    award = centred("""
PRESIDEN REPUBLIK INDONESIA
PIAGAM TANDA KEHORMATAN
SATYALANCANA KARYA SATYA
menganugerahkan kepada
Drs. Agus Salim
NIP 196501011990031001
Jakarta, 17 Agustus 2019
""")
    invitation = typed("""
Nomor    : 005/221/2021
Lampiran : -
Perihal  : Undangan Pelatihan
                              Kepada Yth.
                              Sdr. Budi Santoso NIP 198001012005011001
Bersama ini mengharap kehadiran Saudara untuk mengikuti Pelatihan Penyusunan SKP pada:
Hari/Tanggal : Senin s.d. Rabu / 10 s.d. 12 Mei 2021
Waktu        : 24 JP
""")
    order = typed("""
                          SURAT PERINTAH TUGAS
                          Nomor : 094/12/2021
Kepala Dinas memerintahkan kepada :
Nama : Budi Santoso
NIP  : 198001012005011001
Untuk mengikuti Bimbingan Teknis Pengelolaan Arsip tanggal 10 s.d. 12 Mei 2021 di Solo.
""")

    assert [only(p).kind for p in (award, invitation, order)] == [Kind.OTHER] * 3


def test_an_empty_file_holds_no_document() -> None:
    assert find_documents([]) == ()
