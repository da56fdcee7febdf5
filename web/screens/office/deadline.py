"""The current period's deadline, in the days people count."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.tables import Period, now
from web.data import settings
from web.views.office import DeadlineView


def current_period(session: Session) -> Period | None:
    """Find the period that runs now."""
    return session.scalar(select(Period).where(Period.current.is_(True)).order_by(Period.id.desc()).limit(1))


def deadline_of(period: Period | None, *, bkpp: bool = False) -> DeadlineView | None:
    """Give the deadline for the offices, or BKPP's own."""
    last = (period.deadline_bkpp if bkpp else period.deadline_tu) if period else None
    if period is None or last is None:
        return None
    return DeadlineView(period.name, last, (last - today()).days)


def today() -> date:
    """Give the calendar day in the shown zone."""
    return now().astimezone(settings().zone).date()
