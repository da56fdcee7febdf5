"""How prints of people are misread: slips of engines, as they were counted, and habits of scribes.

Which digit is read for which, and how often digits are dropped or doubled, stands in `nip_slips.toml`,
counted by `bench/slips_tally.py`; both engines weigh alike. How many slips a number gets is not as measured
but much worse.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path

from records.values import Employee, Field, PersonReading

# What was never counted may happen all the same, and more so between digits of like shape: worn type and
# handwriting are not among the sheets that were counted.
_LOOKALIKES = {
    "0": "689", "1": "74", "2": "71", "3": "859", "4": "19", "5": "639", "6": "085", "7": "12", "8": "3069",
    "9": "0483",
}  # fmt: skip
_ALIKE, _OTHER = 8.0, 1.0


@dataclass(frozen=True, slots=True)
class Slips:
    """Shares of each kind of slip, and for each printed digit how often others are read for it."""

    dropped: float
    doubled: float
    inserted: float
    wrong: dict[str, list[float]]

    @classmethod
    def load(cls, path: Path) -> Slips:
        """Read the counts of all engines, each engine's scaled to the same sum."""
        kinds = {"dropped": 0.0, "doubled": 0.0, "inserted": 0.0, "wrong": 0.0}
        wrong = {
            digit: [_ALIKE if read in alike else _OTHER for read in "0123456789"]
            for digit, alike in _LOOKALIKES.items()
        }
        engines = tomllib.loads(path.read_text(encoding="utf-8")).values()
        for engine in engines:
            misread = sum(sum(reads.values()) for reads in engine["wrong"].values())
            total = misread + engine["dropped"] + engine["doubled"] + engine["inserted"]
            for kind in ("dropped", "doubled", "inserted"):
                kinds[kind] += engine[kind] / total / len(engines)
            for digit, reads in engine["wrong"].items():
                for read, count in reads.items():
                    wrong[digit][int(read)] += count * 500 / max(1, misread)
        for digit, weights in wrong.items():
            weights[int(digit)] = 0.0
        return cls(kinds["dropped"], kinds["doubled"], kinds["inserted"], wrong)


SLIPS = Slips.load(Path(__file__).parent / "nip_slips.toml")
_LETTER_SLIPS = {
    "i": "l1t", "l": "i1t", "o": "0ae", "a": "oe", "e": "ca", "n": "mrh", "m": "nr", "u": "vn", "t": "lf",
    "s": "5z", "r": "nt", "h": "bn", "y": "vg", "d": "cb", "g": "qy",
}  # fmt: skip
_SPELLINGS = (
    ("Muhammad", "Muh."), ("Muhammad", "M."), ("Muhammad", "Mohamad"), ("Ahmad", "Achmad"), ("Nur", "Noor"),
    ("Yusuf", "Jusuf"), ("Syah", "Sah"), ("Siti", "St."), ("f", "p"), ("dh", "d"), ("ie", "i"),
)  # fmt: skip
_DEGREES = ("S.E", "S.Sos., M.AP", "S.Kom", "S.Pd", "SKM", "S.H., M.H", "A.Md", "ST")
SLIP_COUNTS = ((0, 55), (1, 22), (2, 13), (3, 6), (4, 4))


def garble_nip(luck: random.Random, nip: str) -> tuple[str, int]:
    """Give a number as read and how many slips it took."""
    slips = luck.choices([n for n, _ in SLIP_COUNTS], [w for _, w in SLIP_COUNTS])[0]
    digits = list(nip)
    for _ in range(slips):
        at = luck.randrange(len(digits))
        chance = luck.random()
        if chance < SLIPS.dropped:
            del digits[at]
        elif chance < SLIPS.dropped + SLIPS.doubled:
            digits.insert(at, digits[at])
        elif chance < SLIPS.dropped + SLIPS.doubled + SLIPS.inserted:
            digits.insert(at, luck.choice("0123456789"))
        else:
            digits[at] = luck.choices("0123456789", SLIPS.wrong[digits[at]])[0]
    return "".join(digits), slips


def garble_name(luck: random.Random, name: str) -> str:
    """Give a name as printed and read: spelling, degrees, capitals, misread letters, a word lost."""
    if luck.random() < 0.06:
        old, new = luck.choice(_SPELLINGS)
        name = name.replace(old, new, 1)
    words = name.split()
    if len(words) > 2 and luck.random() < 0.02:
        words.pop(luck.randrange(1, len(words)))
    text = " ".join(_misread(luck, word) for word in words)
    if luck.random() < 0.3:
        text = f"{text}, {luck.choice(_DEGREES)}"
    return text.upper() if luck.random() < 0.4 else text


def print_person(luck: random.Random, employee: Employee) -> tuple[PersonReading, int]:
    """Give an employee as read from a scan, and the slips in his number."""
    number, slips = garble_nip(luck, employee.nip)
    # Engines are less sure of wrong numbers, but not always.
    sure = min(max(luck.gauss(0.96 if slips == 0 else 0.8, 0.06), 0.3), 0.995)
    return (
        PersonReading(
            name=Field(garble_name(luck, employee.nama), 0.95),
            nip=Field(number, sure),
            unit=Field(employee.unit_kerja, 0.9) if luck.random() < 0.5 else Field(),
            birth_date=Field(employee.tanggal_lahir, 0.95) if luck.random() < 0.25 else Field(),
        ),
        slips,
    )


def _misread(luck: random.Random, word: str) -> str:
    letters = list(word)
    for at, letter in enumerate(letters):
        if luck.random() < 0.012:
            letters[at] = luck.choice(_LETTER_SLIPS.get(letter.lower(), "e"))
    return "".join(letters)
