from pathlib import Path

import order

TESTS = Path(__file__).parents[1]


def test_files_that_are_run_first_are_there() -> None:
    stems = [path.stem for path in TESTS.rglob("test_*.py")]
    assert len(set(order.HEAVY)) == len(order.HEAVY)
    assert not [name for name in order.HEAVY if stems.count(name) != 1]
    assert not [room for room in order.ROOMS if not list(TESTS.rglob(f"{room}/test_*.py"))]
