"""A list that lost a row does not look complete."""

import pytest
from paper import typed

from ocr.list_gaps import with_list_gaps
from records.values import Box, DocumentReading, Field, Kind, PageText, PersonReading

NAMES = ("Rina Marlina", "Slamet Riyadi", "Yohana Pattiasina", "Zubaidah Hasanah", "Hartono Gunadi")


def table(numbers: tuple[str, ...], names: tuple[str, ...] = NAMES, number: int = 1) -> PageText:
    rows = [
        f"     {n:<6}{name.replace(' ', '_')}      19800102200501{i:04d}"
        for i, (n, name) in enumerate(zip(numbers, names, strict=True))
    ]
    return typed("\n".join(["Daftar Peserta", "", *rows]), number=number)


def people(page: PageText, *lost: str) -> tuple[PersonReading, ...]:
    words = {word.text.replace("_", " "): word.box for word in page.words}
    return tuple(
        PersonReading(name=Field(name, 0.9, page=page.number, box=words[name]))
        for name in NAMES
        if name in words and name not in lost
    )


def is_doubted(pages: list[PageText], read: tuple[PersonReading, ...]) -> bool:
    document = DocumentReading(tuple(p.number for p in pages), Kind.SUPERVISOR_LETTER, people=read)
    (found,) = with_list_gaps([document], pages)
    assert set(found.reasons) <= {"people-rows-missing"}
    return bool(found.reasons)


WHOLE = ("1", "2", "3", "4", "5")


@pytest.mark.parametrize("lost", NAMES)
def test_a_printed_row_without_a_person_is_noticed(lost: str) -> None:
    page = table(WHOLE)
    assert is_doubted([page], people(page, lost))


def test_a_row_that_was_not_read_at_all_leaves_a_gap_in_the_numbers() -> None:
    page = table(("1", "2", "4", "5", "6"))
    assert is_doubted([page], people(page))


@pytest.mark.parametrize(
    "numbers",
    [
        WHOLE,
        ("1.", "2.", "3.", "4.", "5."),
        ("1", "2", "8", "4", "5"),  # one misread
        ("1", "2", "x", "4", "5"),  # one unread
        ("a", "b", "c", "d", "e"),
    ],
)
def test_a_whole_list_is_not_doubted(numbers: tuple[str, ...]) -> None:
    page = table(numbers)
    assert not is_doubted([page], people(page))


def test_a_list_goes_on_overleaf() -> None:
    first, sound, gap = (
        table(numbers, NAMES[part], number)
        for numbers, part, number in (
            (("1", "2", "3"), slice(0, 3), 1),
            (("4", "5"), slice(3, 5), 2),
            (("5", "6"), slice(3, 5), 2),
        )
    )
    assert not is_doubted([first, sound], people(first) + people(sound))
    assert is_doubted([first, gap], people(first) + people(gap))


def test_numbers_elsewhere_on_the_page_are_nobodys() -> None:
    page = table(WHOLE)
    other = typed("Daftar Peserta\n\n" + "\n" * 8 + " " * 50 + "6")
    mixed = PageText(1, 1240, 1754, (*page.words, *other.words))
    assert not is_doubted([mixed], people(page))


def test_people_without_a_place_are_left_alone() -> None:
    assert not is_doubted(
        [table(WHOLE)], (PersonReading(name=Field("Rina", 0.9, page=1, box=Box(0, 0, 0, 0))),) * 3
    )


def test_a_lettered_list_is_a_list(  # "c. Yohana Pattiasina"
) -> None:
    letters = ("a.", "b.", "c.", "d.", "e.")
    page = table(letters)
    assert not is_doubted([page], people(page))
    assert is_doubted([page], people(page, NAMES[-1]))
    gap = table(("a.", "b.", "d.", "e.", "f."))
    assert is_doubted([gap], people(gap))


def test_a_number_within_the_list_that_is_nobodys_is_a_lost_person() -> None:
    page = table(("-",) * 5)
    assert not is_doubted([page], people(page))
    assert is_doubted([page], people(page, NAMES[2]))
