"""What matching needs of an employee register, and a register held in memory.

A register of another kind (rows in a database) gives the same three things: statistics, employees by number,
employees by blocking key.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from records.values import Employee
from scoring.matching.keys import blocking_keys
from scoring.matching.names import name_tokens
from scoring.matching.units import unit_words


@dataclass(frozen=True, slots=True)
class Statistics:
    """How often things occur in a register: employees in all, name words, offices (as recorded), golongan."""

    size: int
    words: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, employees: Iterable[Employee]) -> Statistics:
        """Count a register's employees; one pass, a few words each."""
        words: Counter[str] = Counter()
        units: Counter[str] = Counter()
        size = 0
        for employee in employees:
            size += 1
            words.update(set(name_tokens(employee.nama)))
            units[unit_name(employee.unit_kerja)] += 1
        return cls(size, dict(words), dict(units))

    def word_share(self, word: str) -> float:
        """Share of employees who bear the word in their name; a word never seen counts half an employee."""
        return (self.words.get(word, 0) + 0.5) / (self.size + 1)

    def unit_share(self, unit: str) -> float:
        """Share of employees who work in the office."""
        return (self.units.get(unit_name(unit), 0) + 0.5) / (self.size + 1)


def unit_name(unit: str) -> str:
    """Fold an office's name for counting."""
    return " ".join(unit_words(unit))


@dataclass(frozen=True, slots=True)
class Found:
    """Employees found by keys, and the keys under which more stand than were asked for (left out)."""

    employees: tuple[Employee, ...]
    crowded: tuple[str, ...] = ()


class Register(Protocol):
    """Where matching looks employees up. All look-ups take an empty sequence and give nothing for it."""

    @property
    def statistics(self) -> Statistics:
        """Counts over the whole register; computed once for a register version."""
        ...

    def find_by_nips(self, nips: NDArray[np.int64]) -> Sequence[Employee]:
        """Give the employees who bear one of these numbers, held as integers (often 163, at times 16,000)."""
        ...

    def find_by_keys(self, keys: Sequence[str], limit: int) -> Found:
        """Give employees under any of these keys; keys with more than `limit` go to `crowded`."""
        ...


class MemoryRegister:
    """A register in memory: about 130 bytes an employee beyond the employees themselves.

    Numbers are looked up in a sorted array, keys in a sorted array of their hashes.
    """

    def __init__(self, employees: Sequence[Employee]) -> None:
        self._employees = employees
        self.statistics = Statistics.of(employees)
        numbers, hashes, rows = _columns(employees)
        order = np.argsort(numbers, kind="stable")
        self._numbers: NDArray[np.int64] = numbers[order]
        self._number_rows: NDArray[np.uint32] = order.astype(np.uint32)
        order = np.argsort(hashes, kind="stable")
        self._hashes: NDArray[np.int64] = hashes[order]
        self._hash_rows: NDArray[np.uint32] = rows[order]

    def find_by_nips(self, nips: NDArray[np.int64]) -> Sequence[Employee]:
        """Give the employees who bear one of these numbers, held as integers."""
        if not len(nips) or not len(self._numbers):
            return ()
        places = np.minimum(np.searchsorted(self._numbers, nips), len(self._numbers) - 1)
        hits = places[self._numbers[places] == nips]
        return tuple(self._employees[int(self._number_rows[p])] for p in dict.fromkeys(hits.tolist()))

    def find_by_keys(self, keys: Sequence[str], limit: int) -> Found:
        """Give the employees under any of these keys, in register order."""
        rows: set[int] = set()
        crowded = []
        for key in keys:
            low, high = np.searchsorted(self._hashes, [hash(key), hash(key) + 1])
            if high - low > limit:
                crowded.append(key)
            else:
                rows.update(self._hash_rows[low:high].tolist())
        return Found(tuple(self._employees[row] for row in sorted(rows)), tuple(crowded))


def _columns(
    employees: Sequence[Employee],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint32]]:
    numbers, hashes, rows = array("q"), array("q"), array("I")
    for row, employee in enumerate(employees):
        numbers.append(int(employee.nip or 0))
        for key in blocking_keys(employee):
            hashes.append(hash(key))
            rows.append(row)
    return (np.frombuffer(numbers, np.int64), np.frombuffer(hashes, np.int64), np.frombuffer(rows, np.uint32))
