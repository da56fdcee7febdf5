"""Evidence that a printed person is a given employee: each part a likelihood ratio against a stranger.

A ratio above 1 speaks for the employee, below 1 against. Parts are multiplied, so parts that say the same
thing (a birth date that the NIP tells already) must not count twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from math import exp

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from records.values import Employee, PersonReading
from scoring.matching.likeness import Likeness, compare_names
from scoring.matching.names import name_degrees
from scoring.matching.nips import channel_log, population_log, slip_chance
from scoring.matching.register import Statistics
from scoring.matching.units import unit_likeness

_WRONG_NUMBER = 2e-4  # papers that bear a number of somebody else altogether
_WRONG_NAME = 3e-4  # papers that bear another name than the register (marriage, mistakes)
_STRANGER_FROM_HERE = 0.5  # a person the register lacks mostly comes from elsewhere
_ANY_BIRTH = 1 / (45 * 365.25)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the evidence: its likelihood ratio and its stable reason code ("" when it says nothing)."""

    ratio: float
    code: str = ""


NOTHING = Part(1.0)
_GOLONGAN = re.compile(r"(?<![a-z])(iv|i{1,3})\s*[/.\-]?\s*([a-e])(?![a-z])")
_BARS = str.maketrans("l1|", "iii")


def nip_part(person: PersonReading, employee: Employee) -> Part:
    """Weigh the printed NIP, all its readings together; old nine-digit numbers are compared with old ones."""
    read = person.nip
    if not read.value:
        return NOTHING
    sure = min(max(read.confidence, 0.3), 0.995)
    weights = [sure, *[(1 - sure) / max(len(read.alternatives), 1)] * len(read.alternatives)]
    slip = slip_chance(read.confidence)
    floor = _WRONG_NUMBER + (1 - sure) * 0.02
    best, ratio = "", floor
    for weight, number in zip(weights, (read.value, *read.alternatives), strict=True):
        true = employee.nip_lama if len(number) == 9 and employee.nip_lama else employee.nip
        gain = weight * exp(min(channel_log(number, true, slip) - population_log(number), 60.0))
        if gain > ratio:
            best = number
        ratio += gain
    return Part(ratio, _nip_code(best, employee))


def _nip_code(best: str, employee: Employee) -> str:
    if not best:
        return "nip-differs"
    if len(best) == 9:
        return "nip-old-exact" if best == employee.nip_lama else "nip-slips"
    slips = Levenshtein.distance(best, employee.nip)
    return {0: "nip-exact", 1: "nip-one-slip", 2: "nip-two-slips"}.get(slips, "nip-slips")


def name_part(person: PersonReading, employee: Employee, statistics: Statistics) -> tuple[Part, Likeness]:
    """Weigh the printed name; other readings of it count for a third."""
    read = person.name
    if not read.value:
        return NOTHING, Likeness(1.0, 0.0, "name-unread")
    first = compare_names(read.value, employee.nama, statistics)
    others = [compare_names(other, employee.nama, statistics) for other in read.alternatives]
    best = max([first, *others], key=lambda like: like.ratio if like is first else like.ratio / 3)
    unsure = 1 - min(max(read.confidence, 0.3), 0.995)
    floor = _WRONG_NAME + unsure * 0.02
    return Part((1 - floor) * best.ratio + floor, best.code), best


def birth_part(person: PersonReading, employee: Employee) -> Part:
    """Weigh the printed birth date beyond what the printed NIP tells already."""
    printed = person.birth_date.value
    births = _births(employee)
    if printed is None or not births:
        return NOTHING
    day = _day(printed)
    agrees = day in births
    slips = min(Levenshtein.distance(day, birth) for birth in births)
    ours = 0.95 if agrees else 0.004 if slips == 1 else _ANY_BIRTH * 0.05
    stranger = 0.95 if (person.nip.value or "")[:8] == day else _ANY_BIRTH
    return Part(max(ours / stranger, 2e-3), "birth-date-agrees" if agrees else "birth-date-differs")


def unit_part(printed: str, employee: Employee, statistics: Statistics) -> Part:
    """Weigh the printed office: people move, so another office speaks only softly against."""
    if not printed or not employee.unit_kerja:
        return NOTHING
    likeness = unit_likeness(printed, employee.unit_kerja)
    if likeness >= 0.9 and unit_likeness(employee.unit_kerja, printed) >= 0.45:
        share = max(statistics.unit_share(employee.unit_kerja), 2e-4)
        return Part(0.85 / (share * _STRANGER_FROM_HERE), "unit-agrees")
    return Part(0.15, "unit-differs") if likeness < 0.6 else NOTHING


def post_part(person: PersonReading, employee: Employee) -> Part:
    """Weigh the printed post: posts change with the years."""
    if not person.post.value or not employee.jabatan:
        return NOTHING
    likeness = fuzz.token_sort_ratio(person.post.value.lower(), employee.jabatan.lower()) / 100
    return Part(6.0, "post-agrees") if likeness >= 0.85 else Part(0.5) if likeness < 0.5 else NOTHING


def degrees_part(person: PersonReading, employee: Employee) -> Part:
    """Weigh the degrees printed with the name: shared ones speak for, others softly against."""
    printed = name_degrees(person.name.value or "")
    recorded = name_degrees(f"{employee.gelar_depan} X, {employee.gelar_belakang}")
    if not printed:
        return NOTHING
    if printed & recorded:
        return Part(8.0, "degrees-agree")
    return Part(0.5)


def golongan_part(person: PersonReading, employee: Employee) -> Part:
    """Weigh the printed golongan: it only ever rises, so a higher one than recorded speaks against."""
    printed, recorded = _rank(person.golongan.value or ""), _rank(employee.golongan)
    if not printed or not recorded:
        return NOTHING
    if printed == recorded:
        return Part(3.0, "golongan-agrees")
    return Part(0.6) if printed < recorded else Part(0.3)


def _births(employee: Employee) -> set[str]:
    births = {employee.nip[:8]} if len(employee.nip) == 18 else set()
    if employee.tanggal_lahir:
        births.add(_day(employee.tanggal_lahir))
    return births


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _rank(golongan: str) -> tuple[int, str] | None:
    """Give golongan as something to compare ("Penata Muda (III/a)" → 3, a); None when there is none."""
    found = _GOLONGAN.search(golongan.lower().translate(_BARS))
    return (len(found[1]) if "v" not in found[1] else 4, found[2]) if found else None
