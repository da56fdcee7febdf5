"""Is a training already in the personnel system?

Its records have known defects, so dates are taken loosely: end dates missing, the certificate's date taken
for the course's, hours missing and stored as 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from records.values import DocumentReading
from scoring.history_file import TrainingRecord
from scoring.repeats.likeness import courses_alike, number_key, numbers_alike

_NEAR = timedelta(days=31)  # the certificate's own date, taken for the course's, lies within a month of it


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record that holds this training.

    `code`: `already-recorded`, or `recorded-otherwise`; `differences` names the fields that differ.
    """

    record: TrainingRecord
    code: str
    differences: tuple[str, ...]


def find_recorded(document: DocumentReading, history: Iterable[TrainingRecord]) -> Recorded | None:
    """Find the record of this training among one employee's; None when it is not recorded.

    Of several, one that was entered right settles it: those mended later often leave the old one behind.
    """
    found = [
        (_differences(document, record), likeness, record)
        for record in history
        if (likeness := _likeness(document, record)) >= 1
    ]
    if not found:
        return None
    differences, _, record = min(found, key=lambda one: (bool(one[0]), -one[1]))
    return Recorded(record, "recorded-otherwise" if differences else "already-recorded", differences)


def _likeness(document: DocumentReading, record: TrainingRecord) -> float:
    """1 and above: the same training; by number, or by course and time."""
    course = courses_alike(document.course.value or "", record.course)
    number = 0.0
    if document.number.value and len(number_key(record.number)) >= 4:
        number = numbers_alike(document.number.value, record.number)
    if number >= 0.9 and course >= 0.6:
        return number + course
    return course + number / 10 if course >= 0.85 and _same_time(document, record) else 0.0


def _same_time(document: DocumentReading, record: TrainingRecord) -> bool:
    days = [day for day in (document.start.value, document.end.value, document.issued.value) if day]
    recorded = [day for day in (record.start, record.end) if day]
    if days and recorded:
        return any(abs(one - two) <= _NEAR for one in days for two in recorded)
    return bool(days) and record.year in {day.year for day in days}


def _differences(document: DocumentReading, record: TrainingRecord) -> tuple[str, ...]:
    pairs = (
        ("jp", document.jp.value, record.jp),
        ("start", document.start.value, record.start),
        ("end", document.end.value, record.end),
    )
    return tuple(name for name, ours, theirs in pairs if ours is not None and ours != theirs)
