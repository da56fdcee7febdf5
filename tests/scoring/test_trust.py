"""Each cross-check fires where it must and stays silent where it must."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from papers import NIP, OTHER, certain, paper, person, read

from records.texts import has_text
from records.values import Employee, Field, Kind, MatchStatus
from scoring.trust import Evidence, TrustPolicy, judge
from scoring.trust.checks import CHECKS, Check

TODAY = date(2026, 8, 1)


def reasons(document: Any, *matches: Any, evidence: Evidence | None = None) -> tuple[str, ...]:
    judgement = judge(document, matches or (certain(),), evidence or Evidence(today=TODAY))
    assert judgement.ready is (not judgement.reasons)
    assert all(has_text(f"reason.{code}") for code in judgement.reasons)
    return judgement.reasons


def test_a_sound_document_is_ready() -> None:
    judgement = judge(paper(), (certain(),), Evidence(today=TODAY))
    assert (judgement.ready, judgement.reasons) == (True, ())
    assert judgement.probability > 0.9


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"course": None}, "course-missing"),
        ({"start": None}, "start-missing"),
        ({"end": None}, "end-missing"),
        ({"jp": None}, "jp-missing"),
        ({"jp": read(24, 0.4)}, "jp-unsure"),
        ({"course": read("Bimtek", 0.4)}, "course-unsure"),
        ({"start": read(date(2019, 3, 5), 0.4)}, "start-unsure"),
        ({"end": read(date(2019, 3, 7), 0.4)}, "end-unsure"),
        ({"course": "Pelatihan Pelayanan an Prima"}, "course-unsure"),
        ({"course": "Bimtek Penyusunan dan dan Pelaporan"}, "course-unsure"),
        ({"kind_confidence": 0.4}, "kind-unsure"),
        ({"kind": Kind.OTHER}, "not-evidence"),
        ({"start": Field(date(2019, 3, 1), 0.99, raw="I s.d. 7 Maret 2019")}, "start-unsure"),
        ({"end": date(2019, 3, 4)}, "end-before-start"),
        ({"end": date(2026, 9, 1), "issued": None, "number": None}, "date-in-future"),
        ({"start": date(1961, 1, 1)}, "date-too-old"),
        ({"start": date(2017, 3, 5)}, "course-very-long"),
        ({"issued": date(2019, 3, 6)}, "issued-before-end"),
        ({"issued": date(2022, 3, 8)}, "issued-long-after"),
        ({"jp": 37}, "jp-too-many-for-days"),
        ({"jp": 0}, "jp-not-positive"),
        ({"number": "860/12/BKPP.III/2015"}, "number-year-disagrees"),
        ({"people": ()}, "person-missing"),
        ({"people": (person(born=date(1981, 1, 2)),)}, "birth-date-disagrees"),
        ({"signers": (person("Kepala", NIP),)}, "signer-is-subject"),
        ({"reasons": ("jp-digits-contradict-words",)}, "jp-digits-contradict-words"),
        ({"reasons": ("table-total-disagrees",)}, "table-total-disagrees"),
    ],
)
def test_what_is_missing_or_contradicts_is_named(changes: dict[str, Any], code: str) -> None:
    assert code in reasons(paper(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"jp": 36},
        {"course": "Diklat di Bidang Tata Naskah Dinas II"},
        {"course": "Pelatihan Anti Korupsi bagi ASN"},
        {"course": "Webinar Keamanan Data Pribadi di Instansi Daerah"},
        {"start": Field(date(2019, 3, 5), 0.99, raw="5 s.d. 7 Maret 2o19")},
        {"start": date(2019, 3, 7), "jp": 12},
        {"issued": None},
        {"issued": date(2019, 3, 7)},
        {"issued": date(2020, 12, 1)},
        {"number": None},
        {"number": "2015"[:3] + "/12/SERT"},
        {"number": "860/12/BKPP.III/2020"},
        {"number": "20191/BKPP"},
        {"people": (person(born=date(1980, 1, 2)),)},
        {"signers": (person("Kepala", OTHER),)},
    ],
)
def test_what_agrees_raises_no_doubt(changes: dict[str, Any]) -> None:
    assert reasons(paper(**changes)) == ()


def test_a_register_that_knows_better_settles_the_birth_date() -> None:
    born = date(1981, 1, 2)
    known = Evidence({NIP: Employee(NIP, "Rina", tanggal_lahir=born)}, TODAY)
    assert reasons(paper(people=(person(born=born),)), evidence=known) == ()


def test_a_neighbours_number_does_not_vouch_for_the_birth_date() -> None:
    # a digit of the day was misread, and a colleague bears that very number
    misread = paper(people=(person(nip="198001032005012003", born=date(1980, 1, 3)),))
    known = Evidence({NIP: Employee(NIP, "Rina", tanggal_lahir=date(1980, 1, 2))}, TODAY)
    assert reasons(misread, evidence=known) == ("birth-date-disagrees",)


def test_who_signs_other_papers_is_doubted_where_no_signer_was_read() -> None:
    signs = Evidence(today=TODAY, signers=frozenset({NIP}))
    assert reasons(paper(), evidence=signs) == ("person-signs-other-papers",)
    assert reasons(paper(signers=(person("Kepala", OTHER),)), evidence=signs) == ()
    assert reasons(paper(), evidence=Evidence(today=TODAY, signers=frozenset({OTHER}))) == ()


@pytest.mark.parametrize(
    ("status", "why", "code"),
    [
        (MatchStatus.PROBABLE, (), "person-not-certain"),
        (MatchStatus.PROBABLE, ("person-among-signers",), "person-among-signers"),
        (MatchStatus.PROBABLE, ("person-holds-signing-post",), "person-holds-signing-post"),
        (MatchStatus.PROBABLE, ("nip-name-disagree",), "nip-name-disagree"),
        (MatchStatus.AMBIGUOUS, (), "namesakes"),
        (MatchStatus.NONE, (), "not-in-register"),
    ],
)
def test_a_person_less_than_certain_holds_the_document_back(
    status: MatchStatus, why: tuple[str, ...], code: str
) -> None:
    assert reasons(paper(), certain(NIP, status, *why)) == (code,)


def test_one_uncertain_person_of_a_list_is_enough() -> None:
    listed = paper(people=(person(), person("Slamet", OTHER)))
    assert reasons(listed, certain(), certain(OTHER)) == ()
    assert reasons(listed, certain(), certain(OTHER, MatchStatus.PROBABLE)) == ("person-not-certain",)
    assert reasons(listed, certain(), certain()) == ("same-person-twice",)
    assert reasons(listed, certain()) == ("person-not-matched",)


def test_many_small_doubts_add_up() -> None:
    strict = TrustPolicy(max_wrong_per_1000=0.01)
    hazy = {
        name: replace(getattr(paper(), name), confidence=0.95) for name in ("course", "start", "end", "jp")
    }
    assert judge(paper(**hazy), (certain(),), Evidence(today=TODAY), strict).ready is False
    assert judge(paper(**hazy), (certain(),), Evidence(today=TODAY), TrustPolicy(max_wrong_per_1000=50)).ready


def test_less_error_borne_never_makes_more_ready() -> None:
    for sure in (0.9, 0.95, 0.99, 0.999):
        fields = {
            name: replace(getattr(paper(), name), confidence=sure)
            for name in ("course", "start", "end", "jp")
        }
        ready = [
            judge(paper(**fields), (certain(),), None, TrustPolicy(max_wrong_per_1000=borne)).ready
            for borne in (0.1, 1, 10, 100)
        ]
        assert ready == sorted(ready)


ODD = (
    paper(people=()),
    paper(signers=(person("Kepala", NIP),)),
    paper(people=(person(born=date(1981, 1, 2)),)),
    paper(end=date(2019, 3, 4)),
    paper(start=Field(date(2019, 3, 1), 0.99, raw="I s.d. 7 Maret 2019")),
    paper(course="Pelatihan Pelayanan an Prima"),
    paper(issued=date(2019, 3, 6)),
    paper(jp=37),
    paper(number="860/12/BKPP.III/2015"),
    paper(people=(person(), person("Slamet", OTHER))),
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_check_there_is_fires_on_something_and_not_on_a_sound_paper(check: Check) -> None:
    known = Evidence(today=TODAY)
    twice = (certain(), certain())
    assert any(list(check(odd, twice[: len(odd.people)], known)) for odd in ODD)
    assert not list(check(paper(), (certain(),), known))
