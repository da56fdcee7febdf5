from pathlib import Path

import conftest

TESTS = Path(__file__).parents[1]


def test_files_that_are_run_first_are_there() -> None:
    stems = [path.stem for path in TESTS.rglob("test_*.py")]
    assert len(set(conftest._HEAVY)) == len(conftest._HEAVY)
    assert not [name for name in conftest._HEAVY if stems.count(name) != 1]
    assert not [room for room in conftest._ROOMS if not list(TESTS.rglob(f"{room}/test_*.py"))]
