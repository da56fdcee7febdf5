"""Documents of a reading beside their truth: what trust says of them, and whether they are right."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bench.scoring_table import EVIDENCE, Json, compare, load_readings, load_truth, overlapping
from records.reading_format import document_from_json
from records.values import Match, MatchStatus
from scoring.trust import TrustPolicy, joint_chance, judge
from scoring.trust.calibration import recalibrated

THRESHOLD = "doubt-adds-up"  # the one reason that depends on the setting


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the truth as he was found."""

    printed_nip: bool
    certain: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A document of evidence: how sure trust is of it, what it doubts, whether it is right."""

    name: str
    joint: float
    chance: float
    reasons: tuple[str, ...]
    right: bool
    fields_right: bool
    people: tuple[Person, ...]

    @property
    def hard_reasons(self) -> tuple[str, ...]:
        """The reasons that no setting takes away."""
        return tuple(reason for reason in self.reasons if reason != THRESHOLD)

    @property
    def fields_chance(self) -> float:
        """The chance that all fields are right, people aside."""
        return recalibrated(self.joint)

    def ready(self, policy: TrustPolicy) -> bool:
        """Whether it is ready under a setting."""
        return not self.hard_reasons and self.chance >= policy.least_chance


def load_rows(readings_path: Path, corpus: Path) -> list[Row]:
    """Give a row for each document of evidence that was found where the truth has one."""
    truth, namesakes = load_truth(corpus)
    readings = load_readings(readings_path)
    rows = []
    for name, entry in truth.items():
        for wanted in entry["documents"]:
            found = overlapping(wanted, readings.get(name, {}).get("documents", []))
            if found is not None and found.get("kind") in EVIDENCE:
                rows.append(_row(name, entry, wanted, found, namesakes))
    return rows


def _row(name: str, entry: Json, wanted: Json, found: Json, namesakes: Counter[str]) -> Row:
    document = document_from_json(found)
    judged = judge(document, [_match(p.get("match") or {}) for p in found.get("people", [])])
    score = compare({name: {**entry, "documents": [wanted]}}, namesakes, {name: {"documents": [found]}})
    shares = score.accuracy()
    evidence = wanted["kind"] != "other" and not wanted.get("jp_conflict")
    return Row(
        name=f"{name} {wanted['pages']}",
        joint=joint_chance(document),
        chance=judged.probability,
        reasons=tuple(found.get("reasons", ())),
        right=evidence and shares.get("whole_document") == 1,
        fields_right=evidence and all(shares.get(key, 0) == 1 for key in ("jp", "course", "start", "end")),
        people=tuple(_person(person, found) for person in wanted.get("people", [])),
    )


def _match(data: Json) -> Match:
    return Match(data.get("nip"), MatchStatus(data.get("status", "none")), float(data.get("probability", 0)))


def _person(person: Json, found: Json) -> Person:
    matches = [p.get("match") or {} for p in found.get("people", [])]
    mine = [m for m in matches if m.get("nip") == person["register_nip"]]
    certain = any(m.get("status") == "certain" for m in mine)
    return Person(bool(person["nip_as_printed"]), certain, bool(mine))
