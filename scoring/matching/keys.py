"""Blocking keys: short strings by which likely employees are looked up, in memory or in SQL.

An employee has about ten; a printed person is looked up by the same ones. Prefixes: `o:` old nine-digit NIP,
`f:` whole name after spelling habits, `r:` whole name roughly (survives misread letters), `p:` two words of a
longer name, `b:` a word and the birth date, `v:` whole name and the
unit, `u:` a word and the unit. NIPs are looked up directly, not by key.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations

from records.values import Employee, PersonReading
from scoring.matching.names import name_tokens, rough, skeleton
from scoring.matching.units import unit_key


def blocking_keys(employee: Employee) -> tuple[str, ...]:
    """Give the keys under which an employee is stored; no repeats."""
    births = {employee.nip[:8]} if len(employee.nip) == 18 else set()
    if employee.tanggal_lahir:
        births.add(_day(employee.tanggal_lahir))
    old = [f"o:{employee.nip_lama}"] if employee.nip_lama else []
    return _keys(name_tokens(employee.nama), sorted(births), unit_key(employee.unit_kerja), old)


def person_keys(person: PersonReading) -> tuple[str, ...]:
    """Give the keys by which a printed person is looked up; no repeats."""
    births: set[str] = set()
    numbers = [n for n in (person.nip.value, *person.nip.alternatives) if n]
    births.update(n[:8] for n in numbers if len(n) >= 8)
    births.update(_day(d) for d in (person.birth_date.value, *person.birth_date.alternatives) if d)
    old = [f"o:{n}" for n in numbers if len(n) == 9]
    keys: dict[str, None] = {}
    for name in (person.name.value, *person.name.alternatives):
        if name:
            unit = unit_key(person.unit.value or "")
            keys |= dict.fromkeys(_keys(name_tokens(name), sorted(births), unit, old))
    return tuple(keys) or tuple(old)


def _keys(tokens: tuple[str, ...], births: Iterable[str], unit: str, extra: Iterable[str]) -> tuple[str, ...]:
    bones = [skeleton(token) for token in tokens if len(token) > 1] or [skeleton(token) for token in tokens]
    if not bones:
        return tuple(extra)
    keys = [
        *extra,
        "f:" + " ".join(sorted(bones)),
        "r:" + " ".join(sorted(rough(t) for t in tokens if len(t) > 1)),
    ]
    if len(bones) > 2:
        keys += ["p:" + " ".join(sorted(pair)) for pair in combinations(bones[:4], 2)]
    if len(bones) == 2:  # so that a longer printed name finds the two-word one it contains
        keys.append("p:" + " ".join(sorted(bones)))
    keys += [f"b:{bone}@{birth}" for bone in bones[:4] for birth in births]
    if unit:
        keys.append("v:" + " ".join(sorted(bones)) + "@" + unit)
        keys += [f"u:{bone}@{unit}" for bone in bones[:4]]
    # Bones may be empty, which leaves two blanks.
    return tuple(dict.fromkeys(key if "  " not in key else " ".join(key.split()) for key in keys))


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")
