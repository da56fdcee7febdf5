"""People of one paper matched together."""

from dataclasses import replace

from papers import paper, person, read

from records.values import Employee, MatchStatus, PersonReading
from scoring.matching import MemoryRegister, match_people

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
