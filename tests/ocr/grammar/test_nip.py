from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.grammar.nip import find_nips, is_plausible

NIP = "197902242006011036"


@pytest.mark.parametrize(
    "printed",
    [
        f"NIP. {NIP}",
        "NIP : 19790224 200601 1 036",
        "NIP. 19790224.200601.1.036",
        "NIP/NRP 19790224 2006011 036",
        "NI PPPK 197902242006011036",
        "NIP. l979O224 2006O1 1 O36",
        "NIP 1 19790224 200601 1 036",
        "Employee ID (NIP): 197902242006011036",
        "Nomor Induk Pegawai : 19790224 200601 1 036",
        "2  Rahmat Hidayat  19790224 200601 1 036  Camat",
        f"10. {NIP} Rahmat Hidayat",
        "12. 19790224 200601 1 036 Rahmat Hidayat",
        f"104. {NIP} Rahmat Hidayat",
    ],
)
def test_reads_a_nip_in_any_grouping_and_with_slips(printed: str) -> None:
    (span,) = find_nips(printed)

    assert span.digits == NIP


def test_a_colon_read_as_one_is_dropped_and_kept_as_alternative() -> None:
    (span,) = find_nips(f"NIP 1{NIP}")

    assert span.digits == NIP


def test_reads_old_numbers_of_nine_digits() -> None:
    (span,) = find_nips("NIP. 131 234 567")

    assert span.digits == "131234567"


@pytest.mark.parametrize(
    "text", ["Telp. (0532) 21045 Fax 21018", "860/1545/BKPP.III/2019", "No. Rek 1234567890"]
)
def test_takes_no_other_number_for_a_nip(text: str) -> None:
    assert find_nips(text) == ()


def test_letters_elsewhere_stay_letters() -> None:
    assert find_nips("SOBIS SOLO BOLGILI SOSIAL ISI") == ()


@given(st.text(max_size=90))
def test_never_raises_and_digits_stand_in_the_text(text: str) -> None:
    for span in find_nips(text):
        assert 0 <= span.begin < span.end <= len(text)
        assert span.digits.isdecimal()


@given(
    st.dates(
        min_value=__import__("datetime").date(1955, 1, 1), max_value=__import__("datetime").date(2000, 1, 1)
    )
)
def test_any_plausible_nip_is_found(born: object) -> None:
    digits = f"{born:%Y%m%d}" + "201503" + "2" + "007"

    assert is_plausible(digits)
    assert [s.digits for s in find_nips(f"NIP {digits}")] == [digits]


def test_a_figure_behind_a_whole_number_is_other_print() -> None:
    text = "NIP 19740918 200401 1 038 8"
    (span,) = find_nips(text)

    assert span.digits == "197409182004011038"
    assert text[span.begin : span.end] == "19740918 200401 1 038"
