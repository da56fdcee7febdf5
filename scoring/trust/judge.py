"""Can a document be confirmed with one key? Only when nothing is missing or contradicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import prod

from records.values import DocumentReading, Field, Judgement, Match
from scoring.trust.calibration import recalibrated
from scoring.trust.checks import CHECKS, Evidence

_LEAST_VALUE = 0.75  # a single value less sure than this is named as the doubt
_MARGIN = 20
_PASSED_ON = frozenset({"letterhead-cut"})  # reading notes that take nothing from the hours or the person


@dataclass(frozen=True, slots=True)
class TrustPolicy:
    """How much error is borne: of 1,000 documents called ready, at most `max_wrong_per_1000` may be wrong."""

    max_wrong_per_1000: float = 1.0

    @property
    def least_chance(self) -> float:
        """Least chance that a ready document is right.

        Most ready documents are far surer than the least sure one, so that one may err more than all do on
        average; by how much is measured (docs/trust.md).
        """
        return max(0.5, 1 - self.max_wrong_per_1000 / 1000 * _MARGIN)


def judge(
    document: DocumentReading,
    matches: Sequence[Match],
    evidence: Evidence | None = None,
    policy: TrustPolicy | None = None,
) -> Judgement:
    """Judge a document with the matches of its people (in their order).

    `reasons` are stable codes, doubts from reading first; empty exactly when the document is ready.
    `probability` is the chance that person, course, dates and hours are all right.
    """
    rules = policy or TrustPolicy()
    chance = _chance(document, matches)
    found = [reason for reason in document.reasons if reason not in _PASSED_ON]
    if not document.kind.is_evidence:
        return Judgement(ready=False, reasons=(*dict.fromkeys(found), "not-evidence"), probability=chance)
    found += _values(document)
    for check in CHECKS:
        found += check(document, matches, evidence or Evidence())
    if not found and chance < rules.least_chance:
        found.append("doubt-adds-up")
    return Judgement(ready=not found, reasons=tuple(dict.fromkeys(found)), probability=chance)


def _needed(document: DocumentReading) -> dict[str, Field[str] | Field[date] | Field[int]]:
    return {"course": document.course, "start": document.start, "end": document.end, "jp": document.jp}


def _values(document: DocumentReading) -> Iterator[str]:
    if document.kind_confidence < _LEAST_VALUE:
        yield "kind-unsure"
    for name, field in _needed(document).items():
        if field.value is None:
            yield f"{name}-missing"
        elif field.confidence < _LEAST_VALUE:
            yield f"{name}-unsure"


def joint_chance(document: DocumentReading) -> float:
    """Give the product of the chances of all that is needed but the people; 0 where something is missing."""
    fields = _needed(document).values()
    return document.kind_confidence * prod(f.confidence if f.value is not None else 0.0 for f in fields)


def _chance(document: DocumentReading, matches: Sequence[Match]) -> float:
    """Chance that all that is needed is right.

    The fields' joint chance is corrected for what was measured: fields of one clear scan are right together
    more often than independent chances would say.
    """
    people = [match.probability if match.nip else 0.0 for match in matches] or [0.0]
    return recalibrated(joint_chance(document)) * prod(people)
