"""Progress of the offices and the statistics, as figures."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.states import DocumentState, Variant
from records.tables import Document, Employee, Handover, IndexResult, Office
from web.screens.employees.table import CATEGORIES
from web.views.bkpp import (
    CategoryFigures,
    DimensionFigures,
    OfficeFigures,
    ProgressRow,
    StatisticsView,
)
from web.views.people import slug

_D = DocumentState
_GONE = (_D.REPLACED, _D.SET_ASIDE)
# PermenPAN-RB 38/2018: what each dimension gives at most.
_MOST = {"kualifikasi": 25.0, "kompetensi": 40.0, "kinerja": 30.0, "disiplin": 5.0}
_BEFORE, _AFTER = Variant.RECORDED, Variant.PENDING


def progress_rows(session: Session) -> tuple[ProgressRow, ...]:
    """Give every active office, the one furthest behind first: four queries."""
    offices = session.execute(select(Office.id, Office.name).where(Office.active)).all()
    states: dict[int, dict[str, int]] = {}
    for office_id, state, count in session.execute(
        select(Document.office_id, Document.state, func.count())
        .where(Document.state.not_in(_GONE))
        .group_by(Document.office_id, Document.state)
    ):
        states.setdefault(office_id, {})[state] = count
    employees = _by_office(session, select(Employee.office_id, func.count()).where(Employee.active), Employee)
    last = _by_office(session, select(Handover.office_id, func.max(Handover.created_at)), Handover)
    rows = (
        _progress(key, name, states.get(key, {}), employees.get(key, 0), last.get(key))
        for key, name in offices
    )
    return tuple(sorted(rows, key=lambda row: (row.done_share, row.office)))


def _by_office(session: Session, query: Any, rows: Any) -> dict[int, Any]:
    return dict(session.execute(query.group_by(rows.office_id)).all())


def _progress(key: int, name: str, states: dict[str, int], employees: int, last: Any) -> ProgressRow:
    return ProgressRow(
        office_id=key,
        office=name,
        employees=employees,
        documents=sum(states.values()),
        awaiting=sum(
            states.get(s, 0) for s in (_D.FOUND, _D.MATCHED, _D.SCORED, _D.AWAITING_REVIEW, _D.FAILED)
        ),
        confirmed=states.get(_D.CONFIRMED, 0),
        sent=states.get(_D.HANDED_OVER, 0),
        accepted=states.get(_D.ACCEPTED, 0),
        returned=states.get(_D.RETURNED, 0),
        last_sent=last,
    )


def statistics(session: Session) -> StatisticsView:
    """Give the distribution of indexes before and after, by category, office and dimension: three queries."""
    categories: dict[tuple[str, str], int] = {}
    for variant, category, count in session.execute(
        _active(select(IndexResult.variant, IndexResult.category, func.count()))
        .where(IndexResult.variant.in_((_BEFORE, _AFTER)))
        .group_by(IndexResult.variant, IndexResult.category)
    ):
        categories[variant, category] = count
    means = _means(session)
    offices = _offices(session)
    before, after = means.get(_BEFORE), means.get(_AFTER)
    return StatisticsView(
        offices=offices,
        categories=tuple(
            CategoryFigures(slug(name), categories.get((_BEFORE, name), 0), categories.get((_AFTER, name), 0))
            for name in CATEGORIES
        ),
        dimensions=tuple(
            DimensionFigures(name, _mean(before, name), _mean(after, name), most)
            for name, most in _MOST.items()
        ),
        employees=sum(office.employees for office in offices),
        before=_mean(before, "total") if before else None,
        after=_mean(after, "total") if after else None,
    )


def _active(query: Any) -> Any:
    return query.join(Employee, Employee.id == IndexResult.employee_id).where(Employee.active)


def _mean(row: Any, name: str) -> float:
    return round(float(getattr(row, name)), 2) if row is not None else 0.0


def _means(session: Session) -> dict[str, Any]:
    columns = [func.avg(getattr(IndexResult, name)).label(name) for name in ("total", *_MOST)]
    rows = session.execute(_active(select(IndexResult.variant, *columns)).group_by(IndexResult.variant))
    return {row.variant: row for row in rows}


def _offices(session: Session) -> tuple[OfficeFigures, ...]:
    rows = session.execute(
        _active(
            select(
                Office.name,
                IndexResult.variant,
                func.count().label("people"),
                func.avg(IndexResult.total).label("total"),
                func.avg(IndexResult.jp).label("jp"),
            )
        )
        .join(Office, Office.id == Employee.office_id)
        .where(IndexResult.variant.in_((_BEFORE, _AFTER)))
        .group_by(Office.name, IndexResult.variant)
        .order_by(Office.name)
    )
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        found.setdefault(row.name, {})[row.variant] = row
    return tuple(
        OfficeFigures(
            office=name,
            employees=max(row.people for row in by.values()),
            before=_mean(by.get(_BEFORE), "total"),
            after=_mean(by.get(_AFTER), "total"),
            jp_before=_mean(by.get(_BEFORE), "jp"),
            jp_after=_mean(by.get(_AFTER), "jp"),
        )
        for name, by in found.items()
    )
