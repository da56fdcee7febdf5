"""How slips are counted, and how counted slips are made again."""

import random
from collections import Counter
from pathlib import Path

import pytest

from bench.matching_slips import SLIPS, Slips, garble_nip
from bench.slips_tally import Tally, lines_of, nearest
from records.values import Box, Word

NIP = "198001022005012003"


@pytest.mark.parametrize(
    ("read", "wrong", "dropped", "doubled", "inserted"),
    [
        (NIP, {}, 0, 0, 0),
        ("193001022005012003", {("8", "3"): 1}, 0, 0, 0),
        ("19801022005012003", {}, 1, 0, 0),
        ("1980001022005012003", {}, 0, 1, 0),
        ("1980010220050127003", {}, 0, 0, 1),
    ],
)
def test_each_kind_of_slip_is_counted_once(
    read: str, wrong: dict[tuple[str, str], int], dropped: int, doubled: int, inserted: int
) -> None:
    tally = Tally()
    tally.add(NIP, read)
    assert (dict(tally.wrong), tally.dropped, tally.doubled, tally.inserted) == (
        wrong,
        dropped,
        doubled,
        inserted,
    )
    assert tally.slips[len(wrong) + dropped + doubled + inserted] == 1


def test_a_number_is_found_in_its_line_and_nowhere_else() -> None:
    lines = ["19750505200003100", "0319800102200S01".replace("S", "5") + "2003", "2019"]
    assert nearest(NIP, lines) == "198001022005012003"
    assert nearest(NIP, ["196512311990032007", "2019"]) is None
    assert nearest(NIP, []) is None


def test_letters_that_look_like_digits_count_as_digits() -> None:
    words = [
        Word(text, Box(0, 0, 1, 1), 0.9, 0, "ppocr") for text in ("NIP.", "l98OO1O2", "2oo5o1", "2", "0O3")
    ]
    assert list(lines_of(words)) == ["198001022005012003"]


def test_made_slips_follow_the_counts(tmp_path: Path) -> None:
    counts = tmp_path / "slips.toml"
    wrong = "\n".join(f'"{digit}" = {{ "{(digit + 1) % 10}" = 90 }}' for digit in range(10))
    counts.write_text(f"[one]\ndropped = 300\ndoubled = 0\ninserted = 0\n[one.wrong]\n{wrong}\n")
    slips = Slips.load(counts)
    assert slips.dropped == pytest.approx(0.25)
    assert (slips.doubled, slips.inserted) == (0, 0)
    for digit, weights in slips.wrong.items():
        assert weights[int(digit)] == 0
        assert weights.index(max(weights)) == (int(digit) + 1) % 10


def test_slips_of_a_made_reading_are_as_many_as_it_says() -> None:
    luck = random.Random(2)
    seen = Counter[str]()
    for _ in range(400):
        read, slips = garble_nip(luck, NIP)
        assert abs(len(read) - len(NIP)) <= slips
        assert (read == NIP) or slips
        seen["longer" if len(read) > len(NIP) else "shorter" if len(read) < len(NIP) else "even"] += 1
    assert seen["shorter"] > seen["longer"] * SLIPS.inserted / SLIPS.dropped
