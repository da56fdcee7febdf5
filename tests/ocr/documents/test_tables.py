"""Lists of people in ruled tables: cells that hold more than a line, and columns of courses and hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from paper import COLUMNS, LINES, typed

from ocr.documents import find_documents
from ocr.fields.scene import Scene
from records.values import Box, DocumentReading, PageText, Rule

HEAD = """
                         DINAS PERHUBUNGAN
                         Kabupaten Sukamaju

                         SURAT KETERANGAN
                     Nomor 800/17/DISHUB/2021

     Kepala Dinas Perhubungan menerangkan bahwa pegawai dalam tabel ini telah mengikuti kegiatan:

"""
FOOT = """

     Demikian surat ini dibuat untuk dipergunakan seperlunya.

                                                   Sukamaju, 4 Juni 2021
                                                   Kepala Dinas,


                                                   Drs. Slamet Riyadi, M.Si
                                                   NIP. 19650312 199003 1 004
"""


def ruled(page: PageText, walls: tuple[int, ...], floors: tuple[int, ...]) -> PageText:
    """Draw the walls (columns) and floors (above these lines) of a table onto a typed page."""
    step = 1 / LINES
    xs = [0.05 + 0.9 * column / COLUMNS for column in walls]
    ys = [(line + 1.8) * step for line in floors]
    rules = [Rule(Box(x - 0.001, ys[0], x + 0.001, ys[-1])) for x in xs]
    rules += [Rule(Box(xs[0], y - 0.0005, xs[-1], y + 0.0005)) for y in ys]
    return replace(page, rules=tuple(rules))


def only(*pages: PageText) -> DocumentReading:
    (document,) = find_documents(pages)
    return document


RECAP = """\
     No Nama                      NIP                 Nama Kegiatan                 Waktu             JP
     1  Ratna Dewi Anggraini,     19840712 200801 2   Bimbingan Teknis Pengelolaan  12-04-2021 s/d    {first}
        S.Sos                     011                 Terminal Penumpang            15-04-2021
     2  Bagus Wahyudi, A.Md       19890214 201504 1   Bimbingan Teknis Pengelolaan  12-04-2021 s/d    {second}
                                  002                 Terminal Penumpang            15-04-2021"""
WALLS = (4, 7, 33, 53, 83, 101, 106)


def _recap(first: str, second: str) -> PageText:
    page = typed(HEAD + RECAP.format(first=first, second=second) + FOOT)
    top = HEAD.lstrip("\n").count("\n")
    return ruled(page, WALLS, (top, top + 1, top + 3, top + 5))


def test_columns_give_the_course_its_days_and_hours() -> None:
    d = only(_recap("32", "32"))

    assert d.course.value == "Bimbingan Teknis Pengelolaan Terminal Penumpang"
    assert (d.start.value, d.end.value) == (date(2021, 4, 12), date(2021, 4, 15))
    assert d.jp.value == 32
    assert "rows-differ" not in d.reasons


def test_a_number_that_wraps_in_its_cell_is_read_whole() -> None:
    d = only(_recap("32", "32"))

    assert [(p.name.value, p.nip.value) for p in d.people] == [
        ("Ratna Dewi Anggraini, S.Sos", "198407122008012011"),
        ("Bagus Wahyudi, A.Md", "198902142015041002"),
    ]


def test_rows_with_other_hours_are_no_one_course() -> None:
    assert "rows-differ" in only(_recap("32", "16")).reasons


MERGED = """     No  Nama dan NIP               Pangkat       Jabatan
         Ratna Dewi Anggraini,      Penata        Pengelola
     1   S.Sos                      Muda          Kepegawaian
         NIP 19840712 200801 2 011  (III/a)
         Bagus Wahyudi, A.Md        Pengatur      Kepala Seksi
     2   NIP 19890214 201504 1 002  (II/c)        Terminal
         Sinta Maharani, S.E.                     Bendahara
     3   NIP 19910305 201902 2 006  Penata        Pengeluaran"""
COURSE = """

     telah mengikuti Pelatihan Manajemen Lalu Lintas Tingkat Dasar pada tanggal 3 s.d. 5 Mei 2021
     sebanyak 24 (dua puluh empat) Jam Pelajaran.
"""


def test_a_record_is_what_stands_between_two_rules() -> None:
    page = typed(HEAD + MERGED + COURSE + FOOT)
    top = HEAD.lstrip("\n").count("\n")
    d = only(ruled(page, (4, 8, 35, 49, 63), (top, top + 1, top + 4, top + 6, top + 8)))

    assert [(p.name.value, p.nip.value) for p in d.people] == [
        ("Ratna Dewi Anggraini, S.Sos", "198407122008012011"),
        ("Bagus Wahyudi, A.Md", "198902142015041002"),
        ("Sinta Maharani, S.E", "199103052019022006"),
    ]
    assert [s.nip.value for s in d.signers] == ["196503121990031004"]


def test_a_lone_stroke_parts_no_words() -> None:
    page = typed("Sertifikat Pelatihan Kearsipan Tingkat Dasar")
    stroke = Rule(Box(0.2, 0.0, 0.202, 0.2))

    assert [r.text for r in Scene((replace(page, rules=(stroke,)),)).rows] == [
        r.text for r in Scene((page,)).rows
    ]
