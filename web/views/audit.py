"""The random second look at bulk-confirmed documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


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
class RatePoint:
    """One week or month: looks, wrong ones, their share and its 95 % interval (None without a look)."""

    start: date
    looked: int
    wrong: int
    rate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class RateOverTime:
    """The error rate by week ("minggu") or month ("bulan"), oldest first."""

    per: str
    points: tuple[RatePoint, ...]

    @property
    def any(self) -> bool:
        """Whether there was a look at all."""
        return any(point.looked for point in self.points)

    @property
    def top(self) -> float:
        """Give the share at the chart's upper edge: a round one above every rate, not every interval."""
        most = max((point.rate or 0.0 for point in self.points), default=0.0)
        return next(edge for edge in (0.02, 0.05, 0.1, 0.2, 0.5, 1.0) if edge >= min(1.0, most * 1.2))


@dataclass(frozen=True, slots=True)
class AuditView:
    """The sample and its error rate so far."""

    rows: tuple[AuditRow, ...]
    open: int
    right: int
    wrong: int
    share: float
    over_time: RateOverTime

    @property
    def error_rate(self) -> float | None:
        """Give the share of wrong ones among those looked at, None before the first look."""
        looked = self.right + self.wrong
        return self.wrong / looked if looked else None
