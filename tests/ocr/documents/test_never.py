"""Whatever stands on a page, finders do not raise, and no value comes from elsewhere."""

from __future__ import annotations

import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from paper import typed

from ocr.documents import find_documents
from ocr.grammar.slips import digits_of
from records.values import Box, DocumentReading, PageText, Word

PHRASES = [
    *("SERTIFIKAT", "SURAT KETERANGAN", "Nomor : 12/AB/2020", "diberikan kepada", "Nama : Budi Utomo"),
    *(
        "Yang bertanda tangan di bawah ini",
        "NIP. 19790224 200601 1 036",
        "telah mengikuti",
        "menerangkan bahwa",
    ),
    *("Pelatihan Tata Kelola Arsip", '"Seminar Nasional"', "pada tanggal", "5 s.d. 7 Maret 2019", "24 JP"),
    *(
        "selama 20 (dua puluh) JP",
        "yang diselenggarakan oleh",
        "Badan Diklat Kota Solo",
        "Solo, 9 Maret 2019",
    ),
    *(
        "No   Nama   NIP",
        "1  Siti  198001012005012001",
        "JUMLAH  40",
        "lulus",
        ":",
        "/",
        "(",
        ")",
        ",",
        "Kepala,",
    ),
    *("held on March 5, 2019", "ßØ漢字عربي", "l0 I1 O0"),
]

word = st.one_of(st.sampled_from(PHRASES), st.text(min_size=1, max_size=12))
lines = st.lists(st.lists(word, max_size=4).map("   ".join), max_size=25).map("\n".join)
side = st.floats(0, 1, allow_nan=False)


def squeezed(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def values(d: DocumentReading) -> list[str]:
    people = [f.value for p in (*d.people, *d.signers) for f in (p.name, p.unit, p.post, p.golongan)]
    return [v for v in (d.course.value, d.organiser.value, d.number.value, *people) if v]


@settings(max_examples=60, deadline=None)
@given(lines)
def test_every_text_value_is_printed_on_the_page(text: str) -> None:
    page = typed(text)
    printed = squeezed("".join(w.text for w in page.words))

    for document in find_documents([page]):
        for value in values(document):
            letters = squeezed(value)
            assert _subsequence(letters, printed), value


@settings(max_examples=60, deadline=None)
@given(lines)
def test_every_number_is_made_of_digits_on_the_page(text: str) -> None:
    page = typed(text)
    digits = digits_of("".join(w.text for w in page.words))

    for document in find_documents([page]):
        for person in (*document.people, *document.signers):
            assert person.nip.value is None or _subsequence(person.nip.value, digits)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=8), side, side, side, side), max_size=40))
def test_boxes_anywhere_do_no_harm(things: list[tuple[str, float, float, float, float]]) -> None:
    words = tuple(
        Word(t, Box(min(a, b), min(c, d), max(a, b), max(c, d)), 0.5, n // 3, "tesseract")
        for n, (t, a, b, c, d) in enumerate(things)
    )

    find_documents([PageText(1, 1, 30000, words), PageText(2, 30000, 1, words[::-1])])


def test_shuffled_rows_of_a_form_still_give_its_values() -> None:
    rows = [
        "Nama                : Rahmat Hidayat, S.Kom",
        "NIP                 : 19850101 200901 1 001",
        "Instansi            : Dinas Kesehatan Kota Medan",
        "Nama Pelatihan      : Pelatihan Jaringan Komputer Dasar",
        "Tanggal Pelaksanaan : 4 Maret 2019 s.d. 8 Maret 2019",
        "Jumlah Jam          : 40 JP",
        "Penyelenggara       : Balai Diklat Industri Medan",
    ]
    for seed in range(12):
        random.Random(seed).shuffle(rows)
        (d,) = find_documents([typed("\n".join(["          SERTIFIKAT PELATIHAN", "", *rows]))])

        assert d.course.value == "Pelatihan Jaringan Komputer Dasar"
        assert (d.jp.value, str(d.start.value), str(d.end.value)) == (40, "2019-03-04", "2019-03-08")
        assert d.organiser.value == "Balai Diklat Industri Medan"
        assert [(p.name.value, p.nip.value) for p in d.people] == [
            ("Rahmat Hidayat, S.Kom", "198501012009011001")
        ]


def _subsequence(needle: str, hay: str) -> bool:
    found = iter(hay)
    return all(c in found for c in needle)
