"""People of one paper matched together."""

from dataclasses import replace
from datetime import date

import pytest
from papers import paper, person, read

from records.values import Box, DocumentReading, Employee, Field, MatchStatus, PersonReading
from scoring.matching import MemoryRegister, match_people
from scoring.matching.signers import signs_papers

OFFICE, ELSEWHERE = "Dinas Perikanan", "Dinas Kesehatan"
STAFF = [
    Employee("198001022005012003", "Rina Marlina", unit_kerja=OFFICE),
    Employee("197505052000031001", "Slamet Riyadi", unit_kerja=OFFICE),
    Employee("198809092012121001", "Yohana Pattiasina", unit_kerja=OFFICE),
    Employee("199203042015032009", "Zubaidah Hasanah", unit_kerja=OFFICE),
    Employee("196812121990031004", "Hartono Gunadi", unit_kerja=OFFICE),
]
OTHERS = [
    Employee(f"19{70 + i // 12}{1 + i % 12:02d}15200001100{1 + i % 9}", f"Nama {i}", unit_kerja=ELSEWHERE)
    for i in range(60)
]  # fmt: skip
REGISTER = MemoryRegister([*STAFF, *OTHERS])


def listed(*people: PersonReading) -> list[MatchStatus]:
    return [match.status for match in match_people(paper(people=people), REGISTER)]


def test_a_list_of_one_office_speaks_for_a_colleague_without_a_number() -> None:
    sure = [person(e.nama, e.nip) for e in STAFF[:3]]
    unsure = person("Zubaidah Hasanah", None)
    assert listed(unsure) == [MatchStatus.PROBABLE]
    assert listed(*sure, unsure)[3] is MatchStatus.CERTAIN


def test_nobody_is_certain_twice_on_one_list() -> None:
    rina = person("Rina Marlina", STAFF[0].nip)
    matches = match_people(paper(people=(rina, replace(rina, name=read("Rina Mar1ina", 0.8)))), REGISTER)
    assert [m.status for m in matches] == [MatchStatus.PROBABLE, MatchStatus.PROBABLE]
    assert "same-person-twice" in matches[1].why


def test_a_signer_read_as_a_subject_is_never_certain() -> None:
    rina = person("Rina Marlina", STAFF[0].nip)
    signed = paper(people=(rina,), signers=(person("Kepala", STAFF[0].nip),))
    assert match_people(signed, REGISTER)[0].status is MatchStatus.PROBABLE
    assert match_people(paper(people=(rina,), signers=(person("X", STAFF[1].nip),)), REGISTER)[0].status is (
        MatchStatus.CERTAIN
    )


ISSUED = Field(date(2019, 3, 8), 0.99, page=1, box=Box(0.5, 0.70, 0.8, 0.72))


def statuses(document: DocumentReading, register: MemoryRegister = REGISTER) -> list[tuple[MatchStatus, str]]:
    codes = ("signer-is-subject", "person-among-signers", "person-holds-signing-post")
    matches = match_people(document, register)
    return [(m.status, next((code for code in codes if code in m.why), "")) for m in matches]


def standing(name: str, top: float, page: int = 1) -> PersonReading:
    nip = next(e.nip for e in STAFF if e.nama == name)
    return replace(person(name, nip), name=Field(name, 0.99, page=page, box=Box(0.4, top, 0.6, top + 0.02)))


def test_a_name_below_the_day_of_issue_is_taken_for_a_signers() -> None:
    below = paper(people=(standing("Rina Marlina", 0.85),), issued=ISSUED)
    assert statuses(below) == [(MatchStatus.PROBABLE, "person-among-signers")]


@pytest.mark.parametrize(("top", "page"), [(0.35, 1), (0.85, 2)])
def test_a_name_above_it_or_on_an_annex_is_not(top: float, page: int) -> None:
    sound = paper(people=(standing("Rina Marlina", top, page),), issued=ISSUED)
    assert statuses(sound) == [(MatchStatus.CERTAIN, "")]


@pytest.mark.parametrize(
    ("signer", "certain"),
    [
        (person("RINA MARLINA, S.E", "198001022005012008"), False),  # his number, a digit misread
        (person("Rina Marlina", None), False),
        (person("Rina Marlina", "196503111990011007"), True),  # a namesake
        (person("Slamet Riyadi", "198001022005012004"), True),  # a colleague one digit apart
    ],
)
def test_a_signer_is_known_by_name_and_number_together(signer: PersonReading, *, certain: bool) -> None:
    signed = paper(people=(person("Rina Marlina", STAFF[0].nip),), signers=(signer,))
    doubt = (MatchStatus.CERTAIN, "") if certain else (MatchStatus.PROBABLE, "signer-is-subject")
    assert statuses(signed) == [doubt]


HEAD = Employee("196506061990031002", "Theodora Manuhutu", jabatan="Kepala Dinas", unit_kerja=OFFICE)
WITH_HEAD = MemoryRegister([*STAFF, *OTHERS, HEAD])


def signed_by(post: str | None, nip: str | None) -> PersonReading:
    return replace(person("Tidak Terbaca", nip), name=Field(), post=read(post))


@pytest.mark.parametrize(
    ("signers", "certain"),
    [
        ((), False),
        ((signed_by("Plt. Kepala Dinas Perikanan", None),), False),
        ((signed_by("Kepala Dinas Kesehatan", None),), True),
        ((signed_by("Kepala Dinas Perikanan", "197001011995031001"),), True),
    ],
)
def test_a_head_is_certain_only_where_somebody_else_signs(
    signers: tuple[PersonReading, ...], *, certain: bool
) -> None:
    about = paper(people=(person(HEAD.nama, HEAD.nip),), signers=signers)
    doubt = (MatchStatus.CERTAIN, "") if certain else (MatchStatus.PROBABLE, "person-holds-signing-post")
    assert statuses(about, WITH_HEAD) == [doubt]


def test_heads_stand_on_lists_like_everybody_else() -> None:
    people = (person(HEAD.nama, HEAD.nip), *(person(e.nama, e.nip) for e in STAFF[:2]))
    assert {status for status, _ in statuses(paper(people=people), WITH_HEAD)} == {MatchStatus.CERTAIN}


@pytest.mark.parametrize(
    ("post", "signs"),
    [
        ("Kepala Dinas Kesehatan", True),
        ("Plt. Sekretaris Daerah", True),
        ("a.n. Camat", True),
        ("Kepala Seksi Pelayanan", False),
        ("Pengadministrasi Umum", False),
        ("", False),
    ],
)
def test_which_posts_sign(post: str, *, signs: bool) -> None:
    assert signs_papers(post) is signs
