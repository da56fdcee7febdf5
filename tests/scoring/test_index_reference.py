"""The index against the project's worked cases and a plain reference written from the domain notes alone."""

import csv
import random
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.index import get_rule_set, score_table

VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "ipasn.csv"
needs_vectors = pytest.mark.skipif(
    not VECTORS.exists(), reason="the worked cases (../shared/vectors) are not here"
)


@needs_vectors
@pytest.mark.parametrize(("edge", "category"), [("above", "category_above"), ("from", "category_from")])
def test_all_worked_cases_come_out(edge: str, category: str) -> None:
    with VECTORS.open(encoding="utf-8", newline="") as source:
        cases = list(csv.DictReader(source))
    assert len(cases) == 18
    for name, column in (("bkn-8-2019", "ip_threshold"), ("bkn-8-2019-proportional", "ip_proportional")):
        table = score_table(cases, get_rule_set(name, categories__edge=edge))
        assert not table.problems
        for case, row in zip(cases, table.rows, strict=True):
            assert Decimal(row["ip"]) == Decimal(case[column]), case["id"]
            if column == "ip_threshold":
                assert row["category"] == case[category], case["id"]


def plain_index(row: dict[str, str], *, proportional: bool) -> Decimal:
    """The tables of the domain notes, section 2, written down as they stand there."""
    kind = row["post_kind"]
    total = {
        "S3": 25,
        "S2": 20,
        "S1": 15,
        "D4": 15,
        "D3": 10,
        "D2": 5,
        "D1": 5,
        "SLTA": 5,
        "SLTP": 1,
        "SD": 1,
    }[row["education"]]
    points = Decimal(total)
    if kind == "struktural" and row["leadership"] == "1":
        points += 15
    if kind == "fungsional" and row["functional"] == "1":
        points += 15
    technical = Decimal("22.5") if kind == "pelaksana" else Decimal(15)
    jp = int(row["technical_jp"])
    if proportional:
        points += technical * min(jp, 20) / 20
    elif jp >= 20:
        points += technical
    if int(row["seminars"]) >= 1:
        points += Decimal("17.5") if kind == "pelaksana" else 10
    if row["performance"]:
        score = Decimal(row["performance"])
        points += 30 if score > 90 else 25 if score > 75 else 15 if score > 60 else 5 if score > 50 else 1
    return points + {"": 5, "ringan": 3, "sedang": 2, "berat": 1}[row["discipline"]]


def plain_category(total: Decimal, *, included: bool) -> str:
    for name, low in (("Sangat Tinggi", 90), ("Tinggi", 80), ("Sedang", 70), ("Rendah", 60)):
        if (total >= low + 1) if included else (total > low):
            return name
    return "Sangat Rendah"


def random_row(luck: random.Random) -> dict[str, str]:
    return {
        "post_kind": luck.choice(["struktural", "fungsional", "pelaksana"]),
        "education": luck.choice(["S3", "S2", "S1", "D4", "D3", "D2", "D1", "SLTA", "SLTP", "SD"]),
        "leadership": luck.choice("01"),
        "functional": luck.choice("01"),
        "technical_jp": str(luck.choice([0, 7, 8, 15, 19, 20, 21, 40, luck.randrange(200)])),
        "seminars": str(luck.choice([0, 0, 1, 2, 5])),
        "performance": luck.choice(
            [
                "",
                "50",
                "50.01",
                "60",
                "60.5",
                "75",
                "75.01",
                "90",
                "90.1",
                "100",
                f"{luck.uniform(0, 100):.2f}",
            ]
        ),
        "discipline": luck.choice(["", "", "ringan", "sedang", "berat"]),
    }


@pytest.mark.parametrize("proportional", [False, True])
@pytest.mark.parametrize("included", [False, True])
def test_ten_thousand_random_rows_equal_the_plain_reference(*, proportional: bool, included: bool) -> None:
    luck = random.Random(38)
    rows = [random_row(luck) for _ in range(10_000)]
    name = "bkn-8-2019-proportional" if proportional else "bkn-8-2019"
    table = score_table(rows, get_rule_set(name, categories__edge="from" if included else "above"))
    assert not table.problems
    for row, scored in zip(rows, table.rows, strict=True):
        expected = plain_index(row, proportional=proportional)
        assert Decimal(scored["ip"]) == expected, row
        assert scored["category"] == plain_category(expected, included=included), row
        parts = [Decimal(scored[name]) for name in ("kualifikasi", "kompetensi", "kinerja", "disiplin")]
        assert sum(parts) == expected
        assert parts[1] <= 40
