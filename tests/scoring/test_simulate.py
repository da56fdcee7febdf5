from datetime import date
from decimal import Decimal

from scoring.index import Facts, Training, get_rule_set
from scoring.simulate import simulate

DAY = date(2019, 9, 15)


def test_an_office_now_confirmed_and_elsewhere() -> None:
    people = [
        Facts("1", "pelaksana", None, "S1", (), {2018: "85"}, ()),
        Facts("2", "fungsional", None, "S2", (), {2018: "85"}, ()),
        Facts("3"),
    ]
    pending = {
        "1": [Training("p", "Bimtek", 8, 16, None, DAY), Training("s", "Seminar", 9, None, None, DAY)],
        "2": [Training("f", "Diklat Fungsional", 2, 40, None, DAY)],
    }
    rules, other = get_rule_set("bkn-8-2019"), get_rule_set("bkn-8-2019-proportional")
    found = simulate(people, pending, rules, DAY, other)
    assert found.now.people == 3
    assert found.now.mean == Decimal("31.67")  # (45 + 50 + 0) / 3
    assert found.confirmed.mean == Decimal("42.50")  # (62.5 + 65 + 0) / 3
    assert found.confirmed.categories["Rendah"] == 2
    assert sum(found.confirmed.categories.values()) == 3
    assert found.now.incomplete == 1
    assert found.confirmed_elsewhere is not None
    assert found.confirmed_elsewhere.mean == Decimal("48.50")  # 16 of 20 JP give 18 more
    assert found.now_elsewhere == found.now
    assert simulate(people, pending, rules, DAY).now_elsewhere is None
