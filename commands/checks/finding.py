"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """GOOD works, WARNING works with a loss, BAD keeps Bukti from working."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One part's state; `remedy` is a catalogue key under `doctor.remedy.`, filled with `values`."""

    part: str
    state: State
    detail: str
    remedy: str = ""
    values: dict[str, object] = field(default_factory=dict)
