from pathlib import Path

import pytest

from records.errors import Refused, Rejected
from scoring.index import get_rule_set, read_facts, rule_set_names, score_table, write_table

GOOD = {"id": "A", "post_kind": "pelaksana", "education": "S1", "leadership": "0", "functional": "0",
        "technical_jp": "16", "seminars": "1", "performance": "Baik",
        "discipline": "tidak pernah"}  # fmt: skip
RULES = get_rule_set("bkn-8-2019")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("post_kind", "direktur"), ("education", "S9"), ("education", ""), ("leadership", "mungkin"),
        ("functional", ""), ("technical_jp", "-3"), ("technical_jp", "dua puluh"), ("technical_jp", "7.5"),
        ("seminars", ""), ("performance", "101"), ("performance", "bagus"), ("discipline", "parah"),
        ("technical_jp", "NaN"), ("performance", "inf"),
    ],
)  # fmt: skip
def test_an_unknown_value_is_named_and_nothing_is_guessed(column: str, value: str) -> None:
    table = score_table([GOOD, GOOD | {column: value}], RULES)
    assert [(p.row, p.column, p.value) for p in table.problems] == [(2, column, value)]
    assert (table.rows[1]["ip"], table.rows[1]["category"]) == ("", "")
    assert table.rows[0]["ip"] != ""


def test_what_is_known_of_a_row_with_an_unknown_value_is_still_told() -> None:
    row = score_table([GOOD | {"education": "?"}], RULES).rows[0]
    assert (row["kualifikasi"], row["kompetensi"], row["kinerja"], row["disiplin"]) == ("", "17.5", "25", "5")


def test_predicates_and_spelled_levels_are_read() -> None:
    row = score_table([GOOD | {"education": "S-1/Sarjana", "performance": "SANGAT BAIK"}], RULES).rows[0]
    assert (row["ip"], row["kinerja"], row["category"]) == ("67.5", "30", "Rendah")


def test_a_missing_column_is_refused_by_name() -> None:
    with pytest.raises(Rejected) as refused:
        score_table([{key: value for key, value in GOOD.items() if key != "seminars"}], RULES)
    assert refused.value.values["columns"] == "seminars"


def test_a_table_goes_out_as_it_came_with_columns_added(tmp_path: Path) -> None:
    source = tmp_path / "facts.csv"
    source.write_text("\ufeff" + ",".join(GOOD) + "\n" + ",".join(GOOD.values()) + "\n", encoding="utf-8")
    table = score_table(read_facts(source), RULES)
    write_table(table, tmp_path / "out.csv")
    again = read_facts(tmp_path / "out.csv")[0]
    assert again["id"] == "A"
    assert list(again)[-6:] == ["ip", "kualifikasi", "kompetensi", "kinerja", "disiplin", "category"]
    assert score_table([again], RULES).rows[0] == table.rows[0]


def test_rule_sets_are_named_and_options_checked() -> None:
    assert set(rule_set_names()) == {"bkn-8-2019", "bkn-8-2019-proportional"}
    assert get_rule_set("bkn-8-2019;categories.edge=from").edge_included
    assert get_rule_set("bkn-8-2019;categories.edge=from").digest != RULES.digest
    for name, code in (
        ("bkn-9", "rule-set-unknown"),
        ("bkn-8-2019;windows.counting=moon", "rule-set-option-unknown"),
    ):
        with pytest.raises(Refused) as refused:
            get_rule_set(name)
        assert refused.value.code == code
