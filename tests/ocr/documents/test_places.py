"""What the place of print says: signers at the foot, panels at the side, papers without titles in a pile."""

from __future__ import annotations

from datetime import date

from paper import centred, typed

from ocr.documents import find_documents
from records.values import DocumentReading, PageText


def only(*pages: PageText) -> DocumentReading:
    (document,) = find_documents(pages)
    return document


SPOILT = """
PUSAT PELATIHAN KEARSIPAN NUSANTARA
SERTIFIKAT
Nomor : 12/PPKN/V/2022

diberikan kepada
Ratna Dewi Anggraini, S.Sos
NIP 19840712 200801 2 011

sebagai peserta Bimbingan Teknis Penyusutan Arsip
selama 24 jam pelajaran

ARSIPXIA ukamaju, 9 Mei 2022


Drs. Slamet Riyadi, M.Si
NIP 19650312 199003 1 004
"""


def test_a_signer_under_a_stamp_is_no_subject() -> None:
    d = only(centred(SPOILT))

    assert [p.nip.value for p in d.people] == ["198407122008012011"]
    assert [s.nip.value for s in d.signers] == ["196503121990031004"]


BELOW = """
                         SURAT KETERANGAN
                      Nomor 094/21/KEC/2022

     Diberikan kepada pegawai berikut:
     NIP           : 19840712 200801 2 011
     Nama          : Ratna Dewi Anggraini, S.Sos

     telah mengikuti kegiatan Bimbingan Teknis Penyusutan Arsip pada tanggal 3 sampai dengan 5 Mei 2022,
     sebanyak 24 jam pelajaran.

     Yang bertanda tangan di bawah ini menyatakan kebenaran keterangan di atas:
     Nama          : Drs. Slamet Riyadi, M.Si
     NIP           : 19650312 199003 1 004
     Jabatan       : Camat Sukamaju
"""


def test_a_signer_who_is_introduced_below_is_no_subject() -> None:
    d = only(typed(BELOW))

    assert [p.nip.value for p in d.people] == ["198407122008012011"]
    assert [s.nip.value for s in d.signers] == ["196503121990031004"]


LAST = """
LEMBAGA KAJIAN TATA KOTA
selaku pelaksana Lokakarya Penataan Ruang Terbuka Hijau
tanggal 3 sampai dengan 5 Mei 2022, 24 jam pelajaran, memberikan
TANDA PESERTA

kepada
NIP 19840712 200801 2 011
RATNA DEWI ANGGRAINI, S.SOS

yang hadir sebagai peserta penuh

Sukamaju, 9 Mei 2022
Ketua,

Drs. Slamet Riyadi, M.Si
NIP 19650312 199003 1 004
"""


def test_a_name_below_its_number_and_behind_the_course_is_found() -> None:
    d = only(centred(LAST))

    assert [(p.name.value, p.nip.value) for p in d.people] == [
        ("RATNA DEWI ANGGRAINI, S.SOS", "198407122008012011")
    ]
    assert d.organiser.value == "LEMBAGA KAJIAN TATA KOTA"
    assert d.course.value == "Lokakarya Penataan Ruang Terbuka Hijau"


PROSE = """
                         SURAT KETERANGAN
                      Nomor 094/22/KEC/2022

     Camat Sukamaju menerangkan bahwa Ratna Dewi Anggraini, S.Sos (NIP 198407122008012011) dan
     Bagus Wahyudi, A.Md (NIP 198902142015041002), keduanya staf kecamatan, telah mengikuti
     Bimbingan Teknis Penyusutan Arsip pada tanggal 3 s.d. 5 Mei 2022 sebanyak 24 jam pelajaran.

                                              Sukamaju, 9 Mei 2022
                                              Camat,

                                              Drs. Slamet Riyadi, M.Si
                                              NIP. 19650312 199003 1 004
"""


def test_two_people_of_one_sentence_keep_their_own_numbers() -> None:
    d = only(typed(PROSE))

    assert [(p.name.value, p.nip.value) for p in d.people] == [
        ("Ratna Dewi Anggraini, S.Sos", "198407122008012011"),
        ("Bagus Wahyudi, A.Md", "198902142015041002"),
    ]


UNTITLED = """
Pusat Pembelajaran Digital Aparatur

SINTA MAHARANI, S.E.
NIP 199103052019022006

Telah menyelesaikan pembelajaran mandiri
Webinar Pengelolaan Kas Daerah
20 JP
15 Februari 2023 s.d. 17 Februari 2023

Kode sertifikat: 5754/KET/2023
"""


def test_a_paper_without_title_behind_a_signed_one_is_a_paper_of_its_own() -> None:
    first, second = find_documents([centred(SPOILT, number=1), centred(UNTITLED, number=2)])

    assert (first.pages, second.pages) == ((1,), (2,))
    assert (second.start.value, second.end.value) == (date(2023, 2, 15), date(2023, 2, 17))


MARKS = """
TRANSKRIP NILAI
Nama: Ratna Dewi Anggraini

No   Modul                  JP   Nilai
1    Dasar Kearsipan        12   88
2    Praktik Penyusutan     12   91
Jumlah                      24
"""


def test_a_transcript_that_names_the_same_person_is_the_paper_s_back() -> None:
    (document,) = find_documents([centred(SPOILT, number=1), typed(MARKS, number=2)])

    assert document.pages == (1, 2)
    assert [p.name.value for p in document.people] == ["Ratna Dewi Anggraini, S.Sos"]


def test_an_advertisement_with_hours_and_dates_is_no_evidence() -> None:
    (document,) = find_documents(
        [
            centred(
                """
Pusat Pembelajaran Digital Aparatur
Save the date
Webinar Pengelolaan Kas Daerah
Senin, 29 Juli 2019   08.30 WIB   Sertifikat 2 JP
Narasumber Drs. Slamet Riyadi, M.Si
Daftar sekarang: kuota 500 peserta, narahubung 0811000000
"""
            )
        ]
    )

    assert not document.kind.is_evidence


BADGE = """
                                        SERTIFIKAT
                                        Nomor : 12/PPKN/V/2022

     diberikan kepada
     Ratna Dewi Anggraini, S.Sos
     NIP 19840712 200801 2 011                                                           16
     Kecamatan Sukamaju                                                                  JP
     sebagai peserta Bimbingan Teknis Penyusutan Arsip
     pada tanggal 3 sampai dengan 5 Mei 2022

     Sukamaju, 9 Mei 2022
     Camat,
"""


def test_hours_in_a_badge_beside_the_text_are_hours() -> None:
    d = only(typed(BADGE))

    assert d.jp.value == 16
    assert [p.nip.value for p in d.people] == ["198407122008012011"]


SIGNED = """
Pusat Pembelajaran Digital Aparatur

{name}
NIP {nip}

Telah menyelesaikan pembelajaran mandiri
Webinar {course}
20 JP
15 Februari 2023 s.d. 17 Februari 2023

Sukamaju, 20 Februari 2023
Kepala Pusat,
Drs. Slamet Riyadi, M.Si
NIP 19650312 199003 1 004
"""


def test_one_signer_of_many_papers_holds_none_of_them_together() -> None:
    dewi = SIGNED.format(name="DEWI ANGGRAINI, S.SOS", nip="198407122008012011", course="Tata Arsip")
    sinta = SIGNED.format(name="SINTA MAHARANI, S.E.", nip="198407122008012021", course="Kas Daerah")

    found = find_documents([centred(dewi, number=1), centred(sinta, number=2), centred(sinta, number=3)])

    assert [d.pages for d in found] == [(1,), (2,), (3,)]
