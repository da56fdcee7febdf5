"""Who is the printed person? A posterior over the employees who could be, and over nobody in the register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log

import numpy as np

from records.values import Candidate, Employee, Match, MatchStatus, PersonReading
from scoring.matching.evidence import (
    Part,
    birth_part,
    degrees_part,
    golongan_part,
    name_part,
    nip_part,
    post_part,
    unit_part,
)
from scoring.matching.keys import person_keys
from scoring.matching.near_nips import one_slip_away, two_slips_away
from scoring.matching.nips import NIP_DIGITS
from scoring.matching.register import Register, Statistics

_KEY_LIMIT = 200  # a key shared by more says too little to be worth weighing each
_NAME_KEYS = ("o:", "f:", "v:", "b:")
_NEAR_NIP = {"nip-exact", "nip-old-exact", "nip-one-slip", "nip-two-slips"}
_SAME_NAME = {"name-exact", "name-habit", "name-close", "name-partly"}
_SECOND = {"unit-agrees", "birth-date-agrees", "office-agrees", "degrees-agree", "post-agrees"}
_MIN_NAME_RATIO = 5.0


@dataclass(frozen=True, slots=True)
class MatchContext:
    """What is known besides the paper.

    `missing_share`: how often a handed-in person is not in the register. `unit`: the office that handed the
    scan in, empty when unknown. `certain_at`: the least posterior that may be called certain.
    """

    missing_share: float = 0.02
    unit: str = ""
    certain_at: float = 0.999


@dataclass(frozen=True, slots=True)
class _Weighed:
    employee: Employee
    log_weight: float
    why: tuple[str, ...]
    name_ratio: float
    alike: float


def match_person(person: PersonReading, register: Register, context: MatchContext | None = None) -> Match:
    """Match a printed person to the register.

    Looks employees up in widening steps (numbers a slip away, names, other keys, numbers two slips away) and
    stops as soon as one is certain. `why` holds stable codes; `others` the runners-up, best first.
    """
    known = context or MatchContext()
    best = Match(None, MatchStatus.NONE, 1.0, ("not-in-register",))
    seen: dict[str, _Weighed] = {}
    crowded = False
    for step in (_by_number, _by_name, _by_keys, _by_far_number):
        found, full = step(person, register)
        crowded = crowded or full
        fresh = [employee for employee in found if employee.nip not in seen]
        if fresh:
            seen |= {e.nip: _weigh(person, e, register.statistics, known) for e in fresh}
            best = _decide(seen.values(), known, crowded=crowded)
        # A number a slip away may still be somebody else's: his namesakes are looked at first.
        settled = step is not _by_number or "nip-exact" in best.why
        if best.status is MatchStatus.CERTAIN and settled and not crowded:
            break
    return _crowd(best) if crowded and best.status is MatchStatus.NONE else best


def _by_number(person: PersonReading, register: Register) -> tuple[Iterable[Employee], bool]:
    numbers = [one_slip_away(n) for n in _numbers(person)]
    return (register.find_by_nips(np.concatenate(numbers)) if numbers else ()), False


def _by_name(person: PersonReading, register: Register) -> tuple[Iterable[Employee], bool]:
    """By whole name, with the office or the birth date: all who could be taken for a certain person."""
    return _under(register, [key for key in person_keys(person) if key.startswith(_NAME_KEYS)])


def _by_keys(person: PersonReading, register: Register) -> tuple[Iterable[Employee], bool]:
    return _under(register, [key for key in person_keys(person) if not key.startswith(_NAME_KEYS)])


def _under(register: Register, keys: list[str]) -> tuple[Iterable[Employee], bool]:
    found = register.find_by_keys(keys, _KEY_LIMIT)
    return found.employees, any(key.startswith(("f:", "v:")) for key in found.crowded)


def _by_far_number(person: PersonReading, register: Register) -> tuple[Iterable[Employee], bool]:
    numbers = _numbers(person)[:1]
    return (register.find_by_nips(two_slips_away(numbers[0])) if numbers else ()), False


def _numbers(person: PersonReading) -> list[str]:
    read = [n for n in (person.nip.value, *person.nip.alternatives) if n]
    return [n for n in read if n.isdecimal() and abs(len(n) - NIP_DIGITS) <= 2]


def _decide(candidates: Iterable[_Weighed], context: MatchContext, *, crowded: bool) -> Match:
    weighed = sorted(candidates, key=lambda w: w.log_weight, reverse=True)
    if not weighed:
        return Match(None, MatchStatus.NONE, 1.0, ("not-in-register",))
    nobody = log(context.missing_share)
    top = max(nobody, weighed[0].log_weight)
    weights = [exp(w.log_weight - top) for w in weighed]
    total = sum(weights) + exp(nobody - top)
    chances = [weight / total for weight in weights]
    others = tuple(
        Candidate(w.employee.nip, round(p, 6), w.why)
        for w, p in list(zip(weighed, chances, strict=True))[:6]
        if p > 1e-6
    )
    absent = exp(nobody - top) / total
    return _name_status(weighed[0], chances, absent, others, context, crowded=crowded)


def _name_status(
    first: _Weighed,
    chances: list[float],
    absent: float,
    others: tuple[Candidate, ...],
    context: MatchContext,
    *,
    crowded: bool,
) -> Match:
    chance, second = chances[0], chances[1] if len(chances) > 1 else 0.0
    named = "name-exact" in first.why and not set(first.why) & {"nip-differs", "nip-slips", "unit-differs"}
    if absent > (0.9 if named else max(chance, 0.5)) or _contradicted(first):
        return Match(None, MatchStatus.NONE, max(absent, 1 - sum(chances)), ("not-in-register",), others)
    if chance >= context.certain_at and _warranted(first, crowded=crowded):
        return Match(first.employee.nip, MatchStatus.CERTAIN, chance, first.why, others[1:])
    if second > 0.05 * chance:
        nip = first.employee.nip if chance > 2 * second else None
        return Match(nip, MatchStatus.AMBIGUOUS, chance, (*first.why, "namesakes"), others[1 if nip else 0 :])
    return Match(first.employee.nip, MatchStatus.PROBABLE, chance, first.why, others[1:])


def _contradicted(first: _Weighed) -> bool:
    """A near number under another name is a colleague's, not this person's."""
    return "name-differs" in first.why and "nip-exact" not in first.why and "nip-old-exact" not in first.why


def _warranted(first: _Weighed, *, crowded: bool) -> bool:
    """Whether two independent pieces of evidence agree: number and name, or whole name and another."""
    why = set(first.why)
    if not why & _SAME_NAME or first.name_ratio < _MIN_NAME_RATIO or "nip-name-disagree" in why:
        return False
    if why & _NEAR_NIP:
        return True
    if "nip-differs" in why or "nip-slips" in why:
        return False
    whole = why & {"name-exact", "name-habit"} or ("name-close" in why and first.alike >= 0.85)
    return bool(whole) and not crowded and bool(why & _SECOND)


def _crowd(best: Match) -> Match:
    return Match(None, MatchStatus.AMBIGUOUS, best.probability, ("name-too-common",), best.others)


def _weigh(
    person: PersonReading, employee: Employee, statistics: Statistics, context: MatchContext
) -> _Weighed:
    name, likeness = name_part(person, employee, statistics)
    nip = nip_part(person, employee)
    parts = [
        nip,
        name,
        birth_part(person, employee),
        unit_part(person.unit.value or "", employee, statistics),
        _office_part(person, employee, statistics, context),
        post_part(person, employee),
        degrees_part(person, employee),
        golongan_part(person, employee),
    ]
    why = [part.code for part in parts if part.code]
    if nip.code in ("nip-exact", "nip-old-exact") and name.code == "name-differs":
        why.append("nip-name-disagree")
    prior = log((1 - context.missing_share) / max(statistics.size, 1))
    weight = prior + sum(log(part.ratio) for part in parts)
    return _Weighed(employee, weight, tuple(dict.fromkeys(why)), likeness.ratio, likeness.alike)


def _office_part(
    person: PersonReading, employee: Employee, statistics: Statistics, context: MatchContext
) -> Part:
    """Weigh the office that handed the scan in, unless the paper names an office itself."""
    if not context.unit or person.unit.value:
        return Part(1.0)
    part = unit_part(context.unit, employee, statistics)
    return Part(
        part.ratio, {"unit-agrees": "office-agrees", "unit-differs": "office-differs"}.get(part.code, "")
    )
