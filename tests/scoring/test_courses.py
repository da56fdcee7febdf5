import pytest

from scoring.course_kind import KIND_NAMES, certificate_type, classify
from scoring.linearity import Precedent, propose


@pytest.mark.parametrize(
    ("course", "code", "level"),
    [
        ("Pendidikan dan Pelatihan Kepemimpinan Tingkat III", 1, 3),
        ("DIKLATPIM Tk. IV Angkatan II", 1, 2),
        ("Pelatihan Kepemimpinan Administrator (PKA)", 1, 3),
        ("Pelatihan Kepemimpinan Pengawas Angkatan V", 1, 2),
        ("Diklat Fungsional Pembentukan Auditor Ahli", 2, None),
        ("Diklat Teknis Manajemen Aset", 3, None),
        ("Workshop dan Seminar Gizi", 4, None),
        ("Seminar dan Workshop Gizi", 9, None),
        ("Sosialisasi Bimbingan Teknis Perpajakan", 7, None),
        ("Bimtek Penyusunan RKA", 8, None),
        ("WEBINAR: Etika ASN", 9, None),
        ("Magang Teknologi Tepat Guna", 10, None),
        ("Kursus Bahasa Inggris", 11, None),
        ("E-Learning Antikorupsi", 16, None),
        ("Pelatihan Jarak Jauh Statistik", 17, None),
        ("Bimbingan di Tempat Kerja Penyusunan SKP", 24, None),
    ],
)
def test_the_kind_is_told_by_the_words_of_the_title(course: str, code: int, level: int | None) -> None:
    kind = classify(course)
    assert (kind.code, kind.level, kind.sure) == (code, level, True)
    assert kind.words[0] in " ".join("".join(ch if ch.isalnum() else " " for ch in course.lower()).split())


def test_a_title_that_does_not_tell_is_technical_and_not_sure() -> None:
    kind = classify("Penyusunan Dokumen Anggaran")
    assert (kind.code, kind.sure, kind.words) == (3, False, ())


def test_certificate_types_follow_the_codes() -> None:
    assert set(KIND_NAMES) == set(range(1, 26))
    assert {code: certificate_type(code) for code in (1, 2, 3, 4, 7, 8, 9, 25)} == {
        1: "", 2: "F", 3: "T", 4: "P", 7: "P", 8: "T", 9: "P", 25: "T",
    }  # fmt: skip


def test_a_treasurers_treasury_course_is_linear_and_a_protocol_course_is_not() -> None:
    treasury = propose("Pelatihan Tata Cara Transaksi Non Tunai", "Bendahara Pengeluaran", "keuangan")
    assert (treasury.linear, treasury.code, treasury.words) == (True, "linear.words-of-field", ("tunai",))
    protocol = propose("Pelatihan Keprotokolan dan MC", "Bendahara Pengeluaran", "keuangan")
    assert (protocol.linear, protocol.code) == (False, "linear.other-field")
    assert "keprotokolan" in protocol.words


def test_words_of_the_post_itself_outrank_fields() -> None:
    found = propose("Diklat Penjenjangan Auditor", "Auditor Ahli Pertama")
    assert (found.linear, found.words) == (True, ("auditor",))


def test_titles_that_tell_nothing_are_left_to_the_reviewer() -> None:
    assert propose("Pelatihan Dasar Tingkat Lanjutan", "Sekretaris").linear is None
    assert propose("Achievement Motivation Training", "Bendahara", "keuangan").linear is None


def test_a_precedent_decides_for_the_same_course_and_post() -> None:
    precedents = [Precedent("Pelatihan Keprotokolan dan MC", "Bendahara Pengeluaran", linear=True)]
    assert propose("PELATIHAN KEPROTOKOLAN DAN MC", "Bendahara Pengeluaran", "keuangan", precedents).linear
    assert (
        propose("Pelatihan Keprotokolan dan MC", "Camat", "pemerintahan", precedents).code
        != "linear.precedent"
    )
