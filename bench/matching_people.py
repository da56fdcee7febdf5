"""A made-up register of any size, held in columns: numbers, names and offices that repeat as real ones do."""

from __future__ import annotations

import random
import tomllib
from array import array
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from records.values import Employee

_LISTS = tomllib.loads((Path(__file__).parent / "matching_names.toml").read_text(encoding="utf-8"))
_UNITS = [f"{kind} {field}" for kind in _LISTS["unit_kinds"] for field in _LISTS["unit_fields"]]


class People(Sequence[Employee]):
    """Made-up employees in columns (about 60 bytes each); an Employee is made when asked for."""

    def __init__(self, size: int, seed: int) -> None:
        luck = random.Random(seed)
        self._words = _words(luck, max(2000, size // 40))
        weights = [1 / (rank + 8) for rank in range(len(self._words))]
        self._nips, self._units, self._names = array("q"), array("H"), []
        taken: set[int] = set()
        word_draws = iter(luck.choices(range(len(self._words)), weights, k=size * 4))
        before = 0
        while len(self._nips) < size:
            nip = _neighbour(luck, before) if before and luck.random() < 0.08 else make_nip(luck)
            if nip in taken:
                continue
            taken.add(nip)
            before = nip
            self._nips.append(nip)
            self._units.append(luck.randrange(len(_UNITS)))
            self._names.append(tuple(_name(luck, word_draws)))

    def __len__(self) -> int:
        return len(self._nips)

    def __getitem__(self, row: int) -> Employee:  # type: ignore[override] # nobody slices a register
        nip = str(self._nips[row])
        return Employee(
            nip=nip,
            nama=" ".join(self._words[w] for w in self._names[row]).replace("_", " "),
            tanggal_lahir=date(int(nip[:4]), int(nip[4:6]), int(nip[6:8])),
            unit_kerja=_UNITS[self._units[row]],
        )


class Part(Sequence[Employee]):
    """Some rows of a made-up register: those that were put into the agency's file."""

    def __init__(self, people: People, rows: Sequence[int]) -> None:
        self._people, self._rows = people, rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, row: int) -> Employee:  # type: ignore[override] # as above
        return self._people[self._rows[row]]


def _words(luck: random.Random, rare: int) -> list[str]:
    """Common names first; how often each is borne falls off by rank, with a long tail of coined ones."""
    parts = _LISTS["syllables"]
    coined = {"".join(luck.choices(parts, k=luck.choice((2, 3, 3, 4)))).capitalize() for _ in range(rare)}
    common = [*_LISTS["first"], *_LISTS["last"]]
    luck.shuffle(common)
    return [*common, *sorted(coined - set(common))]


def _name(luck: random.Random, draws: Iterator[int]) -> Iterator[int]:
    for _ in range(luck.choices((1, 2, 3, 4), (8, 60, 28, 4))[0]):
        yield next(draws)


def make_nip(luck: random.Random) -> int:
    """Give a made-up number as registers hold them."""
    born = date(1964, 1, 1) + timedelta(days=luck.randrange(38 * 365))
    # Appointments come in waves: a few months of each year take nearly everybody.
    year = min(max(born.year + luck.randrange(20, 36), 1985), 2025)
    month = luck.choices((1, 2, 3, 4, 12, 10), (30, 10, 25, 15, 15, 5))[0]
    serial = min(int(luck.expovariate(1 / 6)) + 1, 999)
    return int(f"{born:%Y%m%d}{year}{month:02d}{luck.choice('12')}{serial:03d}")


def _neighbour(luck: random.Random, nip: int) -> int:
    """A colleague born on the same day or appointed with them: one digit differs."""
    place = luck.choice((0, 0, 0, 1, 6, 7, 11))
    digit = nip // 10**place % 10
    other = (digit + luck.choice((1, 1, 2))) % 10
    moved = nip + (other - digit) * 10**place
    return moved if _is_real(moved) else nip


def _is_real(nip: int) -> bool:
    text = str(nip)
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return False
    return "01" <= text[12:14] <= "12" and text[15:] != "000"
