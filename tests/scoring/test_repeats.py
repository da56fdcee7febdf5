from datetime import date
from typing import Any

from papers import NIP, OTHER, certain, paper, person

from records.values import Kind, Match, MatchStatus
from scoring.repeats import Handed, Verdict, find_repeats, fingerprint


def handed(reference: str, match: Match | None = None, **changes: Any) -> Handed:
    return Handed(reference, paper(**changes), (match or certain(),))


def compare(new: Handed, old: Handed) -> tuple[Verdict, tuple[str, ...]] | None:
    found = find_repeats(new, [old])
    if found:  # what is found must be findable by its keys
        assert set(fingerprint(new.document, new.matches)) & set(fingerprint(old.document, old.matches))
    return (found[0].verdict, found[0].why) if found else None


def test_the_same_paper_again_is_found() -> None:
    assert compare(handed("b"), handed("a")) == (Verdict.SAME, ("same-number", "same-person-and-course"))


def test_misread_numbers_and_titles_still_meet() -> None:
    again = handed("b", number="86O/l2/BKPP.lll/2O19", course="Bimbingan Teknls Penyusunan Laporan Keuangan")
    assert compare(again, handed("a")) == (Verdict.SAME, ("same-number", "same-person-and-course"))
    assert compare(handed("b", number=None), handed("a")) == (Verdict.SAME, ("same-person-and-course",))
    assert compare(handed("b", start=None, end=None), handed("a"))


def test_a_person_not_settled_yet_is_known_by_what_is_printed() -> None:
    nobody = Match(None, MatchStatus.NONE, 0.9)
    unread = (person("Rina Marlina, SE", None),)
    assert compare(handed("b", nobody, people=unread), handed("a")) is not None
    assert compare(handed("b", nobody, people=unread), handed("a", nobody)) is not None


def test_unsettled_colleagues_a_digit_apart_are_two_people() -> None:
    nobody = Match(None, MatchStatus.NONE, 0.9)
    near = handed(
        "b", nobody, people=(person("Yuliana Sari", NIP[:-1] + "4"),), number="860/13/BKPP.III/2019"
    )
    assert compare(near, handed("a", nobody)) is None
    misread = handed("b", nobody, people=(person("Rina Mar1ina", NIP[:-1] + "8"),), number=None)
    assert compare(misread, handed("a")) == (Verdict.SAME, ("same-person-and-course",))


def test_two_colleagues_at_one_course_are_no_repeat() -> None:
    colleague = handed(
        "b", certain(OTHER), people=(person("Slamet Riyadi", OTHER),), number="860/13/BKPP.III/2019"
    )
    assert compare(colleague, handed("a")) is None


def test_one_number_for_two_people_is_a_conflict() -> None:
    colleague = handed("b", certain(OTHER), people=(person("Slamet Riyadi", OTHER),))
    assert compare(colleague, handed("a")) == (Verdict.CONFLICT, ("same-number", "other-person"))


def test_the_same_course_with_other_hours_is_a_conflict() -> None:
    found = compare(handed("b", jp=40, number="1/2/2019"), handed("a"))
    assert found == (Verdict.CONFLICT, ("same-person-and-course", "other-hours"))


def test_another_course_or_another_time_is_no_repeat() -> None:
    later = {"start": date(2020, 3, 5), "end": date(2020, 3, 7), "number": "9/1/2020"}
    assert compare(handed("b", **later), handed("a")) is None
    assert compare(handed("b", course="Pelatihan Kearsipan Dinamis", number="77/2019"), handed("a")) is None


def test_levels_of_one_title_are_two_courses() -> None:
    one = handed("a", course="Diklat Kepemimpinan Tingkat III", number="1/LAN/2019")
    two = handed("b", course="Diklat Kepemimpinan Tingkat IV", number="2/XX/2019")
    assert compare(two, one) is None


def test_a_list_handed_in_again_in_part() -> None:
    many = Handed("a", paper(people=(person(), person("Slamet", OTHER), person("Ani", "1" * 18))),
                  (certain(), certain(OTHER), certain("1" * 18)))  # fmt: skip
    assert compare(handed("b", number="12/XY"), many) == (Verdict.PARTLY, ("same-person-and-course",))


def test_what_is_no_evidence_repeats_nothing() -> None:
    assert compare(handed("b", kind=Kind.OTHER), handed("a")) is None
    assert fingerprint(paper(kind=Kind.OTHER), (certain(),)) == ()


def test_a_document_is_not_its_own_repeat_and_the_strongest_comes_first() -> None:
    new = handed("b")
    found = find_repeats(new, [new, handed("a"), handed("c", jp=40), handed("d", number=None)])
    assert [r.reference for r in found] == ["a", "d", "c"]
