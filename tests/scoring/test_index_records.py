"""From records to points: windows, kinds, decisions, and what is missing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from records.errors import Refused
from records.values import Employee
from scoring.index import (
    Facts,
    Sanction,
    Training,
    compute,
    echelon_of,
    explain,
    explain_missing,
    facts_of,
    get_rule_set,
    open_decisions,
    shortest_way,
    tally,
    unit_index,
    ways_up,
)

RULES = get_rule_set("bkn-8-2019")
DAY = date(2019, 9, 15)
FULL = Facts(
    nip="1",
    post_kind="pelaksana",
    education="S1",
    performance={2018: "85"},
    sanctions=(),
)


def technical(
    reference: str, jp: int | None, end: date | None = date(2019, 3, 7), **rest: object
) -> Training:
    return replace(Training(reference, "Bimtek", 8, jp, None, end, linear=True), **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hours", "points"), [((8, 7, 5), "22.5"), ((8, 7, 4), "0"), ((20,), "22.5"), ((), "0")]
)
def test_hours_add_up_over_certificates(hours: tuple[int, ...], points: str) -> None:
    trainings = tuple(technical(f"r{i}", jp) for i, jp in enumerate(hours))
    result = compute(replace(FULL, trainings=trainings), RULES, DAY)
    assert result.dimensions["kompetensi"] == Decimal(points)
    line = next(line for line in explain(result) if line.rule == "technical")
    assert line.references == tuple(f"r{i}" for i in range(len(hours)))


def test_hours_in_proportion() -> None:
    rules = get_rule_set("bkn-8-2019-proportional")
    result = compute(replace(FULL, trainings=(technical("r", 8),)), rules, DAY)
    assert result.dimensions["kompetensi"] == Decimal(9)


@pytest.mark.parametrize(
    ("end", "counting", "counts"),
    [
        (date(2019, 1, 1), "calendar", True),
        (date(2018, 12, 31), "calendar", False),
        (date(2018, 12, 31), "rolling", True),
        (date(2018, 9, 15), "rolling", False),
        (date(2018, 9, 16), "rolling", True),
        (date(2019, 9, 16), "calendar", False),
    ],
)
def test_windows_by_calendar_and_rolling(end: date, counting: str, counts: bool) -> None:  # noqa: FBT001 - a case
    rules = get_rule_set("bkn-8-2019", windows__counting=counting)
    facts = replace(FULL, trainings=(technical("r", 40, end),))
    assert bool(tally(facts, rules, DAY).technical_jp) is counts


def test_seminars_count_two_years_and_functional_training_for_ever() -> None:
    old = date(2018, 2, 2)
    seminar = Training("s", "Seminar", 9, None, None, old)
    ancient = Training("f", "Diklat Fungsional", 2, 100, None, date(1999, 1, 1), matches_post=True)
    counted = tally(replace(FULL, trainings=(seminar, ancient)), RULES, DAY)
    assert (counted.seminars, counted.functional) == (1, True)
    assert tally(replace(FULL, trainings=(seminar,)), RULES, date(2020, 1, 1)).seminars == 0


def test_kompetensi_never_passes_forty() -> None:
    trainings = (
        technical("t", 100), Training("s", "Seminar", 9, None, None, DAY),
        Training("l", "PIM IV", 1, 300, None, DAY, level_code=2),
        Training("f", "DF", 2, 9, None, DAY, matches_post=True),
    )  # fmt: skip
    for kind in ("struktural", "fungsional", "pelaksana"):
        facts = replace(FULL, post_kind=kind, echelon="IV", trainings=trainings)
        assert compute(facts, RULES, DAY).dimensions["kompetensi"] == 40


@pytest.mark.parametrize(
    ("echelon", "level", "points"),
    [("IV", 2, "15"), ("III", 3, "15"), ("II", 4, "15"), ("III", 2, "0"), ("IV", 3, "0")],
)
def test_leadership_training_must_match_the_echelon(echelon: str, level: int, points: str) -> None:
    pim = Training("p", "PIM", 1, 285, None, date(2010, 1, 1), level_code=level)
    facts = replace(FULL, post_kind="struktural", echelon=echelon, trainings=(pim,))
    assert compute(facts, RULES, DAY).dimensions["kompetensi"] == Decimal(points)


def test_what_nobody_decided_is_left_out_and_named() -> None:
    facts = replace(
        FULL,
        trainings=(
            technical("a", 30, linear=None), technical("b", None),
            technical("c", 30, None), technical("d", 30, linear=False),
        ),
    )  # fmt: skip
    result = compute(facts, RULES, DAY)
    assert result.dimensions["kompetensi"] == 0
    assert {(m.code, m.reference) for m in result.missing} == {
        ("linearity-undecided", "a"), ("training-jp", "b"), ("training-date", "c"),
    }  # fmt: skip
    assert len(explain_missing(result.missing, "en")) == 3
    way = open_decisions(facts, RULES, DAY)
    assert way is not None
    assert (way.gain, way.values["count"]) == (Decimal("22.5"), "1")


def test_a_half_recorded_employee_gets_what_is_known() -> None:
    result = compute(Facts("1", education="S2"), RULES, DAY)
    assert (result.ip, result.complete) == (Decimal(20), False)
    assert {m.code for m in result.missing} == {"post-kind", "performance", "discipline"}
    lines = {line.rule: line for line in explain(result)}
    assert (lines["technical"].points, lines["discipline"].points, lines["qualification"].points) == (
        "?",
        "?",
        "20",
    )


def test_discipline_is_the_heaviest_of_five_years() -> None:
    sanctions = (
        Sanction("ringan", date(2018, 1, 1)),
        Sanction("sedang", date(2016, 1, 1)),
        Sanction("berat", date(2013, 1, 1)),
    )
    assert compute(replace(FULL, sanctions=sanctions), RULES, DAY).dimensions["disiplin"] == 2
    assert compute(replace(FULL, sanctions=(Sanction("berat"),)), RULES, DAY).dimensions["disiplin"] == 1


def test_the_performance_of_the_previous_year_counts() -> None:
    facts = replace(FULL, performance={2018: "76", 2019: "95", 2020: "40"})
    assert compute(facts, RULES, DAY).dimensions["kinerja"] == 25
    assert compute(facts, RULES, date(2020, 5, 1)).dimensions["kinerja"] == 30


def test_rules_are_not_applied_before_they_were_in_force() -> None:
    with pytest.raises(Refused) as refused:
        compute(FULL, RULES, date(2018, 12, 31))
    assert refused.value.code == "rule-set-not-valid"


def test_a_result_can_be_computed_again_to_the_letter() -> None:
    facts = replace(FULL, trainings=(technical("a", 12), technical("b", 9)))
    assert compute(facts, RULES, DAY) == compute(facts, get_rule_set("bkn-8-2019"), DAY)


def test_the_ways_up_are_told_in_words() -> None:
    counted = tally(replace(FULL, trainings=(technical("a", 16),)), RULES, DAY)
    sentences = [way.sentence("id") for way in ways_up(counted, RULES)]
    assert "Kurang 4 JP diklat teknis untuk 22,5 poin." in sentences
    assert "Satu seminar, workshop atau sejenisnya menambah 17,5 poin." in sentences
    # 45 now: the seminar alone reaches 62.5 (Rendah), and takes no hours.
    assert [way.code for way in shortest_way(counted, RULES)] == ["seminar"]


def test_nothing_leads_up_from_the_top() -> None:
    trainings = (technical("a", 20), Training("s", "Seminar", 9, None, None, DAY))
    counted = tally(replace(FULL, education="S3", performance={2018: "95"}, trainings=trainings), RULES, DAY)
    assert ways_up(counted, RULES) == ()
    assert shortest_way(counted, RULES) == ()


def test_facts_come_from_a_register_row() -> None:
    row = Employee("1", "A", jenis_jabatan="struktural", jabatan="Kepala Sub Bagian Umum", pendidikan="S1",
                   nilai_kinerja="88", hukuman_disiplin="tidak pernah")  # fmt: skip
    facts = facts_of(row, (), 2018)
    assert (facts.echelon, facts.performance, facts.sanctions) == ("IV", {2018: "88"}, ())
    assert facts_of(replace(row, hukuman_disiplin=""), (), 2018).sanctions is None
    assert [echelon_of(post) for post in ("Camat", "Kepala Dinas Sosial", "Juru Bayar")] == [
        "III",
        "II",
        None,
    ]


def test_an_office_index_is_the_mean_of_its_people() -> None:
    assert unit_index([Decimal("67.5"), Decimal(85), Decimal(70)]) == Decimal("74.17")
    assert unit_index([]) is None
