"""How right bulk confirmation was, week by week or month by month: what second looks found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from math import sqrt

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.tables import AuditSample, now
from web.data import settings
from web.views.audit import RateOverTime, RatePoint

_WEEKS, _MONTHS = 26, 12
# 95 % of a normal distribution lie within so many standard deviations.
_Z = 1.96


def rate_over_time(session: Session, per: str) -> RateOverTime:
    """Give the error rate per week ("minggu") or month ("bulan") up to now, empty stretches included.

    A period is that of the second look, in the zone times are shown in.
    """
    per = "bulan" if per == "bulan" else "minggu"
    today = now().astimezone(settings().zone).date()
    starts = _months(today) if per == "bulan" else _weeks(today)
    since = datetime.combine(starts[0], datetime.min.time(), settings().zone)
    looked = session.execute(
        select(AuditSample.checked_at, AuditSample.verdict).where(AuditSample.checked_at >= since)
    )
    right, wrong = _count(((at, verdict) for at, verdict in looked), per)
    points = tuple(_point(start, wrong[start], right[start] + wrong[start]) for start in starts)
    return RateOverTime(per, points)


def _count(
    looked: Iterable[tuple[datetime | None, bool | None]], per: str
) -> tuple[Counter[date], Counter[date]]:
    right: Counter[date] = Counter()
    wrong: Counter[date] = Counter()
    for at, verdict in looked:
        if at is None or verdict is None:
            continue
        day = at.astimezone(settings().zone).date()
        start = day.replace(day=1) if per == "bulan" else _monday(day)
        (right if verdict else wrong)[start] += 1
    return right, wrong


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weeks(today: date) -> list[date]:
    return [_monday(today) - timedelta(weeks=back) for back in reversed(range(_WEEKS))]


def _months(today: date) -> list[date]:
    found = [today.replace(day=1)]
    while len(found) < _MONTHS:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found[::-1]


def _point(start: date, wrong: int, looked: int) -> RatePoint:
    if not looked:
        return RatePoint(start, 0, 0, None, None, None)
    low, high = wilson(wrong, looked)
    return RatePoint(start, looked, wrong, wrong / looked, low, high)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Give the 95 % interval of a share by Wilson (1927), which holds for few looks and for none wrong."""
    share, z2 = hits / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z / (1 + z2 / of) * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)
