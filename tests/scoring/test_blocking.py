"""A register is asked by keys: what is stored and what is looked up must meet."""

from datetime import date

import pytest

from records.values import Employee, Field, PersonReading
from scoring.matching import MemoryRegister, Statistics, blocking_keys, person_keys

RINA = Employee("198001022005012003", "Achmad Noor Marlina", tanggal_lahir=date(1980, 1, 2),
                unit_kerja="Dinas Kesehatan", nip_lama="140123456")  # fmt: skip


def looked_up(**fields: object) -> set[str]:
    return set(person_keys(PersonReading(**{key: Field(value, 0.9) for key, value in fields.items()})))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "AHMAD NUR MARLINA, SE"},
        {"name": "Marlina Ahmad Nur"},
        {"name": "Ahmad Marlina"},
        {"name": "Ahmed N00r Mar1ina", "unit": "Dinas Kesehatan Kab. Contoh"},
        {"name": "Xxxx Marlina", "birth_date": date(1980, 1, 2)},
        {"name": "Xxxx Marlina", "nip": "198001022099999999"},
        {"name": "Zzz", "nip": "140123456"},
    ],
)
def test_a_printed_person_meets_the_stored_keys(fields: dict[str, object]) -> None:
    assert looked_up(**fields) & set(blocking_keys(RINA))


def test_an_employee_has_few_keys() -> None:
    assert len(blocking_keys(RINA)) <= 16
    assert len(set(blocking_keys(RINA))) == len(blocking_keys(RINA))


def test_a_crowded_key_is_named_instead_of_listed() -> None:
    crowd = [
        Employee(f"1980010220050110{i:02d}", "Siti Aminah", unit_kerja="Dinas Sosial") for i in range(20)
    ]
    register = MemoryRegister([*crowd, RINA])
    common = next(key for key in blocking_keys(crowd[0]) if key.startswith("f:"))
    found = register.find_by_keys([common, blocking_keys(RINA)[0]], 5)
    assert (len(found.employees), found.crowded) == (1, (common,))
    assert len(register.find_by_keys([common], 20).employees) == 20


def test_statistics_count_words_and_offices() -> None:
    counted = Statistics.of([RINA, RINA])
    assert (counted.size, counted.words["marlina"], counted.units["dinas kesehatan"]) == (2, 2, 2)
    assert counted.word_share("tiada") < counted.word_share("marlina") <= 1
