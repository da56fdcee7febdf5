"""What a match may be certain of, on a small register with the traps that real ones hold."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from records.values import Employee, Field, Match, MatchStatus, PersonReading
from scoring.matching import MatchContext, MemoryRegister, match_person

UNITS = ("Dinas Kesehatan", "Dinas Pendidikan dan Kebudayaan", "Kecamatan Arut Utara", "Inspektorat")
_FIRST = ("Agus", "Budi", "Citra", "Dewi", "Eka", "Fajar", "Gita", "Hadi", "Indah", "Joko")
_LAST = ("Santoso", "Wijaya", "Lestari", "Pratama", "Hidayat", "Kurniawan", "Rahayu", "Saputra", "Utami")


def _filler(i: int, name: str) -> Employee:
    born = date(1970 + i % 25, 1 + i % 12, 1 + i % 28)
    nip = f"{born:%Y%m%d}{2005 + i % 15}{1 + i % 12:02d}{1 + i % 2}{1 + i % 60:03d}"
    return Employee(nip=nip, nama=name, tanggal_lahir=born, unit_kerja=UNITS[i % 4], golongan="III/a")


FILLERS = [_filler(i, f"{first} {last}") for i, (first, last) in enumerate(product(_FIRST, _LAST))]
RINA = Employee("198001022005012003", "Rina Marlina", tanggal_lahir=date(1980, 1, 2),
                unit_kerja="Dinas Kesehatan", nip_lama="140123456", golongan="III/c",
                jabatan="Bidan Mahir")  # fmt: skip
COLLEAGUE = Employee(
    "198001022005012004", "Yuliana Sari", tanggal_lahir=date(1980, 1, 2), unit_kerja="Dinas Kesehatan"
)
TWIN_A = Employee(
    "197505052000031001", "Slamet Riyadi", tanggal_lahir=date(1975, 5, 5), unit_kerja="Inspektorat"
)
TWIN_B = Employee(
    "198809092012121001", "Slamet Riyadi", tanggal_lahir=date(1988, 9, 9), unit_kerja="Inspektorat"
)
LONGER = Employee(
    "199001012015011001", "Rina Marlina Sihombing", tanggal_lahir=date(1990, 1, 1), unit_kerja="Inspektorat"
)
PPPK = Employee(
    "199203042023212009", "Zubaidah Hasanah", tanggal_lahir=date(1992, 3, 4), unit_kerja="Dinas Kesehatan"
)
REGISTER = MemoryRegister([*FILLERS, RINA, COLLEAGUE, TWIN_A, TWIN_B, LONGER, PPPK])


def printed(name: str | None, nip: str | None = None, sure: float = 0.97, **fields: object) -> PersonReading:
    person = PersonReading(name=Field(name, 0.97 if name else 0.0), nip=Field(nip, sure if nip else 0.0))
    return replace(person, **{key: Field(value, 0.95) for key, value in fields.items()})  # type: ignore[arg-type]


def match(person: PersonReading, **context: object) -> Match:
    return match_person(person, REGISTER, MatchContext(**context))  # type: ignore[arg-type]


def test_number_and_name_that_agree_are_certain() -> None:
    found = match(printed("RINA MARLINA, A.Md.Keb", RINA.nip))
    assert (found.nip, found.status) == (RINA.nip, MatchStatus.CERTAIN)
    assert {"nip-exact", "name-exact"} <= set(found.why)


@pytest.mark.parametrize(
    "nip",
    [
        "198001022005012008",
        "198001022005072003",
        "19800102200501203",
        "1980010220050120033",
        "798001022005012003",
    ],
)
def test_a_slip_in_the_number_is_mended_by_the_name(nip: str) -> None:
    assert (
        match(printed("Rina Marlina", nip, 0.8)).nip,
        match(printed("Rina Marlina", nip, 0.8)).status,
    ) == (
        RINA.nip,
        MatchStatus.CERTAIN,
    )


def test_a_colleague_one_digit_apart_is_told_by_the_name_alone() -> None:
    for who in (RINA, COLLEAGUE):
        found = match(printed(who.nama, RINA.nip, 0.7))
        assert (
            found.nip != (COLLEAGUE.nip if who is RINA else RINA.nip)
            or found.status is not MatchStatus.CERTAIN
        )


def test_a_number_whose_name_disagrees_is_never_certain() -> None:
    found = match(printed("Hartono Suwandi", RINA.nip))
    assert found.status is not MatchStatus.CERTAIN
    assert "nip-name-disagree" in found.why


def test_a_number_alone_is_not_certain() -> None:
    assert match(printed(None, RINA.nip)).status is MatchStatus.PROBABLE


def test_somebody_missing_is_nobody_and_not_his_neighbour() -> None:
    found = match(printed("Wahyudi Tampubolon", "198001022005012005"))
    assert (found.nip, found.status) == (None, MatchStatus.NONE)
    assert match(printed("Wahyudi Tampubolon")).status is MatchStatus.NONE


def test_namesakes_in_one_office_are_ambiguous_without_a_number() -> None:
    found = match(printed("Slamet Riyadi", unit="Inspektorat"))
    assert (found.nip, found.status) == (None, MatchStatus.AMBIGUOUS)
    assert {c.nip for c in found.others} == {TWIN_A.nip, TWIN_B.nip}
    assert match(printed("Slamet Riyadi", birth_date=date(1975, 5, 5))).nip == TWIN_A.nip


def test_a_unique_name_in_its_office_may_be_certain_without_a_number() -> None:
    found = match(printed("Zubaidah Hasanah, SKM", unit="Dinas Kesehatan Kabupaten Contoh"))
    assert (found.nip, found.status) == (PPPK.nip, MatchStatus.CERTAIN)
    assert match(printed("Zubaidah Hasanah")).status is MatchStatus.PROBABLE
    assert match(printed("Zubaidah Hasanah"), unit="Dinas Kesehatan").status is MatchStatus.CERTAIN


def test_a_name_inside_another_does_not_stand_for_it() -> None:
    found = match(printed("Rina Marlina", unit="Inspektorat"))
    assert found.status is not MatchStatus.CERTAIN
    assert match(printed("Rina Marlina Sihombing", unit="Inspektorat")).nip == LONGER.nip


def test_old_and_pppk_numbers_are_understood() -> None:
    assert (match(printed("Rina Marlina", "140123456")).nip, match(printed("Zubaidah H", PPPK.nip)).nip) == (
        RINA.nip,
        PPPK.nip,
    )
    assert "nip-old-exact" in match(printed("Rina Marlina", "140123456")).why


def test_another_reading_of_the_number_counts() -> None:
    person = printed("Rina Marlina", "193001922605812003", 0.5)
    person = replace(person, nip=replace(person.nip, alternatives=(RINA.nip,)))
    assert (match(person).nip, match(person).status) == (RINA.nip, MatchStatus.CERTAIN)


def test_degrees_are_a_second_piece_of_evidence() -> None:
    known = Employee(
        "197001012000031007", "Martinus Umbu Lapu", gelar_belakang="S.H., M.Si", unit_kerja="Inspektorat"
    )
    register = MemoryRegister([*FILLERS, known])
    assert match_person(printed("Martinus Umbu Lapu"), register).status is MatchStatus.PROBABLE
    found = match_person(printed("MARTINUS UMBU LAPU, SH"), register)
    assert (found.nip, found.status) == (known.nip, MatchStatus.CERTAIN)
    assert match_person(printed("Martinus Umbu Lapu, S.Kep"), register).status is MatchStatus.PROBABLE


def test_other_office_and_birth_date_take_certainty_away() -> None:
    assert match(printed("Zubaidah Hasanah", unit="Inspektorat")).status is not MatchStatus.CERTAIN
    person = printed("Zubaidah Hasanah", unit="Dinas Kesehatan", birth_date=date(1971, 12, 30))
    assert match(person).status is not MatchStatus.CERTAIN


def test_a_stricter_demand_makes_fewer_certain() -> None:
    person = printed("Zubaidah Hasanah", unit="Dinas Kesehatan")
    assert match(person, certain_at=0.9999999).status is MatchStatus.PROBABLE


def test_an_empty_register_and_an_empty_print_match_nobody() -> None:
    assert match_person(printed("Rina", RINA.nip), MemoryRegister([])).status is MatchStatus.NONE
    assert match(PersonReading()).status is MatchStatus.NONE
