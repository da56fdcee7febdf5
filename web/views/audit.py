"""The random second look at bulk-confirmed documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One drawn document; `verdict` None: nobody looked yet."""

    id: int
    course: str
    person: str
    jp: int | None
    confirmed_by: str
    drawn_at: datetime
    verdict: bool | None


@dataclass(frozen=True, slots=True)
class AuditView:
    """The sample and its error rate so far."""

    rows: tuple[AuditRow, ...]
    open: int
    right: int
    wrong: int
    share: float

    @property
    def error_rate(self) -> float | None:
        """Give the share of wrong ones among those looked at, None before the first look."""
        looked = self.right + self.wrong
        return self.wrong / looked if looked else None
